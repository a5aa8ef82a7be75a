//! The order of things, proven by a world that only writes down what it is asked for.

use std::{collections::BTreeMap, time::Duration};

use model::{
    Check, CheckKind, Condition, Declaration, Doubt, Event, Expectation, Failure, Guard, HostReading,
    Hypothesis, Level, Loops, Machine, Measure, Name, PROTOCOL, Pin, Role, RunHeader, RunRecord, Side,
    Target, Threads, Variant, Workload,
};
use results::{Journal, Notes, Store};

use crate::{
    Ended, How, Invocation, Pace, Patience, Settings, Silent, Task, World, ledger::Ledger, session::Session,
};

pub(crate) fn name(text: &str) -> Name {
    text.parse().unwrap()
}

/// Writes down every order; its variants take the nanoseconds that they are given.
pub(crate) struct Recorder {
    pub(crate) asked: Vec<String>,
    takes: BTreeMap<Name, u64>,
    /// A tenth more and a tenth less in turn.
    wobbles: Option<Name>,
    pub(crate) fails: Option<(Name, u32)>,
    measured: u32,
    pub(crate) stop_after: Option<u32>,
    clock: Duration,
    /// What each variant counts with each seed; with it orders are written down with their seed.
    counts: Option<BTreeMap<(Name, u64), f64>>,
    /// Whose answer is wrong with which seed.
    wrong: Option<(Name, u64)>,
}

/// The seed of the runs that count with others.
const OWN: u64 = 77;

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
    fn counting(takes: &[(&str, u64)]) -> Self {
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

fn variant(text: &str, role: Role) -> Variant {
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

fn faster(of: &str, target: Level) -> Hypothesis {
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

fn measure(
    world: &mut Recorder,
    declaration: &Declaration,
    settings: &Settings,
    books: &mut Books,
) -> Option<Doubt> {
    measure_without(world, declaration, settings, books, "nothing")
}

fn measure_without(
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
    session.measure(world, &name("smoke"), &mut ledger, &mut Silent).unwrap()
}

pub(crate) const SLOW: u64 = 20_000_000;

/// The orders of each round, after the check and the calibration.
fn rounds(world: &Recorder, size: usize) -> Vec<Vec<String>> {
    let begin =
        world.asked.iter().rposition(|asked| asked.contains(" 1x1+0") || asked.contains(" 2x")).unwrap() + 1;
    world.asked[begin..].chunks(size).map(<[String]>::to_vec).collect()
}

#[test]
fn answers_are_checked_before_anything_is_measured() {
    let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW), ("idle", SLOW)]);
    measure(&mut world, &declaration(Vec::new()), &Settings::new(1), &mut books());
    assert_eq!(world.asked[0], "check base fast idle");
    assert!(world.asked[1..].iter().all(|asked| !asked.starts_with("check")));
}

#[test]
fn every_round_holds_every_variant_once_in_an_order_that_the_seed_gives() {
    let play = |seed| {
        let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW), ("idle", SLOW)]);
        measure(&mut world, &declaration(Vec::new()), &Settings::new(seed), &mut books());
        rounds(&world, 3)
    };
    let first = play(1);
    assert_eq!(first.len(), 10, "nothing is undecided, so the first look ends it");
    for round in &first {
        let mut sorted = round.clone();
        sorted.sort();
        assert_eq!(sorted, ["base 10x1+1", "fast 10x1+1", "idle 10x1+1"]);
    }
    assert!(first.windows(2).any(|pair| pair[0] != pair[1]), "the order never changes");
    assert_eq!(first, play(1));
    assert_ne!(first, play(2));
}

