//! The expectations of a plan for other programs.

use super::PlanView;
use crate::rows::{Datum, Rows, VERDICT, verdict};

/// One row for each expectation, by the run that it is taken from. Same tables, same bytes.
pub fn plan_csv(view: &PlanView<'_>) -> String {
    let (before, after) = (["plan", "phase", "experiment"], ["run", "commit", "tree", "class"]);
    let mut rows = Rows::under(before.iter().chain(&VERDICT).chain(&after));
    for experiment in &view.became.experiments {
        for standing in experiment.standings.iter().flatten() {
            let header = &view.question.runs[standing.run].record.header;
            let before: [Datum; 3] =
                [view.question.name.into(), experiment.phase.into(), standing.row.experiment.as_str().into()];
            let after: [Datum; 4] = [
                header.run.as_str().into(),
                header.pin.commit.as_deref().into(),
                if header.pin.dirty { "dirty" } else { "clean" }.into(),
                view.class.into(),
            ];
            rows.push(before.into_iter().chain(verdict(standing.row)).chain(after));
        }
    }
    rows.csv()
}
