//! Pages of made-up runs.

mod fixture;
mod gate;
mod pages;
mod tables;
mod texts;
mod units;
