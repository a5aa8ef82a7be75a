//! How many of everything: the sizes that the experiments name, and any other.

use std::{fmt, str::FromStr};

use crate::Refusal;

/// Of how many entities a steel trade is made. Only demands must not be absent; a converter stands at every blast furnace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Mines of each of the three ore grades.
    pub mines: u32,
    /// Pools of scrap.
    pub pools: u32,
    /// Blast furnaces, each with a converter of its own.
    pub blast_furnaces: u32,
    /// Direct reduction plants.
    pub reduction_plants: u32,
    /// Electric arc furnaces.
    pub arc_furnaces: u32,
    /// Places that want steel.
    pub demands: u32,
}

/// Grades of ore: low, mid, high.
pub(crate) const GRADES: u32 = 3;
/// Direct reduction takes the mid and the high ones.
pub(crate) const REDUCIBLE: u32 = 2;

impl Shape {
    /// 59 rows, 176 columns, 574 entries.
    pub const XS: Self = Self::new([2, 4, 3, 3, 5, 8]);
    /// 270 rows, 3,372 columns, 11,664 entries.
    pub const S: Self = Self::new([6, 16, 12, 10, 30, 36]);
    /// 565 rows, 14,422 columns, 49,638 entries.
    pub const M: Self = Self::new([15, 30, 28, 20, 60, 70]);
    /// 1,760 rows, 140,710 columns, 497,380 entries.
    pub const L: Self = Self::new([30, 100, 90, 70, 190, 220]);
    /// 4,580 rows, 963,280 columns, 3,331,320 entries.
    pub const XL: Self = Self::new([100, 200, 280, 240, 400, 600]);
    /// Those that have a name.
    pub const NAMED: [(&'static str, Self); 5] =
        [("XS", Self::XS), ("S", Self::S), ("M", Self::M), ("L", Self::L), ("XL", Self::XL)];

    const fn new([mines, pools, blast_furnaces, reduction_plants, arc_furnaces, demands]: [u32; 6]) -> Self {
        Self { mines, pools, blast_furnaces, reduction_plants, arc_furnaces, demands }
    }

    /// What it is called, if it is one of the named ones.
    pub fn name(&self) -> Option<&'static str> {
        Self::NAMED.into_iter().find(|(_, shape)| shape == self).map(|(name, _)| name)
    }

    pub(crate) fn check(&self) -> Result<(), Refusal> {
        if self.demands == 0 {
            return Err(Refusal::NoDemand);
        }
        let columns = self.columns();
        // No column has more than seven entries, whatever the options.
        if columns * 7 >= 1 << 31 { Err(Refusal::TooLarge { columns }) } else { Ok(()) }
    }

    /// How many columns it has without options.
    pub fn columns(&self) -> u128 {
        let [mines, pools, furnaces, reductions, arcs, demands] = [
            self.mines,
            self.pools,
            self.blast_furnaces,
            self.reduction_plants,
            self.arc_furnaces,
            self.demands,
        ]
        .map(u128::from);
        let ore = mines * (u128::from(GRADES) * furnaces + u128::from(REDUCIBLE) * reductions);
        let iron = furnaces * (1 + furnaces + arcs) + reductions * arcs;
        let scrap = pools * (furnaces + arcs);
        ore + iron + scrap + (furnaces + arcs + 1) * demands
    }
}

impl FromStr for Shape {
    type Err = Refusal;

    fn from_str(name: &str) -> Result<Self, Refusal> {
        let found = Self::NAMED.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, shape)| shape).ok_or_else(|| Refusal::Shape { name: name.to_owned() })
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { mines, pools, blast_furnaces, reduction_plants, arc_furnaces, demands } = self;
        match self.name() {
            Some(name) => out.pad(name),
            None => write!(
                out,
                "{mines} mines a grade, {pools} pools, {blast_furnaces} blast furnaces, {reduction_plants} reduction plants, \
                 {arc_furnaces} arc furnaces, {demands} demands"
            ),
        }
    }
}
