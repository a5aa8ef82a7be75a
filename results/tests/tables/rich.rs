//! Runs in which everything occurs: every variant of every enum, empty and odd texts, the largest numbers.

use model::{
    Again, Cache, CacheKind, Check, CheckKind, CheckRow, Claim, Clock, Command, Condition, Cores,
    Declaration, DeviceKind, Digests, Doubt, Evidence, Expectation, ExperimentPin, Failure, FailureRow, Gpu,
    GpuKind, Guard, Happened, HostReading, HostRow, Hypothesis, Lane, Level, Loops, Machine, Measure, Memory,
    MetricRow, Name, Obstacle, Outcome, OutcomeRow, Pin, PowerRow, Prediction, Quantity, Refutation,
    Regression, Role, RunHeader, RunRecord, Sameness, SampleRow, Scope, Side, SpanRow, Target, Threads,
    Undecided, Variant, Verdict, VerdictRow, Virtualisation, Workload,
};

use crate::chance::Chance;

pub(crate) fn name(text: &str) -> Name {
    text.parse().unwrap()
}

/// A run with something of everything; another one for every seed.
pub(crate) fn run(seed: u64) -> RunRecord {
    let mut chance = Chance::new(seed);
    let c = &mut chance;
    let rows = 3 + c.below(40);
    let mut record = RunRecord {
        header: header(c, seed),
        machine: machine(c),
        samples: (0..rows).map(|_| sample(c)).collect(),
        metrics: (0..rows).map(|_| metric(c)).collect(),
        checks: (0..rows)
            .map(|_| CheckRow {
                side: side(c),
                seed: c.maybe(Chance::whole),
                digests: c.maybe(|c| Digests { input: c.text(), output: c.text() }),
                experiment: experiment(c),
                workload: workload(c),
                variant: variant(c),
                check: check(c),
            })
            .collect(),
        spans: (0..rows).map(|_| span(c)).collect(),
        host: (0..rows).map(|_| host(c)).collect(),
        failures: happenings(c).into_iter().map(|what| failure(c, what)).collect(),
        verdicts: verdicts(c).into_iter().map(|verdict| verdict_row(c, verdict)).collect(),
        outcomes: outcomes(c).into_iter().map(|outcome| outcome_row(c, outcome)).collect(),
        power: (0..rows).map(|_| power_row(c)).collect(),
    };
    if seed % 5 == 4 {
        // A quick run may have nothing but a beginning.
        record.samples.clear();
        record.spans.clear();
        record.verdicts.clear();
    }
    record
}

/// A run of moderate numbers: `count` samples of 1000, 1001 ... ns in rounds of four.
pub(crate) fn plain(run: &str, count: u32) -> RunRecord {
    let mut record = self::run(1);
    run.clone_into(&mut record.header.run);
    record.header.started_utc = format!("2026-01-01T00:00:00.{:03}Z", run.len());
    record.header.pin = Pin { commit: Some("0123456789abcdef".to_owned()), ..Pin::default() };
    record.samples = (0..count)
        .map(|i| SampleRow {
            side: Side::Head,
            experiment: name("geo-nearest"),
            workload: name("smoke"),
            variant: name(if i % 2 == 0 { "baseline" } else { "tree" }),
            round: i / 4,
            scope: Scope::Alone,
            copy: 0,
            place: i % 2,
            iteration: i % 4 / 2,
            loops: 1,
            threads: 1,
            wall_ns: 1000 + u64::from(i),
            thread_cpu_ns: Some(2000),
            process_cpu_ns: Some(2000),
            device_ns: None,
            disturbed: i % 4 == 3,
        })
        .collect();
    record.metrics.iter_mut().for_each(|row| (row.round, row.seed) = (1, None));
    record.host.clear();
    record.spans.clear();
    record.machine.memory.total_bytes = 64 << 30;
    record.machine.memory.limit_bytes = None;
    record
}

fn experiment(c: &mut Chance) -> Name {
    c.one_of(&["geo-nearest", "lp-years", "2d"].map(name))
}

fn workload(c: &mut Chance) -> Name {
    c.one_of(&["smoke", "small", "full-200"].map(name))
}

fn variant(c: &mut Chance) -> Name {
    c.one_of(&["baseline", "tree", "row-table.f32", "a-name-that-is-longer-than-twelve-bytes"].map(name))
}

