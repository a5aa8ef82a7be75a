//! A world that only writes down what it is asked for, and what a session needs to be run in it.

use std::{collections::BTreeMap, time::Duration};

use model::{
    Check, CheckKind, Condition, Declaration, Doubt, Event, Expectation, Failure, HostReading, Hypothesis,
    Level, Loops, Machine, Measure, Name, PROTOCOL, Pin, Role, RunHeader, RunRecord, Side, Target, Threads,
    Variant, Workload,
};
use results::{Journal, Notes, Store};

use crate::{Ended, How, Invocation, Pace, Settings, Silent, Task, World, ledger::Ledger, session::Session};

pub(crate) fn name(text: &str) -> Name {
    text.parse().unwrap()
}

/// Writes down every order; its variants take the nanoseconds that they are given.
pub(crate) struct Recorder {
    pub(crate) asked: Vec<String>,
    pub(crate) takes: BTreeMap<Name, u64>,
    /// A tenth more and a tenth less in turn.
    pub(crate) wobbles: Option<Name>,
    pub(crate) fails: Option<(Name, u32)>,
    pub(crate) measured: u32,
    pub(crate) stop_after: Option<u32>,
    pub(crate) clock: Duration,
    /// What each variant counts with each seed; with it orders are written down with their seed.
    pub(crate) counts: Option<BTreeMap<(Name, u64), f64>>,
    /// Whose answer is wrong with which seed.
    pub(crate) wrong: Option<(Name, u64)>,
}

/// The seed of the runs that count with others.
pub(crate) const OWN: u64 = 77;

impl Recorder {
    pub(crate) fn new(takes: &[(&str, u64)]) -> Self {
        Self {
            asked: Vec::new(),
            takes: takes.iter().map(|(variant, ns)| (name(variant), *ns)).collect(),
            wobbles: None,
            fails: None,
            measured: 0,
            stop_after: None,
            clock: Duration::ZERO,
            counts: None,
            wrong: None,
        }
    }

    /// With 10 times the seed as the count of every variant.
    pub(crate) fn counting(takes: &[(&str, u64)]) -> Self {
        let counts = (1..=9).flat_map(|seed: u64| {
            takes.iter().map(move |(variant, _)| ((name(variant), seed), 10.0 * seed as f64))
        });
        Self { counts: Some(counts.collect()), ..Self::new(takes) }
    }

    /// Is it about a seed that is not the run's?
    fn seed(&self, order: &Invocation) -> String {
        let is_count = self.counts.is_some() && order.seed != OWN;
        if is_count { format!(" with seed {}", order.seed) } else { String::new() }
    }

    fn events(&mut self, variant: &Name, pace: Pace) -> Vec<Event> {
        let ready = Event::Ready { protocol: PROTOCOL, prepare_ns: 1, threads: 1 };
        let takes = self.takes[variant];
        let asked = self.asked.iter().filter(|asked| asked.starts_with(variant.as_str())).count();
        let call = match &self.wobbles {
            Some(wobbling) if wobbling == variant && asked % 2 == 0 => takes + takes / 10,
            Some(wobbling) if wobbling == variant => takes - takes / 10,
            _ => takes,
        };
        self.clock += Duration::from_nanos(call);
        let sample = |iteration| Event::Sample {
            iteration,
            loops: pace.loops,
            wall_ns: call * u64::from(pace.loops),
            thread_cpu_ns: Some(call * u64::from(pace.loops)),
            process_cpu_ns: None,
            device_ns: None,
        };
        let samples = (0..pace.iterations).map(sample);
        std::iter::once(ready).chain(samples).chain([Event::Done {}]).collect()
    }
}

fn ended(how: How, events: Vec<Event>) -> Ended {
    Ended { events, how, log_tail: String::new() }
}

impl World for Recorder {
    fn launch(&mut self, order: &Invocation) -> Ended {
        match &order.task {
            Task::Check { variants } => {
                let names: Vec<&str> = variants.iter().map(Name::as_str).collect();
                self.asked.push(format!("check {}{}", names.join(" "), self.seed(order)));
                let events = variants.iter().flat_map(|variant| {
                    let check = Check {
                        name: "answer".to_owned(),
                        kind: CheckKind::Exact,
                        error: Some(0.0),
                        tolerance: 0.0,
                        passed: self.wrong != Some((variant.clone(), order.seed)),
                        note: None,
                    };
                    [
                        Event::Checking { variant: variant.clone() },
                        Event::Check { variant: variant.clone(), check, digests: None },
                    ]
                });
                ended(How::Well, events.chain([Event::Done {}]).collect())
            }
            Task::Measure { variant, pace } => {
                let side = if order.side == Side::Head { "" } else { order.side.as_str() };
                let seed = self.seed(order);
                self.asked.push(
                    format!("{variant} {}x{}+{} {side}{seed}", pace.iterations, pace.loops, pace.warmup)
                        .replace("  ", " ")
                        .trim_end()
                        .to_owned(),
                );
                self.measured += 1;
                if self.fails == Some((variant.clone(), self.measured)) {
                    return ended(How::Failed(Failure::Signal(11)), Vec::new());
                }
                let mut events = self.events(variant, *pace);
                let counts = self.counts.as_ref();
                if let Some(value) = counts.and_then(|counts| counts.get(&(variant.clone(), order.seed))) {
                    let count = Event::Metric {
                        name: name("passes"),
                        value: *value,
                        unit: String::new(),
                        projected: false,
                    };
                    events.insert(1, count);
                }
                ended(How::Well, events)
            }
        }
    }

