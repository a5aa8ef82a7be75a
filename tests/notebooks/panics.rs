// %% [markdown]
// # A cell panics
//
// The kernel answers `ok` and goes on. The check must be red.

// %%
// :dep prelude = { path = "prelude" }
use prelude::{Opened, Result, finish, open, show};

pub(crate) fn main() -> Result<()> {
    // %%
    let all: Opened = open()?;
    println!("{all}");

    // %%
    show(&all.runs()?);
    assert!(all.experiments().is_empty(), "a notebook that panics after it has shown its table");

    // %%
    finish();
    Ok(())
}