fn header(c: &mut Chance, seed: u64) -> RunHeader {
    let patch = c.maybe(|_| "diff --git a/naïve b/naïve\n+\u{1f980}\n".to_owned());
    let experiments = if seed % 3 == 2 { 0 } else { 1 + c.below(3) };
    RunHeader {
        kind: model::RunKind::Run,
        base: None,
        run: format!("20260101T0000{:02}Z-0123abcd-linux-x86_64.test-{seed:08x}", seed % 60),
        started_utc: format!("2026-01-01T00:00:{:02}Z", seed % 60),
        pin: Pin {
            commit: c.maybe(|_| "0123abcd".repeat(5)),
            branch: c.maybe(super::chance::Chance::text),
            dirty: patch.is_some(),
            patch_hash: patch.as_deref().map(results::text_hash),
            patch,
            lock_hash: c.maybe(super::chance::Chance::text),
            caution: c.maybe(super::chance::Chance::text),
        },
        experiments: (0..experiments).map(|number| pinned(c, number)).collect(),
        rustc: c.text(),
        flags: c.text(),
        harness: c.text(),
        command: (0..c.below(4)).map(|_| c.text()).collect(),
        seed: c.whole(),
        ended_early: c.maybe(super::chance::Chance::text),
    }
}

fn pinned(c: &mut Chance, number: u64) -> ExperimentPin {
    ExperimentPin {
        side: side(c),
        experiment: name(&format!("experiment-{number}")),
        plan: c.maybe(super::chance::Chance::text),
        phase: c.maybe(Chance::count),
        declaration: declaration(c),
        declaration_hash: c.text(),
        source_hash: c.text(),
        binary_hash: c.text(),
    }
}

fn declaration(c: &mut Chance) -> Declaration {
    let roles = [Role::Baseline, Role::Candidate, Role::Control, Role::Peer];
    let threads = [Threads::One, Threads::Exactly(3), Threads::PerformanceCores];
    Declaration {
        protocol: 1,
        title: c.text(),
        workloads: vec![Workload {
            made_from: None,
            size: None,
            name: name("smoke"),
            only_when_named: c.yes(),
            reference: name("baseline"),
            requires: conditions(),
        }],
        variants: roles
            .into_iter()
            .enumerate()
            .map(|(i, role)| Variant {
                name: name(&format!("variant-{i}")),
                role,
                threads: c.one_of(&threads),
                device: c.maybe(|c| c.one_of(&[DeviceKind::Wgpu, DeviceKind::Cuda])),
                only_on: vec![name("smoke")],
                loops: c.one_of(&[Loops::Calibrated, Loops::Never]),
                command: c.maybe(|c| Command { program: c.text(), arguments: vec![c.text()] }),
            })
            .collect(),
        hypotheses: vec![hypothesis(c)],
        margin: c.maybe(Chance::number),
    }
}

fn hypothesis(c: &mut Chance) -> Hypothesis {
    let (of, over) = (name("tree"), name("baseline"));
    let measures = [
        Measure::Speedup { of: of.clone(), over: over.clone() },
        Measure::Time { of: of.clone() },
        Measure::PeakMemory { of: of.clone(), relative_to: Some(over.clone()) },
        c.one_of(&[
            Measure::Metric { of: of.clone(), metric: name("hit-rate"), relative_to: None },
            Measure::Count { of: of.clone(), metric: name("visits"), relative_to: None, seeds: 6 },
        ]),
    ];
    let targets = [
        Target::AtLeast(Level::Number(c.number())),
        Target::AtMost(Level::PerThread { base: 0.5, each: c.number() }),
        c.one_of(&[
            Target::AtLeast(Level::ShareOfCeiling(0.7)),
            Target::AtLeast(Level::ShareOfBound {
                share: 0.7,
                serial: name("first"),
                parallel: name("rest"),
            }),
        ]),
        Target::Between(c.number(), c.number()),
    ];
    let reaches = measures.iter().zip(&targets).map(|(measure, target)| Expectation::Reaches {
        measure: measure.clone(),
        workload: name("smoke"),
        target: target.clone(),
    });
    Hypothesis {
        claim: c.text(),
        expectations: reaches.chain([Expectation::Accurate { of, workload: name("smoke") }]).collect(),
        guards: vec![Guard { measure: measures[2].clone(), workload: None, target: targets[1].clone() }],
        given: conditions(),
        claimed: Some(Claim { promised: c.text(), at_least: c.maybe(Chance::number), machine: c.text() }),
        predicted: c.maybe(|c| c.one_of(&PREDICTIONS)),
        because: c.maybe(super::chance::Chance::text),
    }
}