#[test]
fn a_decided_series_stops_at_the_first_look_and_an_undecided_one_goes_on_to_the_last() {
    let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW / 4), ("idle", SLOW)]);
    let declared = declaration(vec![faster("fast", Level::Number(2.0))]);
    measure(&mut world, &declared, &Settings::new(1), &mut books());
    let count = |world: &Recorder, variant: &str| {
        world.asked.iter().filter(|asked| asked.starts_with(variant) && !asked.contains("x1+0")).count()
    };
    // One of them is the calibration with its warm-up.
    assert_eq!((count(&world, "fast"), count(&world, "idle")), (11, 11));

    let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW / 4), ("idle", SLOW)]);
    world.wobbles = Some(name("fast"));
    let near = declaration(vec![faster("fast", Level::Number(4.0))]);
    measure(&mut world, &near, &Settings::new(1), &mut books());
    let counts = (count(&world, "base"), count(&world, "fast"), count(&world, "idle"));
    assert_eq!(counts, (41, 41, 11), "who is not needed stops all the same");

    let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW / 4), ("idle", SLOW)]);
    let rounds = Settings { rounds: Some(5), ..Settings::new(1) };
    measure(&mut world, &declared, &rounds, &mut books());
    assert_eq!(count(&world, "fast"), 6, "five rounds were asked for, five there are");
}

#[test]
fn a_ceiling_takes_copies_at_once_in_the_same_rounds() {
    let (serial, parallel) = (name("serial"), name("parallel"));
    for level in [Level::ShareOfCeiling(0.8), Level::ShareOfBound { share: 0.8, serial, parallel }] {
        let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW / 2), ("idle", SLOW)]);
        let declared = declaration(vec![faster("fast", level)]);
        measure(&mut world, &declared, &Settings::new(1), &mut books());
        let together = world.asked.iter().filter(|asked| *asked == "2 of base").count();
        assert_eq!(together, 10);
        assert!(
            rounds(&world, 4).iter().all(|round| round.contains(&"2 of base".to_owned())),
            "{:?}",
            world.asked
        );
    }
}

#[test]
fn short_work_is_looped_and_long_work_is_run_once() {
    let mut world = Recorder::new(&[("base", 1_000), ("fast", 2_000_000_000), ("idle", SLOW)]);
    let settings = Settings { rounds: Some(1), ..Settings::new(1) };
    measure(&mut world, &declaration(Vec::new()), &settings, &mut books());
    // After the check, three tries for `base`, one for `fast`, two for `idle`.
    let round = &world.asked[7..10];
    assert!(round.contains(&"base 10x6000+1".to_owned()), "{round:?}");
    assert!(round.contains(&"fast 1x1+0".to_owned()), "{round:?}");
}

#[test]
fn what_failed_is_not_tried_again_and_the_others_go_on() {
    let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW), ("idle", SLOW)]);
    // Six invocations calibrate; the seventh is the first of round 0.
    let mut probe = Recorder::new(&[("base", SLOW), ("fast", SLOW), ("idle", SLOW)]);
    measure(&mut probe, &declaration(Vec::new()), &Settings::new(1), &mut books());
    let first = rounds(&probe, 3)[0][0].split(' ').next().unwrap().to_owned();
    world.fails = Some((name(&first), 7));
    let mut books = books();
    measure(&mut world, &declaration(Vec::new()), &Settings::new(1), &mut books);
    let again = world.asked[8..].iter().filter(|asked| asked.starts_with(&first)).count();
    assert_eq!(again, 0, "{:?}", world.asked);
    assert_eq!(books.record.failures.len(), 1);
    assert_eq!(books.record.host.len(), 10);
}

#[test]
fn a_stopped_run_goes_on_where_it_was_and_ends_as_if_never_stopped() {
    let takes = [("base", SLOW), ("fast", SLOW / 4), ("idle", SLOW)];
    let declared = declaration(vec![faster("fast", Level::Number(2.0))]);
    let settings = Settings::new(3);
    let mut whole_books = books();
    let mut whole = Recorder::new(&takes);
    measure(&mut whole, &declared, &settings, &mut whole_books);
    for stop_after in 1..whole.measured {
        let mut books = books();
        let mut first = Recorder { stop_after: Some(stop_after), ..Recorder::new(&takes) };
        measure(&mut first, &declared, &settings, &mut books);
        let mut second = Recorder::new(&takes);
        measure(&mut second, &declared, &settings, &mut books);
        assert_eq!(books.record.samples, whole_books.record.samples, "stopped after {stop_after}");
        assert_eq!(books.record.checks, whole_books.record.checks, "stopped after {stop_after}");
    }
}

