//! The ways to compute the costs on the CPU, row by row: what a method prepares is part of its work.

use great_circle::{Grid, Lanes, Threads};

use crate::{
    Sites,
    controls::{annuities_in_f32, one_technology},
    lookup::{ByName, ByNumber},
    simd::OnLanes,
    sites::SiteRow,
};

/// For every point of the grid the least costs, NaN where there are none.
#[derive(Clone, Debug, PartialEq)]
pub struct Costs {
    /// Of electricity, $/MWh.
    pub lcoe: Vec<f32>,
    /// Of hydrogen at the nearest plant, $/kg. Its technology need not be that of the electricity.
    pub lcoh: Vec<f32>,
}

/// The costs of one row.
pub(crate) struct RowCosts<'a> {
    pub(crate) lcoe: &'a mut [f32],
    pub(crate) lcoh: &'a mut [f32],
}

impl Costs {
    /// Zeros that the system makes when they are first touched: whoever writes a page first pays for it.
    pub fn untouched(grid: &Grid) -> Self {
        Self { lcoe: vec![0.0; grid.points()], lcoh: vec![0.0; grid.points()] }
    }

    pub(crate) fn rows(&mut self, grid: &Grid) -> Vec<RowCosts<'_>> {
        let (lcoe, lcoh) = (self.lcoe.chunks_mut(grid.n_lon()), self.lcoh.chunks_mut(grid.n_lon()));
        lcoe.zip(lcoh).map(|(lcoe, lcoh)| RowCosts { lcoe, lcoh }).collect()
    }
}

impl RowCosts<'_> {
    pub(crate) fn fill_with_nothing(&mut self) {
        self.lcoe.fill(f32::NAN);
        self.lcoh.fill(f32::NAN);
    }
}

/// A way to compute the costs on the CPU.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// The country of every point looked up by its name, its annuities computed anew, f64: the baseline and the reference.
    Map,
    /// The country of every point looked up by its number, in a table of what its annuities come down to, f64.
    Table,
    /// The same in f32, on vector units.
    Simd(Lanes),
    /// A control, wrong: hydrogen is made by the technology that makes the cheapest electricity.
    OneTechnology,
    /// A control, wrong: annuities in f32, where interest is little beside one.
    AnnuitiesInF32,
}

/// Computes the costs of all sites, each `km` from its nearest plant.
///
/// # Panics
/// Where `km` is not as long as the grid has points.
pub fn costs(sites: &Sites, km: &[f32], method: Method, threads: &Threads) -> Costs {
    let mut costs = Costs::untouched(sites.grid());
    costs_into(&mut costs, sites, km, method, threads);
    costs
}

/// The same into memory that is there already.
///
/// # Panics
/// Where `km` or `costs` are not as long as the grid has points.
pub fn costs_into(costs: &mut Costs, sites: &Sites, km: &[f32], method: Method, threads: &Threads) {
    let countries = sites.countries();
    let over = Over { costs, sites, km, threads };
    match method {
        Method::Map => over.each_row(&ByName::new(countries)),
        Method::Table => over.each_row(&ByNumber::new(countries)),
        Method::Simd(lanes) => over.each_row(&OnLanes::new(countries, lanes)),
        Method::OneTechnology => over.each_row(&one_technology(countries)),
        Method::AnnuitiesInF32 => over.each_row(&annuities_in_f32(countries)),
    }
}

/// A method that has prepared itself.
pub(crate) trait Formula: Sync {
    /// Computes one row that is not too far north or south.
    fn row(&self, sites: SiteRow<'_>, costs: &mut RowCosts<'_>);
}

impl<F: Fn(SiteRow<'_>, &mut RowCosts<'_>) + Sync> Formula for F {
    fn row(&self, sites: SiteRow<'_>, costs: &mut RowCosts<'_>) {
        self(sites, costs);
    }
}

struct Over<'a> {
    costs: &'a mut Costs,
    sites: &'a Sites,
    km: &'a [f32],
    threads: &'a Threads,
}

impl Over<'_> {
    fn each_row(self, formula: &impl Formula) {
        /// Rows that one piece of work takes: half a megabyte on the full grid.
        const BAND: usize = 16;
        let grid = self.sites.grid();
        for (what, length) in
            [("km", self.km.len()), ("lcoe", self.costs.lcoe.len()), ("lcoh", self.costs.lcoh.len())]
        {
            assert_eq!(length, grid.points(), "{what} has one item for each point");
        }
        self.threads.over_chunks(&mut self.costs.rows(grid), BAND, |number, rows| {
            for (i, costs) in (number * BAND..).zip(rows) {
                let km = &self.km[i * grid.n_lon()..(i + 1) * grid.n_lon()];
                fill_row(formula, self.sites, i, km, costs);
            }
        });
    }
}

/// One row, wherever it lies.
pub(crate) fn fill_row(
    formula: &impl Formula,
    sites: &Sites,
    i: usize,
    km: &[f32],
    costs: &mut RowCosts<'_>,
) {
    if sites.inhabited().contains(&i) {
        formula.row(sites.row(i, km), costs);
    } else {
        costs.fill_with_nothing();
    }
}
