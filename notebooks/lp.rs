// %% [markdown]
// # The plan `lp`: what a hundredfold speedup is made of
//
// The plan promised 100 to 150x for a simulation of the world's steel trade: a linear program for every year, and a grid of
// sites scored against the nearest plants. Each phase is an experiment. Here is what each of them found on the machines that
// measured it; `touchstone report --plan lp` puts the same on one page, with what the plan's own numbers allow.

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
    // The plan believed that building a year's program takes 10 %, solving it 70 % and reading the answer 20 %. Spans inside
    // the measured call say what they take.

    // %%
    chart(&all.stages("lp-profile", "full")?);

    // %%
    let profile: Table = all.verdicts()?.only("experiment", "lp-profile")?;
    show(&profile.columns(&["expectation", "asked", "found", "verdict"])?);

    // %% [markdown]
    // ## Years after years
    //
    // A year's program differs little from that of the year before, so its basis is a good beginning.

    // %%
    chart(&all.intervals("lp-years")?);

    // %% [markdown]
    // The work itself, counted: iterations of the simplex method do not depend on the clock.

    // %%
    let iterations: &str = "SELECT workload, variant, min(value) AS least, max(value) AS most FROM metrics \
                            WHERE experiment = 'lp-years' AND metric = 'iterations' \
                            GROUP BY workload, variant ORDER BY workload, most, variant";
    show(&all.sql(iterations)?);

    // %% [markdown]
    // ## A few columns instead of all
    //
    // Sifting solves with some of the columns, and a bound certifies how far that is from the optimum.

    // %%
    chart(&all.intervals("lp-decomposition")?);

    // %% [markdown]
    // ## Assembly
    //
    // The plan wanted it on a GPU. At its size, about 100 thousand entries, there is nothing to win; these are the processors'.

    // %%
    chart(&all.intervals("lp-assembly")?);

    // %% [markdown]
    // ## All of it together
    //
    // Factors of phases do not multiply: each is of another share of the time. What the phases give together was measured.

    // %%
    chart(&all.intervals("lp-modes")?);

    // %%
    let together: Table = all.verdicts()?.only("experiment", "lp-modes")?;
    show(&together.columns(&["hypothesis", "expectation", "asked", "found", "verdict"])?.at_most(40));

    // %% [markdown]
    // ## What threads give
    //
    // Held against what as many copies at once reach on the same machine in the same rounds, not against the number of cores.

    // %%
    chart(&all.threads("lp-years")?);

    // %%
    finish();
    Ok(())
}
