//! What primitives mean, said a second time and as naively as can be: over lists and sets of numbers, mostly by asking of every
//! place whether it belongs to the answer.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::collections::BTreeSet;

use crate::plain::Plain;

pub(crate) type Place = (i64, i64);
type Places = BTreeSet<Place>;
type Cells = BTreeSet<(i64, Place)>;
type Rows = Vec<Vec<i64>>;

fn int(value: &Plain) -> i64 {
    match value.bare() {
        Plain::Int(int) => int,
        other => panic!("{other:?} is no number"),
    }
}

fn pair(value: &Plain) -> Place {
    match value {
        Plain::Tuple(items) if items.len() == 2 => (int(&items[0]), int(&items[1])),
        other => panic!("{other:?} is no pair"),
    }
}

fn rows(value: &Plain) -> Rows {
    match value {
        Plain::Grid(rows) => rows.clone(),
        other => panic!("{other:?} is no grid"),
    }
}

fn elements(value: &Plain) -> &BTreeSet<Plain> {
    match value {
        Plain::Set(items) => items,
        other => panic!("{other:?} is no set"),
    }
}

fn is_cell(element: &Plain) -> bool {
    matches!(element, Plain::Tuple(items) if matches!(items[1], Plain::Tuple(_)))
}

fn cells(value: &Plain) -> Cells {
    let cell = |element: &Plain| match element {
        Plain::Tuple(items) => (int(&items[0]), pair(&items[1])),
        other => panic!("{other:?} is no cell"),
    };
    elements(value).iter().map(cell).collect()
}

fn places(value: &Plain) -> Places {
    let place = |element: &Plain| match element {
        Plain::Tuple(items) if is_cell(element) => pair(&items[1]),
        other => pair(other),
    };
    elements(value).iter().map(place).collect()
}

fn of_places(places: impl IntoIterator<Item = Place>) -> Plain {
    Plain::Set(places.into_iter().map(Plain::pair).collect())
}

fn of_cells(cells: impl IntoIterator<Item = (i64, Place)>) -> Plain {
    Plain::Set(cells.into_iter().map(|(colour, place)| Plain::cell(colour, place)).collect())
}

/// A grid of those rows and columns, cell by cell.
fn of_grid(height: i64, width: i64, colour: impl Fn(i64, i64) -> i64) -> Plain {
    Plain::Grid((0..height).map(|row| (0..width).map(|column| colour(row, column)).collect()).collect())
}

/// A patch again, of cells if it was one of cells.
fn moved(patch: &Plain, to: impl Fn(Place) -> Place) -> Plain {
    let element = |element: &Plain| match element {
        Plain::Tuple(items) if is_cell(element) => Plain::cell(int(&items[0]), to(pair(&items[1]))),
        other => Plain::pair(to(pair(other))),
    };
    Plain::Set(elements(patch).iter().map(element).collect())
}

fn size(rows: &Rows) -> Place {
    (rows.len() as i64, rows.first().map_or(0, Vec::len) as i64)
}

fn at(rows: &Rows, (row, column): Place) -> Option<i64> {
    let (height, width) = size(rows);
    ((0..height).contains(&row) && (0..width).contains(&column)).then(|| rows[row as usize][column as usize])
}

fn all_places((height, width): Place) -> Vec<Place> {
    (0..height).flat_map(|row| (0..width).map(move |column| (row, column))).collect()
}

/// Top, left, bottom and right.
fn extent(places: &Places) -> [i64; 4] {
    let columns = || places.iter().map(|place| place.1);
    let (first, last) = (places.first().unwrap().0, places.last().unwrap().0);
    [first, columns().min().unwrap(), last, columns().max().unwrap()]
}

fn distance(a: Place, b: Place) -> i64 {
    (a.0 - b.0).abs() + (a.1 - b.1).abs()
}

fn smallest_distance(a: &Places, b: &Places) -> i64 {
    a.iter().flat_map(|&a| b.iter().map(move |&b| distance(a, b))).min().unwrap()
}

fn middle(places: &Places) -> Place {
    let [top, left, bottom, right] = extent(places);
    (top + (bottom - top + 1) / 2, left + (right - left + 1) / 2)
}

/// The most common colour, the smallest of several.
fn most(colours: &[i64]) -> i64 {
    let count = |colour: i64| colours.iter().filter(|&&other| other == colour).count();
    (0..10).rev().max_by_key(|&colour| count(colour)).unwrap()
}

pub(crate) fn occurrences(arguments: &[Plain]) -> Plain {
    let (grid, pattern) = (rows(&arguments[0]), cells(&arguments[1]));
    let [top, left, ..] = extent(&places(&arguments[1]));
    let here = |place: &Place| {
        pattern.iter().all(|&(colour, (row, column))| {
            at(&grid, (place.0 + row - top, place.1 + column - left)) == Some(colour)
        })
    };
    of_places(all_places(size(&grid)).into_iter().filter(here))
}

