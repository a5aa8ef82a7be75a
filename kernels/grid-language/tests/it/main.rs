//! What the language must do, in every form.

mod expressions;
mod numbers;
