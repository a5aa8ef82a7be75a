//! Which row says what about which entity.

use std::ops::Range;

use crate::{
    Options, Shape,
    family::Kind,
    shape::{GRADES, REDUCIBLE},
};

/// Where each block of rows starts. Blocks of options come last, so that they move no other.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    counts: [u32; 7],
    /// Of each kind, demands too: their only row.
    capacity: [u32; 7],
    balance: [u32; 7],
    minimum: Option<[u32; 7]>,
    /// Least share of iron in the charge of a converter.
    pub(crate) iron_share: u32,
    /// Least share of scrap in the charge of an arc furnace.
    pub(crate) scrap_share: u32,
    /// Greatest share of pig iron in it.
    pub(crate) pig_share: u32,
    /// Imports, one for every country that wants steel.
    pub(crate) quota: u32,
    pub(crate) height: u32,
}

impl Rows {
    pub(crate) fn new(shape: &Shape, options: &Options, importers: u32) -> Self {
        let furnaces = shape.blast_furnaces;
        let counts = [
            GRADES * shape.mines,
            shape.pools,
            furnaces,
            shape.reduction_plants,
            furnaces,
            shape.arc_furnaces,
            shape.demands,
        ];
        let mut next = 0;
        let mut block = |count: u32| {
            next += count;
            next - count
        };
        let mut capacity = [0; 7];
        for kind in &Kind::ALL[..6] {
            capacity[*kind as usize] = block(counts[*kind as usize]);
        }
        let per_plant = |block: &mut dyn FnMut(u32) -> u32| {
            let mut starts = [0; 7];
            for kind in Kind::PLANTS {
                starts[kind as usize] = block(counts[kind as usize]);
            }
            starts
        };
        let balance = per_plant(&mut block);
        let iron_share = block(furnaces);
        let scrap_share = block(shape.arc_furnaces);
        let pig_share = block(shape.arc_furnaces);
        capacity[Kind::Demand as usize] = block(shape.demands);
        let minimum = options.soft_minimum.map(|_| per_plant(&mut block));
        let quota = block(if options.quotas.is_some() { importers } else { 0 });
        let height = block(0);
        Self { counts, capacity, balance, minimum, iron_share, scrap_share, pig_share, quota, height }
    }

    pub(crate) fn count(&self, kind: Kind) -> u32 {
        self.counts[kind as usize]
    }

    /// The capacity rows of a kind; of demands, their only ones.
    pub(crate) fn capacities(&self, kind: Kind) -> Range<u32> {
        let start = self.capacity[kind as usize];
        start..start + self.count(kind)
    }

    /// The number of an entity among its kind, from its capacity row.
    pub(crate) fn entity(&self, kind: Kind, capacity: u32) -> u32 {
        capacity - self.capacity[kind as usize]
    }

    /// The rows where what goes to a kind arrives: balances, or demands.
    pub(crate) fn arrivals(&self, kind: Kind) -> Range<u32> {
        if kind == Kind::Demand {
            return self.capacities(kind);
        }
        let start = self.balance[kind as usize];
        start..start + self.count(kind)
    }

    /// The row of the soft minimum of a plant, if there is one.
    pub(crate) fn minimum(&self, kind: Kind, entity: u32) -> Option<u32> {
        let plant = Kind::PLANTS.contains(&kind);
        self.minimum.filter(|_| plant).map(|starts| starts[kind as usize] + entity)
    }

    /// The mines whose ore a kind takes.
    pub(crate) fn mines_for(&self, kind: Kind) -> Range<u32> {
        let mines = self.count(Kind::Mine);
        let taken = if kind == Kind::ReductionPlant { mines / GRADES * REDUCIBLE } else { mines };
        mines - taken..mines
    }
}
