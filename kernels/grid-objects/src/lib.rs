//! Connected components of coloured grids: what an object is, and how to find all of them. Every way gives the same labels.
//!
//! - [`label`] finds the objects of all grids of a batch by one [`Method`], [`label_parallel`] on all threads.
//! - [`WgpuObjects`] and [`CudaObjects`] do the same on devices, and both are an [`ObjectDevice`].
//! - [`Objects`] has those of one grid as row masks, in the order of sets.

mod background;
mod bfs;
mod bitboard;
mod control;
mod devices;
#[cfg(test)]
mod figures;
mod labels;
mod lockstep;
mod mode;
mod objects;
mod planes;
mod runs;
mod set;

pub use background::{TieRule, background};
pub use devices::{CudaObjects, LABEL_CU, LABEL_ENTRY, LABEL_WGSL, LabelError, ObjectDevice, WgpuObjects};
pub use labels::{BACKGROUND, Labels, Method, label, label_into, label_parallel, label_parallel_into};
pub use mode::{Cells, Colours, Mode, ModeError, Neighbours};
pub use objects::{ColourSet, ObjectMask, Objects};
