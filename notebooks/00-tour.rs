// %% [markdown]
// # A tour of what was measured
//
// Touchstone tells a speedup from a claimed speedup. Experiments declare what they expect, a harness measures it, and every
// run is kept in tables with the commit that it came from. This notebook looks at those tables; nothing is measured in it.
//
// It is made from `notebooks/00-tour.rs`, a Rust program that the tests run. Change the program, not this file, and
// `make notebooks` makes this file again; or copy it and change the copy as you like.

// %%
// :dep prelude = { path = "prelude" }
use prelude::{Opened, Result, Table, chart, finish, open, points, show};

pub(crate) fn main() -> Result<()> {
    // %%
    let all: Opened = open()?;
    println!("{all}");

    // %% [markdown]
    // ## The runs
    //
    // One row for each run: which experiments it measured, on which class of machines, at which commit.

    // %%
    show(&all.runs()?.columns(&["started", "class", "commit", "experiments", "kept"])?);

    // %% [markdown]
    // ## What was expected, and what was found
    //
    // A verdict holds an interval against a target that was written down before anything was measured. *Refuted* is a result
    // like *confirmed*; *inconclusive* and *not judged* are none, and say why.

    // %%
    let verdicts: Table = all.verdicts()?;
    show(&verdicts.columns(&["experiment", "expectation", "asked", "found", "verdict", "as predicted"])?);

    // %% [markdown]
    // ## A picture of an experiment
    //
    // Every figure with its interval, as a multiple of what was asked for. Right of the line is beyond it. Touch a mark to
    // read its numbers.

    // %%
    chart(&all.intervals("geo-nearest")?);

    // %% [markdown]
    // An interval is made of rounds: in each, every variant runs once, in random order, in a process of its own. A ring is a
    // round in which the host did something else at the same time; it does not count.

    // %%
    chart(&all.rounds("geo-nearest", "small")?);

    // %% [markdown]
    // ## Ask the tables
    //
    // Everything that was measured can be asked in SQL. `results/README.md` lists the tables and their columns; a column that
    // ends in `_ns`, `_s` or `_bytes` is shown in words.

    // %%
    let question: &str = "SELECT variant, count(*) AS iterations, CAST(median(wall_ns / loops) AS BIGINT) AS call_ns \
                          FROM samples WHERE experiment = 'geo-nearest' AND workload = 'small' AND scope = 'alone' \
                          GROUP BY variant ORDER BY call_ns";
    show(&all.sql(question)?);

    // %% [markdown]
    // What you asked for can be drawn: two columns of numbers, and a word that says which belong together.

    // %%
    let by_round: Table = all.sql(
        "SELECT variant, round, median(wall_ns / loops) AS call_ns FROM samples \
         WHERE experiment = 'geo-lcoe' AND scope = 'alone' GROUP BY variant, round ORDER BY round",
    )?;
    chart(&points(&by_round, "round", "call_ns", "variant")?);

    // %% [markdown]
    // ## Where to go on
    //
    // - `lp.ipynb`: a plan of seven experiments, whole.
    // - `regression.ipynb`: two runs beside each other, and where to look when the gate is red.
    // - `your-experiment.ipynb`: what to look at first when you have measured something of your own.

    // %%
    finish();
    Ok(())
}
