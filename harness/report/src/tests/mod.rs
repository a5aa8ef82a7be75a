//! Pages of made-up runs.

mod fixture;
mod pages;
mod tables;
mod texts;
mod units;
