//! What is claimed, in the order of the plan's table, and what is expected to fail.

use touchstone::prelude::*;

use crate::H2Lookup;

/// The machine that the plan's claims are for.
const PLANS_MACHINE: &str = "a 4-core CPU, Python 3.10, Numba 0.57";

/// What the octave table may take, so that it stays in the second cache.
const RESIDENT: f64 = (512 << 10) as f64;

pub(crate) fn add(declaration: Declaration<H2Lookup>) -> Declaration<H2Lookup> {
    water(caches(tables(declaration)))
        .hypothesis(
            Hypothesis::new("tables beat the equation of state")
                .expect(speedup("octave-4").over("eos").on("full-uniform").at_least(50.0))
                .predicted(Confirmed)
                .because("Newton evaluates fourteen terms with their exponentials three or four times"),
        )
        .hypothesis(
            Hypothesis::new("a look-up takes 10 ns")
                .expect(metric("octave", "look-up").on("full-uniform").at_most(10.0))
                .expect(metric("octave", "look-up").on("full-walk").at_most(10.0))
                .predicted(Confirmed)
                .because("4.9 ns anywhere and 7.4 on a walk were measured on a virtual machine of two cores"),
        )
        .hypothesis(
            Hypothesis::new("Numba is not ahead where it reads the same table")
                .expect(speedup("octave-4").over("numba-octave").on("small").at_least(1.0))
                .predicted(Confirmed)
                .because("both are compiled from the same loop"),
        )
        .hypothesis(
            Hypothesis::new("the peers are slower")
                .expect(speedup("octave-4").over("coolprop-bicubic").on("small").at_least(50.0))
                .predicted(Confirmed)
                .because(
                    "a property of its bicubic table takes 1.7 us, most of which is the way there and back",
                ),
        )
}

fn tables(declaration: Declaration<H2Lookup>) -> Declaration<H2Lookup> {
    declaration
        .hypothesis(
            resident(
                Hypothesis::new("an index computed from the bits of P beats binary search in a large table"),
                "octave",
            )
            .expect(speedup("octave").over("bsearch-2000").on("full-uniform").at_least(12.0))
            .expect(speedup("octave").over("bsearch-2000").on("full-walk").at_least(4.0))
            .predicted(Confirmed)
            .because(
                "161 ns became 4.9 anywhere and 46 became 7.4 on a walk, on a virtual machine of two cores",
            ),
        )
        .hypothesis(
            resident(Hypothesis::new("four properties cost little more than one"), "octave-4")
                .expect(speedup("octave-4").over("octave").on("full-uniform").at_least(1.0 / 1.6))
                .predicted(Confirmed)
                .because("they share a cell and its weights, and lie side by side: 1.4 times was measured"),
        )
        .hypothesis(
            Hypothesis::new("the small table alone is the gain")
                .expect(speedup("uniform-200").over("bsearch-200").on("full-uniform").at_least(1.5))
                .predicted(Confirmed)
                .because("2.2 times was measured for a logarithm in place of two searches"),
        )
        .hypothesis(
            Hypothesis::new("SIMD over an array pays")
                .expect(speedup("octave-batch").over("octave").on("full-uniform").at_least(1.8))
                .guard(metric("octave-batch", "other-bits").on("full-uniform").at_most(0.0))
                .predicted(Open)
                .because("vectors compute faster than they gather"),
        )
}

fn caches(declaration: Declaration<H2Lookup>) -> Declaration<H2Lookup> {
    declaration
        .hypothesis(
            Hypothesis::new("a cache beats the interpolation it avoids")
                .expect(speedup("cache-exact").over("bsearch-2000").on("full-walk").at_least(1.0))
                .expect(speedup("cache-exact").over("bsearch-2000").on("full-loop").at_least(80.0))
                .claimed("80x", PLANS_MACHINE)
                .predicted(Refuted)
                .because("a hash and a probe cost about what the search does, and a miss pays for both"),
        )
        .hypothesis(
            Hypothesis::new("the cache is hit")
                .expect(metric("cache-exact", "hit-rate").on("full-walk").at_least(0.7))
                .claimed("80 % hits", PLANS_MACHINE)
                .predicted(Refuted)
                .because("the state of a plant is continuous: no two of its floats are ever the same"),
        )
        .hypothesis(
            Hypothesis::new("a look-up through the cache takes less than a microsecond")
                .expect(metric("cache-exact", "look-up").on("full-walk").at_most(1000.0))
                .claimed("< 1 us", PLANS_MACHINE)
                .predicted(Confirmed)
                .because("so does one without it, in compiled code"),
        )
        .hypothesis(
            Hypothesis::new("a cache of rounded states keeps 0.1 %")
                .expect(accurate("cache-quantised").on("full-walk"))
                .predicted(Inaccurate)
                .because("a bin is 0.1 % of the pressure wide, and 0.1 K besides"),
        )
        .hypothesis(
            Hypothesis::new("snapping keeps 0.1 %")
                .expect(accurate("snap-nearest").on("full-uniform"))
                .expect(accurate("snap-up").on("full-uniform"))
                .claimed("0.1 %", PLANS_MACHINE)
                .predicted(Inaccurate)
                .because("density is proportional to pressure, and the plan's nodes are 0.5 % apart"),
        )
}

fn water(declaration: Declaration<H2Lookup>) -> Declaration<H2Lookup> {
    declaration
        .hypothesis(
            Hypothesis::new(
                "water with one table per phase keeps 0.1 %, at a quarter of the equations' time",
            )
            .expect(accurate("water-fitted").on("full-water"))
            .expect(speedup("water-fitted").over("water-if97").on("full-water").at_least(4.0))
            .predicted(Confirmed)
            .because("no cell of a phase's own table crosses saturation"),
        )
        .hypothesis(
            Hypothesis::new("water with one table keeps 0.1 %")
                .expect(accurate("water-one-table").on("full-water"))
                .predicted(Inaccurate)
                .because("in a cell that saturation crosses it mixes water with steam, whatever its size"),
        )
}

/// What is compared is a table that stays in the cache; that its error is at most 3e-5 is part of its checks.
fn resident(hypothesis: Hypothesis, variant: &str) -> Hypothesis {
    hypothesis.guard(metric(variant, "table-bytes").at_most(RESIDENT))
}
