//! Runs that nobody measured: for examples that need a thousand of them, and for tests that need odd ones.

use std::path::PathBuf;

use model::{
    Check, CheckKind, CheckRow, Clock, Declaration, Expectation, ExperimentPin, Hypothesis, Level, Loops,
    Machine, Measure, Name, Pin, Role, RunHeader, RunKind, RunRecord, SampleRow, Scope, Side, Target,
    Threads, Variant, Verdict, VerdictRow, Workload,
};
use results::{Store, text_hash};

pub(crate) const CLASS: &str = "linux-x86_64.made-up";
const CLAIM: &str = "chance is faster than chance";

/// How much of everything there is.
#[derive(Clone, Copy)]
pub(crate) struct Extent {
    pub(crate) experiments: u32,
    pub(crate) workloads: u32,
    /// The first is the baseline.
    pub(crate) variants: u32,
}

/// Chance that comes out the same every time.
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u32) -> Self {
        Self(u64::from(seed) + 1)
    }

    /// Knuth's multiplier for 64 bits; only the high bits are good, and only they are used.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 40
    }

    /// One, give or take three percent.
    pub(crate) fn wobble(&mut self) -> f64 {
        0.97 + 0.06 * self.bits() as f64 / f64::from(1 << 24)
    }
}

pub(crate) fn names(what: &str, count: u32) -> Vec<Name> {
    (0..count).map(|number| format!("{what}-{number:02}").parse().unwrap()).collect()
}

impl Extent {
    pub(crate) fn experiments(self) -> Vec<Name> {
        names("experiment", self.experiments)
    }

    pub(crate) fn workloads(self) -> Vec<Name> {
        names("workload", self.workloads)
    }

    pub(crate) fn variants(self) -> Vec<Name> {
        names("variant", self.variants)
    }

    /// A run without a row: the higher its number the newer. Declarations stay what they were, sources do not.
    pub(crate) fn run(self, number: u32) -> RunRecord {
        let pin = |experiment: Name| {
            let declaration = self.declaration(&experiment);
            let hash = |of: &str| text_hash(&format!("{of} of {experiment} in {number}"));
            ExperimentPin {
                side: Side::Head,
                plan: None,
                phase: None,
                declaration_hash: text_hash(&serde_json::to_string(&declaration).unwrap()),
                declaration,
                source_hash: hash("sources"),
                binary_hash: hash("binary"),
                experiment,
            }
        };
        let header = RunHeader {
            kind: RunKind::Run,
            base: None,
            run: format!("20260101T{number:06}.000Z-0123abcd-{CLASS}-{number:08x}"),
            started_utc: format!(
                "2026-01-01T{:02}:{:02}:{:02}Z",
                number / 3600,
                number / 60 % 60,
                number % 60
            ),
            pin: Pin { commit: Some(format!("{number:040x}")), ..Pin::default() },
            experiments: self.experiments().into_iter().map(pin).collect(),
            rustc: "rustc 1.95.0".to_owned(),
            flags: String::new(),
            harness: "0".to_owned(),
            command: vec!["touchstone".to_owned(), "run".to_owned()],
            seed: 1,
            ended_early: None,
        };
        RunRecord::new(header, Machine { class: CLASS.to_owned(), ..Machine::default() })
    }

    /// A run with a sample in each round, in which every speedup is what `figure` says of its experiment.
    pub(crate) fn measured(self, number: u32, rounds: u32, figure: impl Fn(u32) -> f64) -> RunRecord {
        let (mut record, mut chance) = (self.run(number), Chance::new(number));
        for (place, experiment) in self.experiments().iter().enumerate() {
            for workload in &self.workloads() {
                for of in &self.variants()[1..] {
                    let estimate = figure(place as u32) * chance.wobble();
                    record.verdicts.push(verdict(experiment, workload, of, estimate));
                    record.samples.extend((0..rounds).map(|round| {
                        let wall_ns = (5e6 * chance.wobble()) as u64;
                        SampleRow { round, ..sample(experiment, workload, of, wall_ns) }
                    }));
                }
            }
        }
        record
    }

