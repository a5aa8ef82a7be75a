//! A made-up experiment in a few words: what is expected, how long everything takes, and what went wrong.

use model::{
    Check, CheckKind, CheckRow, Claim, Command, Condition, Cores, Declaration, DeviceKind, Doubt, Evidence,
    Expectation, ExperimentPin, Failure, FailureRow, GpuKind, Guard, Happened, HostReading, HostRow,
    Hypothesis, Level, Loops, Machine, Measure, MetricRow, Name, Pin, Prediction, Role, RunHeader, RunRecord,
    SampleRow, Scope, Target, Threads, Variant, VerdictRow, Workload,
};
use stats::Looks;

use crate::{Case, Needed, NotRun, Rows};

/// Everything happens on this workload.
pub(super) const ON: &str = "small";

pub(super) fn name(text: &str) -> Name {
    text.parse().unwrap()
}

pub(super) fn at_least(number: f64) -> Target {
    Target::AtLeast(Level::Number(number))
}

pub(super) fn at_most(number: f64) -> Target {
    Target::AtMost(Level::Number(number))
}

pub(super) fn ratio(of: &str, over: &str) -> Measure {
    Measure::Speedup { of: name(of), over: name(over) }
}

pub(super) fn peak(of: &str, relative_to: Option<&str>) -> Measure {
    Measure::PeakMemory { of: name(of), relative_to: relative_to.map(name) }
}

pub(super) fn figure(of: &str, metric: &str, relative_to: Option<&str>) -> Measure {
    Measure::Metric { of: name(of), metric: name(metric), relative_to: relative_to.map(name) }
}

pub(super) fn reaches(measure: Measure, target: Target) -> Expectation {
    Expectation::Reaches { measure, workload: name(ON), target }
}

pub(super) fn speedup(of: &str, over: &str, least: f64) -> Expectation {
    reaches(ratio(of, over), at_least(least))
}

pub(super) fn accurate(of: &str) -> Expectation {
    Expectation::Accurate { of: name(of), workload: name(ON) }
}

pub(super) struct Fixture {
    pub(super) declaration: Declaration,
    pub(super) samples: Vec<SampleRow>,
    pub(super) metrics: Vec<MetricRow>,
    pub(super) checks: Vec<CheckRow>,
    pub(super) host: Vec<HostRow>,
    pub(super) failures: Vec<FailureRow>,
    pub(super) looks: Looks,
    pub(super) machine: Machine,
    missing: Vec<(Condition, String)>,
    not_run: Vec<NotRun>,
    ended_early: Option<Doubt>,
}

impl Fixture {
    /// One hypothesis with one expectation; every variant has passed its check, nothing is measured.
    pub(super) fn new(expectation: Expectation) -> Self {
        let variant = |text: &str, role, threads, device| Variant {
            name: name(text),
            role,
            threads,
            device,
            only_on: Vec::new(),
            loops: Loops::Calibrated,
            command: None,
        };
        let mut peer = variant("peer", Role::Peer, Threads::One, None);
        peer.command = Some(Command { program: "python3".to_owned(), arguments: Vec::new() });
        let workload = |text: &str| Workload {
            made_from: None,
            size: None,
            name: name(text),
            only_when_named: false,
            reference: name("base"),
            requires: Vec::new(),
        };
        let declaration = Declaration {
            protocol: model::PROTOCOL,
            title: "A made-up experiment".to_owned(),
            workloads: vec![workload("smoke"), workload(ON)],
            variants: vec![
                variant("base", Role::Baseline, Threads::One, None),
                variant("fast", Role::Candidate, Threads::One, None),
                variant("fast-threads", Role::Candidate, Threads::Exactly(4), None),
                variant("gpu", Role::Candidate, Threads::One, Some(DeviceKind::Wgpu)),
                variant("cuda", Role::Candidate, Threads::One, Some(DeviceKind::Cuda)),
                peer,
                variant("planted", Role::Control, Threads::One, None),
            ],
            hypotheses: vec![Hypothesis {
                claim: "fast is faster".to_owned(),
                expectations: vec![expectation],
                guards: Vec::new(),
                given: Vec::new(),
                claimed: None,
                predicted: None,
                because: None,
            }],
            margin: Some(0.05),
        };
        let mut made = Self {
            declaration,
            samples: Vec::new(),
            metrics: Vec::new(),
            checks: Vec::new(),
            host: Vec::new(),
            failures: Vec::new(),
            looks: Looks::standard(),
            machine: Machine {
                cpu_model: Some("Intel(R) Xeon(R) Processor".to_owned()),
                cores: Cores { performance: Some(4), usable: 4, ..Cores::default() },
                ..Machine::default()
            },
            missing: Vec::new(),
            not_run: Vec::new(),
            ended_early: None,
        };
        for variant in ["base", "fast", "fast-threads", "gpu", "cuda", "peer"] {
            made = made.checked(variant, 0.0);
        }
        made.checked("planted", 1.0)
    }

