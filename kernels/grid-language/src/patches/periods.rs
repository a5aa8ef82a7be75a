//! After how many columns or rows an object repeats itself.

use crate::{
    Bounds, Cell, Fault, Machine,
    form::{CellSet, Form},
};

/// Along which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Along {
    /// From left to right.
    Rows,
    /// From top to bottom.
    Columns,
}

/// The smallest step of 1 or more by which the object, moved to the left or up, lies on itself as far as it stays in its box; the
/// width or height of the box if there is none.
pub(crate) fn period<F: Form>(
    machine: &mut Machine<'_, F>,
    object: &F::Object,
    along: Along,
) -> Result<i32, Fault> {
    let Some(bounds) = object.bounds() else { return Ok(0) };
    let length = i32::try_from(along.length(bounds)).map_err(|_| Fault::Overflow)?;
    for period in 1..length {
        machine.spend(object.len() as u64)?;
        let mut moved = object.iter().filter_map(|cell| along.back(cell, period, bounds));
        if moved.all(|cell| object.contains(cell)) {
            return Ok(period);
        }
    }
    Ok(length)
}

impl Along {
    fn length(self, bounds: Bounds) -> i64 {
        match self {
            Self::Rows => bounds.width(),
            Self::Columns => bounds.height(),
        }
    }

    /// So many steps back, if that is still inside of the box.
    fn back(self, mut cell: Cell, steps: i32, bounds: Bounds) -> Option<Cell> {
        let (along, start) = match self {
            Self::Rows => (&mut cell.place.column, bounds.left),
            Self::Columns => (&mut cell.place.row, bounds.top),
        };
        *along = along.checked_sub(steps).filter(|&along| along >= start)?;
        Some(cell)
    }
}
