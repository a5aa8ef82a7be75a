//! The levelized cost of electricity and of hydrogen for every point of a world grid: by looking up a country's prices at
//! every point, by a table per country, on vector units, threads and GPUs, alone or in one pass with the search for the nearest
//! plant. `map` is the reference; all others agree with it to [`TOLERANCE`], and on where there is no cost at all.

#![expect(
    clippy::inline_always,
    reason = "the vector loops must be inlined to be compiled per instruction set"
)]

mod controls;
mod costs;
mod country;
mod cuda;
mod generate;
mod gpu;
mod lookup;
mod passes;
mod simd;
mod sites;

pub use costs::{Costs, Method, costs, costs_into};
pub use country::{Countries, CountriesError, Country, Technology, annuity};
pub use cuda::{COSTS_CU, COSTS_CU_ENTRY, CudaCosts, FUSED_CU, FUSED_CU_ENTRY};
pub use generate::{generated_countries, generated_sites};
pub use gpu::{COSTS_WGSL, COSTS_WGSL_ENTRY, FUSED_WGSL, FUSED_WGSL_ENTRY, WgpuCosts};
pub use passes::{Passes, nearest_costs};
pub use sites::{Sites, SitesError};

/// Below this capacity factor a technology is out, by comparison of the f32 that came in.
pub const LEAST_CAPACITY_FACTOR: f32 = 0.01;
/// Beyond this latitude north or south there is no cost; compared as f32.
pub const FARTHEST_LATITUDE: f32 = 80.0;
/// Electricity for hydrogen, kWh/kg.
pub const KWH_PER_KG: f64 = 52.0;
/// Transport of hydrogen to the nearest plant, $/kg for a kilometre.
pub const DOLLARS_PER_KG_KM: f64 = 0.0003;
/// Hours of a year.
pub const HOURS: f64 = 8760.0;
/// How far a cost may be off, relative to the reference.
pub const TOLERANCE: f64 = 1e-5;
