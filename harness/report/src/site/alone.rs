//! A picture of an experiment's page, by itself: for a notebook.

use judge::plan::Ran;
use model::{Name, RunRecord, VerdictRow};

use super::{histories, histories::History, intervals, past, scaling, stages, times};
use crate::block::{Block, Picture, pictures};

/// Which pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Every figure with its bounds, against its target.
    Intervals,
    /// Every round of a run, workload by workload.
    Rounds,
    /// What the time of an iteration is made of, workload by workload.
    Stages,
    /// Speedups against the ceiling of the machine.
    Threads,
    /// Every expectation from run to run, with the places where it changed.
    Histories,
}

/// What pictures are drawn from.
#[derive(Clone, Copy)]
pub struct Drawn<'a> {
    /// Runs of all classes, the newest first.
    pub runs: &'a [Ran<'a>],
    /// The whole run that rounds, stages and threads are of, if it was read.
    pub whole: Option<&'a RunRecord>,
    /// The experiment.
    pub experiment: &'a Name,
    /// The hardware class.
    pub class: &'a str,
}

/// All of them, as they stand on the page of the experiment; none where there is nothing to draw.
pub fn alone(drawn: &Drawn<'_>, shown: Shown) -> Vec<Picture> {
    let all = histories::all(drawn.runs);
    let is_own = |history: &&History<'_>| {
        history.experiment == drawn.experiment && history.class == drawn.class && history.is_declared
    };
    let own: Vec<&History<'_>> = all.iter().filter(is_own).collect();
    let mut blocks: Vec<Block> = Vec::new();
    match (shown, drawn.whole) {
        (Shown::Intervals, _) => blocks.extend(intervals::block(&own, "intervals")),
        (Shown::Histories, _) => past::write(&own, &mut blocks),
        (Shown::Threads, whole) => scaling::write(&own, whole.as_slice(), &mut blocks),
        (Shown::Rounds, Some(whole)) => times::write(whole, drawn.experiment, &mut blocks),
        (Shown::Stages, Some(whole)) => stages::write(whole, drawn.experiment, &mut blocks),
        (Shown::Rounds | Shown::Stages, None) => {}
    }
    pictures(blocks)
}

/// Every expectation that the newest run of its experiment and class declares, by the newest run that judged it.
pub fn standing<'a>(runs: &[Ran<'a>]) -> Vec<(Ran<'a>, &'a VerdictRow)> {
    histories::all(runs).iter().filter(|history| history.is_declared).map(History::stands).collect()
}
