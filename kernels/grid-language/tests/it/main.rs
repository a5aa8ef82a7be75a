//! What the language must do, in every form.

mod choices;
mod containers;
mod differential;
mod expressions;
mod functions;
mod limits;
mod logic;
mod masks;
mod numbers;
mod objects;
mod order;
mod program;
mod signatures;
mod source;
