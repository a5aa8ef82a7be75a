//! The page of a plan on each class that has runs of it.

use std::collections::{BTreeMap, BTreeSet};

use judge::plan::{Question, Ran, became};
use model::{Name, plans::Plan};

use super::{File, SiteView, frame};
use crate::plan::{PlanView, blocks};

pub(super) fn pages(view: &SiteView<'_>, name: &str, plan: &Plan, nav: &frame::Nav) -> Vec<File> {
    let known: Vec<(Name, Option<u32>)> = view
        .known
        .iter()
        .filter_map(|known| match known.plan.as_deref() {
            Some(own) if own == name => Some((known.experiment.clone(), known.phase)),
            _ => plan.names(&known.experiment).then(|| (known.experiment.clone(), None)),
        })
        .collect();
    let is_of = |ran: &&Ran<'_>| {
        let mut pins = ran.record.header.experiments.iter();
        pins.any(|pin| plan.names(&pin.experiment) || known.iter().any(|(known, _)| *known == pin.experiment))
    };
    let runs: Vec<Ran<'_>> = view.runs.iter().filter(is_of).copied().collect();
    let classes: BTreeSet<&str> = runs.iter().map(|ran| ran.record.machine.class.as_str()).collect();
    classes
        .iter()
        .map(|class| {
            let (here, there): (Vec<Ran<'_>>, Vec<Ran<'_>>) =
                runs.iter().partition(|ran| ran.record.machine.class == *class);
            let mut elsewhere: BTreeMap<String, usize> = BTreeMap::new();
            for ran in there {
                *elsewhere.entry(ran.record.machine.class.clone()).or_default() += 1;
            }
            let elsewhere: Vec<(String, usize)> = elsewhere.into_iter().collect();
            let question = Question { name, plan, known: &known, runs: &here };
            let became = became(&question);
            let shown = PlanView { question: &question, became: &became, class, elsewhere: &elsewhere };
            nav.page(&frame::plan(name, class), &format!("Plan {name} on {class}"), &blocks(&shown))
        })
        .collect()
}
