//! Pages of made-up runs.

mod fixture;
mod gate;
mod pages;
mod plans;
mod profiles;
mod sheets;
mod sites;
mod tables;
mod texts;
mod units;
