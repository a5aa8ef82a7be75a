//! Which columns compete with each other: of each group the best few are taken, so that no part of the program is forgotten.

use linear_program::Columns;

/// Two groups for every column (where it comes from and where it goes), and the columns that are in from the start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    pub(crate) of: Vec<[u32; 2]>,
    pub(crate) count: usize,
    pub(crate) always: Vec<u32>,
}

impl Groups {
    /// Groups by their numbers, which count from 0.
    pub fn new(of: Vec<[u32; 2]>, always: Vec<u32>) -> Self {
        let count = of.iter().flatten().max().map_or(0, |last| *last as usize + 1);
        Self { of, count, always }
    }

    /// For programs of which nothing is known: the first and the last row of a column.
    pub fn by_rows(matrix: &Columns) -> Self {
        let ends = |j| {
            let mut rows = matrix.column(j).map(|(row, _)| row);
            let first = rows.next().unwrap_or(0);
            [first, rows.last().unwrap_or(first)]
        };
        Self::new((0..matrix.width()).map(ends).collect(), Vec::new())
    }

    /// The groups of a column, each once.
    pub(crate) fn of(&self, column: usize) -> impl Iterator<Item = usize> {
        let [a, b] = self.of[column];
        [Some(a), (a != b).then_some(b)].into_iter().flatten().map(|group| group as usize)
    }
}

/// The best few of every group, by their value and then by their number.
#[derive(Clone, Debug)]
pub(crate) struct Best {
    few: usize,
    /// `few` places for each group, filled from the left, best first.
    places: Vec<(f64, u32)>,
}

const NOBODY: (f64, u32) = (f64::INFINITY, u32::MAX);

impl Best {
    pub(crate) fn new(groups: &Groups, few: usize) -> Self {
        Self { few, places: vec![NOBODY; groups.count * few] }
    }

    /// Lets a column compete in its groups: the lower value wins.
    pub(crate) fn offer(&mut self, groups: &Groups, column: u32, value: f64) {
        for group in groups.of(column as usize) {
            self.enter(group, (value, column));
        }
    }

    /// Lets the winners of another part compete here.
    pub(crate) fn merge(&mut self, other: &Self) {
        for (group, winners) in other.places.chunks_exact(self.few.max(1)).enumerate() {
            winners
                .iter()
                .take_while(|winner| winner.1 != u32::MAX)
                .for_each(|winner| self.enter(group, *winner));
        }
    }

    /// All winners, each once, in rising order.
    pub(crate) fn winners(&self) -> Vec<u32> {
        let mut all: Vec<u32> =
            self.places.iter().map(|(_, column)| *column).filter(|column| *column != u32::MAX).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn enter(&mut self, group: usize, new: (f64, u32)) {
        let places = &mut self.places[group * self.few..(group + 1) * self.few];
        let better = |a: &(f64, u32), b: &(f64, u32)| (a.0, a.1) < (b.0, b.1);
        let Some(at) = places.iter().position(|old| better(&new, old)) else { return };
        places[at..].rotate_right(1);
        places[at] = new;
    }
}
