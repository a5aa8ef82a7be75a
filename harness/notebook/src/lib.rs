//! A notebook is a Rust program whose comments say where its cells begin. From it come the cells, the `.ipynb` that Jupyter
//! opens, and what must have come out of each cell when a kernel has executed it. Pure: whoever asks reads and writes files.
//!
//! # The source
//!
//! `// %%` begins a cell of code, `// %% [markdown]` one of text, as Jupytext has it. What a program needs and a notebook does
//! not is left out of the cells: what stands before the first of them, the line that begins `main`, and the `Ok(())` and the
//! brace that end it. A command of the kernel is a comment in the program: `// :dep …`.
//!
//! # Why there are rules
//!
//! The kernel answers `ok` to a cell that panics and to one that an error has left early; only what stands on standard error
//! tells. So a notebook that was executed proves nothing by itself: [`faults`] looks at what each cell gave.

mod cell;
mod document;
mod executed;
mod lock;
mod output;
mod pins;
mod rules;
mod source;

#[cfg(test)]
mod tests;

pub use cell::{Cell, Kind, Shows};
pub use document::{document, pins};
pub use executed::{Executed, Ran};
pub use lock::built_from;
pub use output::Output;
pub use pins::{Pins, hash};
pub use rules::{Fault, faults};
pub use source::{Error, Source};
