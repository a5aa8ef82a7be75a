//! `touchstone bisect`: which commit made a hypothesis worse.

use std::env;

use judge::gate::Margin;
use report::{Column, Table};
use results::Commit;
use runner::{BisectRequest, Bisected, FoundIt, Request, Settings, fresh_seed};
use serde_json::json;

use crate::{
    arguments::{Arguments, Bisect},
    commands::{say_json, stop_by_hand},
    progress::Line,
    say,
};

pub(crate) fn run(arguments: &Arguments, bisect: &Bisect) -> anyhow::Result<u8> {
    let workspace = arguments.checkout()?;
    let store = arguments.store()?;
    let run = Request {
        workspace: &workspace,
        store: &store,
        experiments: &[],
        plan: None,
        settings: Settings::new(bisect.seed.unwrap_or_else(fresh_seed)),
        command: env::args().collect(),
        variable: &|name| env::var_os(name),
        stop: stop_by_hand()?,
        summarise: &report::gate_summary,
    };
    let request = BisectRequest {
        run: &run,
        hypothesis: &bisect.hypothesis,
        good: &bisect.good,
        bad: &bisect.bad,
        margin: bisect.margin.map(Margin::new).transpose()?,
    };
    let found = runner::bisect(&request, &mut Line::new())?;
    if arguments.json {
        let commit = |commit: &Commit| json!({ "commit": commit.id, "subject": commit.subject });
        let steps: Vec<_> = found
            .steps
            .iter()
            .map(|tried| json!({ "commit": tried.commit.id, "found": tried.found, "why": tried.why }))
            .collect();
        say_json(&json!({
            "experiment": found.experiment,
            "hypothesis": found.hypothesis,
            "suspects": found.suspects.iter().map(commit).collect::<Vec<_>>(),
            "steps": steps,
            "sure": found.sure,
        }))?;
    } else {
        say(&text(&found, arguments.style()))?;
    }
    Ok(0)
}

fn text(found: &Bisected, style: report::Style) -> String {
    let mut table = Table::new(["commit", "", "what was seen", "subject"].map(Column::left));
    for tried in &found.steps {
        let word = match tried.found {
            FoundIt::Good => "good",
            FoundIt::Bad => "bad",
            FoundIt::Skipped => "passed over",
        };
        let commit = &tried.commit;
        table.row([commit.short.clone(), word.to_owned(), tried.why.clone(), commit.subject.clone()]);
    }
    let mut text = format!("{}: {}\n\n{}\n", found.experiment, found.hypothesis, table.render(style));
    let sure = 100.0 * found.sure;
    match found.suspects.as_slice() {
        [one] => {
            text += &format!("{} made it worse: {} ({})\n", one.short, one.subject, one.author);
        }
        several => {
            text += "one of these made it worse; those between could not be judged:\n";
            for commit in several {
                text += &format!("  {} {}\n", commit.short, commit.subject);
            }
        }
    }
    text + &format!(
        "sure to at least {sure:.0} %: {} commits were measured, each wrong at most once in 100\n",
        found.steps.len()
    )
}
