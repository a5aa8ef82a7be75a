//! Which of two targets lets more pass.

use model::{Level, Name, Target, Threads};

/// What is known of a later target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Compared {
    /// Whatever passes now passed before.
    NoEasier,
    /// Something passes now that did not.
    Easier,
    /// They are of different kinds, and which is easier depends on the machine.
    Unknown,
}

/// A target and the threads of the variant that it is about.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) target: &'a Target,
    pub(super) threads: Threads,
}

pub(super) fn compare(before: Asked<'_>, after: Asked<'_>) -> Compared {
    let (least_before, most_before) = ends(before.target);
    let (least_after, most_after) = ends(after.target);
    let threads = (before.threads, after.threads);
    // Lower is easier to be above, higher is easier to be below.
    let below =
        end(least_before, least_after, |one, other| moves(one, other, threads).map(|moves| moves.down));
    let above = end(most_before, most_after, |one, other| moves(one, other, threads).map(|moves| moves.up));
    match (below, above) {
        (Compared::Easier, _) | (_, Compared::Easier) => Compared::Easier,
        (Compared::Unknown, _) | (_, Compared::Unknown) => Compared::Unknown,
        _ => Compared::NoEasier,
    }
}

/// The least and the most that passes.
fn ends(target: &Target) -> (Option<Level>, Option<Level>) {
    match target {
        Target::AtLeast(level) => (Some(level.clone()), None),
        Target::AtMost(level) => (None, Some(level.clone())),
        Target::Between(low, high) => (Some(Level::Number(*low)), Some(Level::Number(*high))),
    }
}

fn end(
    before: Option<Level>,
    after: Option<Level>,
    eases: impl Fn(&Level, &Level) -> Option<bool>,
) -> Compared {
    match (before, after) {
        (None, _) => Compared::NoEasier,
        (Some(_), None) => Compared::Easier,
        (Some(before), Some(after)) => match eases(&before, &after) {
            None => Compared::Unknown,
            Some(true) => Compared::Easier,
            Some(false) => Compared::NoEasier,
        },
    }
}

/// Where a level moved to, on some machine at least.
struct Moves {
    down: bool,
    up: bool,
}

fn moves(before: &Level, after: &Level, threads: (Threads, Threads)) -> Option<Moves> {
    if let (Some(before), Some(after)) = (Share::of(before), Share::of(after)) {
        return before.moves(after);
    }
    let (before, after) = (line(before)?, line(after)?);
    if before.each == 0.0 && after.each == 0.0 {
        return Some(between(before.base, after.base));
    }
    match (fixed(threads.0), fixed(threads.1)) {
        (Some(one), Some(other)) => Some(between(before.at(one), after.at(other))),
        // From one performance core to any number of them: the first, and the steeper in the end.
        (None, None) => {
            let first = between(before.at(1.0), after.at(1.0));
            Some(Moves {
                down: first.down || after.each < before.each,
                up: first.up || after.each > before.each,
            })
        }
        _ => None,
    }
}

/// A share of what is there to be reached: of the ceiling, or of the bound that these parts leave of it.
#[derive(Clone, Copy)]
struct Share<'a> {
    share: f64,
    parts: Option<(&'a Name, &'a Name)>,
}

impl<'a> Share<'a> {
    fn of(level: &'a Level) -> Option<Self> {
        match level {
            Level::ShareOfCeiling(share) => Some(Self { share: *share, parts: None }),
            Level::ShareOfBound { share, serial, parallel } => {
                Some(Self { share: *share, parts: Some((serial, parallel)) })
            }
            Level::Number(_) | Level::PerThread { .. } => None,
        }
    }

    /// A bound is never more than the ceiling; how much less is only known when it is measured.
    fn moves(&self, after: Self) -> Option<Moves> {
        match (self.parts, after.parts) {
            (before, later) if before == later => Some(between(self.share, after.share)),
            (None, Some(_)) if after.share <= self.share => Some(Moves { down: true, up: false }),
            (Some(_), None) if after.share >= self.share => Some(Moves { down: false, up: true }),
            _ => None,
        }
    }
}

fn between(before: f64, after: f64) -> Moves {
    // 0.1 x 3 and 0.3 are the same target.
    let same = (after - before).abs() <= 1e-12 * before.abs().max(after.abs());
    Moves { down: !same && after < before, up: !same && after > before }
}

struct Line {
    base: f64,
    each: f64,
}

impl Line {
    fn at(&self, threads: f64) -> f64 {
        self.base + self.each * threads
    }
}

fn line(level: &Level) -> Option<Line> {
    match level {
        Level::Number(base) => Some(Line { base: *base, each: 0.0 }),
        Level::PerThread { base, each } => Some(Line { base: *base, each: *each }),
        Level::ShareOfCeiling(_) | Level::ShareOfBound { .. } => None,
    }
}

fn fixed(threads: Threads) -> Option<f64> {
    match threads {
        Threads::One => Some(1.0),
        Threads::Exactly(threads) => Some(f64::from(threads)),
        Threads::PerformanceCores => None,
    }
}