    fn launch_together(&mut self, order: &Invocation, copies: u32) -> Vec<Ended> {
        let Task::Measure { variant, pace } = &order.task else { unreachable!("only measured together") };
        self.asked.push(format!("{copies} of {variant}"));
        (0..copies).map(|_| ended(How::Well, self.events(variant, *pace))).collect()
    }

    fn host(&mut self) -> (HostReading, Duration) {
        (HostReading::default(), Duration::ZERO)
    }

    fn elapsed(&self) -> Duration {
        self.clock
    }

    fn interrupted(&self) -> bool {
        self.stop_after.is_some_and(|after| self.measured >= after)
    }
}

pub(crate) fn variant(text: &str, role: Role) -> Variant {
    Variant {
        name: name(text),
        role,
        threads: Threads::One,
        device: None,
        only_on: Vec::new(),
        loops: Loops::Calibrated,
        command: None,
    }
}

pub(crate) fn faster(of: &str, target: Level) -> Hypothesis {
    Hypothesis {
        claim: format!("{of} is faster"),
        expectations: vec![Expectation::Reaches {
            measure: Measure::Speedup { of: name(of), over: name("base") },
            workload: name("smoke"),
            target: Target::AtLeast(target),
        }],
        guards: Vec::new(),
        given: Vec::new(),
        claimed: None,
        predicted: None,
        because: None,
    }
}

pub(crate) fn declaration(hypotheses: Vec<Hypothesis>) -> Declaration {
    Declaration {
        protocol: PROTOCOL,
        title: "for a test".to_owned(),
        workloads: vec![Workload {
            made_from: None,
            size: None,
            name: name("smoke"),
            only_when_named: false,
            reference: name("base"),
            requires: Vec::new(),
        }],
        variants: vec![
            variant("base", Role::Baseline),
            variant("fast", Role::Candidate),
            variant("idle", Role::Candidate),
        ],
        hypotheses,
        margin: Some(0.05),
    }
}

/// A journal, and what is in it.
pub(crate) struct Books {
    _folder: tempfile::TempDir,
    pub(crate) journal: Journal,
    pub(crate) record: RunRecord,
    pub(crate) notes: Notes,
}

pub(crate) fn books() -> Books {
    let folder = tempfile::tempdir().unwrap();
    let header = RunHeader {
        kind: model::RunKind::Run,
        base: None,
        run: "r".to_owned(),
        started_utc: String::new(),
        pin: Pin::default(),
        experiments: Vec::new(),
        rustc: String::new(),
        flags: String::new(),
        harness: String::new(),
        command: Vec::new(),
        seed: 1,
        ended_early: None,
    };
    let journal = Store::open(folder.path()).unwrap().begin(&header, &Machine::default(), &[]).unwrap();
    let record = RunRecord::new(header, Machine::default());
    Books { _folder: folder, journal, record, notes: Notes::new() }
}

pub(crate) fn measure(
    world: &mut Recorder,
    declaration: &Declaration,
    settings: &Settings,
    books: &mut Books,
) -> Option<Doubt> {
    measure_without(world, declaration, settings, books, "nothing")
}

pub(crate) fn measure_without(
    world: &mut Recorder,
    declaration: &Declaration,
    settings: &Settings,
    books: &mut Books,
    lacking: &str,
) -> Option<Doubt> {
    let mut machine = Machine::default();
    machine.cores.usable = 2;
    machine.cores.logical = 2;
    let missing = |condition: &Condition| (condition.to_string() == lacking).then(|| lacking.to_owned());
    let session = Session {
        experiment: &name("test"),
        declaration,
        settings,
        machine: &machine,
        missing: &missing,
        looks: &settings.looks(),
    };
    let mut ledger =
        Ledger { journal: &mut books.journal, record: &mut books.record, notes: &mut books.notes };
    session
        .measure(world, &name("smoke"), settings.share_ends(Duration::ZERO, 1), &mut ledger, &mut Silent)
        .unwrap()
}

pub(crate) const SLOW: u64 = 20_000_000;