const PREDICTIONS: [Prediction; 4] =
    [Prediction::Confirmed, Prediction::Refuted, Prediction::Inaccurate, Prediction::Open];

fn conditions() -> Vec<Condition> {
    vec![
        Condition::PerformanceCores(2),
        Condition::Device(DeviceKind::Cuda),
        Condition::DiscreteGpu,
        Condition::Gpus(2),
        Condition::Memory(u64::MAX),
        Condition::QuietHost,
        Condition::FileIn("H2_TABLE".to_owned()),
    ]
}

fn machine(c: &mut Chance) -> Machine {
    let kinds = [CacheKind::Data, CacheKind::Instruction, CacheKind::Unified];
    Machine {
        system: "linux".to_owned(),
        architecture: "x86_64".to_owned(),
        kernel: c.maybe(super::chance::Chance::text),
        release: c.maybe(super::chance::Chance::text),
        cpu_model: c.maybe(super::chance::Chance::text),
        cpu_signature: c.maybe(|c| (c.count(), c.count(), c.count())),
        microcode: c.maybe(super::chance::Chance::text),
        governor: c.maybe(super::chance::Chance::text),
        cores: Cores {
            logical: c.count(),
            physical: c.maybe(Chance::count),
            performance: c.maybe(Chance::count),
            efficiency: c.maybe(Chance::count),
            allowed: c.count(),
            quota_millicores: c.maybe(Chance::count),
            usable: c.count(),
        },
        caches: kinds
            .into_iter()
            .map(|kind| Cache { level: 1, kind, bytes: c.whole(), shared_by: c.maybe(Chance::count) })
            .collect(),
        numa_nodes: c.maybe(Chance::count),
        simd: vec!["avx2".to_owned(), "fma".to_owned()],
        memory: Memory {
            total_bytes: c.whole(),
            limit_bytes: c.maybe(Chance::whole),
            available_bytes: c.maybe(Chance::whole),
        },
        gpus: [GpuKind::Discrete, GpuKind::Integrated, GpuKind::Virtual, GpuKind::Cpu, GpuKind::Other]
            .into_iter()
            .map(|kind| Gpu {
                name: c.text(),
                backend: c.text(),
                kind,
                driver: c.text(),
                memory_bytes: c.maybe(Chance::whole),
                other_clients: c.maybe(Chance::count),
            })
            .collect(),
        virtualisation: Virtualisation {
            hypervisor: c.maybe(super::chance::Chance::text),
            container: c.maybe(super::chance::Chance::text),
        },
        unknown: vec![c.text()],
        class: "linux-x86_64.test".to_owned(),
        fingerprint: c.text(),
    }
}

fn sample(c: &mut Chance) -> SampleRow {
    SampleRow {
        side: side(c),
        experiment: experiment(c),
        workload: workload(c),
        variant: variant(c),
        round: c.count(),
        scope: c.one_of(&[Scope::Alone, Scope::Together]),
        copy: c.count(),
        place: c.count(),
        iteration: c.count(),
        loops: c.count(),
        threads: c.count(),
        wall_ns: c.whole(),
        thread_cpu_ns: c.maybe(Chance::whole),
        process_cpu_ns: c.maybe(Chance::whole),
        device_ns: c.maybe(Chance::whole),
        disturbed: c.yes(),
    }
}

fn metric(c: &mut Chance) -> MetricRow {
    let seed = c.maybe(Chance::whole);
    MetricRow {
        seed,
        side: side(c),
        experiment: experiment(c),
        workload: workload(c),
        variant: variant(c),
        round: if seed.is_some() { 0 } else { c.count() },
        metric: c.one_of(&["peak-memory", "prepare", "hit-rate"].map(name)),
        value: c.number(),
        unit: c.one_of(&["B", "s", ""]).to_owned(),
        projected: c.yes(),
    }
}

fn check(c: &mut Chance) -> Check {
    Check {
        name: c.text(),
        kind: c.one_of(&[CheckKind::Relative, CheckKind::Absolute, CheckKind::Exact, CheckKind::SetEqual]),
        error: c.maybe(Chance::number),
        tolerance: c.number(),
        passed: c.yes(),
        note: c.maybe(super::chance::Chance::text),
    }
}

fn span(c: &mut Chance) -> SpanRow {
    SpanRow {
        side: side(c),
        experiment: experiment(c),
        workload: workload(c),
        variant: variant(c),
        round: c.count(),
        iteration: c.count(),
        span: c.one_of(&["factor", "solve"].map(name)),
        lane: c.one_of(&["main", "worker-1"].map(name).map(Lane::new)),
        start_ns: c.whole(),
        duration_ns: c.whole(),
    }
}

