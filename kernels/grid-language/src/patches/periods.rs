//! After how many columns or rows an object repeats itself.

use super::{Painting, board_masks::moved};
use crate::{
    Bounds, Cell, Fault, Machine,
    form::{CellSet, Form},
    mask::Rows,
};

/// Along which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Along {
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
        if object.lies_on_itself(along, period, bounds) {
            return Ok(period);
        }
    }
    Ok(length)
}

/// Cell by cell.
pub(super) fn lies_on_itself<C: CellSet>(object: &C, along: Along, steps: i32, bounds: Bounds) -> bool {
    object.iter().filter_map(|cell| along.back(cell, steps, bounds)).all(|cell| object.contains(cell))
}

/// A row at a time; `bounds` is the box of the object that these cells of one colour belong to.
pub(super) fn rows_lie_on_themselves(rows: &Rows, along: Along, steps: i32, bounds: Bounds) -> bool {
    let (masks, steps) = (rows.masks(), i64::from(steps));
    match along {
        Along::Rows => {
            // Columns that stay in the box, as they are and on their way back.
            let stays = i64::from(bounds.left) + steps - i64::from(rows.left());
            masks.iter().all(|&mask| {
                let staying = if stays > 0 { moved(moved(mask, -stays), stays) } else { mask };
                let back = moved(staying, -steps);
                back & !mask == 0 && moved(back, steps) == staying
            })
        }
        Along::Columns => {
            let stays = (i64::from(bounds.top) + steps - i64::from(rows.top())).max(0) as usize;
            let above = |at: usize| (at as i64 - steps).try_into().ok().and_then(|at: usize| masks.get(at));
            (stays..masks.len()).all(|at| masks[at] & !above(at).copied().unwrap_or(0) == 0)
        }
    }
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
