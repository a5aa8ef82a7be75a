//! All grids of a batch in one image, with a cell of background between them, for labellers that are made for images: what they cost
//! for each call is paid once. And what both images and single grids are given as: 0 is background, a colour is one more than ours.

use grid_batch::{GridBatch, GridView};
use grid_objects::{Cells, Colours, Mode, TieRule, background};

/// One image of many grids.
pub(crate) struct Packed {
    pub(crate) height: usize,
    pub(crate) width: usize,
    pub(crate) pixels: Vec<u8>,
    /// Of each cell of the batch, which pixel it is.
    pub(crate) place: Vec<u32>,
}

/// What the cells of a batch are given as. The background is found here, which is no part of the time of those who are given this.
pub(crate) fn pixels(batch: &GridBatch, mode: Mode) -> Vec<u8> {
    batch.iter().flat_map(|grid| of_grid(grid, mode)).collect()
}

fn of_grid(grid: GridView<'_>, mode: Mode) -> impl Iterator<Item = u8> {
    let removed = match mode.cells {
        Cells::WithoutBackground => background(grid, TieRule::Lowest),
        Cells::All => None,
    };
    grid.cells.iter().map(move |&colour| match mode.colours {
        _ if Some(colour) == removed => 0,
        Colours::One => colour + 1,
        Colours::Any => 1,
    })
}

impl Packed {
    /// Row after row of grids, the highest first, so that little is left between them; about as high as wide.
    pub(crate) fn of(batch: &GridBatch, mode: Mode) -> Self {
        let area: usize = batch.iter().map(|grid| (grid.height + 1) * (grid.width + 1)).sum();
        let width = (area as f64).sqrt().ceil().max(31.0) as usize;
        let mut order: Vec<usize> = (0..batch.len()).collect();
        order.sort_by_key(|&grid| std::cmp::Reverse(batch.get(grid).height));
        let mut corner = vec![[0, 0]; batch.len()];
        let ([mut top, mut left], mut below) = ([0, 0], 0);
        for grid in order {
            let view = batch.get(grid);
            if left + view.width > width {
                (top, left) = (below, 0);
            }
            corner[grid] = [top, left];
            left += view.width + 1;
            below = below.max(top + view.height + 1);
        }
        let place: Vec<u32> = batch
            .iter()
            .zip(corner)
            .flat_map(|(grid, [top, left])| {
                (0..grid.cells.len())
                    .map(move |cell| ((top + cell / grid.width) * width + left + cell % grid.width) as u32)
            })
            .collect();
        let mut image = vec![0; below * width];
        for (&at, pixel) in place.iter().zip(pixels(batch, mode)) {
            image[at as usize] = pixel;
        }
        Self { height: below, width, pixels: image, place }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{TFF, TFT};

    #[test]
    fn grids_are_apart_and_keep_their_cells() {
        let batch = grid_generator::mixed(300, 4);
        let packed = Packed::of(&batch, TFF);
        let mut owner = vec![None; packed.pixels.len()];
        for (number, ends) in batch.offsets().windows(2).enumerate() {
            for cell in ends[0]..ends[1] {
                let at = packed.place[cell as usize] as usize;
                assert_eq!(packed.pixels[at], batch.cells()[cell as usize] + 1);
                assert_eq!(owner[at].replace(number), None, "two cells are one pixel");
            }
        }
        for at in 0..owner.len() {
            let (row, column) = (at / packed.width, at % packed.width);
            let right = (column + 1 < packed.width).then(|| at + 1);
            let below = (row + 1 < packed.height).then(|| at + packed.width);
            let across = (right.is_some() && below.is_some()).then(|| at + packed.width + 1);
            for beside in [right, below, across].into_iter().flatten() {
                let touch = owner[at].is_some() && owner[beside].is_some() && owner[at] != owner[beside];
                assert!(!touch, "grids {:?} and {:?} touch", owner[at], owner[beside]);
            }
        }
        let empty = owner.iter().filter(|owner| owner.is_none()).count();
        assert!(2 * empty < owner.len(), "{empty} of {} pixels are no cells", owner.len());
    }

    #[test]
    fn without_background_its_pixels_are_those_between_grids() {
        let batch = grid_generator::mixed(10, 4);
        let pixels = pixels(&batch, TFT);
        for (grid, ends) in batch.iter().zip(batch.offsets().windows(2)) {
            let removed = background(grid, TieRule::Lowest);
            for (&pixel, &colour) in pixels[ends[0] as usize..ends[1] as usize].iter().zip(grid.cells) {
                assert_eq!(pixel, if Some(colour) == removed { 0 } else { colour + 1 });
            }
        }
    }
}
