//! What the gate itself is worth on this machine: false alarms on identical code, and how many known slowdowns it sees.
//!
//! One commit is built twice, in two folders. Its yardstick has four kernels, each also with a known share of extra work.
//! `record` measures all of them in the same rounds, on a host at rest and on a busy one; `replay` plays gates over draws of
//! these rounds, with the very functions that decide real gates; `live` measures gates of identical code one by one.

mod competitor;
mod counted;
mod live;
mod record;
mod replay;
mod rivals;

use hardware::Gpus;
use model::{Name, PowerRow, Side};

use self::{counted::counted, live::live, record::record, replay::replay};
use crate::{
    Error, Finished, Request,
    gate::{Kept, Workshop},
    progress::{Progress, Step},
};

/// The experiment whose slowdowns are known.
const YARDSTICK: &str = "gate-yardstick";
/// Its kernels; `compute-5` is `compute` with 5 % more work.
const KERNELS: [&str; 4] = ["compute", "memory", "hash", "threads"];
/// The slowdowns, in percent.
const SLOWDOWNS: [u32; 4] = [2, 5, 10, 25];

/// How much is measured and replayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// Enough to bound a rate of nothing by 2 %.
    Whole,
    /// A tenth of it: a first impression.
    Quick,
}

impl Effort {
    /// Rounds that are recorded under each condition of the host.
    fn rounds(self) -> u32 {
        match self {
            Self::Whole => 80,
            Self::Quick => 20,
        }
    }

    /// Gates that are replayed of each kernel, slowdown, condition and number of rounds.
    fn replays(self) -> u32 {
        match self {
            Self::Whole => 300,
            Self::Quick => 50,
        }
    }

    /// How often the instructions of a kernel are counted.
    fn counts(self) -> u32 {
        match self {
            Self::Whole => 10,
            Self::Quick => 2,
        }
    }

    /// Gates of identical code that are measured.
    fn live(self) -> u32 {
        match self {
            Self::Whole => 20,
            Self::Quick => 2,
        }
    }
}

/// Measures the gate. The request's experiments and plan are not asked for.
pub fn selftest(
    request: &Request<'_>,
    effort: Effort,
    progress: &mut dyn Progress,
) -> Result<Finished, Error> {
    let settings = request.settings.clone().checked()?;
    let lock = request.store.lock()?;
    request.store.sweep(&lock)?;
    let workshop = Workshop::open(request.workspace)?;
    let commit = workshop.repository().resolve("HEAD")?;
    let name: Name = YARDSTICK.parse().map_err(|_| Error::unknown("experiment", YARDSTICK, []))?;
    let mut built = Vec::new();
    // Not both at once: the second is compiled again in its own folder.
    for (side, kept, folder) in [(Side::Base, Kept::MayBeTaken, "base"), (Side::Head, Kept::Refused, "head")]
    {
        let source = workshop.check_out(side, &commit, folder)?;
        if !source.marks.contains_key(&name) {
            return Err(Error::unknown("experiment", YARDSTICK, source.marks.keys().map(Name::as_str)));
        }
        let build = workshop.build(&source, "", std::slice::from_ref(&name), kept, progress)?;
        if let Some(failure) = build.failed.get(&name) {
            return Err(Error::Yardstick(failure.to_string()));
        }
        built.push((source, build));
    }
    let machine = hardware::detect(Gpus::Ask);
    let places: Vec<_> = built.iter().flat_map(|(_, build)| build.places.values().cloned()).collect();
    let pins = built.iter().rev().flat_map(|(_, build)| build.pins.values().cloned()).collect();
    let bench = record::Bench { request, settings: &settings, machine: &machine, name: &name };
    let (mut journal, mut record) = record(&bench, &commit, places.clone(), pins, effort, progress)?;
    progress.step(&Step::Replaying);
    let judged = replay::Judged { settings: &settings, machine: &machine };
    let mut rows: Vec<PowerRow> = replay(&judged, &record, effort);
    if record.header.ended_early.is_none() {
        let smoke = "smoke".parse::<Name>();
        rows.extend(smoke.iter().flat_map(|smoke| counted(&bench, smoke, &places, effort, progress)));
        rows.extend(live(&bench, &judged, places, (&mut journal, &mut record), effort, progress)?);
    }
    record.power = rows;
    let folder = journal.finish(&record, &(request.summarise)(&record))?;
    Ok(Finished { folder, record })
}
