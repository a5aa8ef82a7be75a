//! The first line: what the whole gate amounts to. Rows and exit code must agree, and where they do not, the worse one
//! is believed.

use model::OutcomeRow;

use super::{GateView, kind::Kind, words::weaker};
use crate::Tone;

/// What a gate amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Regressed,
    Failed,
    NothingCompared,
    Inconclusive,
    Suspect,
    /// What was compared held, and something was not compared.
    OkAsFarAsCompared,
    Ok,
}

pub(crate) fn count(rows: &[OutcomeRow], kind: Kind) -> usize {
    rows.iter().filter(|row| Kind::of(&row.outcome) == kind).count()
}

impl Answer {
    pub(crate) fn of(view: &GateView<'_>) -> Self {
        let has = |kind| count(view.rows, kind) > 0;
        let without = count(view.rows, Kind::NoBaseline);
        match view.exit {
            _ if has(Kind::Regressed) => Self::Regressed,
            0 | 3 | 5 if without == view.rows.len() => Self::NothingCompared,
            5 => Self::NothingCompared,
            0 | 3 if has(Kind::Inconclusive) => Self::Inconclusive,
            0 | 3 if has(Kind::Suspect) => Self::Suspect,
            3 => Self::Inconclusive,
            0 if without > 0 => Self::OkAsFarAsCompared,
            0 => Self::Ok,
            _ => Self::Failed,
        }
    }

    /// Do the rows say it themselves? Otherwise a page that holds rows only would look better than the gate.
    pub(crate) fn is_in_the_rows(self, view: &GateView<'_>) -> bool {
        match self {
            Self::Failed | Self::NothingCompared => false,
            Self::Inconclusive => count(view.rows, Kind::Inconclusive) > 0,
            Self::Regressed | Self::Suspect | Self::OkAsFarAsCompared | Self::Ok => true,
        }
    }

    pub(crate) fn tone(self) -> Tone {
        match self {
            Self::Regressed | Self::Failed | Self::NothingCompared => Tone::Bad,
            Self::Inconclusive | Self::Suspect | Self::OkAsFarAsCompared => Tone::Unsure,
            Self::Ok => Tone::Good,
        }
    }

    pub(crate) fn sign(self) -> char {
        match self {
            Self::Regressed => '✗',
            Self::Failed | Self::NothingCompared => '!',
            Self::Inconclusive | Self::Suspect | Self::OkAsFarAsCompared => '?',
            Self::Ok => '✓',
        }
    }
}

/// The answer in words: `REGRESSED: 2 of 14`.
pub(crate) fn headline(view: &GateView<'_>) -> String {
    let rows = view.rows;
    let all = rows.len();
    let answer = Answer::of(view);
    let (text, said) = match answer {
        Answer::Regressed => {
            (format!("REGRESSED: {} of {all}", count(rows, Kind::Regressed)), Some(Kind::Regressed))
        }
        Answer::Failed => (format!("FAILED: the gate ended with code {} before an answer", view.exit), None),
        Answer::NothingCompared if all == 0 => {
            ("NOTHING WAS COMPARED: there was nothing to compare".to_owned(), None)
        }
        Answer::NothingCompared => (format!("NOTHING WAS COMPARED, of {all}"), None),
        Answer::Inconclusive if count(rows, Kind::Inconclusive) == 0 => {
            ("INCONCLUSIVE: the gate did not decide".to_owned(), None)
        }
        Answer::Inconclusive => {
            (format!("INCONCLUSIVE: {} of {all}", count(rows, Kind::Inconclusive)), Some(Kind::Inconclusive))
        }
        Answer::Suspect => (format!("SUSPECT: {} of {all}", count(rows, Kind::Suspect)), Some(Kind::Suspect)),
        Answer::OkAsFarAsCompared => {
            let compared = all - count(rows, Kind::NoBaseline);
            (format!("ok as far as compared: nothing of {compared} got worse by its margin"), None)
        }
        Answer::Ok if count(rows, Kind::Identical) == all => {
            return with_label(view, format!("ok: nothing of {all} changed, it is identical code"));
        }
        Answer::Ok => (format!("ok: nothing of {all} got worse by its margin"), None),
    };
    let besides: Vec<String> = Kind::ALL
        .into_iter()
        .filter(|kind| Some(*kind) != said && *kind != Kind::Ok)
        .map(|kind| (kind, count(rows, kind)))
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| match kind {
            Kind::NoBaseline => format!("{count} with no baseline"),
            _ => format!("{count} {}", kind.word()),
        })
        .collect();
    let besides = if besides.is_empty() { String::new() } else { format!("; {}", besides.join(", ")) };
    with_label(view, text + &besides)
}

fn with_label(view: &GateView<'_>, text: String) -> String {
    match weaker(view.kind) {
        Some(label) => format!("{text} ({label})"),
        None => text,
    }
}
