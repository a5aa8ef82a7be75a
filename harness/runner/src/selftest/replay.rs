//! Gates over draws of recorded rounds: each is a record of its own, decided by the functions that decide real gates, its red
//! series once more on a second draw.

use std::{collections::BTreeMap, thread};

use judge::gate::{CodeChange, GateCase, Sides};
use model::{HostRow, Machine, Name, OutcomeRow, PowerRow, Quantity, RunRecord, SampleRow, Side};
use rand::{RngExt, SeedableRng, seq::SliceRandom};
use rand_pcg::Pcg64;
use stats::{Looks, wilson};

use super::{
    Effort, KERNELS, SLOWDOWNS,
    record::{CONDITIONS, name_of},
    rivals::{self, Rival},
};
use crate::Settings;

/// With what a gate is judged.
pub(super) struct Judged<'a> {
    pub(super) settings: &'a Settings,
    pub(super) machine: &'a Machine,
}

/// How a replay draws its rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Host {
    /// All at rest.
    Rest,
    /// All busy.
    Busy,
    /// At rest in its first half, busy in its second: a job that starts in mid-run.
    Joined,
}

impl Host {
    const ALL: [Self; 3] = [Self::Rest, Self::Busy, Self::Joined];

    fn word(self) -> &'static str {
        match self {
            Self::Rest => "rest",
            Self::Busy => "busy",
            Self::Joined => "joined",
        }
    }
}

/// At most so many rounds; 80 is what `--patient` measures.
const ROUNDS: [u32; 4] = [10, 20, 40, 80];

/// The recorded rounds by number, so that a draw copies only its own.
struct Recording<'a> {
    record: &'a RunRecord,
    samples: BTreeMap<u32, Vec<&'a SampleRow>>,
    host: BTreeMap<u32, &'a HostRow>,
    each: u32,
}

impl<'a> Recording<'a> {
    fn of(record: &'a RunRecord) -> Self {
        let mut recording = Self {
            record,
            samples: BTreeMap::new(),
            host: record.host.iter().map(|row| (row.round, row)).collect(),
            each: record.host.len() as u32 / CONDITIONS.len() as u32,
        };
        for row in &record.samples {
            recording.samples.entry(row.round).or_default().push(row);
        }
        recording
    }

    /// The time of one kernel in a gate of all four: the others take their part of the error, and nothing else. The new
    /// rounds are those drawn, in that order; the slowed head goes by the name of its kernel.
    fn gate(&self, drawn: &[u32], kernel: &str, slowdown: u32) -> RunRecord {
        let mut gate = RunRecord::new(self.record.header.clone(), self.record.machine.clone());
        let (Some(plain), Some(head)) = (name_of(kernel, 0), name_of(kernel, slowdown)) else { return gate };
        gate.checks.extend(self.record.checks.iter().filter(|row| row.variant == plain).cloned());
        for (round, from) in (0_u32..).zip(drawn) {
            for row in self.samples.get(from).into_iter().flatten() {
                let wanted = if row.side == Side::Head { &head } else { &plain };
                if row.variant == *wanted {
                    gate.samples.push(SampleRow { round, variant: plain.clone(), ..(*row).clone() });
                }
            }
            if let Some(row) = self.host.get(from) {
                gate.host.push(HostRow { round, ..(*row).clone() });
            }
        }
        gate
    }

    /// Rounds without replacement, in blocks of those that followed each other: what one round leaves behind for the next is
    /// kept.
    fn draw(&self, host: Host, rounds: u32, chance: &mut Pcg64) -> Vec<u32> {
        let of = |condition: u32, count: u32, chance: &mut Pcg64| -> Vec<u32> {
            let mut blocks: Vec<u32> = (0..self.each.div_ceil(BLOCK)).collect();
            blocks.shuffle(chance);
            let shift = chance.random_range(0..self.each);
            blocks
                .into_iter()
                .flat_map(|block| block * BLOCK..((block + 1) * BLOCK).min(self.each))
                .map(|round| condition * self.each + (round + shift) % self.each)
                .take(count as usize)
                .collect()
        };
        match host {
            Host::Rest => of(0, rounds, chance),
            Host::Busy => of(1, rounds, chance),
            Host::Joined => {
                let mut all = of(0, rounds / 2, chance);
                all.extend(of(1, rounds - rounds / 2, chance));
                all
            }
        }
    }
}

/// Rounds that stay together in a draw.
const BLOCK: u32 = 5;

