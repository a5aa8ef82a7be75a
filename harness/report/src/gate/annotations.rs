//! A gate as GitHub's workflow commands: what is wrong stands beside the experiment in the diff.

use std::fmt::Write;

use model::OutcomeRow;

use super::{
    GateView,
    answer::{Answer, headline},
    group::worst_first,
    kind::Kind,
    words::{clipped, sentence, subject, weaker},
};
use crate::harmless;

/// GitHub shows so many of each level from one step and drops the rest without a word.
const SHOWN: usize = 10;
/// A title is one line of the diff.
const LONGEST_TITLE: usize = 200;
/// GitHub cuts a message of over 4,096 characters; a compiler's error may be longer.
const LONGEST_MESSAGE: usize = 2_000;

/// The commands, one a line; nothing where all is well.
pub fn gate_annotations(view: &GateView<'_>) -> String {
    let mut errors = Vec::new();
    let (mut warnings, mut notices) = (Vec::new(), Vec::new());
    let answer = Answer::of(view);
    if !answer.is_in_the_rows(view) {
        errors.push(format!("::error title=touchstone gate::{}", data(&headline(view))));
    }
    for row in worst_first(view.rows) {
        match Kind::of(&row.outcome) {
            Kind::Regressed => errors.push(command("error", view, row)),
            Kind::Suspect | Kind::Inconclusive => warnings.push(command("warning", view, row)),
            Kind::NoBaseline => notices.push(command("notice", view, row)),
            Kind::Improved | Kind::Ok | Kind::Identical => {}
        }
    }
    let mut out = String::new();
    for (level, commands) in [("error", errors), ("warning", warnings), ("notice", notices)] {
        // The line that says how many are left needs a place of its own among them.
        let shown = if commands.len() > SHOWN { SHOWN - 1 } else { commands.len() };
        for command in &commands[..shown] {
            out.push_str(command);
            out.push('\n');
        }
        if shown < commands.len() {
            let more = commands.len() - shown;
            let answer = data(&headline(view));
            let _ =
                writeln!(out, "::{level} title=touchstone gate::and {more} more of these; in all: {answer}");
        }
    }
    out
}

fn command(level: &str, view: &GateView<'_>, row: &OutcomeRow) -> String {
    let place = (view.places)(&row.experiment)
        .map(|path| format!("file={},line=1,", property(&path)))
        .unwrap_or_default();
    let label = weaker(view.kind).map(|label| format!(" ({label})")).unwrap_or_default();
    let title = format!("{}: {}, {}{label}", row.outcome.word(), row.experiment, subject(row));
    format!(
        "::{level} {place}title={}::{}",
        property(&clipped(&title, LONGEST_TITLE)),
        data(&clipped(&sentence(view, row), LONGEST_MESSAGE))
    )
}

/// A message: GitHub reads `%` as the start of a code, and a new line as the end.
fn data(text: &str) -> String {
    harmless(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property ends at a comma, and all of them at a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
