//! A plant as those who use it see it.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

mod balances;
mod cuda_on_threads;
mod devices;
mod layouts;
mod metamorphic;
mod profiles;
mod refused;
mod threads;

use std::sync::OnceLock;

use plant::{Layout, Log, Plant, Profile, Run, Tables, Totals};

/// Built once: it takes a moment.
pub(crate) fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(Tables::hydrogen)
}

/// A run of arrays that is over.
pub(crate) fn arrays<'a>(plant: &'a Plant, profile: &Profile, steps: u32) -> Over<Arrays<'a>> {
    over(Run::arrays(plant, profile, tables()).unwrap(), plant, steps)
}

pub(crate) type Arrays<'a> = Run<'a, plant::Arrays<&'static Tables, 1>>;

/// What a run leaves.
pub(crate) struct Over<R> {
    pub(crate) run: R,
    pub(crate) log: Log,
    pub(crate) totals: Totals,
    pub(crate) hash: u64,
}

pub(crate) fn over<'a, L: Layout>(mut run: Run<'a, L>, plant: &Plant, steps: u32) -> Over<Run<'a, L>> {
    let mut log = Log::with_room(plant, steps as usize / 60);
    run.advance(steps, &mut log).unwrap();
    let (totals, hash) = (run.totals(), run.state_hash(&log));
    Over { run, log, totals, hash }
}

/// Whether two numbers are the same but for so much, relatively.
pub(crate) fn assert_near(what: &str, got: f64, wanted: f64, tolerance: f64) {
    let off = (got - wanted).abs() / wanted.abs().max(f64::MIN_POSITIVE);
    assert!(off <= tolerance, "{what}: {got} and not {wanted}: {off:e} off");
}
