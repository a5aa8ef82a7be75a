// %% [markdown]
// # Why is the gate red?
//
// The gate holds a commit against its base and says what got slower, larger, wrong or easier to pass. This notebook helps to
// find out why. Name what you want to see before Jupyter starts:
//
// ```sh
// TOUCHSTONE_RESULTS=results TOUCHSTONE_BASE=RUN TOUCHSTONE_HEAD=RUN touchstone notebook regression
// ```
//
// A run is named by the beginning of its name; `touchstone show --runs` lists them. With nothing named, the newest accepted
// run is held against itself, and nothing may differ.

// %%
// :dep prelude = { path = "prelude" }
use prelude::{Opened, Result, Table, chart, finish, open, show};

pub(crate) fn main() -> Result<()> {
    // %%
    let all: Opened = open()?;
    println!("{all}");

    // %%
    let base: String = all.base()?;
    let head: String = all.head()?;
    println!("base: {base}\nhead: {head}");

    // %% [markdown]
    // ## 1. Are they comparable at all?
    //
    // The same compiler, flags and machine, and no tree with changes that no commit holds. Where anything but the commit
    // differs, that may be the reason.

    // %%
    let pins: String = format!(
        "SELECT run, experiment, commit, dirty, rustc, flags, class, seed FROM run WHERE run IN ('{base}', '{head}')"
    );
    show(&all.sql(&pins)?);

    // %% [markdown]
    // ## 2. What differs?
    //
    // The time of a call in the head over that in the base, with an interval. Rounds of two runs are not paired: what the host
    // did in between is part of the ratio. Times of two classes of machines are never compared.

    // %%
    let compared: Table = all.compared()?;
    show(&compared.at_most(40));

    // %% [markdown]
    // ## 3. Was the host quiet?
    //
    // A disturbed round does not count for a verdict; many of them mean that nothing can be said.

    // %%
    let disturbed: String = format!(
        "SELECT run, experiment, count(*) AS iterations, sum(CAST(disturbed AS BIGINT)) AS disturbed FROM samples \
         WHERE run IN ('{base}', '{head}') GROUP BY run, experiment ORDER BY run, experiment"
    );
    show(&all.sql(&disturbed)?);

    // %% [markdown]
    // ## 4. Is it more memory?

    // %%
    let memory: String = format!(
        "SELECT run, experiment, workload, variant, CAST(max(value) AS BIGINT) AS peak_bytes FROM metrics \
         WHERE metric = 'peak-memory' AND run IN ('{base}', '{head}') \
         GROUP BY run, experiment, workload, variant ORDER BY experiment, workload, variant, run"
    );
    show(&all.sql(&memory)?);

    // %% [markdown]
    // ## 5. When did it change?
    //
    // A figure from run to run, with the places where it changed. It takes several runs of one class; of the accepted runs this
    // one was measured more than once.

    // %%
    chart(&all.history("lp-decomposition", "columns")?);

    // %% [markdown]
    // ## 6. How small a difference could have been seen?
    //
    // Below this ratio so many rounds could not have told a difference from none. `touchstone selftest` plants slowdowns of a known
    // size and says how often the gate finds them on this machine.

    // %%
    let seen: String = format!(
        "SELECT experiment, expectation, rounds, detectable AS \"decides from\", verdict FROM verdicts \
         WHERE run = '{head}' AND detectable IS NOT NULL ORDER BY detectable DESC, experiment, expectation"
    );
    show(&all.sql(&seen)?);

    // %% [markdown]
    // `touchstone bisect` finds the commit, `touchstone profile EXPERIMENT` the stage, `touchstone reproduce RUN` says whether an
    // old run still comes out as it did.

    // %%
    finish();
    Ok(())
}
