//! Every variant as a way to look up, prepared. Tables and what stands in front of them are made beforehand; memories begin
//! every pass empty, so that each pass is the same work.

use std::{fmt::Display, rc::Rc};

use lanes::{InstructionSet, Lanes};
use property_table::{
    Ascending, ExactCache, Hinted, OctaveTable, Property, Props, QuantisedCache, Snap, SnapRule,
};

use crate::{
    shelf::Shelf,
    tables::{self, Built, Cost, Density},
    way::{Columns, Four, One, Remembering, Way, densities},
    workload::hydrogen,
};

/// A variant, ready to begin a pass as often as it is asked.
#[derive(Clone)]
pub(crate) struct Prepared {
    pub(crate) begin: Rc<dyn Fn() -> Box<dyn Way>>,
    pub(crate) properties: usize,
    /// Of its table; there is none where the equations are asked directly.
    pub(crate) cost: Option<Cost>,
}

type Large = Density<Ascending, Ascending>;

impl Prepared {
    /// Answers with density, from a table.
    fn one<W: Way + 'static>(cost: Cost, begin: impl Fn() -> W + 'static) -> Self {
        Self { begin: boxed(begin), properties: 1, cost: Some(cost) }
    }

    fn four<W: Way + 'static>(cost: Option<Cost>, begin: impl Fn() -> W + 'static) -> Self {
        Self { begin: boxed(begin), properties: Property::ALL.len(), cost }
    }

    pub(crate) fn columns(&self) -> Columns {
        vec![Vec::new(); self.properties]
    }
}

fn boxed<W: Way + 'static>(begin: impl Fn() -> W + 'static) -> Rc<dyn Fn() -> Box<dyn Way>> {
    Rc::new(move || Box::new(begin()))
}

/// The baseline, and what the plan puts in front of it, on a table of so many nodes along each axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OnLarge {
    Search,
    CacheExact,
    CacheQuantised,
    Snap(SnapRule),
    Hint,
}

/// Entries of both caches.
const ENTRIES: usize = ExactCache::<Rc<Large>>::ENTRIES;

pub(crate) fn on_large(on: OnLarge, shelf: &Shelf, nodes: usize) -> Prepared {
    let Built { table, cost } = tables::large(shelf, nodes);
    if let OnLarge::Snap(rule) = on {
        let snap = Rc::new(Snap::new(table, rule));
        return Prepared::one(cost, move || {
            let snap = Rc::clone(&snap);
            One(move |p, t| snap.get(p, t).map(|[density]| density))
        });
    }
    let table = Rc::new(table);
    match on {
        OnLarge::CacheExact => {
            Prepared::one(cost, move || Remembering(ExactCache::new(Rc::clone(&table), ENTRIES)))
        }
        OnLarge::CacheQuantised => {
            Prepared::one(cost, move || Remembering(QuantisedCache::new(Rc::clone(&table), ENTRIES)))
        }
        OnLarge::Hint => Prepared::one(cost, move || Remembering(Hinted::new(Rc::clone(&table)))),
        OnLarge::Search | OnLarge::Snap(_) => Prepared::one(cost, move || {
            let table = Rc::clone(&table);
            One(move |p, t| table.get(p, t).map(|[density]| density))
        }),
    }
}

pub(crate) fn bsearch_200() -> Prepared {
    let Built { table, cost } = tables::small_searched();
    let table = Rc::new(table);
    Prepared::one(cost, move || {
        let table = Rc::clone(&table);
        One(move |p, t| table.get(p, t).map(|[density]| density))
    })
}

pub(crate) fn uniform_200() -> Prepared {
    let Built { table, cost } = tables::small_computed();
    let table = Rc::new(table);
    Prepared::one(cost, move || {
        let table = Rc::clone(&table);
        One(move |p, t| table.get(p, t).map(|[density]| density))
    })
}

pub(crate) fn octave() -> Prepared {
    from_octave(|table| One(move |p, t| table.density(p, t)))
}

pub(crate) fn octave_4() -> Prepared {
    let Built { table, cost } = tables::octave();
    let table = Rc::new(table);
    Prepared::four(Some(cost), move || {
        let table = Rc::clone(&table);
        Four(move |p, t| table.get(p, t).map(Props::values))
    })
}

/// On vector units, where there are any that read several numbers from anywhere at once.
pub(crate) fn octave_batch() -> Result<Prepared, impl Display> {
    let lanes = Lanes::detect();
    match lanes.instruction_set() {
        InstructionSet::Avx2 | InstructionSet::Avx512 => Ok(from_octave(move |table| Batch { table, lanes })),
        InstructionSet::Portable | InstructionSet::Neon => {
            Err("it is judged on AVX2 or better, and this processor has neither AVX2 nor AVX-512")
        }
    }
}

fn from_octave<W: Way + 'static>(way: impl Fn(Rc<OctaveTable>) -> W + 'static) -> Prepared {
    let Built { table, cost } = tables::octave();
    let table = Rc::new(table);
    Prepared::one(cost, move || way(Rc::clone(&table)))
}

struct Batch {
    table: Rc<OctaveTable>,
    lanes: Lanes,
}

impl Way for Batch {
    fn answer(&mut self, p: &[f64], t: &[f64], columns: &mut Columns) {
        let answered = self.table.batch_of_on(self.lanes, Property::Density, p, t, densities(columns));
        answered.unwrap_or_else(|refused| panic!("a query of the workload was refused: {refused}"));
    }
}

/// A planted fault: the answer of a pressure that is two tenths of a percent higher.
pub(crate) fn beside() -> Prepared {
    let Built { table, cost } = tables::octave();
    let table = Rc::new(table);
    Prepared::four(Some(cost), move || {
        let table = Rc::clone(&table);
        Four(move |p: f64, t| table.get(p * 1.002, t).map(Props::values))
    })
}

pub(crate) fn eos() -> Prepared {
    Prepared::four(None, || Four(hydrogen))
}

pub(crate) fn water_one_table() -> Prepared {
    let Built { table, cost } = tables::one_table();
    let table = Rc::new(table);
    Prepared::four(Some(cost), move || {
        let table = Rc::clone(&table);
        Four(move |p, t| table.get(p, t).map(|props| props.numbers()))
    })
}

pub(crate) fn water_fitted() -> Prepared {
    let Built { table, cost } = tables::phase_tables();
    let table = Rc::new(table);
    Prepared::four(Some(cost), move || {
        let table = Rc::clone(&table);
        Four(move |p, t| table.get(p, t).map(|props| props.numbers()))
    })
}

pub(crate) fn water_if97() -> Prepared {
    Prepared::four(None, || Four(|p, t| water_steam::water(p, t).map(|props| props.numbers())))
}
