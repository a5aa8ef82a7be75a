// %% [markdown]
// # The plan `arc`: 400 puzzles through a pipeline, and where its time goes
//
// The plan wanted 400 puzzles of coloured grids in less than a second, by batches, four cards and a faster search for objects.
// A grid is 73 bytes and one core labels a million of them in a second, so the questions are which form a grid has, where the time of
// the pipeline goes, and from how many grids a device can pay. `touchstone report --plan arc` puts the same on one page.

// %%
// :dep prelude = { path = "prelude" }
use prelude::{Opened, Result, Table, chart, finish, open, show};

pub(crate) fn main() -> Result<()> {
    // %%
    let all: Opened = open()?;
    println!("{all}");

    // %% [markdown]
    // ## Where the time goes
    //
    // A gain on a stage is bounded by its share of the whole. Over sets half of it is running programs, over masks reading the tasks is
    // more. How long 400 files of results take hangs on the file system, so what is said of the whole is said once more without them.

    // %%
    let shares: &str = "SELECT variant, metric, median(value) AS median FROM metrics \
                        WHERE experiment = 'arc-profile' AND workload = 'full' AND metric LIKE 'share.%' AND run IN \
                        (SELECT max(run) FROM metrics WHERE experiment = 'arc-profile' AND workload = 'full') \
                        GROUP BY variant, metric ORDER BY variant, median DESC, metric";
    show(&all.sql(shares)?.at_most(20));

    // %%
    let profiled: Table = all.verdicts()?.only("experiment", "arc-profile")?;
    show(&profiled.columns(&["hypothesis", "expectation", "asked", "found", "verdict"])?.at_most(20));

    // %% [markdown]
    // ## Stages, one by one and together

    // %%
    chart(&all.intervals("arc-pipeline")?);

    // %% [markdown]
    // ## Finding objects
    //
    // Sets, a search, masks of bits, runs, and what Python and another crate have, on the same grids with the same answers.

    // %%
    chart(&all.intervals("arc-objects")?);

    // %%
    let found: Table = all.verdicts()?.only("experiment", "arc-objects")?;
    show(&found.columns(&["hypothesis", "expectation", "asked", "found", "verdict"])?.at_most(40));

    // %% [markdown]
    // ## Whole grids in batches

    // %%
    chart(&all.intervals("arc-batch")?);

    // %% [markdown]
    // ## Programs
    //
    // One `objects` for another helps as far as programs ask for it; masks throughout help where programs paint, shift and compare.

    // %%
    chart(&all.intervals("arc-solvers")?);

    // %% [markdown]
    // ## Everything together
    //
    // From the files of tasks and programs to the file of results, on one core and on all.

    // %%
    chart(&all.intervals("arc-combined")?);

    // %%
    let together: Table = all.verdicts()?.only("experiment", "arc-combined")?;
    show(&together.columns(&["hypothesis", "expectation", "asked", "found", "verdict"])?.at_most(20));

    // %%
    finish();
    Ok(())
}
