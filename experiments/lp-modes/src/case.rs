//! What is simulated: the years of a steel trade, and a grid around its plants.

use great_circle::Grid;
use lp_plan::Size;
use steel_lp::Shape;
use steel_simulation::World;
use steel_years::Horizon;
use touchstone::{Rng, prelude::RngExt};

/// What tells one workload from another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    pub(crate) years: Size,
    n_lat: usize,
    n_lon: usize,
}

/// The years and the grid. Variants of the linear programs alone leave the grid.
pub(crate) struct Scene {
    pub(crate) horizons: Vec<Horizon>,
    pub(crate) world: World,
}

impl Case {
    pub(crate) fn new(shape: Shape, years: u32, (n_lat, n_lon): (usize, usize)) -> Self {
        Self { years: Size::steel(shape, years), n_lat, n_lon }
    }

    pub(crate) fn scene(self, rng: &mut Rng) -> Scene {
        let horizons = self.years.horizons(rng);
        let trade = horizons[0].trade.as_ref().expect("a case is a steel trade");
        let world = World::of_trade(trade, self.n_lat, self.n_lon, rng.random())
            .unwrap_or_else(|error| panic!("{} x {}: {error}", self.n_lat, self.n_lon));
        Scene { horizons, world }
    }
}

impl Scene {
    pub(crate) fn horizon(&self) -> &Horizon {
        &self.horizons[0]
    }

    pub(crate) fn grid(&self) -> &Grid {
        self.world.grid()
    }
}
