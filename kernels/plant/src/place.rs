//! Where in a plant something is: what an error names.

use std::fmt;

/// What a component is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// PEM stacks that are switched together.
    Group,
    /// The thermal mass of a group.
    Stack,
    /// The pump that cools a group.
    Pump,
    /// A tank that the electrolyzers fill.
    LowTank,
    /// One stage of a train of compressors.
    Stage,
    /// The thermal mass of the cooler behind a stage.
    Cooler,
    /// A tank that a train fills.
    HighTank,
}

/// A component of a plant; everything is counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// What it is.
    pub kind: Kind,
    /// Which of its kind in the whole plant.
    pub index: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            Kind::Group => "PEM group",
            Kind::Stack => "stack mass",
            Kind::Pump => "pump",
            Kind::LowTank => "low-pressure tank",
            Kind::Stage => "compressor stage",
            Kind::Cooler => "cooler",
            Kind::HighTank => "high-pressure tank",
        };
        write!(f, "{kind} {}", self.index)
    }
}
