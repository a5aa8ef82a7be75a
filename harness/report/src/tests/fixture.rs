//! A made-up run that holds one of everything.

use model::{
    Check, CheckKind, CheckRow, Claim, Clock, Cores, Declaration, Doubt, Evidence, Expectation,
    ExperimentPin, Failure, FailureRow, GpuKind, Guard, Happened, HostReading, HostRow, Hypothesis, Level,
    Loops, Machine, Measure, Memory, MetricRow, Name, Obstacle, Pin, Prediction, Refutation, Role, RunHeader,
    RunRecord, Target, Threads, Variant, Verdict, VerdictRow, Virtualisation, Workload,
};

pub(super) fn name(text: &str) -> Name {
    text.parse().unwrap()
}

/// A row of `geo-nearest`; the caller changes what matters.
pub(super) fn row(hypothesis: &str, expectation: &str, verdict: Verdict) -> VerdictRow {
    VerdictRow {
        experiment: name("geo-nearest"),
        hypothesis: hypothesis.to_owned(),
        expectation: expectation.to_owned(),
        workload: name("small"),
        target: "at least 50x".to_owned(),
        target_value: Some(50.0),
        estimate: None,
        lower: None,
        upper: None,
        unit: "x".to_owned(),
        clock: None,
        rounds: 0,
        detectable: None,
        verdict,
        predicted: Some(Prediction::Confirmed),
        as_predicted: None,
        claim: None,
    }
}

pub(super) fn measured(
    mut row: VerdictRow,
    estimate: f64,
    lower: f64,
    upper: f64,
    rounds: u32,
) -> VerdictRow {
    (row.estimate, row.lower, row.upper) = (Some(estimate), Some(lower), Some(upper));
    row.clock = Some(Clock::Processor);
    row.rounds = rounds;
    row.detectable = Some(1.021);
    row
}

pub(super) fn came(mut row: VerdictRow, predicted: Prediction, as_predicted: Option<bool>) -> VerdictRow {
    (row.predicted, row.as_predicted) = (Some(predicted), as_predicted);
    row
}

fn check(error: f64) -> Check {
    Check {
        name: "km".to_owned(),
        kind: CheckKind::Absolute,
        error: Some(error),
        tolerance: 0.01,
        passed: error <= 0.01,
        note: Some("at point 4,711".to_owned()),
    }
}

const TREE: &str = "a tree beats trying every pair";
const GPU: &str = "a GPU pays at 10,000 plants, transfers included";
const DEGREES: &str = "degrees are good enough";

fn rows() -> Vec<VerdictRow> {
    let tree = row(TREE, "tree over haversine on small", Verdict::Confirmed);
    let mut memory = measured(
        row(
            TREE,
            "row-table over tree on small",
            Verdict::Refuted(Refutation::GuardMissed(
                "peak memory of row-table 130 MiB, at most 126 MiB".to_owned(),
            )),
        ),
        0.8312,
        0.8107,
        0.8523,
        20,
    );
    memory.target = "at least 0.8x".to_owned();
    let mut threads = measured(
        row(
            "points are independent, so threads scale over them as far as the machine lets copies scale",
            "tree-threads over tree on small",
            Verdict::Inconclusive(Doubt::TargetInsideInterval),
        ),
        1.52,
        1.31,
        1.74,
        40,
    );
    threads.target = "at least 0.8 of the ceiling, here 1.49x".to_owned();
    let mut few = row(
        "points are independent, so threads scale over them as far as the machine lets copies scale",
        "row-table-threads over row-table on small",
        Verdict::Inconclusive(Doubt::TooFewRounds { rounds: 3, needed: 10 }),
    );
    (few.estimate, few.rounds) = (Some(1.5), 3);
    let gpu = |expectation, obstacle| row(GPU, expectation, Verdict::NotJudged(obstacle));
    let mut cuda = gpu(
        "cuda over tree-threads on small",
        Obstacle::Missing("a CUDA device: install NVIDIA's driver".to_owned()),
    );
    cuda.claim = Some(
        "claimed 5-15x for Apple M4 Pro, 10 performance cores: not judged here (this is Intel(R) Xeon(R) Processor)"
            .to_owned(),
    );
    let software = "wgpu ran on llvmpipe, a software driver: it proves correctness, never speed".to_owned();
    let mut slow = measured(
        row(TREE, "tree over row-table on full", Verdict::Refuted(Refutation::ShortOfTarget)),
        1.204,
        1.1981,
        1.2102,
        10,
    );
    slow.workload = name("full");
    let accurate = |of: &str, verdict| {
        let mut row = row(DEGREES, &format!("{of} is accurate on small"), verdict);
        row.target = "passes its checks".to_owned();
        row
    };
    let mut other = row("it builds", "fast over slow on smoke", Verdict::Crashed(Failure::Signal(11)));
    other.experiment = name("other");
    vec![
        came(measured(tree, 106.42, 104.9, 108.1, 10), Prediction::Confirmed, Some(true)),
        came(memory, Prediction::Confirmed, Some(false)),
        came(slow, Prediction::Confirmed, Some(false)),
        came(threads, Prediction::Confirmed, None),
        came(few, Prediction::Open, None),
        cuda,
        gpu("wgpu over tree-threads on small", Obstacle::NoEvidence(software)),
        came(
            accurate("plan-degrees", Verdict::Inaccurate(vec![check(151.2)])),
            Prediction::Inaccurate,
            Some(true),
        ),
        came(other, Prediction::Confirmed, None),
    ]
}