    pub(super) fn hypothesis(&mut self) -> &mut Hypothesis {
        &mut self.declaration.hypotheses[0]
    }

    pub(super) fn variant(&mut self, variant: &str) -> &mut Variant {
        self.declaration.variants.iter_mut().find(|v| v.name.as_str() == variant).unwrap()
    }

    /// So many rounds of so many milliseconds, with a little noise that differs by variant.
    pub(super) fn takes(self, variant: &str, ms: f64, rounds: u32) -> Self {
        let times: Vec<f64> = (0..rounds).map(|round| ms * noise(variant, round)).collect();
        self.times(variant, &times)
    }

    /// The milliseconds of every round, by every clock.
    pub(super) fn times(mut self, variant: &str, ms: &[f64]) -> Self {
        for (round, ms) in ms.iter().enumerate() {
            self = self.sample(variant, round as u32, *ms, Some(*ms));
        }
        self
    }

    /// One iteration: wall and thread CPU time.
    pub(super) fn sample(mut self, variant: &str, round: u32, wall_ms: f64, cpu_ms: Option<f64>) -> Self {
        let ns = |ms: f64| (ms * 1e6).round() as u64;
        let iteration = self
            .samples
            .iter()
            .filter(|row| row.variant.as_str() == variant && row.round == round && row.scope == Scope::Alone)
            .count() as u32;
        self.samples.push(SampleRow {
            side: model::Side::Head,
            experiment: name("demo"),
            workload: name(ON),
            variant: name(variant),
            round,
            scope: Scope::Alone,
            copy: 0,
            place: 0,
            iteration,
            loops: 1,
            threads: if variant == "fast-threads" { 4 } else { 1 },
            wall_ns: ns(wall_ms),
            thread_cpu_ns: cpu_ms.map(ns),
            process_cpu_ns: None,
            device_ns: None,
            disturbed: false,
        });
        self
    }

    /// Copies of a variant at once, in every round: the milliseconds of each copy.
    pub(super) fn copies(mut self, variant: &str, ms: &[f64], rounds: u32) -> Self {
        for round in 0..rounds {
            for (copy, ms) in ms.iter().enumerate() {
                self = self.sample(variant, round, ms * noise("copies", round), None);
                let row = self.samples.last_mut().unwrap();
                row.scope = Scope::Together;
                row.copy = copy as u32;
            }
        }
        self
    }

    /// Changes samples after the fact.
    pub(super) fn change(mut self, variant: &str, change: impl Fn(&mut SampleRow)) -> Self {
        self.samples.iter_mut().filter(|row| row.variant.as_str() == variant).for_each(change);
        self
    }

    /// One invocation after another reports a figure.
    pub(super) fn reports(mut self, variant: &str, metric: &str, unit: &str, values: &[f64]) -> Self {
        for (round, value) in values.iter().enumerate() {
            self.metrics.push(MetricRow {
                seed: None,
                side: model::Side::Head,
                experiment: name("demo"),
                workload: name(ON),
                variant: name(variant),
                round: round as u32,
                metric: name(metric),
                value: *value,
                unit: unit.to_owned(),
                projected: false,
            });
        }
        self
    }

    /// Passes, counted with the seeds 1, 2 ... after a check with each.
    pub(super) fn counted(mut self, variant: &str, passes: &[f64]) -> Self {
        for (seed, passes) in (1..).zip(passes) {
            self = self.checked(variant, 0.0).reports(variant, "passes", "", &[*passes]);
            self.checks.last_mut().unwrap().seed = Some(seed);
            self.metrics.last_mut().unwrap().seed = Some(seed);
        }
        self
    }

    pub(super) fn projected(mut self) -> Self {
        self.metrics.iter_mut().for_each(|row| row.projected = true);
        self
    }

    /// One more comparison: an error of up to 0.5 is allowed.
    pub(super) fn checked(mut self, variant: &str, error: f64) -> Self {
        self.checks.push(CheckRow {
            seed: None,
            side: model::Side::Head,
            digests: None,
            experiment: name("demo"),
            workload: name(ON),
            variant: name(variant),
            check: Check {
                name: "km".to_owned(),
                kind: CheckKind::Absolute,
                error: Some(error),
                tolerance: 0.5,
                passed: error <= 0.5,
                note: None,
            },
        });
        self
    }

    pub(super) fn unchecked(mut self, variant: &str) -> Self {
        self.checks.retain(|row| row.variant.as_str() != variant);
        self
    }

    pub(super) fn happened(mut self, variant: Option<&str>, round: Option<u32>, what: Happened) -> Self {
        self.failures.push(FailureRow {
            side: model::Side::Head,
            experiment: name("demo"),
            workload: Some(name(ON)),
            variant: variant.map(name),
            round,
            what,
            log_tail: String::new(),
        });
        self
    }

    pub(super) fn crashes(self, variant: &str) -> Self {
        self.happened(Some(variant), Some(3), Happened::Failed(Failure::Signal(11)))
    }

    pub(super) fn cannot_run(self, variant: &str, why: &str) -> Self {
        self.happened(Some(variant), None, Happened::CannotRun(why.to_owned()))
    }

