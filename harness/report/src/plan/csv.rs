//! The expectations of a plan for other programs: numbers as they are stored, empty where there is none.

use judge::plan::Standing;

use super::PlanView;
use crate::csv::{self, text, value};

const COLUMNS: &str = "plan,phase,experiment,hypothesis,expectation,target,estimate,lower,upper,unit,verdict,reason,run,commit,tree,class\n";

/// One row for each expectation, by the run that it is taken from (RFC 4180). Same tables, same bytes.
pub fn plan_csv(view: &PlanView<'_>) -> String {
    let mut out = COLUMNS.to_owned();
    for experiment in &view.became.experiments {
        for standing in experiment.standings.iter().flatten() {
            out += &csv::line(&line(view, experiment.phase, standing));
        }
    }
    out
}

fn line(view: &PlanView<'_>, phase: Option<u32>, standing: &Standing<'_>) -> Vec<String> {
    let row = standing.row;
    let header = &view.question.runs[standing.run].record.header;
    vec![
        text(view.question.name),
        phase.map_or_else(String::new, |phase| phase.to_string()),
        text(row.experiment.as_str()),
        text(&row.hypothesis),
        text(&row.expectation),
        text(&row.target),
        value(row.estimate),
        value(row.lower),
        value(row.upper),
        text(&row.unit),
        text(row.verdict.word()),
        text(&row.verdict.reason()),
        text(&header.run),
        text(header.pin.commit.as_deref().unwrap_or_default()),
        text(if header.pin.dirty { "dirty" } else { "clean" }),
        text(view.class),
    ]
}