fn declaration() -> Declaration {
    let variant = |text: &str, role| Variant {
        name: name(text),
        role,
        threads: Threads::One,
        device: None,
        only_on: Vec::new(),
        loops: Loops::Calibrated,
        command: None,
    };
    let hypothesis = |claim: &str, guards| Hypothesis {
        claim: claim.to_owned(),
        expectations: vec![Expectation::Accurate { of: name("tree"), workload: name("small") }],
        guards,
        given: Vec::new(),
        claimed: Some(Claim {
            promised: "5-15x".to_owned(),
            at_least: Some(5.0),
            machine: "Apple M4 Pro".to_owned(),
        }),
        predicted: Some(Prediction::Confirmed),
        because: Some("a lookup visits 40 nodes where brute force visits 1,000".to_owned()),
    };
    let guard = Guard {
        measure: Measure::PeakMemory { of: name("row-table"), relative_to: None },
        workload: Some(name("small")),
        target: Target::AtMost(Level::Number(126.0 * 1_048_576.0)),
    };
    Declaration {
        protocol: model::PROTOCOL,
        title: "The nearest plant on a sphere".to_owned(),
        workloads: ["smoke", "small"]
            .map(|text| Workload {
                made_from: None,
                size: None,
                name: name(text),
                only_when_named: false,
                reference: name("haversine"),
                requires: Vec::new(),
            })
            .to_vec(),
        variants: vec![
            variant("haversine", Role::Baseline),
            variant("tree", Role::Candidate),
            variant("row-table", Role::Candidate),
            variant("dot-f32", Role::Control),
            variant("plan-degrees", Role::Control),
        ],
        hypotheses: vec![hypothesis(TREE, vec![guard])],
        margin: Some(0.05),
    }
}

fn failure(variant: Option<&str>, workload: Option<&str>, what: Happened, log_tail: &str) -> FailureRow {
    FailureRow {
        side: model::Side::Head,
        experiment: name(if workload == Some("smoke") { "other" } else { "geo-nearest" }),
        workload: workload.map(name),
        variant: variant.map(name),
        round: variant.map(|_| 3),
        what,
        log_tail: log_tail.to_owned(),
    }
}

