//! What the language must do, in every form.

mod drawn;
mod examples;
mod expressions;
mod forms;
mod identities;
mod numbers;
mod oracles;
mod plain;
mod properties;
