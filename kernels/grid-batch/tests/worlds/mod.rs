//! Batches that are hard on somebody, and what must become of them, by the formulas of the plan.

use grid_batch::{COLOURS, Change, Grid, GridBatch, GridView, Histogram, Recolouring, Symmetry};

/// A table that exchanges colours and drops two.
const TABLE: [u8; COLOURS] = [9, 0, 2, 2, 8, 3, 3, 1, 7, 4];

pub(crate) struct World {
    pub(crate) name: &'static str,
    pub(crate) batch: GridBatch,
    /// As many grids; some are equal to those of the batch, some differ in a cell or in shape.
    pub(crate) others: GridBatch,
    /// What becomes of the batch.
    pub(crate) changed: Vec<(Change, GridBatch)>,
}

fn changes() -> Vec<Change> {
    let recolour = Change::Recolour(Recolouring::new(TABLE).unwrap());
    Symmetry::ALL.into_iter().map(Change::Symmetry).chain([recolour]).collect()
}

/// No grid, grids without cells, one of each kind at the ends, every shape there is, and more than 65,535 of them.
pub(crate) fn worlds() -> Vec<World> {
    let shapes = (1..=30).flat_map(|height| (1..=30).map(move |width| (height, width)));
    // A step that has no divisor in common with the number of grids takes every one of them once.
    let shuffled = |grids: Vec<Grid>, step: usize| -> Vec<Grid> {
        (0..grids.len()).map(|place| grids[place * step % grids.len()].clone()).collect()
    };
    let mixed = |count: usize| {
        (0..count).map(|number| grid(number % 7, (number / 7 % 6) * usize::from(number % 7 > 0), number))
    };
    let every =
        shapes.chain([(0, 0)]).enumerate().map(|(number, (height, width))| grid(height, width, number));
    let all = [
        ("no grid", vec![]),
        ("one cell", vec![grid(1, 1, 0)]),
        ("one without cells", vec![Grid::default()]),
        ("the largest alone", vec![grid(30, 30, 1)]),
        ("without cells at both ends", vec![Grid::default(), grid(3, 2, 2), Grid::default()]),
        ("every shape", shuffled(every.collect(), 367)),
        ("70,000", shuffled(mixed(70_000).map(sound).collect(), 31_411)),
    ];
    all.into_iter()
        .map(|(name, grids)| {
            let others: Vec<Grid> =
                grids.iter().enumerate().map(|(number, grid)| other(grid, number)).collect();
            let batch: GridBatch = grids.iter().collect();
            let changed = changes().into_iter().map(|change| (change, all_changed(&batch, change))).collect();
            World { name, batch, others: others.iter().collect(), changed }
        })
        .collect()
}

/// A grid with one side of 0 is one without cells.
fn sound(grid: Grid) -> Grid {
    if grid.cells().is_empty() { Grid::default() } else { grid }
}

/// Colours from a multiplicative hash: every one of them, in no order.
fn grid(height: usize, width: usize, number: usize) -> Grid {
    let (height, width) = if height * width == 0 { (0, 0) } else { (height, width) };
    let colour =
        |cell: usize| ((number * 1009 + cell + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40) % COLOURS;
    Grid::new(height, width, (0..height * width).map(|cell| colour(cell) as u8).collect()).unwrap()
}

/// The same, in its last cell another, or the same cells in one row.
fn other(grid: &Grid, number: usize) -> Grid {
    let (height, width, mut cells) = (grid.height(), grid.width(), grid.cells().to_vec());
    match (number % 3, cells.last_mut()) {
        (0, Some(last)) => *last = (*last + 1) % COLOURS as u8,
        (1, Some(_)) if height * width <= 30 => return Grid::new(1, height * width, cells).unwrap(),
        _ => {}
    }
    Grid::new(height, width, cells).unwrap()
}

/// Cell by cell, as the plan writes it.
fn changed(grid: GridView<'_>, change: Change) -> Grid {
    let (h, w) = (grid.height, grid.width);
    let cell = |row: usize, column: usize| grid.cells[row * w + column];
    let make = |height: usize, width: usize, cell: &dyn Fn(usize, usize) -> u8| {
        let cells = (0..height * width).map(|at| cell(at / width, at % width)).collect();
        Grid::new(height, width, cells).unwrap()
    };
    match change {
        Change::Symmetry(Symmetry::Rot90) => make(w, h, &|r, c| cell(h - 1 - c, r)),
        Change::Symmetry(Symmetry::Rot180) => make(h, w, &|r, c| cell(h - 1 - r, w - 1 - c)),
        Change::Symmetry(Symmetry::Rot270) => make(w, h, &|r, c| cell(c, w - 1 - r)),
        Change::Symmetry(Symmetry::HMirror) => make(h, w, &|r, c| cell(h - 1 - r, c)),
        Change::Symmetry(Symmetry::VMirror) => make(h, w, &|r, c| cell(r, w - 1 - c)),
        Change::Symmetry(Symmetry::DMirror) => make(w, h, &|r, c| cell(c, r)),
        Change::Symmetry(Symmetry::CMirror) => make(w, h, &|r, c| cell(h - 1 - c, w - 1 - r)),
        Change::Recolour(recolouring) => make(h, w, &|r, c| recolouring.table()[usize::from(cell(r, c))]),
    }
}

pub(crate) fn all_changed(batch: &GridBatch, change: Change) -> GridBatch {
    let grids: Vec<Grid> = batch.iter().map(|grid| changed(grid, change)).collect();
    grids.iter().collect()
}

pub(crate) fn equal(world: &World) -> Vec<bool> {
    world.batch.iter().zip(world.others.iter()).map(|(grid, other)| grid == other).collect()
}

pub(crate) fn histograms(batch: &GridBatch) -> Vec<Histogram> {
    let of = |grid: GridView<'_>| {
        std::array::from_fn(|colour| {
            grid.cells.iter().filter(|&&cell| usize::from(cell) == colour).count() as u16
        })
    };
    batch.iter().map(of).collect()
}
