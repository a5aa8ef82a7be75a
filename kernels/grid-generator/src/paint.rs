//! From a recipe to a grid: shape after shape on the background, until as many cells are painted as were asked for.

use grid_batch::{COLOURS, Grid, GridError};
use rand::RngExt;

use crate::{Chance, Recipe, shapes};

/// Below so many cells for each object there is no room for shapes: it is noise.
const CELLS_OF_A_SHAPE: f64 = 2.5;

/// What is being painted.
pub(crate) struct Canvas {
    pub(crate) height: usize,
    pub(crate) width: usize,
    pub(crate) cells: Vec<u8>,
    background: u8,
    /// Cells that are still to be painted.
    pub(crate) left: usize,
    /// How often each colour may still be used: none may have more cells than the background.
    room: [usize; COLOURS],
}

impl Canvas {
    pub(crate) fn background(&self) -> u8 {
        self.background
    }

    /// Paints a cell of the background; leaves all others as they are.
    pub(crate) fn paint(&mut self, row: usize, column: usize, colour: u8) -> bool {
        let at = row * self.width + column;
        let room = &mut self.room[usize::from(colour)];
        if self.cells[at] != self.background || self.left == 0 || *room == 0 {
            return false;
        }
        self.cells[at] = colour;
        *room -= 1;
        self.left -= 1;
        true
    }
}

pub(crate) fn paint(recipe: &Recipe, chance: &mut Chance) -> Grid {
    let palette = palette(chance);
    let (background, colours) = (palette[0], &palette[1..recipe.colours]);
    let Recipe { height, width, .. } = *recipe;
    let mut canvas = Canvas {
        height,
        width,
        cells: vec![background; height * width],
        background,
        left: height * width - recipe.background,
        room: [recipe.background; COLOURS],
    };
    let objects = recipe.objects.saturating_sub(1).max(colours.len());
    if (canvas.left as f64) < CELLS_OF_A_SHAPE * objects as f64 {
        noise(&mut canvas, colours, objects, chance);
    } else {
        for object in 0..objects {
            // Every colour comes once; what is left for the others stays in hand.
            let colour = colours.get(object).copied().unwrap_or_else(|| any(colours, chance));
            let others = objects - object - 1;
            let mean = canvas.left as f64 / (others + 1) as f64;
            let cells = (mean * (0.3 + 1.4 * chance.random::<f64>())).round() as usize;
            let cells = if others == 0 {
                canvas.left
            } else {
                cells.clamp(1, canvas.left.saturating_sub(others).max(1))
            };
            shapes::any(&mut canvas, colour, cells, chance);
        }
    }
    fill(&mut canvas, colours, chance);
    valid(Grid::new(height, width, canvas.cells))
}

/// Single cells anywhere, and cells beside them where there are fewer objects than cells.
fn noise(canvas: &mut Canvas, colours: &[u8], objects: usize, chance: &mut Chance) {
    let mut first = colours.iter().copied();
    for _ in 0..objects {
        let colour = first.next().unwrap_or_else(|| any(colours, chance));
        shapes::somewhere(canvas, colour, chance);
    }
}

/// Paints what is left: beside what is painted, in the same colour; anywhere where that is not possible.
fn fill(canvas: &mut Canvas, colours: &[u8], chance: &mut Chance) {
    // A grid of one colour has nothing left. Each turn paints at least one cell: colours have room for all that is to be painted.
    for colour in colours {
        if !canvas.cells.contains(colour) {
            shapes::somewhere(canvas, *colour, chance);
        }
    }
    while canvas.left > 0 {
        let before = canvas.left;
        let start = chance.random_range(0..canvas.cells.len() as u32) as usize;
        shapes::grow(canvas, start);
        if canvas.left == before {
            for &colour in colours {
                shapes::somewhere(canvas, colour, chance);
            }
        }
    }
}

fn any(colours: &[u8], chance: &mut Chance) -> u8 {
    colours[chance.random_range(0..colours.len() as u32) as usize]
}

/// All colours in any order; two in three grids have 0 as their background.
fn palette(chance: &mut Chance) -> [u8; COLOURS] {
    let mut palette = std::array::from_fn(|colour| colour as u8);
    let first = usize::from(chance.random_ratio(2, 3));
    for at in first..COLOURS - 1 {
        palette.swap(at, chance.random_range(at as u32..COLOURS as u32) as usize);
    }
    palette
}

/// What is painted here is a grid, by the sides and colours that it is painted with.
pub(crate) fn valid(grid: Result<Grid, GridError>) -> Grid {
    grid.unwrap_or_else(|error| panic!("{error}"))
}
