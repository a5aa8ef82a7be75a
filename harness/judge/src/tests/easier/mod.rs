//! What is easier than it was. Every test changes one thing of a sound declaration, in both directions.

mod experiments;
mod hypotheses;
mod laws;

use model::Declaration;

use super::fixture::Fixture;
use crate::easier;

/// A declaration, changed.
fn changed(fixture: &Fixture, change: impl FnOnce(&mut Declaration)) -> Declaration {
    let mut declaration = fixture.declaration.clone();
    change(&mut declaration);
    declaration
}

#[track_caller]
fn check(before: &Declaration, after: &Declaration, expected: &[&str]) {
    let said: Vec<String> = easier(before, after).iter().map(ToString::to_string).collect();
    assert_eq!(said, expected);
}
