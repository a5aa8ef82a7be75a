// %% [markdown]
// # The plan `h2`: a hydrogen plant's year, minute by minute
//
// The plan wanted a year of 60-second steps in one to four hours instead of a day, by a cache for look-ups, compiled steps,
// batches and threads. In compiled code a year takes seconds, so every figure here is a ratio to a baseline in this tree, or
// nanoseconds of a step. `touchstone report --plan h2` puts the same on one page, with the plan's own cards filled in.

// %%
// :dep prelude = { path = "prelude" }
use prelude::{Opened, Result, Table, chart, finish, open, show};

pub(crate) fn main() -> Result<()> {
    // %%
    let all: Opened = open()?;
    println!("{all}");

    // %% [markdown]
    // ## Looking a property up
    //
    // The state of a plant is continuous: a cache keyed by exact floats is never hit, and snapping to a grid costs more accuracy
    // than the whole plan allows. An index computed from the bits of the pressure needs neither.

    // %%
    chart(&all.intervals("h2-lookup")?);

    // %%
    let looked_up: Table = all.verdicts()?.only("experiment", "h2-lookup")?;
    show(&looked_up.columns(&["hypothesis", "expectation", "asked", "found", "verdict"])?.at_most(40));

    // %% [markdown]
    // What a look-up takes, how often a cache was hit, and how large its table is.

    // %%
    let look_ups: &str = "SELECT workload, variant, metric, median(value) AS median FROM metrics \
                          WHERE experiment = 'h2-lookup' AND workload = 'full-walk' \
                          AND metric IN ('look-up', 'hit-rate', 'table-bytes') \
                          GROUP BY workload, variant, metric ORDER BY metric, median, variant";
    show(&all.sql(look_ups)?.at_most(40));

    // %% [markdown]
    // ## A step of a component
    //
    // Euler at 60 s is wrong for whatever is faster than a minute, and the exact step costs no more.

    // %%
    chart(&all.intervals("h2-kernels")?);

    // %% [markdown]
    // ## Where the state is kept
    //
    // The plan copies state out of its objects and back in every step. Columns that the plant owns need no copies.

    // %%
    chart(&all.intervals("h2-manager")?);

    // %% [markdown]
    // ## The year
    //
    // What a product of phases promises is held against the year as it was measured.

    // %%
    chart(&all.intervals("h2-year")?);

    // %%
    let year: Table = all.verdicts()?.only("experiment", "h2-year")?;
    show(&year.columns(&["hypothesis", "expectation", "asked", "found", "verdict"])?.at_most(40));

    // %% [markdown]
    // The year in its own figures: what it makes, what that costs, and what a step takes.

    // %%
    let figures: &str = "SELECT variant, metric, median(value) AS median FROM metrics \
                         WHERE experiment = 'h2-year' AND workload = 'full' \
                         AND metric IN ('hydrogen', 'electricity', 'lcoh', 'step', 'allocations-a-step') \
                         GROUP BY variant, metric ORDER BY metric, variant";
    show(&all.sql(figures)?.at_most(60));

    // %% [markdown]
    // ## Cores
    //
    // Threads over the fifty components of a plant cost more than the components. Plants beside each other scale as far as the machine does.

    // %%
    chart(&all.intervals("h2-scaling")?);

    // %%
    finish();
    Ok(())
}
