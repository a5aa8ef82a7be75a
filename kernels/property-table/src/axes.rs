//! Four ways to find the node below a value: by its bits, by a division, by a logarithm, by search.

mod ascending;
mod logarithmic;
mod octave;
mod uniform;

pub use ascending::Ascending;
pub use logarithmic::Logarithmic;
pub use octave::Octave;
pub use uniform::Uniform;

/// Nodes in ascending order, and where a value lies between them.
pub trait Axis {
    /// How many nodes there are; two at least.
    fn nodes(&self) -> usize;

    /// The value of a node.
    fn node(&self, index: usize) -> f64;

    /// The first and the last node.
    fn ends(&self) -> [f64; 2];

    /// The node at or below a value that is between the ends; for any other value it is any number.
    fn index(&self, value: f64) -> usize;

    /// How far a value is from that node towards the next: 0 at a node, the last one too.
    fn weight(&self, index: usize, value: f64) -> f64;

    /// Both at once, for axes where one is half of the other's work.
    #[inline(always)]
    fn place(&self, value: f64) -> (usize, f64) {
        let index = self.index(value);
        (index, self.weight(index, value))
    }

    /// Whether a value is between the ends. NaN is not.
    #[inline(always)]
    fn contains(&self, value: f64) -> bool {
        let [first, last] = self.ends();
        first <= value && value <= last
    }

    /// Whether `index` is the node that would be found for a value: what a hint asks.
    #[inline(always)]
    fn holds(&self, index: usize, value: f64) -> bool {
        self.contains(value) && self.index(value) == index
    }
}

/// Nodes that are no axis.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum AxisError {
    /// Nothing lies between the nodes.
    #[error("an axis of {0} nodes has no cells; it takes two at least, and 65536 at most")]
    Nodes(usize),
    /// Not a number, or not above the one before.
    #[error(
        "{next} after {before}: the nodes of an axis rise, and are finite; sort them and drop what repeats"
    )]
    NotAscending {
        /// A node.
        before: f64,
        /// The one that should be above it.
        next: f64,
    },
    /// Steps that rounding swallows, or that are no numbers.
    #[error(
        "steps of {step} from {first} to {last}: every step has to lead to another number; take fewer nodes"
    )]
    Step {
        /// The first node.
        first: f64,
        /// The last node.
        last: f64,
        /// What lies between two.
        step: f64,
    },
    /// A logarithmic axis that starts at or below zero.
    #[error("a logarithmic axis from {0}: it has to start above zero")]
    NotPositive(f64),
    /// Octaves that f32 has not.
    #[error(
        "octaves from 2^{first} to 2^{last}: they have to rise, and lie within 2^-126 to 2^127, so that f32 knows them too"
    )]
    Octaves {
        /// The exponent of the first node.
        first: i32,
        /// The exponent of the last node.
        last: i32,
    },
}

/// Where a cell is computed it may begin this share of a step before its node. Rounding is less, so no value that is a node is ever
/// found in the cell before.
const EARLY: f64 = 1.0 / (1_u64 << 32) as f64;

/// One and a half times 2^52: beside it the last bit of an f64 is one, so that adding it rounds.
const ROUNDER: f64 = 6_755_399_441_055_744.0;

/// The node that so many steps lead to, and the same as a float: two additions, which every vector unit has, where a conversion
/// has to look out for what is no integer first.
#[inline(always)]
fn whole(steps: f64) -> (usize, f64) {
    let rounded = steps + (EARLY - 0.5) + ROUNDER;
    (rounded.to_bits() as u32 as usize, rounded - ROUNDER)
}

/// Rounding grows with the number of steps; up to here it is less than [`EARLY`].
const MOST_NODES: usize = 1 << 16;

/// Nodes that rise from `first` to `last`.
fn checked(first: f64, last: f64, nodes: usize) -> Result<(), AxisError> {
    if !(2..=MOST_NODES).contains(&nodes) {
        Err(AxisError::Nodes(nodes))
    } else if !(first < last && first.is_finite() && last.is_finite()) {
        Err(AxisError::NotAscending { before: first, next: last })
    } else {
        Ok(())
    }
}
