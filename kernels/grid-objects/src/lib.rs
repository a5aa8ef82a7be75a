//! Connected components of coloured grids: what an object is, and how to find all of them. Every way gives the same labels.

mod background;
mod mode;

pub use background::{TieRule, background};
pub use mode::{Cells, Colours, Mode, ModeError, Neighbours};
