//! One primitive alone, the one that takes longest in the reference language: where in a grid is a pattern?

use grid_batch::Grid;
use grid_generator::{Recipe, chance};
use grid_language::{
    Board, Cell, Limits, Machine, Pair, Patch, Primitive, Value,
    form::{Form, PairSet},
};
use grid_objects::TieRule;
use touchstone::{Rng, prelude::RngExt};

/// One of each number of cells from 1 on.
pub(crate) const PATTERNS: usize = 40;
const SIDE: usize = 30;

/// A grid, and a pattern that it has somewhere.
pub(crate) struct Search {
    pub(crate) grid: Grid,
    /// Each once, in no order.
    pub(crate) pattern: Vec<Cell>,
}

/// What is found: the places of a pattern, for each search.
pub(crate) type Places = Vec<Vec<[i32; 2]>>;

impl Search {
    /// A pattern of `number + 1` cells, cut out of a box of at most twice as many.
    pub(crate) fn new(seed: u64, number: usize) -> Self {
        let mut chance = chance(seed, number as u32);
        let grid = Recipe::of_sides([SIDE, SIDE], &mut chance).paint(&mut chance);
        let mut rng = Rng::new(u128::from(seed), number as u128);
        let cells = number + 1;
        let height = rng.random_range(cells.div_ceil(SIDE)..=cells.min(8));
        let width = (2 * cells).div_ceil(height).min(SIDE);
        let (top, left) = (rng.random_range(0..=SIDE - height), rng.random_range(0..=SIDE - width));
        let mut places: Vec<(usize, usize)> =
            (0..height).flat_map(|row| (0..width).map(move |column| (top + row, left + column))).collect();
        while places.len() > cells {
            places.swap_remove(rng.random_range(0..places.len()));
        }
        let cell = |&(row, column): &(usize, usize)| {
            Cell::new(i32::from(grid.cells()[row * SIDE + column]), row as i32, column as i32)
        };
        Self { pattern: places.iter().map(cell).collect(), grid }
    }

    /// As programs see it.
    pub(crate) fn arguments<F: Form>(&self) -> [Value<F>; 2] {
        let pattern = self.pattern.iter().copied().collect();
        [Value::grid(Board::from(self.grid.view())), Value::object(pattern)]
    }

    /// By the definition, without the language.
    pub(crate) fn by_hand(&self) -> Vec<[i32; 2]> {
        let smallest = |of: fn(&Cell) -> i32| self.pattern.iter().map(of).min().unwrap_or(0);
        let largest = |of: fn(&Cell) -> i32| self.pattern.iter().map(of).max().unwrap_or(0);
        let (row, column) = (|cell: &Cell| cell.place.row, |cell: &Cell| cell.place.column);
        let [top, left] = [smallest(row), smallest(column)];
        let last = |first: i32, last: i32| SIDE as i32 - 1 - (last - first);
        let fits = |down: i32, right: i32| {
            self.pattern.iter().all(|cell| {
                let at = (cell.place.row - top + down) * SIDE as i32 + cell.place.column - left + right;
                i32::from(self.grid.cells()[at as usize]) == cell.colour
            })
        };
        let (rows, columns) = (0..=last(top, largest(row)), 0..=last(left, largest(column)));
        rows.flat_map(|down| columns.clone().map(move |right| [down, right]))
            .filter(|&[down, right]| fits(down, right))
            .collect()
    }
}

/// Calls the primitive once for each search.
pub(crate) fn search<F: Form>(occurrences: Primitive, searches: &[[Value<F>; 2]]) -> Vec<Value<F>> {
    let mut machine = Machine::<F>::new(Limits::default(), TieRule::Lowest);
    let occurrences = Value::Primitive(occurrences);
    let call = |arguments: &[Value<F>; 2]| {
        machine.call(&occurrences, arguments).unwrap_or_else(|fault| panic!("occurrences: {fault}"))
    };
    searches.iter().map(call).collect()
}

/// What was found, in words that all forms have in common.
pub(crate) fn places<F: Form>(found: &[Value<F>]) -> Places {
    let of = |value: &Value<F>| {
        let patch = value.patch().unwrap_or_else(|fault| panic!("occurrences is no patch: {fault}"));
        let places = Patch::places(&patch);
        places.iter().map(|Pair { row, column }| [row, column]).collect()
    };
    found.iter().map(of).collect()
}
