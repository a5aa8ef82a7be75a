//! Numbers that a step may rely on: refused by name where they are made, so that no hot function has to ask.

/// What a number has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Must {
    /// More than zero, and finite.
    Positive,
    /// Zero or more, and finite.
    NotNegative,
    /// More than zero, one at most.
    Share,
    /// Any number that is finite.
    Finite,
    /// Below the number that it is the lower end of.
    BelowItsUpperEnd,
    /// One for each of the others.
    AsMany,
    /// A multiple of the time step.
    MultipleOfTheStep,
    /// Less than 2^32.
    In32Bits,
}

impl Must {
    const fn words(self) -> &'static str {
        match self {
            Self::Positive => "give a finite number above zero",
            Self::NotNegative => "give a finite number, zero or more",
            Self::Share => "give a share above zero, one at most",
            Self::Finite => "give a finite number",
            Self::BelowItsUpperEnd => "give less than the upper end",
            Self::AsMany => "give one for each component",
            Self::MultipleOfTheStep => "give a multiple of the time step",
            Self::In32Bits => "give less than 2^32, or make it two",
        }
    }

    fn holds(self, value: f64) -> bool {
        value.is_finite()
            && match self {
                Self::Positive => value > 0.0,
                Self::NotNegative => value >= 0.0,
                Self::Share => value > 0.0 && value <= 1.0,
                _ => true,
            }
    }
}

/// A number that no component can be made of.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{what} is {value}: {}", .must.words())]
pub struct BadQuantity {
    /// Which number, with its unit.
    pub what: &'static str,
    /// As it was given.
    pub value: f64,
    /// What it has to be.
    pub must: Must,
}

/// Refuses the first number that is not what it has to be.
pub(crate) fn check(numbers: &[(&'static str, f64, Must)]) -> Result<(), BadQuantity> {
    match numbers.iter().find(|(_, value, must)| !must.holds(*value)) {
        Some(&(what, value, must)) => Err(BadQuantity { what, value, must }),
        None => Ok(()),
    }
}

/// The length of a step, s.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct TimeStep(f64);

impl TimeStep {
    /// Of so many seconds.
    pub fn seconds(seconds: f64) -> Result<Self, BadQuantity> {
        check(&[("the time step in s", seconds, Must::Positive)])?;
        Ok(Self(seconds))
    }

    /// In seconds.
    pub const fn get(self) -> f64 {
        self.0
    }

    /// How many steps a duration lasts.
    pub(crate) fn steps_of(self, what: &'static str, seconds: f64) -> Result<u32, BadQuantity> {
        let steps = seconds / self.0;
        if (0.0..=f64::from(u32::MAX)).contains(&steps) && steps == steps.round() {
            Ok(steps as u32)
        } else {
            Err(BadQuantity { what, value: seconds, must: Must::MultipleOfTheStep })
        }
    }
}
