//! End-to-end tests: the real command, real workers, real tables. One binary, a file for each thing that is proven.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod bad_input;
mod browser;
mod ci;
mod counts;
mod documents;
mod gate;
mod hindsight;
mod interrupted;
mod journey;
mod made_up;
mod notebooks;
mod odd_runs;
mod packed;
mod plan_page;
mod planted;
mod profile;
mod programs;
mod rude;
mod schemas;
mod server;
mod site;
mod workspace;
mod world;