fn host(c: &mut Chance) -> HostRow {
    let mut reading = || HostReading {
        load_1m: c.maybe(Chance::number),
        runnable: c.maybe(Chance::count),
        steal_ms: c.maybe(Chance::whole),
        busy_ms: c.maybe(Chance::whole),
        cpu_pressure_us: c.maybe(Chance::whole),
        memory_pressure_us: c.maybe(Chance::whole),
        throttled: c.maybe(Chance::whole),
    };
    let (before, after) = (reading(), reading());
    HostRow {
        experiment: experiment(c),
        workload: workload(c),
        round: c.count(),
        before,
        after,
        wall_ns: c.whole(),
        disturbance: c.maybe(super::chance::Chance::text),
    }
}

fn failure(c: &mut Chance, what: Happened) -> FailureRow {
    FailureRow {
        side: side(c),
        experiment: experiment(c),
        workload: c.maybe(workload),
        variant: c.maybe(variant),
        round: c.maybe(Chance::count),
        what,
        log_tail: c.text(),
    }
}

fn happenings(c: &mut Chance) -> Vec<Happened> {
    let evidence = Evidence {
        device: c.text(),
        backend: c.text(),
        kind: GpuKind::Discrete,
        driver: c.text(),
        dispatches: c.whole(),
        bytes_up: c.whole(),
        bytes_down: c.whole(),
        device_ns: c.maybe(Chance::whole),
    };
    let others = [Happened::CannotRun(c.text()), Happened::Ran(evidence)];
    failures(c).into_iter().map(Happened::Failed).chain(others).collect()
}

/// All of them: where a variant is added, [`known`] does not compile until somebody has come by here.
fn failures(c: &mut Chance) -> Vec<Failure> {
    vec![
        Failure::DoesNotBuild(c.text()),
        Failure::Said(c.text()),
        Failure::Signal(9),
        Failure::ExitCode(-1),
        Failure::TimedOut(c.whole()),
        Failure::OutOfMemory(c.whole()),
        Failure::BrokeProtocol(c.text()),
        Failure::NewerProtocol(c.count()),
        Failure::NotStarted(c.text()),
    ]
}

/// Likewise.
fn verdicts(c: &mut Chance) -> Vec<Verdict> {
    let refuted =
        [Refutation::ShortOfTarget, Refutation::SeedShort(c.text()), Refutation::GuardMissed(c.text())]
            .map(Verdict::Refuted);
    let doubts = [
        Doubt::TargetInsideInterval,
        Doubt::TooFewRounds { rounds: 3, needed: 10 },
        Doubt::BudgetSpent,
        Doubt::Interrupted,
        Doubt::DisturbedHost { disturbed: 7, rounds: 10 },
        Doubt::GuardUndecided(c.text()),
    ];
    let obstacles = [
        Obstacle::Missing(c.text()),
        Obstacle::CannotRun(c.text()),
        Obstacle::WorkloadNotRun(c.text()),
        Obstacle::VariantNotRun(c.text()),
        Obstacle::NoEvidence(c.text()),
        Obstacle::Projected,
        Obstacle::BusyHost(c.text()),
        Obstacle::NoSuchMetric(c.text()),
        Obstacle::NotCounted(c.text()),
        Obstacle::NoCount(c.text()),
        Obstacle::NoBound(c.text()),
        Obstacle::NoReference(c.text()),
        Obstacle::NotChecked(c.text()),
    ];
    let mut all = vec![Verdict::Confirmed, Verdict::Inaccurate(vec![check(c), check(c)])];
    all.extend(refuted);
    all.extend(doubts.map(Verdict::Inconclusive));
    all.extend(failures(c).into_iter().map(Verdict::Crashed));
    all.extend(obstacles.map(Verdict::NotJudged));
    all.iter().for_each(known);
    all
}

