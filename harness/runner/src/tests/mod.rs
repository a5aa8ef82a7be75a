//! The order of things, proven by a world that only writes down what it is asked for.

mod counts;
mod rounds;
pub(crate) mod world;
