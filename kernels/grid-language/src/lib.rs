//! A language of short programs on coloured grids: lines become bytecode, and bytecode runs over sets or over masks of places.

mod agreement;
pub mod background;
mod board;
mod closure;
mod constants;
mod fault;
pub mod form;
mod grids;
mod machine;
mod mask;
mod pair;
mod patch;
mod patches;
mod primitive;
mod primitives;
mod program;
mod run;
mod source;
mod value;

pub use agreement::{Disagreement, agree};
pub use board::{Board, colour};
pub use closure::{Closure, How};
pub use constants::Constant;
pub use fault::Fault;
pub use form::{MaskObjects, Masks, Sets};
pub use machine::{Limits, MAX_CALLS, Machine, Observer};
pub use mask::{Mask, MaskIter, Planes, PlanesIter};
pub use pair::{Bounds, Cell, Pair};
pub use patch::{Element, Patch};
pub use patches::{Along, Geometry, Over, Painting, Stencil};
pub use primitive::Primitive;
pub use program::{Program, ReadError};
pub use run::{Run, RunError};
pub use source::{LineError, Listing, Reason, read};
pub use value::{Container, Elements, Items, Kind, MAX_ELEMENTS, MAX_NESTING, Value, compare};
