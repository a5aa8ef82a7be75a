//! What is asked, and of which fluid.

use std::rc::Rc;

use property_table::{Props, Queries, Trace};
use touchstone::{Rng, prelude::RngExt};

use crate::water;

/// What tells one workload from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) asked: Asked,
    pub(crate) queries: usize,
    /// Of the large table along each axis.
    pub(crate) nodes: usize,
}

/// Which queries, of which fluid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Hydrogen(Trace),
    /// Both phases, and a third of the states next to saturation.
    Water,
}

/// The plan's.
const NODES: usize = 2000;

impl Size {
    /// Of a large table that is built within a second.
    pub(crate) const fn smoke(asked: Asked) -> Self {
        Self { asked, queries: 100_000, nodes: 256 }
    }

    pub(crate) const fn small(asked: Asked) -> Self {
        Self { asked, queries: 1_000_000, nodes: NODES }
    }

    pub(crate) const fn full(asked: Asked) -> Self {
        Self { asked, queries: 10_000_000, nodes: NODES }
    }
}

/// The input of every variant. An answer goes on holding the queries, so that it can be told in full when it is checked.
pub(crate) struct World {
    pub(crate) size: Size,
    pub(crate) queries: Rc<Queries>,
}

impl World {
    pub(crate) fn new(size: Size, rng: &mut Rng) -> Self {
        let queries = match size.asked {
            Asked::Hydrogen(trace) => trace.queries(rng.random(), size.queries),
            Asked::Water => water::queries(rng, size.queries),
        };
        Self { size, queries: Rc::new(queries) }
    }

    /// Some of the queries, evenly spread over all.
    pub(crate) fn some(&self, most: usize) -> impl Iterator<Item = usize> + use<> {
        let all = self.queries.p.len();
        (0..all).step_by(all.div_ceil(most).max(1))
    }
}

impl Asked {
    /// What is right: density, enthalpy, entropy, heat capacity, from the equations themselves.
    #[inline]
    pub(crate) fn exact(self, p: f64, t: f64) -> Result<[f64; 4], String> {
        match self {
            Self::Hydrogen(_) => hydrogen(p, t).map_err(|error| error.to_string()),
            Self::Water => {
                water_steam::water(p, t).map(|props| props.numbers()).map_err(|error| error.to_string())
            }
        }
    }
}

/// By the equation of state.
pub(crate) fn hydrogen(p: f64, t: f64) -> Result<[f64; 4], hydrogen_eos::OutOfRange> {
    hydrogen_eos::State::at_pt(p, t).map(|state| Props::from(state).values())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_an_input() {
        for asked in [Asked::Hydrogen(Trace::Uniform), Asked::Hydrogen(Trace::Walk), Asked::Water] {
            let size = Size { queries: 1000, ..Size::smoke(asked) };
            let made = |seed| World::new(size, &mut Rng::new(seed, 1)).queries;
            assert_eq!(made(1), made(1));
            assert_ne!(made(1), made(2));
            assert_eq!(made(1).p.len(), 1000);
        }
    }

    #[test]
    fn some_queries_are_spread_over_all() {
        let size = Size { queries: 1000, ..Size::smoke(Asked::Hydrogen(Trace::Loop)) };
        let world = World::new(size, &mut Rng::new(1, 1));
        let some: Vec<usize> = world.some(30).collect();
        assert!((25..=30).contains(&some.len()), "{some:?}");
        assert!(some[some.len() - 1] > 950);
        assert_eq!(world.some(5000).count(), 1000);
    }
}
