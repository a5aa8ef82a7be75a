//! The table in f32, as a GPU reads it. For any f32 it finds the cell that the table in f64 finds: pressures by their bits, and
//! temperatures by the least f32 of each column, since rounding alone would put some of them into the cell beside.

use crate::{Axis, Octave, OctaveTable, OutOfRange, Uniform, smooth::LOG1P};

/// An [`OctaveTable`], rounded.
#[derive(Clone, Debug)]
pub struct RoundedTable {
    exact: OctaveTable,
    pub(crate) nodes: Vec<[f32; 4]>,
    pub(crate) stride: usize,
    /// Of each row, `ln(p / 1e5 Pa)`.
    pub(crate) logs: Vec<f32>,
    /// The least f32 of each column, and one above all.
    pub(crate) columns: Vec<f32>,
    pub(crate) per_step: f32,
    pub(crate) gas_constant: f32,
    pub(crate) pressures: [f32; 2],
    pub(crate) temperatures: [f32; 2],
}

impl RoundedTable {
    /// Of a table.
    pub fn of(table: &OctaveTable) -> Self {
        let (nodes, stride) = table.surface().raw();
        let axis = table.surface().columns();
        let columns: Vec<f32> =
            (0..axis.nodes()).map(|column| least_of(axis, column)).chain([f32::MAX]).collect();
        let [_, hottest] = axis.ends();
        let mut last = hottest as f32;
        if f64::from(last) > hottest {
            last = last.next_down();
        }
        let temperatures = [columns[0], last];
        Self {
            exact: table.clone(),
            nodes: nodes.iter().map(|node| node.map(|value| value as f32)).collect(),
            stride,
            logs: table.rows().iter().map(|row| row.log as f32).collect(),
            columns,
            per_step: axis.steps()[1] as f32,
            gas_constant: table.gas_constant() as f32,
            // Powers of two.
            pressures: table.surface().rows().ends().map(|p| p as f32),
            temperatures,
        }
    }

    /// Row and column of a state.
    #[inline]
    pub fn cell(&self, p: f32, t: f32) -> Result<[usize; 2], OutOfRange> {
        let within = |value: f32, [from, to]: [f32; 2]| from <= value && value <= to;
        if !(within(p, self.pressures) && within(t, self.temperatures)) {
            return Err(self.exact.surface().out_of_range(f64::from(p), f64::from(t)));
        }
        Ok([self.exact.surface().rows().index_f32(p), self.column(t)])
    }

    /// Density, enthalpy, entropy and heat capacity, in the units of [`Props`](crate::Props).
    #[inline]
    pub fn get(&self, p: f32, t: f32) -> Result<[f32; 4], OutOfRange> {
        let [row, column] = self.cell(p, t)?;
        let (across, along) = (Octave::<4>::weight_f32(p), (t - self.columns[column]) * self.per_step);
        let lower = row * self.stride + column;
        let (below, above) = (&self.nodes[lower..lower + 2], &self.nodes[lower + self.stride..][..2]);
        let line = |from: f32, to: f32, weight: f32| from * (1.0 - weight) + to * weight;
        let mut kept = [0.0; 4];
        for (lane, kept) in kept.iter_mut().enumerate() {
            let below = line(below[0][lane], below[1][lane], along);
            *kept = line(below, line(above[0][lane], above[1][lane], along), across);
        }
        let [z, h, kept_s, cp] = kept;
        // The node is a float with few bits: both differences are exact.
        let node = self.exact.surface().rows().node(row) as f32;
        let log = self.logs[row] + log1p((p - node) / node);
        Ok([p / (z * (self.gas_constant * t)), h, kept_s - self.gas_constant * log, cp])
    }

    fn column(&self, t: f32) -> usize {
        let guess = ((t - self.temperatures[0]) * self.per_step) as usize;
        if t < self.columns[guess] { guess - 1 } else { guess + usize::from(t >= self.columns[guess + 1]) }
    }
}

/// The least f32 that the axis puts into this column.
fn least_of(axis: &Uniform, column: usize) -> f32 {
    // Below the first node there is no column to compare with.
    let is_there = |t: f32| f64::from(t) >= axis.ends()[0] && axis.index(f64::from(t)) >= column;
    let mut least = axis.node(column) as f32;
    while is_there(least.next_down()) {
        least = least.next_down();
    }
    while !is_there(least) {
        least = least.next_up();
    }
    least
}

/// As in f64.
fn log1p(x: f32) -> f32 {
    let [a, b, c, d] = LOG1P.map(|factor| factor as f32);
    x * (a + x * (b + x * (c + x * d)))
}
