//! Nodes on a rectangle and the straight lines between them: what both kinds of table are made of.

use crate::{OutOfRange, Range, TableError};

/// What the tables cover: the liquid of the stacks and the steam of the solid-oxide modules.
pub const TABLE_RANGE: Range = Range { p: (1e5, 1e7), t: (283.15, 873.15) };

/// Four numbers at every node; a query reads two pairs of neighbours.
#[derive(Clone, Debug)]
pub(crate) struct Plane {
    nodes: Vec<[f64; 4]>,
    /// Nodes along the inner axis, and the number of the last cell along both.
    inner: usize,
    last: [usize; 2],
}

impl Plane {
    /// `at` gets both positions from 0 to 1, the outer first.
    pub(crate) fn fill(
        [outer, inner]: [usize; 2],
        axes: [&'static str; 2],
        at: impl Fn(f64, f64) -> Result<[f64; 4], OutOfRange>,
    ) -> Result<Self, TableError> {
        for (nodes, axis) in [outer, inner].into_iter().zip(axes) {
            if nodes < 2 {
                return Err(TableError::Nodes { axis, nodes });
            }
        }
        let share = |node: usize, nodes: usize| node as f64 / (nodes - 1) as f64;
        let every = (0..outer).flat_map(|x| (0..inner).map(move |y| (x, y)));
        let nodes = every.map(|(x, y)| at(share(x, outer), share(y, inner))).collect::<Result<_, _>>()?;
        Ok(Self { nodes, inner, last: [outer, inner].map(|nodes| nodes - 2) })
    }

    /// Between the nodes, both positions from 0 to 1.
    pub(crate) fn get(&self, x: f64, y: f64) -> [f64; 4] {
        let [(cell_x, along_x), (cell_y, along_y)] =
            [(x, self.last[0]), (y, self.last[1])].map(|(share, last)| {
                let at = share * (last + 1) as f64;
                // Rounding may leave a query at an edge a hair outside: the cast takes it up to zero, and here it comes down.
                let cell = (at as usize).min(last);
                (cell, at - cell as f64)
            });
        let corner = cell_x * self.inner + cell_y;
        let near = [self.nodes[corner], self.nodes[corner + 1]];
        let far = [self.nodes[corner + self.inner], self.nodes[corner + self.inner + 1]];
        std::array::from_fn(|k| {
            let low = near[0][k] + (far[0][k] - near[0][k]) * along_x;
            let high = near[1][k] + (far[1][k] - near[1][k]) * along_x;
            low + (high - low) * along_y
        })
    }

    pub(crate) fn bytes(&self) -> usize {
        size_of_val(self.nodes.as_slice())
    }
}
