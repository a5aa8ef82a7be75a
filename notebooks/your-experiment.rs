// %% [markdown]
// # Your experiment
//
// `touchstone new my-idea` writes an experiment that is judged at once, and `touchstone run my-idea` measures it. Then start this
// notebook with your runs instead of the accepted ones, and put your experiment's name into the third cell:
//
// ```sh
// TOUCHSTONE_RESULTS=results touchstone notebook your-experiment
// ```

// %%
// :dep prelude = { path = "prelude" }
use prelude::{Opened, Result, Table, chart, finish, open, show};

pub(crate) fn main() -> Result<()> {
    // %%
    let all: Opened = open()?;
    println!("{all}");

    // %%
    let experiment: &str = "geo-lcoe";
    println!("{experiment}, one of {}", all.experiments().join(", "));

    // %% [markdown]
    // ## Did it come out as you expected?

    // %%
    let verdicts: Table = all.verdicts()?.only("experiment", experiment)?;
    show(&verdicts.columns(&["hypothesis", "expectation", "asked", "found", "verdict", "as predicted"])?);

    // %%
    chart(&all.intervals(experiment)?);

    // %% [markdown]
    // ## Do you believe the rounds?
    //
    // Look for two heaps instead of one, for a drift from top to bottom, and for rings. An interval hides all three.

    // %%
    let workloads: Table = all.sql(&format!(
        "SELECT workload, count(DISTINCT variant) AS variants, count(*) AS iterations FROM samples \
         WHERE experiment = '{experiment}' GROUP BY workload ORDER BY iterations DESC, workload"
    ))?;
    show(&workloads);

    // %%
    let workload: String = workloads.texts("workload")?.swap_remove(0);
    chart(&all.rounds(experiment, &workload)?);

    // %% [markdown]
    // ## Are the answers right?
    //
    // Every variant's answer is checked. A time without a right answer is no speed.

    // %%
    show(&all.sql(&format!(
        "SELECT variant, workload, count(*) AS checks, sum(CAST(passed AS BIGINT)) AS passed FROM checks \
         WHERE experiment = '{experiment}' GROUP BY variant, workload ORDER BY variant, workload"
    ))?);

    // %% [markdown]
    // ## The samples
    //
    // All of them, as they were taken. A column ends with its unit; what is shown of it says it in words.

    // %%
    show(&all.samples(experiment)?.at_most(10));

    // %%
    finish();
    Ok(())
}
