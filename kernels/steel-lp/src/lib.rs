//! The world's steel trade as linear programs, one a year, made from a seed: the same bits on every machine.
//!
//! Ore, scrap, iron and steel travel between places on a sphere; every demand is met at the least cost, or its lack is paid
//! for. Flows are Mt a year, costs $ per tonne, so objectives are M$. The first year, 0, stands for 2020.
//!
//! ```text
//! mine ──ore──▶ blast furnace ──hot metal, pig iron──▶ converter ──steel──▶ demand ◀── unmet
//!     │                   └─────pig iron─────┐    ▲                        ▲
//!     └──ore──▶ reduction plant ──sponge─▶ arc furnace ──steel─────────────┘
//!                               pool ──scrap──┴───┘
//! ```
//!
//! **Columns**, family after family, in each by source and then by destination; all at least 0:
//!
//! | family | from every … to every … | entries |
//! | --- | --- | --- |
//! | [`Family::OreToFurnace`] | mine of any grade, blast furnace | 2 |
//! | [`Family::OreToReduction`] | mine of mid or high grade, reduction plant | 2 |
//! | [`Family::HotMetal`] | blast furnace, its own converter | 4 |
//! | [`Family::PigToConverter`] | blast furnace, converter (its own too) | 4 |
//! | [`Family::PigToArc`], [`Family::SpongeToArc`] | blast furnace, or reduction plant; arc furnace | 5 |
//! | [`Family::ScrapToConverter`], [`Family::ScrapToArc`] | pool; converter, or arc furnace | 3, 4 |
//! | [`Family::ConverterSteel`], [`Family::ArcSteel`] | converter, or arc furnace; demand | 3 |
//! | [`Family::Unmet`], then [`Family::Idle`] | slacks of demands, and of soft minima if there are any | 1 |
//!
//! **Rows**, block after block:
//!
//! | rows | one for every | what they say |
//! | --- | --- | --- |
//! | capacity | mine (low grade first), pool, blast furnace, reduction plant, converter, arc furnace | Σ out <= 0.95 of the capacity |
//! | balance | blast furnace, reduction plant, converter, arc furnace | Σ in / (tonnes in per tonne out) - Σ out = 0 |
//! | iron share | converter | 0.3 · iron - 0.7 · scrap >= 0 |
//! | scrap share | arc furnace | scrap - 0.2 · charge >= 0 |
//! | pig share | arc furnace | pig iron - 0.4 · charge <= 0 |
//! | demand | demand | Σ in + unmet = demand |
//! | soft minimum, if asked for | plant, in the order of the balances | Σ out + idle >= share of the capacity |
//! | quota, if asked for | country that wants steel | Σ steel from abroad <= share of its demand |
//!
//! **Costs** are the way along the great circle, tariffs between countries, the CO2 and the making of what flows; all are above
//! 0. With no flow and all demand unmet every year is feasible, so every year has an optimum.
//!
//! **Years.** Demand grows by 1.2 %, capacities too (see [`Options::growth`]) and drift besides; every cost but those of slacks
//! is multiplied by exp(σz) a year. The matrix never changes.
//!
//! **Draws** are hashes of (seed, purpose, item, year): any year can be made alone, and an option moves nothing but what it
//! names. Sines and exponentials come from `libm`, since those of platforms differ in the last bit, and a degenerate program then
//! takes another path.
//!
//! ```
//! use steel_lp::{Options, Shape, SteelTrade};
//!
//! let trade = SteelTrade::new(Shape::XS, Options { shock: 0.02, ..Options::default() }, 1)?;
//! let matrix = trade.matrix();
//! for year in trade.years(0..31) {
//!     assert_eq!((year.costs.len(), year.rows.len()), (matrix.width(), matrix.height()));
//! }
//! assert_eq!(trade.year(30), trade.years(28..31).last().expect("three years"));
//! # Ok::<(), steel_lp::Refusal>(())
//! ```

mod arcs;
mod digest;
mod draws;
mod entries;
mod family;
mod hand_made;
mod options;
mod places;
mod price;
mod refusal;
mod rows;
mod shape;
mod tall;
mod totals;
mod trade;
mod triples;
mod world;
mod years;

pub use digest::digest;
pub use entries::{ARC_CHARGE, CONVERTER_CHARGE, GREATEST_PIG, LEAST_IRON, LEAST_SCRAP, ORE_PER_IRON};
pub use family::{Family, Kind, Link};
pub use hand_made::{HAND_MADE, hand_made};
pub use options::{Options, SOFT_MINIMUM};
pub use places::Place;
pub use price::{CostParts, IDLE_COST, UNMET_COST};
pub use refusal::Refusal;
pub use shape::Shape;
pub use tall::tall;
pub use totals::Totals;
pub use trade::SteelTrade;
pub use triples::Triples;
pub use years::{GREATEST_USE, LAST_YEAR, Year, Years};