pub(crate) fn gravitate(arguments: &[Plain]) -> Plain {
    let (from, to) = (places(&arguments[0]), places(&arguments[1]));
    let shares_column = from.iter().any(|a| to.iter().any(|b| a.1 == b.1));
    let (here, there) = (middle(&from), middle(&to));
    let towards = |here: i64, there: i64| if here < there { 1 } else { -1 };
    let step = if shares_column { (towards(here.0, there.0), 0) } else { (0, towards(here.1, there.1)) };
    let after = |steps: i64| from.iter().map(|a| (a.0 + steps * step.0, a.1 + steps * step.1)).collect();
    let steps = (0..42).find(|&steps| smallest_distance(&after(steps), &to) == 1).unwrap_or(42);
    Plain::pair((steps * step.0, steps * step.1))
}

fn period(object: &Plain, turned: impl Fn(Place) -> Place) -> Plain {
    let Plain::Set(elements) = moved(object, turned) else { unreachable!() };
    let object = Plain::Set(elements);
    let [_, left, _, right] = extent(&places(&object));
    let cells = cells(&object);
    let repeats = |&period: &i64| {
        cells.iter().all(|&(colour, (row, column))| {
            column - period < left || cells.contains(&(colour, (row, column - period)))
        })
    };
    let width = right - left + 1;
    Plain::Int((1..width).find(repeats).unwrap_or(width))
}

pub(crate) fn hperiod(arguments: &[Plain]) -> Plain {
    period(&arguments[0], |place| place)
}

pub(crate) fn vperiod(arguments: &[Plain]) -> Plain {
    period(&arguments[0], |(row, column)| (column, row))
}

fn line(a: Place, b: Place) -> Vec<Place> {
    let (down, right) = (b.0 - a.0, b.1 - a.1);
    if down != 0 && right != 0 && down.abs() != right.abs() {
        return Vec::new();
    }
    let length = down.abs().max(right.abs());
    (0..=length).map(|step| (a.0 + step * down.signum(), a.1 + step * right.signum())).collect()
}

pub(crate) fn connect(arguments: &[Plain]) -> Plain {
    of_places(line(pair(&arguments[0]), pair(&arguments[1])))
}

pub(crate) fn shoot(arguments: &[Plain]) -> Plain {
    let (from, step) = (pair(&arguments[0]), pair(&arguments[1]));
    of_places(line(from, (from.0 + 42 * step.0, from.1 + 42 * step.1)))
}

pub(crate) fn position(arguments: &[Plain]) -> Plain {
    let (a, b) = (middle(&places(&arguments[0])), middle(&places(&arguments[1])));
    let (down, right) = ((b.0 - a.0).signum(), (b.1 - a.1).signum());
    Plain::pair(if (down, right) == (0, 0) { (0, -1) } else { (down, right) })
}

pub(crate) fn center(arguments: &[Plain]) -> Plain {
    Plain::pair(middle(&places(&arguments[0])))
}

pub(crate) fn centerofmass(arguments: &[Plain]) -> Plain {
    let places = places(&arguments[0]);
    let count = places.len() as f64;
    let mean = |sum: i64| (sum as f64 / count).floor() as i64;
    Plain::pair((
        mean(places.iter().map(|place| place.0).sum()),
        mean(places.iter().map(|place| place.1).sum()),
    ))
}

pub(crate) fn manhattan(arguments: &[Plain]) -> Plain {
    Plain::Int(smallest_distance(&places(&arguments[0]), &places(&arguments[1])))
}

pub(crate) fn adjacent(arguments: &[Plain]) -> Plain {
    Plain::Bool(smallest_distance(&places(&arguments[0]), &places(&arguments[1])) == 1)
}

pub(crate) fn square(arguments: &[Plain]) -> Plain {
    let [top, left, bottom, right] = extent(&places(&arguments[0]));
    let side = bottom - top + 1;
    Plain::Int(i64::from(side == right - left + 1 && elements(&arguments[0]).len() as i64 == side * side))
}

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

pub(crate) fn hmirror(arguments: &[Plain]) -> Plain {
    let [top, _, bottom, _] = extent(&places(&arguments[0]));
    moved(&arguments[0], |(row, column)| (bottom - (row - top), column))
}

pub(crate) fn vmirror(arguments: &[Plain]) -> Plain {
    let [_, left, _, right] = extent(&places(&arguments[0]));
    moved(&arguments[0], |(row, column)| (row, right - (column - left)))
}

