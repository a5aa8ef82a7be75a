//! The objects of one grid as row masks, in the order of sets: an object is the ascending list of its cells (colour, row, column), and
//! objects ascend like their lists. As no two share a cell, it is the first cell of each list that decides.

use grid_batch::{COLOURS, GridView};

use crate::{
    BACKGROUND, Mode, TieRule,
    bitboard::{Bitboard, Flooded, Part},
    planes::{Planes, Rows},
};

/// Which colours there are in an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ColourSet(u16);

/// All objects of one grid.
#[derive(Debug, Clone, Default)]
pub struct Objects {
    /// The masks of all of them, in the order in which they were found.
    rows: Vec<u32>,
    objects: Vec<Object>,
}

#[derive(Debug, Clone, Copy)]
struct Object {
    label: u16,
    top: u8,
    height: u8,
    colours: ColourSet,
    /// Where its masks begin.
    at: u16,
}

/// One object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ObjectMask<'a> {
    /// As in [`crate::Labels`].
    pub label: u16,
    /// The row of the first mask.
    pub top: usize,
    /// From the first row with a cell to the last; bit `j` is column `j` of the grid.
    pub rows: &'a [u32],
    /// One of them is the colour of each cell.
    pub colours: ColourSet,
}

impl PartialEq for Objects {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Objects {}

impl ColourSet {
    /// Whether a colour is among them.
    #[must_use]
    pub fn contains(self, colour: u8) -> bool {
        self.0 >> colour & 1 == 1
    }

    /// The colour, where there is one only.
    #[must_use]
    pub fn only(self) -> Option<u8> {
        self.0.is_power_of_two().then(|| self.0.trailing_zeros() as u8)
    }

    /// Ascending.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (0..COLOURS as u8).filter(move |&colour| self.contains(colour))
    }
}

impl Objects {
    /// Finds them.
    #[must_use]
    pub fn of(grid: GridView<'_>, mode: Mode, ties: TieRule) -> Self {
        let mut bitboard = Bitboard::default();
        let mut found = Self { rows: Vec::with_capacity(4 * grid.height), objects: Vec::with_capacity(16) };
        bitboard.flood(grid, mode, ties, |colour, part| {
            if let Part::Whole(Flooded { first, top, rows }) = part {
                let colours = ColourSet(colour.map_or(0, |colour| 1 << colour));
                found.push(first as u16, top, rows, colours);
            }
        });
        // Where an object has one colour the flood has them in order.
        if found.objects.iter().any(|object| object.colours == ColourSet::default()) {
            found.sort(grid, bitboard.planes());
        }
        found
    }

    /// From the labels of a grid, whoever wrote them: this is their canonical rank.
    ///
    /// # Panics
    /// Where there are not as many labels as cells, or an object is not named by its first cell.
    #[must_use]
    pub fn from_labels(grid: GridView<'_>, label: &[u16]) -> Self {
        assert_eq!(label.len(), grid.cells.len(), "each cell has a label");
        // In the order of first cells: where each label's object is, its last row, its masks.
        let mut place = vec![usize::MAX; label.len()];
        let mut masks: Vec<(u16, usize, Rows)> = Vec::new();
        for (at, &label) in label.iter().enumerate().filter(|(_, label)| **label != BACKGROUND) {
            let (row, column) = (at / grid.width, at % grid.width);
            if usize::from(label) == at {
                place[at] = masks.len();
                masks.push((label, row, Rows::default()));
            }
            let (_, last, rows) = &mut masks[place[usize::from(label)]];
            rows[row] |= 1 << column;
            *last = row;
        }
        let mut found = Self::default();
        for (label, last, rows) in masks {
            let top = usize::from(label) / grid.width;
            found.push(label, top, &rows[top..=last], ColourSet::default());
        }
        let mut planes = Planes::default();
        planes.fill(grid);
        found.sort(grid, &planes);
        found
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.objects.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }

    /// The one of this rank.
    #[must_use]
    pub fn get(&self, rank: usize) -> ObjectMask<'_> {
        let Object { label, top, height, colours, at } = self.objects[rank];
        let rows = &self.rows[usize::from(at)..][..usize::from(height)];
        ObjectMask { label, top: usize::from(top), rows, colours }
    }

    /// In ascending order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = ObjectMask<'_>> {
        (0..self.len()).map(|rank| self.get(rank))
    }

    fn push(&mut self, label: u16, top: usize, rows: &[u32], colours: ColourSet) {
        let at = self.rows.len() as u16;
        self.rows.extend_from_slice(rows);
        self.objects.push(Object { label, top: top as u8, height: rows.len() as u8, colours, at });
    }

    /// Finds out the colours of every object, and its first cell of the smallest one.
    fn sort(&mut self, grid: GridView<'_>, planes: &Planes) {
        let mut of_colour = [Rows::default(); COLOURS];
        for colour in planes.present() {
            of_colour[usize::from(colour)] = planes.rows(planes.colour(colour));
        }
        let mut keyed: Vec<((u8, usize), Object)> = Vec::with_capacity(self.objects.len());
        for &object in &self.objects {
            let (top, height) = (usize::from(object.top), usize::from(object.height));
            let rows = &self.rows[usize::from(object.at)..][..height];
            let mut colours = ColourSet::default();
            let mut first = None;
            for (colour, plane) in (0..).zip(&of_colour) {
                let mut cells = (top..).zip(rows).map(|(row, &mask)| (row, mask & plane[row]));
                if let Some((row, mask)) = cells.find(|&(_, mask)| mask != 0) {
                    colours.0 |= 1 << colour;
                    first.get_or_insert((colour, row * grid.width + mask.trailing_zeros() as usize));
                }
            }
            // Objects have cells, so there is a first one.
            keyed.extend(first.map(|first| (first, Object { colours, ..object })));
        }
        keyed.sort_unstable_by_key(|(first, _)| *first);
        self.objects.clear();
        self.objects.extend(keyed.into_iter().map(|(_, object)| object));
    }
}

impl ObjectMask<'_> {
    /// How many cells.
    #[must_use]
    pub fn size(self) -> usize {
        self.rows.iter().map(|mask| mask.count_ones() as usize).sum()
    }
}

impl<'a> ObjectMask<'a> {
    /// Row and column of each cell, row by row.
    pub fn places(self) -> impl Iterator<Item = (usize, usize)> + 'a {
        (self.top..).zip(self.rows).flat_map(|(row, &mask)| {
            (0..u32::BITS as usize)
                .filter(move |column| mask >> column & 1 == 1)
                .map(move |column| (row, column))
        })
    }

    /// The cells of one of its colours, mask by mask; `grid` is the one that it was found in.
    pub fn of_colour(self, grid: GridView<'a>, colour: u8) -> impl Iterator<Item = u32> + 'a {
        (self.top..).zip(self.rows).map(move |(row, &mask)| {
            let cells = &grid.cells[row * grid.width..][..grid.width];
            let of_colour = cells.iter().rev().fold(0, |mask, &cell| mask << 1 | u32::from(cell == colour));
            mask & of_colour
        })
    }
}
