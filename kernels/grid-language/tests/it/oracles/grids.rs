//! Pieces of grids, and other sizes.

use super::*;

/// Whether the places of a slice of Python are those from `start` to before `end`, of `length`.
fn in_slice(index: i64, start: i64, end: i64, length: i64) -> bool {
    let before = |end: i64| if end < 0 { index - length < end } else { index < end };
    !before(start) && before(end)
}

fn cropped(grid: &Rows, start: Place, dims: Place) -> Plain {
    let (height, width) = size(grid);
    let kept = |length: i64, start: i64, dim: i64| -> Vec<i64> {
        (0..length).filter(|&index| in_slice(index, start, start + dim, length)).collect()
    };
    let (down, right) = (kept(height, start.0, dims.0), kept(width, start.1, dims.1));
    of_grid(down.len() as i64, right.len() as i64, |row, column| {
        grid[down[row as usize] as usize][right[column as usize] as usize]
    })
}

pub(crate) fn crop(arguments: &[Plain]) -> Plain {
    cropped(&rows(&arguments[0]), pair(&arguments[1]), pair(&arguments[2]))
}

pub(crate) fn subgrid(arguments: &[Plain]) -> Plain {
    let [top, left, bottom, right] = extent(&places(&arguments[0]));
    cropped(&rows(&arguments[1]), (top, left), (bottom - top + 1, right - left + 1))
}

fn pieces(grid: &Rows, count: i64) -> Vec<Plain> {
    let (height, width) = size(grid);
    let piece = width / count;
    let gap = i64::from(width % count != 0);
    let start = |number: i64| number * (piece + gap);
    let end = |number: i64| (start(number) + piece).min(width);
    (0..count)
        .map(|number| {
            of_grid(height, end(number) - start(number), |row, column| {
                grid[row as usize][(start(number) + column) as usize]
            })
        })
        .collect()
}

pub(crate) fn hsplit(arguments: &[Plain]) -> Plain {
    Plain::Tuple(pieces(&rows(&arguments[0]), int(&arguments[1])))
}

fn turned(grid: &Rows) -> Rows {
    let (height, width) = size(grid);
    (0..width).map(|column| (0..height).map(|row| grid[row as usize][column as usize]).collect()).collect()
}

pub(crate) fn vsplit(arguments: &[Plain]) -> Plain {
    let turn_back = |piece: Plain| Plain::Grid(turned(&rows(&piece)));
    let turned = turned(&rows(&arguments[0]));
    Plain::Tuple(pieces(&turned, int(&arguments[1])).into_iter().map(turn_back).collect())
}

fn one_coloured(line: &[i64]) -> bool {
    line.iter().all(|colour| *colour == line[0])
}

pub(crate) fn frontiers(arguments: &[Plain]) -> Plain {
    let grid = rows(&arguments[0]);
    let lines = |grid: &Rows, place: fn(i64, i64) -> Place| -> Vec<Plain> {
        let cells = |(at, line): (usize, &Vec<i64>)| {
            of_cells((0..line.len()).map(|along| (line[along], place(at as i64, along as i64))))
        };
        grid.iter().enumerate().filter(|(_, line)| one_coloured(line)).map(cells).collect()
    };
    let (across, down) =
        (lines(&grid, |row, column| (row, column)), lines(&turned(&grid), |column, row| (row, column)));
    Plain::Set(across.into_iter().chain(down).collect())
}

pub(crate) fn compress(arguments: &[Plain]) -> Plain {
    let grid = rows(&arguments[0]);
    let kept =
        |grid: &Rows| -> Vec<usize> { (0..grid.len()).filter(|&at| !one_coloured(&grid[at])).collect() };
    let (down, right) = (kept(&grid), kept(&turned(&grid)));
    of_grid(down.len() as i64, right.len() as i64, |row, column| {
        grid[down[row as usize]][right[column as usize]]
    })
}

pub(crate) fn downscale(arguments: &[Plain]) -> Plain {
    let (grid, n) = (rows(&arguments[0]), int(&arguments[1]));
    let every = |items: usize| (0..items as i64).filter(|at| at % n == 0).count() as i64;
    of_grid(every(grid.len()), every(grid[0].len()), |row, column| {
        grid[(row * n) as usize][(column * n) as usize]
    })
}

pub(crate) fn upscale_grid(arguments: &[Plain]) -> Plain {
    let (grid, n) = (rows(&arguments[0]), int(&arguments[1]));
    let (height, width) = size(&grid);
    of_grid(height * n, width * n, |row, column| grid[(row / n) as usize][(column / n) as usize])
}

pub(crate) fn upscale_object(arguments: &[Plain]) -> Plain {
    let (cells, n) = (cells(&arguments[0]), int(&arguments[1]));
    let [top, left, bottom, right] = extent(&places(&arguments[0]));
    let from = |place: Place| (top + (place.0 - top) / n, left + (place.1 - left) / n);
    let room = ((bottom - top + 1) * n, (right - left + 1) * n);
    let there = |colour: i64| {
        all_places(room).into_iter().map(move |(row, column)| (colour, (top + row, left + column)))
    };
    of_cells((0..10).flat_map(there).filter(|&(colour, place)| cells.contains(&(colour, from(place)))))
}