pub(super) fn run() -> RunRecord {
    let checked = |variant: &str, error| CheckRow {
        seed: None,
        side: model::Side::Head,
        digests: None,
        experiment: name("geo-nearest"),
        workload: name("small"),
        variant: name(variant),
        check: check(error),
    };
    let peak = |round: u32, mib: f64| MetricRow {
        seed: None,
        side: model::Side::Head,
        experiment: name("geo-nearest"),
        workload: name("small"),
        variant: name("row-table"),
        round,
        metric: name("peak-memory"),
        value: mib * 1_048_576.0,
        unit: "B".to_owned(),
        projected: false,
    };
    let host = |round: u32, disturbance: Option<&str>| HostRow {
        experiment: name("geo-nearest"),
        workload: name("small"),
        round,
        before: HostReading::default(),
        after: HostReading::default(),
        wall_ns: 1_000_000,
        disturbance: disturbance.map(ToOwned::to_owned),
    };
    let proof = Evidence {
        device: "llvmpipe".to_owned(),
        backend: "Vulkan".to_owned(),
        kind: GpuKind::Cpu,
        driver: "Mesa 22.3.6".to_owned(),
        dispatches: 3,
        bytes_up: 24_000,
        bytes_down: 522_728,
        device_ns: Some(41_200_000),
    };
    RunRecord {
        header: RunHeader {
            kind: model::RunKind::Run,
            base: None,
            run: "20260314T092653Z-1a2b3c4d-linux-x86_64.xeon.2c-x7q".to_owned(),
            started_utc: "2026-03-14T09:26:53Z".to_owned(),
            pin: Pin {
                commit: Some("1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d".to_owned()),
                branch: Some("main".to_owned()),
                ..Pin::default()
            },
            experiments: vec![ExperimentPin {
                side: model::Side::Head,
                experiment: name("geo-nearest"),
                plan: Some("lp".to_owned()),
                phase: Some(5),
                declaration: declaration(),
                declaration_hash: "d".to_owned(),
                source_hash: "s".to_owned(),
                binary_hash: "b".to_owned(),
            }],
            rustc: "rustc 1.95.0".to_owned(),
            flags: "-C target-cpu=native".to_owned(),
            harness: "0.0.0".to_owned(),
            command: ["touchstone", "run", "geo-nearest", "--workload", "small"]
                .map(ToOwned::to_owned)
                .to_vec(),
            seed: 42,
            ended_early: None,
        },
        machine: Machine {
            system: "linux".to_owned(),
            architecture: "x86_64".to_owned(),
            cpu_model: Some("Intel(R) Xeon(R) Processor".to_owned()),
            cores: Cores {
                logical: 4,
                physical: Some(2),
                performance: Some(2),
                usable: 2,
                ..Cores::default()
            },
            memory: Memory { total_bytes: 8 << 30, ..Memory::default() },
            virtualisation: Virtualisation { hypervisor: Some("kvm".to_owned()), container: None },
            class: "linux-x86_64.xeon.2c.8g.nogpu.vm".to_owned(),
            ..Machine::default()
        },
        samples: Vec::new(),
        metrics: vec![peak(0, 124.0), peak(1, 130.0)],
        checks: vec![checked("tree", 0.001), checked("plan-degrees", 151.2), checked("dot-f32", 0.002)],
        spans: Vec::new(),
        host: vec![host(0, None), host(1, Some("12 % of the time was stolen")), host(2, None)],
        failures: vec![
            failure(
                Some("fast"),
                Some("smoke"),
                Happened::Failed(Failure::Signal(11)),
                "thread 'main' panicked\n  at x.rs:7",
            ),
            failure(Some("cuda"), Some("small"), Happened::CannotRun("there is no libcuda".to_owned()), ""),
            failure(Some("wgpu"), Some("small"), Happened::Ran(proof), ""),
        ],
        verdicts: rows(),
        outcomes: Vec::new(),
        power: Vec::new(),
    }
}

/// The same run, with everything that may come from outside written by somebody who means harm.
pub(super) fn hostile() -> RunRecord {
    const EVIL: &str = "\u{1b}[2J\u{1b}]0;pwned\u{7} | <script>alert(1)</script> [click](http://x) `rm`\r\n# not a heading \
                        \u{202e}desrever";
    let mut run = run();
    run.header.pin.caution = Some(EVIL.to_owned());
    run.header.pin.branch = Some(EVIL.to_owned());
    run.header.command.push(EVIL.to_owned());
    run.header.ended_early = Some(EVIL.to_owned());
    run.header.experiments[0].declaration.title = EVIL.to_owned();
    run.machine.cpu_model = Some(EVIL.to_owned());
    run.failures[0].log_tail = EVIL.to_owned();
    run.failures[0].what = Happened::Failed(Failure::Said(EVIL.to_owned()));
    run.host[1].disturbance = Some(EVIL.to_owned());
    run.verdicts.truncate(2);
    for row in &mut run.verdicts {
        row.hypothesis = EVIL.to_owned();
        row.claim = Some(EVIL.to_owned());
        row.verdict = Verdict::NotJudged(Obstacle::CannotRun(EVIL.to_owned()));
        row.unit = EVIL.to_owned();
    }
    run
}
