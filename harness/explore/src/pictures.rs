//! The pictures of an experiment's page.

use model::{Name, RunKind, RunRecord};
use report::{Drawn, Picture, Shown, alone};

use crate::{
    chart::Chart,
    error::{Result, asked},
    opened::Opened,
};

impl Opened {
    /// Every figure of an experiment with its bounds, against its target.
    pub fn intervals(&self, experiment: &str) -> Result<Chart> {
        self.picture(experiment, Shown::Intervals, "")
    }

    /// Every round of every variant on a workload.
    pub fn rounds(&self, experiment: &str, workload: &str) -> Result<Chart> {
        self.picture(experiment, Shown::Rounds, workload)
    }

    /// What the time of an iteration is made of, on a workload.
    pub fn stages(&self, experiment: &str, workload: &str) -> Result<Chart> {
        self.picture(experiment, Shown::Stages, workload)
    }

    /// What threads give, against what this machine can give at all.
    pub fn threads(&self, experiment: &str) -> Result<Chart> {
        self.picture(experiment, Shown::Threads, "")
    }

    /// An expectation from run to run, with the places where it changed; a part of its words is enough.
    pub fn history(&self, experiment: &str, expectation: &str) -> Result<Chart> {
        self.picture(experiment, Shown::Histories, expectation)
    }

    /// Of the class that measured the experiment last; its newest run that has the picture.
    fn picture(&self, experiment: &str, shown: Shown, words: &str) -> Result<Chart> {
        let name = self.experiment(experiment)?;
        let own: Vec<_> =
            self.runs.iter().map(|(record, _)| record).filter(|record| has(record, &name)).collect();
        let Some(newest) = own.first() else {
            return asked(format!(
                "no run here judged `{name}`: what there is of it is of gates and self-tests"
            ));
        };
        let class = newest.machine.class.as_str();
        let runs = self.ran();
        let drawn =
            |whole: Option<&RunRecord>| alone(&Drawn { runs: &runs, whole, experiment: &name, class }, shown);
        let mut known: Vec<String> = Vec::new();
        let mut first = |pictures: Vec<Picture>| {
            known.extend(pictures.iter().map(|picture| picture.caption.clone()));
            pictures.into_iter().find(|picture| speaks_of(picture, shown, words))
        };
        let found = match shown {
            Shown::Intervals | Shown::Histories => first(drawn(None)),
            Shown::Rounds | Shown::Stages | Shown::Threads => {
                let mut found = None;
                for record in own.iter().filter(|record| record.machine.class == class) {
                    let whole = self.store.read(&record.header.run)?;
                    found = first(drawn(Some(&whole)));
                    if found.is_some() {
                        break;
                    }
                }
                found
            }
        };
        match found {
            Some(Picture { caption, svg, .. }) => Ok(Chart { caption, svg }),
            None => asked(nothing(&name, class, words, &known)),
        }
    }
}

fn has(record: &RunRecord, name: &Name) -> bool {
    record.header.kind == RunKind::Run && record.header.experiments.iter().any(|pin| pin.experiment == *name)
}

/// By the words of the picture's own name, as files have it.
fn speaks_of(picture: &Picture, shown: Shown, words: &str) -> bool {
    let wanted = report::anchor(words);
    match shown {
        Shown::Intervals | Shown::Threads => true,
        // The name ends with the workload: `large` is not `large-30`.
        Shown::Rounds | Shown::Stages => picture.name.ends_with(&format!("-{wanted}")),
        Shown::Histories => format!("-{}-", picture.name).contains(&format!("-{wanted}-")),
    }
}

fn nothing(name: &Name, class: &str, words: &str, known: &[String]) -> String {
    let about = if words.is_empty() { String::new() } else { format!(" of `{words}`") };
    if known.is_empty() {
        format!("the runs of `{name}` on {class} hold nothing that this picture{about} could show")
    } else {
        format!("there is no such picture{about} of `{name}` on {class}; there are:\n{}", known.join("\n"))
    }
}
