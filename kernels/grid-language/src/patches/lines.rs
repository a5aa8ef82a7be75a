//! Lines between two places, and patches on their way to another.

use super::Geometry;
use crate::{
    Bounds, Fault, Machine, Pair,
    form::{Form, PairSet},
};

/// How far rays go and how often a patch is moved before it is given up: farther than any grid is wide.
const FAR: i32 = 42;

/// All places from one to the other, if they share a row, a column or a diagonal.
pub(crate) fn connect<F: Form>(
    machine: &mut Machine<'_, F>,
    from: Pair,
    to: Pair,
) -> Result<F::Indices, Fault> {
    let (down, right) =
        (i64::from(to.row) - i64::from(from.row), i64::from(to.column) - i64::from(from.column));
    if down != 0 && right != 0 && down.abs() != right.abs() {
        return Ok(F::Indices::default());
    }
    let length = down.abs().max(right.abs());
    machine.room(length as u64 + 1)?;
    let at = |steps: i64, start: i32, distance: i64| (i64::from(start) + steps * distance.signum()) as i32;
    let place = |steps| Pair::new(at(steps, from.row, down), at(steps, from.column, right));
    Ok((0..=length).map(place).collect())
}

/// From a place so far in a direction.
pub(crate) fn shoot<F: Form>(
    machine: &mut Machine<'_, F>,
    from: Pair,
    step: Pair,
) -> Result<F::Indices, Fault> {
    connect(machine, from, from.plus(times(step, FAR)?)?)
}

/// The way that one patch goes until it touches the other: up or down if they share a column, else left or right.
pub(crate) fn gravitate<F: Form>(
    machine: &mut Machine<'_, F>,
    moving: &F::Indices,
    still: &F::Indices,
) -> Result<Pair, Fault> {
    let (Some(bounds), Some(goal)) = (moving.bounds(), still.bounds()) else { return Err(Fault::Empty) };
    let towards = |here: i32, there: i32| if here < there { 1 } else { -1 };
    let step = if moving.shares_column(still) {
        Pair::new(towards(center(bounds).row, center(goal).row), 0)
    } else {
        Pair::new(0, towards(center(bounds).column, center(goal).column))
    };
    let mut by = Pair::new(0, 0);
    for steps in 0..=FAR {
        by = times(step, steps)?;
        bounds.corner().plus(by)?;
        Pair::new(bounds.bottom, bounds.right).plus(by)?;
        machine.spend(moving.len() as u64 * still.len() as u64)?;
        if moving.touches(still, by) {
            break;
        }
    }
    Ok(by)
}

/// Half of an even height lies below, half of an even width to the right.
pub(crate) fn center(bounds: Bounds) -> Pair {
    let half = |start: i32, length: i64| (i64::from(start) + length / 2) as i32;
    Pair::new(half(bounds.top, bounds.height()), half(bounds.left, bounds.width()))
}

fn times(step: Pair, times: i32) -> Result<Pair, Fault> {
    let product = |number: i32| number.checked_mul(times).ok_or(Fault::Overflow);
    Ok(Pair::new(product(step.row)?, product(step.column)?))
}