pub(crate) fn dmirror(arguments: &[Plain]) -> Plain {
    let [top, left, ..] = extent(&places(&arguments[0]));
    moved(&arguments[0], |(row, column)| (top + (column - left), left + (row - top)))
}

/// As a grid that fills the box is mirrored: the lower right corner comes to the upper left one.
pub(crate) fn cmirror(arguments: &[Plain]) -> Plain {
    let [top, left, bottom, right] = extent(&places(&arguments[0]));
    moved(&arguments[0], |(row, column)| (top + (right - column), left + (bottom - row)))
}

fn outline(patch: &Plain, outward: i64) -> Plain {
    let [top, left, bottom, right] = extent(&places(patch));
    let ends = |low: i64, high: i64| (low.min(high), low.max(high));
    let (top, bottom) = ends(top - outward, bottom + outward);
    let (left, right) = ends(left - outward, right + outward);
    let edge = |&(row, column): &Place| row == top || row == bottom || column == left || column == right;
    let inside = (top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column)));
    of_places(inside.filter(edge))
}

pub(crate) fn inbox(arguments: &[Plain]) -> Plain {
    outline(&arguments[0], -1)
}

pub(crate) fn outbox(arguments: &[Plain]) -> Plain {
    outline(&arguments[0], 1)
}

pub(crate) fn box_of(arguments: &[Plain]) -> Plain {
    outline(&arguments[0], 0)
}

pub(crate) fn backdrop(arguments: &[Plain]) -> Plain {
    let [top, left, bottom, right] = extent(&places(&arguments[0]));
    of_places((top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column))))
}

pub(crate) fn delta(arguments: &[Plain]) -> Plain {
    let taken = places(&arguments[0]);
    of_places(places(&backdrop(arguments)).into_iter().filter(|place| !taken.contains(place)))
}

pub(crate) fn toobject(arguments: &[Plain]) -> Plain {
    let (patch, grid) = (places(&arguments[0]), rows(&arguments[1]));
    of_cells(patch.into_iter().filter_map(|place| Some((at(&grid, place)?, place))))
}

pub(crate) fn recolor(arguments: &[Plain]) -> Plain {
    of_cells(places(&arguments[1]).into_iter().map(|place| (int(&arguments[0]), place)))
}

pub(crate) fn shift(arguments: &[Plain]) -> Plain {
    let (down, right) = pair(&arguments[1]);
    moved(&arguments[0], |(row, column)| (row + down, column + right))
}

pub(crate) fn normalize(arguments: &[Plain]) -> Plain {
    let [top, left, ..] = extent(&places(&arguments[0]));
    moved(&arguments[0], |(row, column)| (row - top, column - left))
}

pub(crate) fn neighbors(arguments: &[Plain]) -> Plain {
    let (row, column) = pair(&arguments[0]);
    let around = (-1..=1).flat_map(|down| (-1..=1).map(move |right| (row + down, column + right)));
    of_places(around.filter(|&place| place != (row, column)))
}

/// A grid of the same size, cell by cell: what was there, and where.
fn repainted(grid: &Rows, colour: impl Fn(i64, Place) -> i64) -> Plain {
    let (height, width) = size(grid);
    of_grid(height, width, |row, column| colour(grid[row as usize][column as usize], (row, column)))
}

pub(crate) fn fill(arguments: &[Plain]) -> Plain {
    let (colour, patch) = (int(&arguments[1]), places(&arguments[2]));
    repainted(&rows(&arguments[0]), |old, place| if patch.contains(&place) { colour } else { old })
}

fn highest(cells: &Cells, place: Place) -> Option<i64> {
    cells.iter().filter(|cell| cell.1 == place).map(|cell| cell.0).max()
}

pub(crate) fn paint(arguments: &[Plain]) -> Plain {
    let object = cells(&arguments[1]);
    repainted(&rows(&arguments[0]), |old, place| highest(&object, place).unwrap_or(old))
}

pub(crate) fn underfill(arguments: &[Plain]) -> Plain {
    let (grid, colour, patch) = (rows(&arguments[0]), int(&arguments[1]), places(&arguments[2]));
    let under = most(&grid.concat());
    repainted(&grid, |old, place| if old == under && patch.contains(&place) { colour } else { old })
}

pub(crate) fn underpaint(arguments: &[Plain]) -> Plain {
    let (grid, object) = (rows(&arguments[0]), cells(&arguments[1]));
    let under = most(&grid.concat());
    let first =
        |place: Place| object.iter().find(|cell| cell.1 == place && cell.0 != under).map(|cell| cell.0);
    repainted(&grid, |old, place| if old == under { first(place).unwrap_or(old) } else { old })
}

pub(crate) fn cover(arguments: &[Plain]) -> Plain {
    let (grid, patch) = (rows(&arguments[0]), places(&arguments[1]));
    let under = most(&grid.concat());
    repainted(&grid, |old, place| if patch.contains(&place) { under } else { old })
}

