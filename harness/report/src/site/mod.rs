//! The site: what the tables hold, as pages that open from disk. A page is blocks, as everywhere; pictures stand between them.
//! Same tables, same bytes: nothing here asks for the time.

mod accuracy;
mod alerts;
mod alone;
mod experiment;
mod frame;
mod gate;
mod histories;
mod hypotheses;
mod intervals;
mod live;
mod overview;
mod past;
mod plans;
mod scaling;
mod sheet;
mod stages;
mod times;
mod unshown;

use std::collections::BTreeMap;

use judge::plan::Ran;
use model::{Name, RunRecord, plans::Plans};

pub use alone::{Drawn, Shown, alone, standing};
use histories::History;
pub use sheet::{Sheet, sheet_csv, sheet_json, sheet_markdown, sheet_text};
pub use unshown::{MOST_SAMPLES, Unshown};

/// Everything that is shown.
#[derive(Clone, Copy)]
pub struct SiteView<'a> {
    /// Runs of all classes without their samples, the newest first.
    pub runs: &'a [Ran<'a>],
    /// Whole runs, the newest first: of each class and experiment the newest at least.
    pub whole: &'a [&'a RunRecord],
    /// Those of them that are there without their samples and spans, because they have too many.
    pub unshown: &'a [Unshown],
    /// The newest run that says what the gate can see, if any.
    pub power: Option<&'a RunRecord>,
    /// What was planned.
    pub plans: &'a Plans,
    /// The experiments that are there, with their plans and phases.
    pub known: &'a [Known],
    /// Is it looked at while it lies on a disk, or while a program serves it and can say what is going on?
    pub home: Home,
}

impl SiteView<'_> {
    /// Is there no such experiment in the workspace any more? Not told where the workspace is not known.
    fn is_gone(&self, experiment: &Name) -> bool {
        !self.known.is_empty() && !self.known.iter().any(|known| known.experiment == *experiment)
    }
}

/// Where a site is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// On a disk.
    Disk,
    /// Served by `touchstone report --serve`.
    Server,
}

/// An experiment that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its name.
    pub experiment: Name,
    /// The plan it belongs to.
    pub plan: Option<String>,
    /// The phase in it.
    pub phase: Option<u32>,
}

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where, from the folder of the site.
    pub path: String,
    /// What stands in it.
    pub text: String,
}

/// All files of the site.
pub fn site(view: &SiteView<'_>) -> Vec<File> {
    let all = histories::all(view.runs);
    let mut by_experiment: BTreeMap<&Name, Vec<&History<'_>>> = BTreeMap::new();
    for history in &all {
        by_experiment.entry(history.experiment).or_default().push(history);
    }
    let mut files = frame::fixed();
    let nav = frame::Nav::of(view, by_experiment.keys().copied());
    for (sheet, path, title) in frame::SHEETS {
        files.push(nav.page(path, title, &sheet::blocks(view, sheet, &all)));
    }
    for (name, plan) in &view.plans.plans {
        files.extend(plans::pages(view, name, plan, &nav));
    }
    for (name, history) in by_experiment {
        let blocks = experiment::blocks(view, name, &history);
        files.push(nav.page(&frame::experiment(name), name.as_str(), &blocks));
    }
    if let Some(run) = view.power {
        files.push(nav.page("gate.html", "What the gate can see", &gate::blocks(run)));
    }
    if view.home == Home::Server {
        files.extend(live::files(&nav));
    }
    files
}
