//! What is painted: rectangles, frames, lines and the paths of random walks. Each covers background only.

use rand::RngExt;

use crate::{Chance, paint::Canvas};

/// One of the shapes, with about so many cells.
pub(crate) fn any(canvas: &mut Canvas, colour: u8, cells: usize, chance: &mut Chance) {
    let before = canvas.left;
    match chance.random_range(0..10_u32) {
        0..4 => rectangle(canvas, colour, cells, chance),
        4..7 => walk(canvas, colour, cells, chance),
        7..9 => line(canvas, colour, cells, chance),
        _ => frame(canvas, colour, cells, chance),
    }
    if canvas.left == before {
        somewhere(canvas, colour, chance);
    }
}

fn rectangle(canvas: &mut Canvas, colour: u8, cells: usize, chance: &mut Chance) {
    let stretched = (cells as f64 * (0.5 + 1.5 * chance.random::<f64>())).sqrt();
    let width =
        (stretched.round() as usize).clamp(cells.div_ceil(canvas.height).min(canvas.width), canvas.width);
    let height = cells.div_ceil(width.max(1)).min(canvas.height);
    let (top, left) = (place(canvas.height, height, chance), place(canvas.width, width, chance));
    for cell in 0..cells.min(height * width) {
        canvas.paint(top + cell / width, left + cell % width, colour);
    }
}

fn frame(canvas: &mut Canvas, colour: u8, cells: usize, chance: &mut Chance) {
    let half = cells / 2 + 2;
    let height = (half / 2).clamp(1, canvas.height);
    let width = half.saturating_sub(height).clamp(1, canvas.width);
    let (top, left) = (place(canvas.height, height, chance), place(canvas.width, width, chance));
    for row in 0..height {
        for column in 0..width {
            if row == 0 || row == height - 1 || column == 0 || column == width - 1 {
                canvas.paint(top + row, left + column, colour);
            }
        }
    }
}

fn line(canvas: &mut Canvas, colour: u8, cells: usize, chance: &mut Chance) {
    let upright = chance.random_bool(0.5);
    let (along, across) = if upright { (canvas.height, canvas.width) } else { (canvas.width, canvas.height) };
    let (length, lines) = (cells.min(along), cells.div_ceil(along).min(across));
    let (from, first) = (place(along, length, chance), place(across, lines, chance));
    for cell in 0..cells.min(length * lines) {
        let (at, line) = (from + cell % length, first + cell / length);
        let (row, column) = if upright { (at, line) } else { (line, at) };
        canvas.paint(row, column, colour);
    }
}

fn walk(canvas: &mut Canvas, colour: u8, cells: usize, chance: &mut Chance) {
    let (mut row, mut column) = (place(canvas.height, 1, chance), place(canvas.width, 1, chance));
    let mut painted = 0;
    // A walk comes back to where it was, more often the longer it is.
    for _ in 0..6 * cells {
        painted += usize::from(canvas.paint(row, column, colour));
        if painted == cells {
            return;
        }
        match chance.random_range(0..4_u32) {
            0 => row = row.saturating_sub(1),
            1 => row = (row + 1).min(canvas.height - 1),
            2 => column = column.saturating_sub(1),
            _ => column = (column + 1).min(canvas.width - 1),
        }
    }
}

/// The first cell of the background from some place on, if there is one.
pub(crate) fn somewhere(canvas: &mut Canvas, colour: u8, chance: &mut Chance) {
    let all = canvas.cells.len();
    let start = chance.random_range(0..all as u32) as usize;
    for step in 0..all {
        let at = (start + step) % all;
        if canvas.paint(at / canvas.width, at % canvas.width, colour) {
            return;
        }
    }
}

/// From some place on, every cell that has a painted neighbour is painted like it: what there is grows, and nothing new begins.
pub(crate) fn grow(canvas: &mut Canvas, start: usize) {
    let (width, all) = (canvas.width, canvas.cells.len());
    let background = canvas.background();
    for step in 0..all {
        let at = (start + step) % all;
        if canvas.left == 0 {
            return;
        }
        if canvas.cells[at] != background {
            continue;
        }
        let (row, column) = (at / width, at % width);
        let beside = [
            (column > 0).then(|| at - 1),
            (row > 0).then(|| at - width),
            (column + 1 < width).then(|| at + 1),
            (row + 1 < canvas.height).then(|| at + width),
        ];
        let colour =
            beside.into_iter().flatten().map(|at| canvas.cells[at]).find(|&colour| colour != background);
        if let Some(colour) = colour {
            canvas.paint(row, column, colour);
        }
    }
}

/// Where a shape of some length begins, inside.
fn place(side: usize, length: usize, chance: &mut Chance) -> usize {
    chance.random_range(0..=(side - length) as u32) as usize
}
