//! What the language must do, in every form.

mod choices;
mod containers;
mod differential;
mod drawn;
mod examples;
mod expressions;
mod forms;
mod functions;
mod identities;
mod limits;
mod logic;
mod masks;
mod numbers;
mod objects;
mod oracles;
mod order;
mod plain;
mod program;
mod properties;
mod signatures;
mod source;
