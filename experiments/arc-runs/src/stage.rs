//! The stages of the pipeline, and the time that each took.

use std::{
    fmt,
    time::{Duration, Instant},
};

use touchstone::Report;

/// A stage of the pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// From files of tasks to grids.
    Load,
    /// From texts of programs to bytecode: what the plan calls generating code.
    Parse,
    /// Every program on every input.
    Solve,
    /// Every answer against the one that is known.
    Validate,
    /// From rows to files.
    Record,
}

impl Stage {
    /// In the order in which they run.
    pub const ALL: [Self; 5] = [Self::Load, Self::Parse, Self::Solve, Self::Validate, Self::Record];
}

impl fmt::Display for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Load => "load",
            Self::Parse => "parse",
            Self::Solve => "solve",
            Self::Validate => "validate",
            Self::Record => "record",
        })
    }
}

/// When which stage ran, in one run of the pipeline.
#[derive(Clone, Debug)]
pub struct Stages {
    began: Instant,
    spans: Vec<(Stage, Instant, Instant)>,
    ended: Instant,
}

impl Stages {
    pub(crate) fn begin() -> Self {
        // Every stage, and giving back the memory of three of them.
        let spans = Vec::with_capacity(8);
        let began = Instant::now();
        Self { began, spans, ended: began }
    }

    pub(crate) fn run<T>(&mut self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let made = work();
        self.spans.push((stage, began, Instant::now()));
        made
    }

    pub(crate) fn end(mut self) -> Self {
        self.ended = Instant::now();
        self
    }

    /// From the first instant to the last.
    pub fn whole(&self) -> Duration {
        self.ended - self.began
    }

    /// Of one stage.
    pub fn of(&self, stage: Stage) -> Duration {
        let spans = self.spans.iter().filter(|(of, ..)| *of == stage);
        spans.map(|(_, began, ended)| *ended - *began).sum()
    }

    /// A share of the whole.
    pub fn share(&self, stage: Stage) -> f64 {
        self.of(stage).as_secs_f64() / self.whole().as_secs_f64()
    }

    /// The spans; of every stage its time, its share, and how many times as fast the whole could be at most if it took none.
    pub(crate) fn tell(&self, report: &mut Report) {
        for (stage, began, ended) in &self.spans {
            report.stage(&stage.to_string(), *began, *ended);
        }
        let mut covered = 0.0;
        for stage in Stage::ALL {
            let share = self.share(stage);
            covered += share;
            report.metric(&format!("time.{stage}"), self.of(stage).as_secs_f64(), "s");
            report.metric(&format!("share.{stage}"), share, "");
            report.metric(&format!("bound.{stage}"), bound(share), "");
        }
        report.metric("share.covered", covered, "");
        // How long creating files takes hangs on the file system: what is left does not.
        let left = self.whole().saturating_sub(self.of(Stage::Record));
        report.metric("time.all-but-record", left.as_secs_f64(), "s");
        report.metric("bound.all-but-solve", bound(1.0 - self.share(Stage::Solve)), "");
    }
}

/// Amdahl's: how many times as fast the whole can be at most, if this share takes no time any more.
pub fn bound(share: f64) -> f64 {
    1.0 / (1.0 - share).max(f64::EPSILON)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_that_ran_twice_has_the_time_of_both_and_no_more_than_the_whole() {
        let mut stages = Stages::begin();
        for _ in 0..2 {
            stages.run(Stage::Load, || std::thread::sleep(Duration::from_millis(1)));
        }
        stages.run(Stage::Solve, || ());
        let stages = stages.end();
        assert!(stages.of(Stage::Load) >= Duration::from_millis(2), "{stages:?}");
        assert!(stages.of(Stage::Load) + stages.of(Stage::Solve) <= stages.whole(), "{stages:?}");
        assert_eq!(stages.of(Stage::Record), Duration::ZERO);
    }

    #[test]
    fn without_a_tenth_a_ninth_is_gained_and_without_nothing_nothing() {
        assert!((bound(0.1) - 10.0 / 9.0).abs() < 1e-12);
        assert_eq!(bound(0.0), 1.0);
        assert!(bound(1.0).is_finite());
    }
}