    /// Every variant against the baseline, on every workload.
    pub(crate) fn declaration(self, experiment: &Name) -> Declaration {
        let (workloads, variants) = (self.workloads(), self.variants());
        let variant = |name: &Name| Variant {
            name: name.clone(),
            role: if *name == variants[0] { Role::Baseline } else { Role::Candidate },
            threads: Threads::One,
            device: None,
            only_on: Vec::new(),
            loops: Loops::Calibrated,
            command: None,
        };
        let workload = |name: &Name| Workload {
            made_from: None,
            size: None,
            name: name.clone(),
            only_when_named: false,
            reference: variants[0].clone(),
            requires: Vec::new(),
        };
        let expected = |workload: &Name, of: &Name| Expectation::Reaches {
            measure: Measure::Speedup { of: of.clone(), over: variants[0].clone() },
            workload: workload.clone(),
            target: Target::AtLeast(Level::Number(1.5)),
        };
        Declaration {
            protocol: model::PROTOCOL,
            title: format!("Made up, and called {experiment}"),
            workloads: workloads.iter().map(workload).collect(),
            variants: variants.iter().map(variant).collect(),
            hypotheses: vec![Hypothesis {
                claim: CLAIM.to_owned(),
                expectations: workloads
                    .iter()
                    .flat_map(|on| variants[1..].iter().map(move |of| expected(on, of)))
                    .collect(),
                guards: Vec::new(),
                given: Vec::new(),
                claimed: None,
                predicted: None,
                because: None,
            }],
            margin: Some(0.05),
        }
    }
}

fn verdict(experiment: &Name, workload: &Name, of: &Name, estimate: f64) -> VerdictRow {
    VerdictRow {
        experiment: experiment.clone(),
        hypothesis: CLAIM.to_owned(),
        expectation: format!("{of} over variant-00 on {workload}"),
        workload: workload.clone(),
        target: "at least 1.5x".to_owned(),
        target_value: Some(1.5),
        estimate: Some(estimate),
        lower: Some(estimate * 0.98),
        upper: Some(estimate * 1.02),
        unit: "x".to_owned(),
        clock: Some(Clock::Processor),
        rounds: 20,
        detectable: Some(1.03),
        verdict: Verdict::Confirmed,
        predicted: None,
        as_predicted: None,
        claim: None,
    }
}

/// The only iteration of the first round.
pub(crate) fn sample(experiment: &Name, workload: &Name, variant: &Name, wall_ns: u64) -> SampleRow {
    SampleRow {
        side: Side::Head,
        experiment: experiment.clone(),
        workload: workload.clone(),
        variant: variant.clone(),
        round: 0,
        scope: Scope::Alone,
        copy: 0,
        place: 0,
        iteration: 0,
        loops: 1,
        threads: 1,
        wall_ns,
        thread_cpu_ns: Some(wall_ns),
        process_cpu_ns: Some(wall_ns),
        device_ns: None,
        disturbed: false,
    }
}

/// Its answer is that of the reference.
pub(crate) fn right(experiment: &Name, workload: &Name, variant: &Name) -> CheckRow {
    CheckRow {
        side: Side::Head,
        experiment: experiment.clone(),
        workload: workload.clone(),
        variant: variant.clone(),
        check: Check {
            name: "sum".to_owned(),
            kind: CheckKind::Exact,
            error: Some(0.0),
            tolerance: 0.0,
            passed: true,
            note: None,
        },
        digests: None,
        seed: None,
    }
}

/// Where it lies once it is whole.
pub(crate) fn keep(store: &Store, record: &RunRecord) -> PathBuf {
    store.begin(&record.header, &record.machine, &[]).unwrap().finish(record, "made up\n").unwrap()
}
