//! One page of what the tables hold: for a terminal, for a forge, for other programs. Same tables, same bytes.

use model::{Verdict, VerdictRow};
use serde_json::Value;

use super::{
    File, SiteView, accuracy,
    histories::{self, History},
    overview, scaling,
};
use crate::{
    Style,
    block::{Block, markdown_page, pictures, terminal},
    rows::{Datum, Rows, VERDICT, verdict},
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

/// Its rows as comma-separated values.
pub fn sheet_csv(view: &SiteView<'_>, sheet: Sheet) -> String {
    rows(view, sheet).csv()
}

/// The same rows as JSON: an object for each, by the names of the columns.
pub fn sheet_json(view: &SiteView<'_>, sheet: Sheet) -> Value {
    rows(view, sheet).json()
}

pub(super) fn blocks(view: &SiteView<'_>, sheet: Sheet, all: &[History<'_>]) -> Vec<Block> {
    match sheet {
        Sheet::Overview => overview::blocks(view, all),
        Sheet::Scaling => scaling::page(view, all),
        Sheet::Accuracy => accuracy::blocks(view),
    }
}

fn rows(view: &SiteView<'_>, sheet: Sheet) -> Rows {
    match sheet {
        Sheet::Overview => verdicts(&histories::all(view.runs)),
        Sheet::Scaling => scaling::rows(view, &histories::all(view.runs)),
        Sheet::Accuracy => accuracy::rows(view),
    }
}

/// One row for each expectation that its newest run declares.
fn verdicts(all: &[History<'_>]) -> Rows {
    let (before, after) = (["experiment", "class"], ["predicted", "run", "commit"]);
    let mut rows = Rows::under(before.iter().chain(&VERDICT).chain(&after));
    for history in all.iter().filter(|history| history.is_declared) {
        let (ran, row) = history.stands();
        let header = &ran.record.header;
        let before: [Datum; 2] = [history.experiment.as_str().into(), history.class.into()];
        let after: [Datum; 3] =
            [predicted(row).into(), header.run.as_str().into(), header.pin.commit.as_deref().into()];
        rows.push(before.into_iter().chain(verdict(row)).chain(after));
    }
    rows
}

fn predicted(row: &VerdictRow) -> Option<&'static str> {
    match (&row.verdict, row.as_predicted?) {
        (Verdict::NotJudged(_), _) => None,
        (_, true) => Some("came true"),
        (_, false) => Some("did not come true"),
    }
}