    /// Evidence in so many rounds.
    pub(super) fn proves(mut self, variant: &str, kind: GpuKind, dispatches: u64, rounds: u32) -> Self {
        let (device, backend) = if variant == "cuda" { ("H200", "CUDA") } else { ("llvmpipe", "Vulkan") };
        for round in 0..rounds {
            let proof = Evidence {
                device: device.to_owned(),
                backend: backend.to_owned(),
                kind,
                driver: "a driver".to_owned(),
                dispatches,
                bytes_up: 1 << 20,
                bytes_down: 1 << 20,
                device_ns: Some(1_000_000),
            };
            self = self.happened(Some(variant), Some(round), Happened::Ran(proof));
        }
        self
    }

    /// So many rounds, of which these were disturbed.
    pub(super) fn disturbed(mut self, rounds: u32, disturbed: &[u32]) -> Self {
        self.host = (0..rounds)
            .map(|round| HostRow {
                experiment: name("demo"),
                workload: name(ON),
                round,
                before: HostReading::default(),
                after: HostReading::default(),
                wall_ns: 1,
                disturbance: disturbed.contains(&round).then(|| "steal".to_owned()),
            })
            .collect();
        self
    }

    pub(super) fn given(mut self, condition: Condition) -> Self {
        self.hypothesis().given.push(condition);
        self
    }

    pub(super) fn lacks(mut self, condition: Condition, why: &str) -> Self {
        self.missing.push((condition, why.to_owned()));
        self
    }

    pub(super) fn left_out(mut self, workload: Option<&str>, variant: Option<&str>, why: &str) -> Self {
        let (workload, variant) = (workload.map(name), variant.map(name));
        self.not_run.push(NotRun { workload, variant, why: why.to_owned() });
        self
    }

    pub(super) fn ended_early(mut self, why: Doubt) -> Self {
        self.ended_early = Some(why);
        self
    }

    pub(super) fn guarded(mut self, measure: Measure, target: Target) -> Self {
        self.hypothesis().guards.push(Guard { measure, workload: None, target });
        self
    }

    pub(super) fn claimed(mut self, promised: &str, least: Option<f64>, machine: &str) -> Self {
        self.hypothesis().claimed =
            Some(Claim { promised: promised.to_owned(), at_least: least, machine: machine.to_owned() });
        self
    }

    pub(super) fn predicted(mut self, prediction: Prediction) -> Self {
        self.hypothesis().predicted = Some(prediction);
        self
    }

    fn with_case<T>(&self, ask: impl FnOnce(&Case<'_>) -> T) -> T {
        let experiment = name("demo");
        let missing = |condition: &Condition| {
            self.missing.iter().find(|(c, _)| c == condition).map(|(_, why)| why.clone())
        };
        ask(&Case {
            experiment: &experiment,
            declaration: &self.declaration,
            rows: &Rows::of(&self.record()),
            looks: &self.looks,
            machine: &self.machine,
            missing: &missing,
            not_run: &self.not_run,
            ended_early: self.ended_early.clone(),
        })
    }

    pub(super) fn judge(&self) -> Vec<VerdictRow> {
        self.with_case(crate::judge)
    }

    pub(super) fn undecided(&self) -> Needed {
        self.with_case(|case| crate::undecided(case, &name(ON)))
    }

    /// The run that this experiment would be, judged.
    pub(super) fn run(&self) -> RunRecord {
        RunRecord { verdicts: self.judge(), ..self.record() }
    }

    fn record(&self) -> RunRecord {
        RunRecord {
            header: RunHeader {
                kind: model::RunKind::Run,
                base: None,
                run: "run".to_owned(),
                started_utc: "2026-01-01T00:00:00Z".to_owned(),
                pin: Pin::default(),
                experiments: vec![ExperimentPin {
                    side: model::Side::Head,
                    experiment: name("demo"),
                    plan: None,
                    phase: None,
                    declaration: self.declaration.clone(),
                    declaration_hash: String::new(),
                    source_hash: String::new(),
                    binary_hash: String::new(),
                }],
                rustc: String::new(),
                flags: String::new(),
                harness: String::new(),
                command: Vec::new(),
                seed: 1,
                ended_early: None,
            },
            machine: self.machine.clone(),
            samples: self.samples.clone(),
            metrics: self.metrics.clone(),
            checks: self.checks.clone(),
            spans: Vec::new(),
            host: self.host.clone(),
            failures: self.failures.clone(),
            verdicts: Vec::new(),
            outcomes: Vec::new(),
            power: Vec::new(),
        }
    }
}

/// Between 0.99 and 1.01, the same every time, and unlike that of another variant (Steele's SplitMix64).
fn noise(variant: &str, round: u32) -> f64 {
    let text = variant.bytes().fold(7_u64, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let mut mixed = text.wrapping_add((u64::from(round) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    1.0 + (((mixed >> 33) % 1000) as f64 / 1000.0 - 0.5) / 50.0
}
