//! Seeded matrices of any shape, in two forms that agree to the bit: as shuffled triples, and column by column with nothing
//! to sort. Every draw is a hash of what it is for, so either form may ask in its own order.

use crate::{Compressed, Triples};

/// A matrix to be: its shape, and how many triples it is given by. One triple in twenty repeats a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generator {
    height: u32,
    width: u32,
    /// Cells that hold something.
    cells: u64,
    /// Triples beyond the first of their cell.
    repeats: u64,
    seed: u64,
}

/// What a draw is for.
#[derive(Clone, Copy)]
enum Draw {
    Row,
    Value,
    RepeatedCell,
    RepeatedValue,
    Shuffle,
}

/// Entries column by column, the rows of each rising; those of one cell stand side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Ordered {
    /// Of every column.
    lengths: Vec<u32>,
    entries: Vec<(u32, f64)>,
}

impl Ordered {
    /// Compresses them: there is nothing to sort.
    pub fn emit(&self) -> Compressed {
        let mut starts = Vec::with_capacity(self.lengths.len() + 1);
        let (mut rows, mut values) =
            (Vec::with_capacity(self.entries.len()), Vec::with_capacity(self.entries.len()));
        starts.push(0);
        let mut left = self.entries.as_slice();
        for length in &self.lengths {
            let (column, others) = left.split_at(*length as usize);
            left = others;
            for cell in column.chunk_by(|(a, _), (b, _)| a == b) {
                rows.push(cell[0].0);
                values.push(cell[1..].iter().fold(cell[0].1, |sum, (_, value)| sum + value));
            }
            starts.push(rows.len() as u32);
        }
        Compressed { starts, rows, values }
    }
}

impl Generator {
    /// A matrix of `height` rows and `width` columns from so many triples, or nothing where they do not fit into it.
    pub fn new(height: u32, width: u32, triples: usize, seed: u64) -> Option<Self> {
        let triples = triples as u64;
        let repeats = triples / 20;
        let cells = triples - repeats;
        let fits =
            triples < 1 << 31 && (cells == 0 || cells.div_ceil(u64::from(width.max(1))) <= u64::from(height));
        (fits && (width > 0 || cells == 0)).then_some(Self { height, width, cells, repeats, seed })
    }

    /// The entries in the order in which a program that knows its matrix comes by them.
    pub fn ordered(&self) -> Ordered {
        let all = (self.cells + self.repeats) as usize;
        let mut ordered =
            Ordered { lengths: Vec::with_capacity(self.width as usize), entries: Vec::with_capacity(all) };
        let mut repeat = 0;
        let mut repeated = self.repeated_cell(repeat);
        for column in 0..self.width {
            let range = self.column(column);
            let (height, before) = (range.end - range.start, ordered.entries.len());
            for (level, cell) in range.enumerate() {
                let row = self.row(cell, level as u64, height);
                ordered.entries.push((row, self.value(Draw::Value, cell)));
                while repeated == Some(cell) {
                    ordered.entries.push((row, self.value(Draw::RepeatedValue, repeat)));
                    repeat += 1;
                    repeated = self.repeated_cell(repeat);
                }
            }
            ordered.lengths.push((ordered.entries.len() - before) as u32);
        }
        ordered
    }

    /// The same matrix as triples in no order.
    pub fn triples(&self) -> Triples {
        let all = (self.cells + self.repeats) as usize;
        let (mut rows, mut columns) = (Vec::with_capacity(all), Vec::with_capacity(all));
        let mut values = Vec::with_capacity(all);
        for column in 0..self.width {
            let range = self.column(column);
            let height = range.end - range.start;
            for (level, cell) in range.enumerate() {
                rows.push(self.row(cell, level as u64, height));
                columns.push(column);
                values.push(self.value(Draw::Value, cell));
            }
        }
        for (repeat, cell) in (0..).map_while(|repeat| Some((repeat, self.repeated_cell(repeat)?))) {
            rows.push(rows[cell as usize]);
            columns.push(columns[cell as usize]);
            values.push(self.value(Draw::RepeatedValue, repeat));
        }
        for last in (1..all).rev() {
            let other = below(self.draw(Draw::Shuffle, last as u64), last as u64 + 1) as usize;
            rows.swap(last, other);
            columns.swap(last, other);
            values.swap(last, other);
        }
        Triples::new(self.height, self.width, rows, columns, values)
            .expect("rows and columns are drawn below the shape")
    }

    /// The numbers of the cells in a column.
    fn column(&self, column: u32) -> std::ops::Range<u64> {
        let until = |column: u64| column * self.cells / u64::from(self.width);
        until(u64::from(column))..until(u64::from(column) + 1)
    }

    /// The column is cut into as many pieces as it has cells, each of which has one: so the rows rise, and none comes twice.
    fn row(&self, cell: u64, level: u64, levels: u64) -> u32 {
        let until = |level: u64| level * u64::from(self.height) / levels;
        let (start, end) = (until(level), until(level + 1));
        (start + below(self.draw(Draw::Row, cell), end - start)) as u32
    }

    /// The cells are cut into as many pieces as there are repeats; each repeats one cell of its piece, but one in eight that of
    /// the piece before, which then stands there three times.
    fn repeated_cell(&self, repeat: u64) -> Option<u64> {
        if repeat >= self.repeats {
            return None;
        }
        let joins = repeat % 2 == 1 && self.draw(Draw::RepeatedCell, repeat).is_multiple_of(4);
        let repeat = if joins { repeat - 1 } else { repeat };
        let until = |repeat: u64| repeat * self.cells / self.repeats;
        let (start, end) = (until(repeat), until(repeat + 1));
        Some(start + below(self.draw(Draw::RepeatedCell, repeat), end - start))
    }

    /// A multiple of 2^-10 below 1,024 and not 0: sums of a few are exact, in any order.
    fn value(&self, what: Draw, of: u64) -> f64 {
        let drawn = self.draw(what, of);
        let size = ((drawn >> 1) % ((1 << 20) - 1) + 1) as f64 / 1_024.0;
        if drawn & 1 == 0 { size } else { -size }
    }

    fn draw(&self, what: Draw, of: u64) -> u64 {
        scramble(scramble(self.seed ^ ((what as u64 + 1) << 56)) ^ of)
    }
}

/// An even number below `limit`, from 64 drawn bits.
fn below(drawn: u64, limit: u64) -> u64 {
    ((u128::from(drawn) * u128::from(limit)) >> 64) as u64
}

/// The output function of SplitMix64 (Steele, Lea, Flood 2014): every bit of the input reaches every bit of the output.
fn scramble(input: u64) -> u64 {
    let mut mixed = input.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
