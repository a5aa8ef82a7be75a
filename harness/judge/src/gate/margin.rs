//! From which share on more is a regression.

use std::fmt;

use model::{Clock, Declaration};

/// By the wall clock, which sees what others on the host do.
pub(crate) const BY_WALL: f64 = 0.05;
/// By processor time, which does not.
pub(crate) const BY_PROCESSOR: f64 = 0.03;
/// Of peak memory.
pub(super) const OF_MEMORY: f64 = 0.05;

/// A share above 0 and below 1: 0.05 is 5 %.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Margin(f64);

/// What cannot be a [`Margin`].
#[derive(Clone, Debug, PartialEq)]
pub struct NotAMargin(f64);

impl Margin {
    /// Refuses what is no share between 0 and 1.
    pub fn new(share: f64) -> Result<Self, NotAMargin> {
        if share > 0.0 && share < 1.0 { Ok(Self(share)) } else { Err(NotAMargin(share)) }
    }

    /// As a share: 0.05 is 5 %.
    pub fn share(self) -> f64 {
        self.0
    }
}

impl fmt::Display for NotAMargin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} is not a margin: give a share above 0 and below 1, such as 0.05 for 5 %", self.0)
    }
}

impl std::error::Error for NotAMargin {}

/// The margin where none is declared.
pub(super) fn usual(clock: Option<Clock>) -> f64 {
    match clock {
        Some(Clock::Processor) => BY_PROCESSOR,
        Some(Clock::Wall) => BY_WALL,
        None => OF_MEMORY,
    }
}

/// What a declaration allows.
pub(super) fn declared(declaration: &Declaration, usual: f64) -> f64 {
    declaration.margin.filter(|margin| margin.is_finite() && *margin > 0.0).unwrap_or(usual)
}

/// The one of the command line; else the stricter one of both sides, so that a head cannot widen the margin that it is
/// held to.
pub(super) fn margin(asked: Option<Margin>, base: &Declaration, head: &Declaration, usual: f64) -> f64 {
    asked.map_or_else(|| declared(base, usual).min(declared(head, usual)), Margin::share)
}