fn known(verdict: &Verdict) {
    match verdict {
        Verdict::Confirmed | Verdict::Inaccurate(_) => {}
        Verdict::Refuted(why) => match why {
            Refutation::ShortOfTarget | Refutation::SeedShort(_) | Refutation::GuardMissed(_) => {}
        },
        Verdict::Inconclusive(why) => match why {
            Doubt::TargetInsideInterval
            | Doubt::TooFewRounds { .. }
            | Doubt::BudgetSpent
            | Doubt::Interrupted
            | Doubt::DisturbedHost { .. }
            | Doubt::GuardUndecided(_) => {}
        },
        Verdict::Crashed(why) => match why {
            Failure::DoesNotBuild(_)
            | Failure::Said(_)
            | Failure::Signal(_)
            | Failure::ExitCode(_)
            | Failure::TimedOut(_)
            | Failure::OutOfMemory(_)
            | Failure::BrokeProtocol(_)
            | Failure::NewerProtocol(_)
            | Failure::NotStarted(_) => {}
        },
        Verdict::NotJudged(why) => match why {
            Obstacle::Missing(_)
            | Obstacle::CannotRun(_)
            | Obstacle::WorkloadNotRun(_)
            | Obstacle::VariantNotRun(_)
            | Obstacle::NoEvidence(_)
            | Obstacle::Projected
            | Obstacle::BusyHost(_)
            | Obstacle::NoSuchMetric(_)
            | Obstacle::NotCounted(_)
            | Obstacle::NoCount(_)
            | Obstacle::NoBound(_)
            | Obstacle::NoReference(_)
            | Obstacle::NotChecked(_) => {}
        },
    }
}

fn verdict_row(c: &mut Chance, verdict: Verdict) -> VerdictRow {
    VerdictRow {
        experiment: experiment(c),
        hypothesis: c.text(),
        expectation: c.text(),
        workload: workload(c),
        target: c.text(),
        target_value: c.maybe(Chance::number),
        estimate: c.maybe(Chance::number),
        // Bounds may be open where nothing else is.
        lower: c.maybe(|c| if c.yes() { f64::NEG_INFINITY } else { c.number() }),
        upper: c.maybe(|c| if c.yes() { f64::INFINITY } else { c.number() }),
        unit: c.one_of(&["x", "s", ""]).to_owned(),
        clock: c.maybe(|c| c.one_of(&[Clock::Processor, Clock::Wall])),
        rounds: c.count(),
        detectable: c.maybe(Chance::number),
        verdict,
        predicted: c.maybe(|c| c.one_of(&PREDICTIONS)),
        as_predicted: c.maybe(Chance::yes),
        claim: c.maybe(super::chance::Chance::text),
    }
}

fn side(c: &mut Chance) -> Side {
    c.one_of(&[Side::Base, Side::Head, Side::Twin])
}

fn outcomes(c: &mut Chance) -> Vec<Outcome> {
    vec![
        Outcome::Ok,
        Outcome::Improved,
        Outcome::Regressed(Regression::BeyondMargin),
        Outcome::Regressed(Regression::WrongAnswer(vec![check(c)])),
        Outcome::Regressed(Regression::Loosened(c.text())),
        Outcome::Identical(Sameness::Binaries),
        Outcome::Suspect(c.text()),
        Outcome::Inconclusive(Undecided::DisturbedHost { disturbed: 3, rounds: 5 }),
        Outcome::NoBaseline(c.text()),
    ]
}

fn outcome_row(c: &mut Chance, outcome: Outcome) -> OutcomeRow {
    let metric = Quantity::Metric(name("visits"));
    OutcomeRow {
        experiment: experiment(c),
        workload: c.maybe(workload),
        variant: c.maybe(variant),
        quantity: c.one_of(&[Quantity::Time, metric, Quantity::Verdict("it is faster".to_owned())]),
        clock: c.maybe(|c| c.one_of(&[Clock::Processor, Clock::Wall])),
        base: c.maybe(Chance::number),
        head: c.maybe(Chance::number),
        unit: c.text(),
        ratio: c.maybe(Chance::number),
        lower: c.maybe(Chance::number),
        upper: c.maybe(Chance::number),
        margin: c.maybe(Chance::number),
        resolves: c.maybe(Chance::number),
        rounds: c.below(80) as u32,
        instructions: c.maybe(Chance::number),
        again: c.maybe(|c| Again { run: c.text(), ratio: None, lower: None, upper: None }),
        outcome,
    }
}

fn power_row(c: &mut Chance) -> PowerRow {
    PowerRow {
        kernel: variant(c),
        slowdown: c.number(),
        method: variant(c),
        host: workload(c),
        rounds: c.below(80) as u32,
        gates: c.below(400) as u32,
        red: c.below(400) as u32,
        undecided: c.below(400) as u32,
        rate: c.number(),
        lower: c.number(),
        upper: c.number(),
        replayed: c.one_of(&[true, false]),
    }
}