/// Every kernel, slowdown, host and number of rounds.
pub(super) fn replay(judged: &Judged<'_>, record: &RunRecord, effort: Effort) -> Vec<PowerRow> {
    let recording = Recording::of(record);
    let mut cases = Vec::new();
    for host in Host::ALL {
        for rounds in ROUNDS.into_iter().filter(|rounds| *rounds <= recording.each) {
            for kernel in KERNELS {
                for slowdown in [0].into_iter().chain(SLOWDOWNS) {
                    cases.push((host, rounds, kernel, slowdown));
                }
            }
        }
    }
    let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let (recording, cases) = (&recording, &cases);
    let mut rows: Vec<(usize, Vec<PowerRow>)> = thread::scope(|scope| {
        let parts: Vec<_> = (0..workers)
            .map(|worker| {
                scope.spawn(move || {
                    let own = cases.iter().enumerate().skip(worker).step_by(workers);
                    own.map(|(at, case)| (at, play(judged, recording, *case, effort.replays())))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    });
    rows.sort_by_key(|(at, _)| *at);
    rows.into_iter().flat_map(|(_, rows)| rows).collect()
}

/// All replays of one case: our gate, and other methods on the same rounds.
fn play(
    judged: &Judged<'_>,
    recording: &Recording<'_>,
    (host, rounds, kernel, slowdown): (Host, u32, &str, u32),
    replays: u32,
) -> Vec<PowerRow> {
    let mut tally = Tally::default();
    let mut others = Rival::ALL.map(|rival| (rival, Tally::default()));
    for replay in 0..replays {
        let mut chance = Pcg64::seed_from_u64(judged.settings.seed ^ (u64::from(replay) << 32));
        let mut again = || recording.gate(&recording.draw(host, rounds, &mut chance), kernel, slowdown);
        let first = again();
        tally.add(verdict(judged, rounds, kernel, &first, &mut again));
        for (rival, tally) in &mut others {
            tally.add(rivals::verdict(*rival, &first, kernel));
        }
    }
    let slowdown = f64::from(slowdown) / 100.0;
    let case =
        |method: &str, tally: &Tally| tally.row((kernel, slowdown), method, (host.word(), rounds), true);
    let ours = case("gate", &tally);
    ours.into_iter().chain(others.iter().filter_map(|(rival, tally)| case(rival.name(), tally))).collect()
}

/// What a gate says of one series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    Red,
    Undecided,
    Fine,
}

/// How often it said what.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    gates: u32,
    red: u32,
    undecided: u32,
}

impl Tally {
    pub(super) fn add(&mut self, said: Said) {
        self.gates += 1;
        self.red += u32::from(said == Said::Red);
        self.undecided += u32::from(said == Said::Undecided);
    }

    pub(super) fn row(
        &self,
        (kernel, slowdown): (&str, f64),
        method: &str,
        (host, rounds): (&str, u32),
        replayed: bool,
    ) -> Option<PowerRow> {
        let (lower, upper) = wilson(self.red, self.gates);
        Some(PowerRow {
            kernel: kernel.parse().ok()?,
            slowdown,
            method: method.parse().ok()?,
            host: host.parse().ok()?,
            rounds,
            gates: self.gates,
            red: self.red,
            undecided: self.undecided,
            rate: f64::from(self.red) / f64::from(self.gates.max(1)),
            lower,
            upper,
            replayed,
        })
    }
}

/// The gate, and where it is red the same gate on a second draw: red only if both are.
fn verdict(
    judged: &Judged<'_>,
    rounds: u32,
    kernel: &str,
    first: &RunRecord,
    again: &mut dyn FnMut() -> RunRecord,
) -> Said {
    let Some(row) = decided(judged, rounds, kernel, first) else { return Said::Undecided };
    if !judge::gate::is_red(&row) {
        return said(&row);
    }
    let second = decided(judged, rounds, kernel, &again());
    said(&judge::gate::confirm(row, second.as_ref(), "replay"))
}

pub(super) fn said(row: &OutcomeRow) -> Said {
    match row.outcome {
        _ if judge::gate::is_red(row) => Said::Red,
        model::Outcome::Inconclusive(_) | model::Outcome::NoBaseline(_) => Said::Undecided,
        _ => Said::Fine,
    }
}

/// What the gate says of the time of a kernel. Its looks are played: it ends at the first that decides it.
fn decided(judged: &Judged<'_>, rounds: u32, kernel: &str, record: &RunRecord) -> Option<OutcomeRow> {
    let plan = if rounds > Looks::standard().last() { Looks::patient() } else { Looks::standard() };
    let looks = plan.at_most(rounds).ok()?;
    let experiment = record.header.experiments.first()?.experiment.clone();
    let workload = record.samples.first()?.workload.clone();
    let mut at = 0;
    while let Some(look) = looks.next_after(at) {
        let mut shown = record.clone();
        shown.samples.retain(|row| row.round < look);
        shown.host.retain(|row| row.round < look);
        let sides = Sides::of(&shown);
        let case = judged.case((&experiment, &workload), &sides, &looks);
        let open = judge::gate::undecided(&case, &workload, look);
        if look == looks.last() || !open.iter().any(|name| name.as_str() == kernel) {
            let rows = judge::gate::decide(judge::gate::weigh(&case), KERNELS.len());
            return rows.into_iter().find(|row| {
                row.quantity == Quantity::Time
                    && row.variant.as_ref().is_some_and(|name| name.as_str() == kernel)
            });
        }
        at = look;
    }
    None
}

impl Judged<'_> {
    pub(super) fn case<'b>(
        &'b self,
        (experiment, workload): (&'b Name, &'b Name),
        sides: &'b Sides,
        looks: &'b Looks,
    ) -> GateCase<'b> {
        GateCase {
            experiment,
            sides,
            asked: std::slice::from_ref(workload),
            looks,
            margin: None,
            family: KERNELS.len(),
            ended_early: None,
            code_changed: CodeChange::Changed,
            machine: self.machine,
            // The yardstick sets no condition.
            missing: &|_| None,
            accepted: None,
        }
    }
}
