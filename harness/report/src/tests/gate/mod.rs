//! Pages of made-up gates.

mod files;
mod fixture;
mod lengths;
mod numbers;
mod pages;
mod powers;
