// %% [markdown]
// # An error leaves a cell early
//
// The kernel answers `ok`, and only standard error tells. The check must be red.

// %%
// :dep prelude = { path = "prelude" }
use prelude::{Opened, Result, finish, open, show};

pub(crate) fn main() -> Result<()> {
    // %%
    let all: Opened = open()?;
    println!("{all}");

    // %%
    show(&all.sql("SELECT nothing FROM nowhere")?);

    // %%
    finish();
    Ok(())
}