#[test]
fn a_spent_budget_ends_it_between_rounds() {
    let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW), ("idle", SLOW)]);
    let budget = Duration::from_nanos(SLOW * 6 + SLOW * 3 * 4);
    let settings = Settings { budget: Some(budget), ..Settings::new(1) };
    let mut books = books();
    let doubt = measure(&mut world, &declaration(Vec::new()), &settings, &mut books);
    assert_eq!(doubt, Some(Doubt::BudgetSpent));
    assert_eq!(books.record.host.len(), 4);
}

#[test]
fn a_quick_run_leaves_out_what_no_hypothesis_needs() {
    let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW / 4), ("idle", SLOW)]);
    let settings = Settings { patience: Patience::Quick, ..Settings::new(1) };
    measure(&mut world, &declaration(vec![faster("fast", Level::Number(2.0))]), &settings, &mut books());
    assert!(world.asked.iter().all(|asked| !asked.contains("idle")), "{:?}", world.asked);

    // A peer is not measured, so neither is who is compared with nothing else.
    let mut world = Recorder::new(&[("base", SLOW), ("fast", SLOW / 4), ("idle", SLOW), ("peer", SLOW)]);
    let mut against_peer = faster("idle", Level::Number(2.0));
    if let Expectation::Reaches { measure: Measure::Speedup { over, .. }, .. } =
        &mut against_peer.expectations[0]
    {
        *over = name("peer");
    }
    let mut declared = declaration(vec![faster("fast", Level::Number(2.0)), against_peer]);
    declared.variants.push(variant("peer", Role::Peer));
    measure(&mut world, &declared, &settings, &mut books());
    assert!(world.asked[1..].iter().any(|asked| asked.contains("fast")), "{:?}", world.asked);
    let left_out = |asked: &String| !asked.contains("idle") && !asked.contains("peer");
    assert!(world.asked.iter().all(left_out), "{:?}", world.asked);
}

fn counts(of: &str, seeds: u32) -> Hypothesis {
    let (of, relative_to) = (name(of), None);
    let measure = Measure::Count { of, metric: name("passes"), relative_to, seeds };
    let target = Target::AtMost(Level::Number(30.0));
    let workload = name("smoke");
    Hypothesis {
        expectations: vec![Expectation::Reaches { measure, workload, target }],
        ..faster("fast", Level::Number(2.0))
    }
}

const TAKES: [(&str, u64); 3] = [("base", SLOW), ("fast", SLOW / 4), ("idle", SLOW)];

#[test]
fn every_seed_is_checked_and_counted_once_before_anything_is_timed() {
    let mut world = Recorder::counting(&TAKES);
    let mut books = books();
    measure(&mut world, &declaration(vec![counts("fast", 2)]), &Settings::new(OWN), &mut books);
    let begin = [
        "check base fast idle",
        "check fast base with seed 1",
        "fast 1x1+0 with seed 1",
        "check fast base with seed 2",
        "fast 1x1+0 with seed 2",
    ];
    assert_eq!(world.asked[..5], begin);
    assert!(world.asked[5..].iter().all(|asked| !asked.contains("seed")), "{:?}", world.asked);
    let counted: Vec<(Option<u64>, f64)> = books
        .record
        .metrics
        .iter()
        .filter(|row| row.seed.is_some())
        .map(|row| (row.seed, row.value))
        .collect();
    assert_eq!(counted, [(Some(1), 10.0), (Some(2), 20.0)], "what is counted is no time and no memory");
    assert!(books.record.samples.iter().all(|row| row.variant != name("fast")), "nor a sample");
}

#[test]
fn what_is_only_counted_takes_no_part_in_the_rounds() {
    let timed = |hypotheses| {
        let mut world = Recorder::counting(&TAKES);
        measure(&mut world, &declaration(hypotheses), &Settings::new(OWN), &mut books());
        world.asked.iter().any(|asked| asked.starts_with("fast") && !asked.contains("seed"))
    };
    assert!(!timed(vec![counts("fast", 2)]));
    assert!(timed(vec![counts("fast", 2), faster("fast", Level::Number(2.0))]));
    assert!(timed(vec![counts("base", 2)]), "of what nobody speaks the time is seen");
    let mut guarded = counts("fast", 2);
    let measure = Measure::PeakMemory { of: name("fast"), relative_to: None };
    guarded.guards.push(Guard { measure, workload: None, target: Target::AtMost(Level::Number(1e9)) });
    assert!(timed(vec![guarded]), "a guard has its rounds");
}

