//! The nearest plant along the great circle for every point of a world grid: by trying every pair, by a tree, by tiles, on
//! vector units, threads and GPUs. `haversine` is the reference; all others must agree with it within [`Accuracy`]'s guards.

#![expect(
    clippy::inline_always,
    reason = "the vector loops must be inlined to be compiled per instruction set"
)]
#![expect(clippy::needless_range_loop, reason = "one index over arrays of lanes is the form that vectorises")]

mod accuracy;
mod angle;
mod chord;
mod closest;
mod controls;
mod cuda;
mod directions;
mod distance;
mod generate;
mod gpu;
mod grid;
mod haversine;
mod plants;
mod row_sweep;
mod row_table;
mod simd;
mod tables;
mod threads;
mod tiles;
mod tree;
mod visit;

pub use accuracy::{Accuracy, METRES, PLAN_RELATIVE, RELATIVE};
pub use cuda::{CudaNearest, NEAREST_CU, NEAREST_CU_ENTRY};
pub use directions::Directions;
pub use distance::{EARTH_RADIUS_KM, haversine_km};
pub use generate::{one_plant_degrees, plant_degrees};
pub use gpu::{NEAREST_WGSL, NEAREST_WGSL_ENTRY, WgpuNearest};
pub use grid::{Grid, GridError};
pub use lanes::Lanes;
pub use plants::{Plants, PlantsError};
pub use threads::{Threads, ThreadsError};
pub use visit::{RowAnswer, visit_rows};

use row_table::Blocks;

/// For every point of the grid the nearest plant, and how far it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    /// The number of the plant, the lowest among equals.
    pub nearest: Vec<u32>,
    /// Kilometres along the great circle.
    pub km: Vec<f32>,
    /// What it took.
    pub counts: Counts,
}

impl Nearest {
    /// No plant yet, infinitely far. Written here by one thread: threads that are the first to touch the pages of one
    /// process at the same time wait for each other in the kernel, which took a third of the time of two.
    fn nowhere(grid: &Grid) -> Self {
        let (nearest, km) = (vec![u32::MAX; grid.points()], vec![f32::INFINITY; grid.points()]);
        Self { nearest, km, counts: Counts::default() }
    }
}

/// Deterministic counts: the same in every run and for every number of threads. (The row sweep stops by f32 distances, so its
/// counts may differ between lanes with and without fused multiply-adds.)
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Pairs of a point and a plant whose distance was computed; `None` where the method cannot know.
    pub pairs: Option<u64>,
    /// Tiles visited, or nothing for methods that have none.
    pub tiles: Option<u64>,
}

impl Counts {
    fn of_pairs(pairs: usize) -> Self {
        Self { pairs: Some(pairs as u64), tiles: None }
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        fn plus(a: Option<u64>, b: Option<u64>) -> Option<u64> {
            a.or(b).map(|_| a.unwrap_or(0) + b.unwrap_or(0))
        }
        counts.fold(Self::default(), |a, b| Self {
            pairs: plus(a.pairs, b.pairs),
            tiles: plus(a.tiles, b.tiles),
        })
    }
}

/// The ways to find the nearest plant on the CPU.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Textbook f64, every pair: the baseline and the reference.
    Haversine,
    /// Squared chord of unit vectors, f64, every pair.
    Chord,
    /// Squared chord by differences, f32 lanes, every pair.
    Simd(Lanes),
    /// One fused multiply-add per pair, f32 lanes, plants in blocks that stay in the cache.
    RowTable(Lanes),
    /// The same without blocks.
    RowTableUnblocked(Lanes),
    /// k-d tree on the unit sphere, f64.
    Tree,
    /// The grid halved into tiles that keep only the plants which can win in them, then f32 lanes.
    Tiles(Lanes),
    /// Plants by latitude, scanned outwards from the winner of the row before, f32 lanes.
    RowSweep(Lanes),
    /// A control, wrong: dot product and arc cosine in f32.
    DotF32,
    /// A control, wrong: Euclid on degrees.
    PlanDegrees,
}

/// Finds the nearest plant for every point of the grid.
pub fn nearest(grid: &Grid, plants: &Plants, method: Method, threads: &Threads) -> Nearest {
    match method {
        Method::Haversine => haversine::nearest(grid, plants, threads),
        Method::Chord => chord::nearest(grid, plants, threads),
        Method::Simd(lanes) => simd::nearest(grid, plants, lanes, threads),
        Method::RowTable(lanes) => row_table::nearest(grid, plants, lanes, Blocks::Cached, threads),
        Method::RowTableUnblocked(lanes) => row_table::nearest(grid, plants, lanes, Blocks::Whole, threads),
        Method::Tiles(lanes) => tiles::nearest(grid, plants, lanes, threads),
        Method::RowSweep(lanes) => row_sweep::nearest(grid, plants, lanes, threads),
        Method::DotF32 => controls::dot_f32(grid, plants, threads),
        Method::PlanDegrees => controls::plan_degrees(grid, plants, threads),
        Method::Tree => tree::nearest(grid, plants, threads),
    }
}
