//! End-to-end tests: the real command, real workers, real tables. One binary, a file for each thing that is proven.

mod bad_input;
mod interrupted;
mod journey;
mod rude;
mod schemas;
mod workspace;
mod world;