#[test]
fn what_is_wrong_or_fails_with_one_seed_is_neither_counted_nor_measured_any_more() {
    let declared = || declaration(vec![counts("fast", 3), faster("fast", Level::Number(2.0))]);
    let mut world = Recorder { wrong: Some((name("fast"), 2)), ..Recorder::counting(&TAKES) };
    measure(&mut world, &declared(), &Settings::new(OWN), &mut books());
    let of_fast: Vec<&String> = world.asked.iter().filter(|asked| asked.contains("fast")).collect();
    let asked = [
        "check base fast idle",
        "check fast base with seed 1",
        "fast 1x1+0 with seed 1",
        "check fast base with seed 2",
    ];
    assert_eq!(of_fast, asked);

    let mut world = Recorder { fails: Some((name("fast"), 2)), ..Recorder::counting(&TAKES) };
    let mut books = books();
    measure(&mut world, &declared(), &Settings::new(OWN), &mut books);
    let last = world.asked.iter().rfind(|asked| asked.contains("fast")).unwrap();
    assert_eq!(last, "fast 1x1+0 with seed 2");
    let [failure] = &books.record.failures[..] else { panic!("{:?}", books.record.failures) };
    let said = Failure::Said("with seed 2: ended by signal 11".to_owned());
    assert_eq!(failure.what, model::Happened::Failed(said));
}

#[test]
fn a_budget_leaves_seeds_out_before_it_leaves_the_rounds_without_time() {
    let long = 1_000_000_000;
    let takes = [("base", SLOW), ("fast", long), ("idle", SLOW)];
    let seeds = |budget: Option<Duration>| {
        let mut world = Recorder::counting(&takes);
        let settings = Settings { budget, ..Settings::new(OWN) };
        let mut books = books();
        let doubt = measure(&mut world, &declaration(vec![counts("fast", 6)]), &settings, &mut books);
        let seeds = world.asked.iter().filter(|asked| asked.starts_with("fast 1x1+0 with")).count();
        (seeds, doubt, books.record.host.len())
    };
    assert_eq!(seeds(None), (6, None, 10));
    assert_eq!(seeds(Some(Duration::from_secs(12))), (6, None, 10), "five of 1 s are less than half of 11 s");
    assert_eq!(seeds(Some(Duration::from_secs(10))), (1, None, 10), "and more than half of 9 s");
}

#[test]
fn a_stopped_count_goes_on_with_the_seed_it_was_at() {
    let declared = declaration(vec![counts("fast", 3), counts("base", 2)]);
    let settings = Settings::new(OWN);
    let mut whole_books = books();
    let mut whole = Recorder::counting(&TAKES);
    measure(&mut whole, &declared, &settings, &mut whole_books);
    for stop_after in 1..whole.measured {
        let mut books = books();
        let mut first = Recorder { stop_after: Some(stop_after), ..Recorder::counting(&TAKES) };
        let doubt = measure(&mut first, &declared, &settings, &mut books);
        assert_eq!(doubt, Some(Doubt::Interrupted), "stopped after {stop_after}");
        let mut second = Recorder::counting(&TAKES);
        measure(&mut second, &declared, &settings, &mut books);
        assert_eq!(books.record.metrics, whole_books.record.metrics, "stopped after {stop_after}");
        assert_eq!(books.record.checks, whole_books.record.checks, "stopped after {stop_after}");
        let again: Vec<_> = first
            .asked
            .iter()
            .filter(|asked| second.asked.contains(asked) && asked.ends_with("seed 1"))
            .collect();
        assert!(stop_after < 3 || again.is_empty(), "counted twice: {again:?}");
    }
}

#[test]
fn what_is_not_judged_here_is_not_counted() {
    let mut given = counts("fast", 3);
    given.given.push(Condition::DiscreteGpu);
    let mut world = Recorder::counting(&TAKES);
    let declared = declaration(vec![given]);
    measure_without(&mut world, &declared, &Settings::new(OWN), &mut books(), "a discrete GPU");
    assert!(world.asked.iter().all(|asked| !asked.contains("seed")), "{:?}", world.asked);
}