pub(crate) fn moved_object(arguments: &[Plain]) -> Plain {
    let (grid, object, (down, right)) = (rows(&arguments[0]), cells(&arguments[1]), pair(&arguments[2]));
    let under = most(&grid.concat());
    repainted(&grid, |old, place| {
        let left_behind = if highest(&object, place).is_some() { under } else { old };
        highest(&object, (place.0 - down, place.1 - right)).unwrap_or(left_behind)
    })
}

pub(crate) fn cellwise(arguments: &[Plain]) -> Plain {
    let (a, b, other) = (rows(&arguments[0]), rows(&arguments[1]), int(&arguments[2]));
    repainted(&a, |old, place| if at(&b, place) == Some(old) { old } else { other })
}

/// Breadth-first over sets of cells, as the mode has it.
pub(crate) fn objects(arguments: &[Plain]) -> Plain {
    let grid = rows(&arguments[0]);
    let [one_colour, diagonal, without] = [1, 2, 3].map(|at| int(&arguments[at]) == 1);
    let removed = without.then(|| most(&grid.concat()));
    let colour = |place: Place| at(&grid, place).filter(|colour| Some(*colour) != removed);
    let mut left: Places =
        all_places(size(&grid)).into_iter().filter(|&place| colour(place).is_some()).collect();
    let mut found = BTreeSet::new();
    while let Some(seed) = left.pop_first() {
        let mut object = vec![seed];
        let mut next = 0;
        while next < object.len() {
            let here = object[next];
            let joins = |&there: &Place| {
                let near = distance(here, there) == 1
                    || (diagonal && (here.0 - there.0).abs() == 1 && (here.1 - there.1).abs() == 1);
                near && (!one_colour || colour(here) == colour(there))
            };
            let joined: Vec<Place> = left.iter().copied().filter(joins).collect();
            left.retain(|place| !joined.contains(place));
            object.extend(joined);
            next += 1;
        }
        found.insert(of_cells(object.into_iter().map(|place| (colour(place).unwrap(), place))));
    }
    Plain::Set(found)
}

pub(crate) fn hmatching(arguments: &[Plain]) -> Plain {
    let (a, b) = (places(&arguments[0]), places(&arguments[1]));
    Plain::Bool(a.iter().any(|a| b.iter().any(|b| a.0 == b.0)))
}

pub(crate) fn vmatching(arguments: &[Plain]) -> Plain {
    let (a, b) = (places(&arguments[0]), places(&arguments[1]));
    Plain::Bool(a.iter().any(|a| b.iter().any(|b| a.1 == b.1)))
}

pub(crate) fn bordering(arguments: &[Plain]) -> Plain {
    let ([top, left, bottom, right], (height, width)) =
        (extent(&places(&arguments[0])), size(&rows(&arguments[1])));
    Plain::Bool(top == 0 || left == 0 || bottom == height - 1 || right == width - 1)
}

pub(crate) fn ofcolor(arguments: &[Plain]) -> Plain {
    let (grid, colour) = (rows(&arguments[0]), int(&arguments[1]));
    of_places(all_places(size(&grid)).into_iter().filter(|&place| at(&grid, place) == Some(colour)))
}

pub(crate) fn partition(arguments: &[Plain]) -> Plain {
    let grid = rows(&arguments[0]);
    let of_colour = |colour| {
        let places = places(&ofcolor(&[arguments[0].clone(), Plain::Int(colour)]));
        of_cells(places.into_iter().map(|place| (colour, place)))
    };
    Plain::Set(grid.concat().into_iter().map(of_colour).collect())
}

/// The colours of a grid or an object, each as often as it is there.
fn colours(value: &Plain) -> Vec<i64> {
    match value {
        Plain::Grid(rows) => rows.concat(),
        _ => cells(value).into_iter().map(|cell| cell.0).collect(),
    }
}

pub(crate) fn mostcolor(arguments: &[Plain]) -> Plain {
    Plain::Int(most(&colours(&arguments[0])))
}

pub(crate) fn leastcolor(arguments: &[Plain]) -> Plain {
    let colours = colours(&arguments[0]);
    let count = |colour: i64| colours.iter().filter(|&&other| other == colour).count();
    Plain::Int((0..10).filter(|&colour| count(colour) > 0).min_by_key(|&colour| count(colour)).unwrap())
}

pub(crate) fn hconcat(arguments: &[Plain]) -> Plain {
    let (left, right) = (rows(&arguments[0]), rows(&arguments[1]));
    Plain::Grid(left.iter().zip(&right).map(|(left, right)| [left.clone(), right.clone()].concat()).collect())
}
