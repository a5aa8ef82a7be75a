//! Proves every schedule with a solver that only writes down what it is asked.

mod failing;
mod layouts;
mod makespans;
mod mock;
mod scenarios;
mod solving;

use std::num::NonZeroUsize;

use proptest::prelude::*;
use year_schedule::Schedule;

fn nonzero(number: usize) -> NonZeroUsize {
    NonZeroUsize::new(number).expect("tests count from one")
}

fn every_schedule(width: usize) -> [Schedule; 10] {
    let (batch, width) = (nonzero(width), nonzero(width));
    [
        Schedule::Rebuild,
        Schedule::ReuseCold,
        Schedule::ChainBasis,
        Schedule::Chain,
        Schedule::FirstBasis,
        Schedule::ColdParallel,
        Schedule::PlanCascade { batch },
        Schedule::BatchesWarm { batch },
        Schedule::ChunksCold { width },
        Schedule::Chunks { width },
    ]
}

fn any_schedule() -> impl Strategy<Value = Schedule> {
    (1_usize..=12, 0_usize..10).prop_map(|(width, which)| every_schedule(width)[which])
}
