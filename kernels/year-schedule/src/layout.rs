//! A schedule written down: what starts from what, and what may go side by side, known before anything is solved.

use std::collections::BTreeMap;
use std::fmt::{self, Display};

use crate::Start;
use crate::solver::Instance;

/// Stages one after the other; a stage begins when every track of the stage before is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout<Y = usize> {
    stages: Vec<Stage<Y>>,
}

/// Tracks that may go side by side, in the order in which workers take them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage<Y = usize> {
    tracks: Vec<Track<Y>>,
}

/// Steps that one worker takes one after the other. The first never goes on from a live instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track<Y = usize> {
    steps: Vec<Step<Y>>,
}

/// One year, and what it starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<Y = usize> {
    /// The year that is solved.
    pub year: Y,
    /// What it starts from; a basis is that of a year earlier on the same track or in an earlier stage.
    pub start: Start<Y>,
}

impl<Y> Layout<Y> {
    /// Leaves out what is empty, so that no one waits for it.
    pub(crate) fn new(stages: impl IntoIterator<Item = Stage<Y>>) -> Self {
        Self { stages: stages.into_iter().filter(|stage| !stage.tracks.is_empty()).collect() }
    }

    /// The stages, in order.
    pub fn stages(&self) -> &[Stage<Y>] {
        &self.stages
    }

    /// Every step, stage by stage and track by track.
    pub fn steps(&self) -> impl Iterator<Item = &Step<Y>> {
        self.stages.iter().flat_map(Stage::tracks).flat_map(Track::steps)
    }

    /// How many tracks go side by side at most: more workers than that would have nothing to do.
    pub fn width(&self) -> usize {
        self.stages.iter().map(|stage| stage.tracks.len()).max().unwrap_or(0)
    }

    /// How many years start from something of another year.
    pub fn warm(&self) -> usize {
        self.steps().filter(|step| step.start.is_warm()).count()
    }

    /// How many years start from nothing.
    pub fn cold(&self) -> usize {
        self.steps().count() - self.warm()
    }

    /// The most warm years on one track.
    pub fn longest_warm(&self) -> usize {
        let warm = |track: &Track<Y>| track.steps().iter().filter(|s| s.start.is_warm()).count();
        self.stages.iter().flat_map(Stage::tracks).map(warm).max().unwrap_or(0)
    }
}

impl<Y: Copy + Ord> Layout<Y> {
    /// Each warm year with the year that it starts from.
    pub fn dependencies(&self) -> Vec<(Y, Y)> {
        let mut pairs = Vec::new();
        for track in self.stages.iter().flat_map(Stage::tracks) {
            let mut before = None;
            for step in track.steps() {
                let on = match step.start {
                    Start::Cold(_) => None,
                    Start::Basis(of, _) => Some(of),
                    Start::Live => before,
                };
                pairs.extend(on.map(|on| (step.year, on)));
                before = Some(step.year);
            }
        }
        pairs
    }

    /// How many years start from the basis of a year; a year that is missing here leaves none.
    pub(crate) fn uses_of_bases(&self) -> BTreeMap<Y, usize> {
        let mut uses = BTreeMap::new();
        for step in self.steps() {
            if let Start::Basis(of, _) = step.start {
                *uses.entry(of).or_default() += 1;
            }
        }
        uses
    }
}

impl<Y> Stage<Y> {
    pub(crate) fn new(tracks: impl IntoIterator<Item = Track<Y>>) -> Self {
        Self { tracks: tracks.into_iter().filter(|track| !track.steps.is_empty()).collect() }
    }

    /// The tracks, in the order in which they are taken.
    pub fn tracks(&self) -> &[Track<Y>] {
        &self.tracks
    }
}

impl<Y> Track<Y> {
    pub(crate) fn new(steps: impl IntoIterator<Item = Step<Y>>) -> Self {
        Self { steps: steps.into_iter().collect() }
    }

    /// The steps, in order.
    pub fn steps(&self) -> &[Step<Y>] {
        &self.steps
    }
}

impl<Y: Display> Display for Layout<Y> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        separated(f, &self.stages, "\n")
    }
}

impl<Y: Display> Display for Stage<Y> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        separated(f, &self.tracks, " | ")
    }
}

impl<Y: Display> Display for Track<Y> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        separated(f, &self.steps, " ")
    }
}

impl<Y: Display> Display for Step<Y> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = &self.year;
        match &self.start {
            Start::Cold(Instance::Cleared) => write!(f, "{year}"),
            Start::Cold(Instance::New) => write!(f, "{year}!"),
            Start::Basis(of, Instance::Cleared) => write!(f, "{year}<{of}"),
            Start::Basis(of, Instance::New) => write!(f, "{year}!<{of}"),
            Start::Live => write!(f, "+{year}"),
        }
    }
}

fn separated(f: &mut fmt::Formatter<'_>, parts: &[impl Display], between: &str) -> fmt::Result {
    for (number, part) in parts.iter().enumerate() {
        if number > 0 {
            f.write_str(between)?;
        }
        write!(f, "{part}")?;
    }
    Ok(())
}
