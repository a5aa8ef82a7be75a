//! One page of what the tables hold, as text: for a terminal, for a forge, for other programs. Same tables, same bytes.

use judge::plan::Ran;
use model::Verdict;

use super::{
    File, SiteView, accuracy,
    histories::{self, History},
    overview, scaling,
};
use crate::{
    Style,
    block::{Block, markdown_page, pictures, terminal},
    csv::{line, text, value},
};

/// Which page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// What was claimed, and what holds.
    Overview,
    /// What threads give, against what the machine can give at all.
    Scaling,
    /// Every answer beside the reference.
    Accuracy,
}

/// For a terminal.
pub fn sheet_text(view: &SiteView<'_>, sheet: Sheet, style: Style) -> String {
    terminal(&blocks(view, sheet, &histories::all(view.runs)), style)
}

/// As Markdown, with the pictures that it shows beside it.
pub fn sheet_markdown(view: &SiteView<'_>, sheet: Sheet) -> (String, Vec<File>) {
    let blocks = blocks(view, sheet, &histories::all(view.runs));
    let page = markdown_page(&blocks);
    let file =
        |picture: crate::block::Picture| File { path: format!("{}.svg", picture.name), text: picture.svg };
    (page, pictures(blocks).into_iter().map(file).collect())
}

/// As comma-separated values.
pub fn sheet_csv(view: &SiteView<'_>, sheet: Sheet) -> String {
    let all = histories::all(view.runs);
    match sheet {
        Sheet::Overview => verdicts(&all),
        Sheet::Scaling => scaling::csv(view, &all),
        Sheet::Accuracy => accuracy::csv(view),
    }
}

pub(super) fn blocks(view: &SiteView<'_>, sheet: Sheet, all: &[History<'_>]) -> Vec<Block> {
    match sheet {
        Sheet::Overview => overview::blocks(view, all),
        Sheet::Scaling => scaling::page(view, all),
        Sheet::Accuracy => accuracy::blocks(view),
    }
}

/// One row for each expectation that its newest run declares.
fn verdicts(all: &[History<'_>]) -> String {
    let head = "experiment,class,hypothesis,expectation,target,estimate,lower,upper,unit,verdict,reason,predicted,run,commit";
    let mut out = format!("{head}\n");
    for history in all.iter().filter(|history| history.is_declared) {
        let (ran, row) = history.stands();
        out += &line(&[
            text(history.experiment.as_str()),
            text(history.class),
            text(&row.hypothesis),
            text(&row.expectation),
            text(&row.target),
            value(row.estimate),
            value(row.lower),
            value(row.upper),
            text(&row.unit),
            text(row.verdict.word()),
            text(&row.verdict.reason()),
            text(predicted(&row.verdict, row.as_predicted)),
            text(&ran.record.header.run),
            text(commit(&ran)),
        ]);
    }
    out
}

fn predicted(verdict: &Verdict, as_predicted: Option<bool>) -> &'static str {
    match (verdict, as_predicted) {
        (Verdict::NotJudged(_), _) | (_, None) => "",
        (_, Some(true)) => "came true",
        (_, Some(false)) => "did not come true",
    }
}

fn commit<'a>(ran: &Ran<'a>) -> &'a str {
    ran.record.header.pin.commit.as_deref().unwrap_or_default()
}
