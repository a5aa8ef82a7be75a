//! What is done to whole grids, in every form alike.

pub(crate) mod colours;
pub(crate) mod lines;
pub(crate) mod pieces;
pub(crate) mod scales;
pub(crate) mod turns;

use crate::{Fault, Machine, form::Form};

/// How many of something a program asks for: none where the number is negative, as a range of Python has it.
pub(crate) fn count(number: i32) -> usize {
    usize::try_from(number).unwrap_or(0)
}

/// A number that divides or counts pieces.
pub(crate) fn at_least_one(what: &'static str, number: i32) -> Result<usize, Fault> {
    match usize::try_from(number) {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(Fault::Range { what, value: number, wanted: "1 or more" }),
    }
}

/// Asks for a board of that size before it is made. Rows count also where they have no columns.
pub(crate) fn room<F: Form>(machine: &mut Machine<'_, F>, height: usize, width: usize) -> Result<(), Fault> {
    machine.room((height as u64).saturating_mul((width as u64).saturating_add(1)))
}
