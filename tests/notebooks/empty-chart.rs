// %% [markdown]
// # A picture of nothing
//
// The cell is careful: where there is nothing to draw, it draws nothing and goes on. The check must be red.

// %%
// :dep prelude = { path = "prelude" }
use prelude::{Opened, Result, chart, finish, open, points};

pub(crate) fn main() -> Result<()> {
    // %%
    let all: Opened = open()?;
    println!("{all}");

    // %%
    if let Ok(nothing) =
        points(&all.sql("SELECT * FROM samples WHERE round > 1000000")?, "round", "wall_ns", "variant")
    {
        chart(&nothing);
    }

    // %%
    finish();
    Ok(())
}
