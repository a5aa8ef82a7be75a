//! A hypothesis in a file of its own, with a mistake in it.

use touchstone::prelude::*;

pub(super) fn hypothesis() -> Hypothesis {
    Hypothesis::new("far away").expect(accurate("slwo").on("small"))
}
