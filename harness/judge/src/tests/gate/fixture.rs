//! A made-up gate in a few words: what the base takes, what the head takes, and what went wrong on which side.

use std::collections::BTreeSet;

use model::{
    Check, CheckKind, CheckRow, Condition, Declaration, Digests, Evidence, FailureRow, GpuKind, Happened,
    HostReading, HostRow, MetricRow, Name, OutcomeRow, Quantity, RunRecord, SampleRow, Scope, Side,
    Undecided, Workload,
};
use stats::Looks;

use crate::{
    gate::{CodeChange, GateCase, Margin, Sides, Weighed, decide, undecided, weigh},
    tests::fixture::{Fixture, ON, name, speedup},
};

pub(super) const SIDES: [Side; 3] = [Side::Base, Side::Head, Side::Twin];
const BASES: [Side; 2] = [Side::Base, Side::Twin];

pub(super) struct Gate {
    pub(super) base: Declaration,
    pub(super) head: Declaration,
    pub(super) run: RunRecord,
    pub(super) looks: Looks,
    pub(super) margin: Option<f64>,
    pub(super) family: usize,
    pub(super) ended_early: Option<Undecided>,
    pub(super) code_changed: CodeChange,
    pub(super) accepted: Option<RunRecord>,
    pub(super) missing: Option<String>,
    pub(super) asked: Vec<Name>,
}

impl Gate {
    /// `base`, `fast` and the control `planted`, checked on both sides; nothing is measured.
    pub(super) fn new() -> Self {
        Self::of(&["base", "fast", "planted"])
    }

    pub(super) fn of(variants: &[&str]) -> Self {
        let fixture = Fixture::new(speedup("fast", "base", 2.0));
        let mut declaration = fixture.declaration.clone();
        declaration.variants.retain(|variant| variants.contains(&variant.name.as_str()));
        declaration.margin = None;
        let mut run = fixture.run();
        run.verdicts.clear();
        run.checks.clear();
        let mut made = Self {
            base: declaration.clone(),
            head: declaration,
            run,
            looks: Looks::standard(),
            margin: None,
            family: 2,
            ended_early: None,
            code_changed: CodeChange::Changed,
            accepted: None,
            missing: None,
            asked: vec![name(ON)],
        };
        for variant in variants {
            made = made.checked(&SIDES, variant, if *variant == "planted" { 1.0 } else { 0.0 });
        }
        made
    }

    /// Everything takes as long on both sides: 100 ms for `base` and 40 ms for `fast`, with 2 % of noise.
    pub(super) fn sound(rounds: u32) -> Self {
        Self::new().takes("base", 100.0, 1.0, rounds).takes("fast", 40.0, 1.0, rounds)
    }

    /// `fast` takes so many times as long on the head.
    pub(super) fn slower(by: f64, rounds: u32) -> Self {
        Self::new().takes("base", 100.0, 1.0, rounds).takes("fast", 40.0, by, rounds)
    }

    pub(super) fn takes(self, variant: &str, ms: f64, by: f64, rounds: u32) -> Self {
        self.takes_on(ON, variant, ms, by, rounds)
    }

    /// So many milliseconds with 2 % of noise, and so many times as many on the head.
    pub(super) fn takes_on(mut self, workload: &str, variant: &str, ms: f64, by: f64, rounds: u32) -> Self {
        for side in SIDES {
            for round in 0..rounds {
                let noise = noise(&format!("{workload} {variant} {}", side.as_str()), round);
                let slow = if side == Side::Head { by } else { 1.0 };
                self.sample_on(workload, side, variant, round, ms * slow * (0.02 * noise).exp());
            }
        }
        self
    }

    pub(super) fn sample(&mut self, side: Side, variant: &str, round: u32, ms: f64) {
        self.sample_on(ON, side, variant, round, ms);
    }

    fn sample_on(&mut self, workload: &str, side: Side, variant: &str, round: u32, ms: f64) {
        let ns = (ms * 1e6).round() as u64;
        self.run.samples.push(SampleRow {
            side,
            experiment: name("demo"),
            workload: name(workload),
            variant: name(variant),
            round,
            scope: Scope::Alone,
            copy: 0,
            place: 0,
            iteration: 0,
            loops: 1,
            threads: 1,
            wall_ns: ns,
            thread_cpu_ns: Some(ns),
            process_cpu_ns: None,
            device_ns: None,
            disturbed: false,
        });
    }

    pub(super) fn change(mut self, side: Side, variant: &str, change: impl Fn(&mut SampleRow)) -> Self {
        for row in &mut self.run.samples {
            if row.side == side && row.variant.as_str() == variant {
                change(row);
            }
        }
        self
    }

    pub(super) fn reports(
        mut self,
        side: Side,
        variant: &str,
        metric: &str,
        unit: &str,
        values: &[f64],
    ) -> Self {
        for (round, value) in values.iter().enumerate() {
            self.run.metrics.push(MetricRow {
                seed: None,
                side,
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

    /// A count, the same in three invocations of each side.
    pub(super) fn counts(mut self, variant: &str, metric: &str, base: f64, head: f64) -> Self {
        for side in SIDES {
            let value = if side == Side::Head { head } else { base };
            self = self.reports(side, variant, metric, "", &[value; 3]);
        }
        self
    }

    /// Instructions of a call on both sides, on another workload where one is named.
    pub(super) fn instructions(mut self, workload: &str, variant: &str, base: f64, head: f64) -> Self {
        for (side, value) in [(Side::Base, base), (Side::Head, head)] {
            self = self.reports(side, variant, "instructions", "", &[value]);
            self.run.metrics.last_mut().unwrap().workload = name(workload);
        }
        self
    }

    /// MiB of peak memory of every round, with so much noise.
    pub(super) fn memory(mut self, variant: &str, [base, head]: [f64; 2], spread: f64, rounds: u32) -> Self {
        for side in SIDES {
            let usual = if side == Side::Head { head } else { base };
            let at = |round| noise(&format!("memory {variant} {}", side.as_str()), round);
            let values: Vec<f64> =
                (0..rounds).map(|round| usual * 1_048_576.0 * (spread * at(round)).exp()).collect();
            self = self.reports(side, variant, "peak-memory", "B", &values);
        }
        self
    }

    /// Its check, of which an error of up to 0.5 passes.
    pub(super) fn checked(mut self, sides: &[Side], variant: &str, error: f64) -> Self {
        for side in sides {
            self.run.checks.retain(|row| row.side != *side || row.variant.as_str() != variant);
            self.run.checks.push(CheckRow {
                seed: None,
                side: *side,
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
        }
        self
    }

    pub(super) fn wrong_on_base(self, variant: &str) -> Self {
        self.checked(&BASES, variant, 9.0)
    }

    pub(super) fn digests(mut self, side: Side, input: &str) -> Self {
        for row in self.run.checks.iter_mut().filter(|row| row.side == side) {
            row.digests = Some(Digests { input: input.to_owned(), output: String::new() });
        }
        self
    }

    pub(super) fn happened(mut self, side: Side, variant: Option<&str>, what: Happened) -> Self {
        self.run.failures.push(FailureRow {
            side,
            experiment: name("demo"),
            workload: Some(name(ON)),
            variant: variant.map(name),
            round: Some(0),
            what,
            log_tail: String::new(),
        });
        self
    }

    /// Evidence of a device in ten rounds.
    pub(super) fn proves(mut self, side: Side, variant: &str, kind: GpuKind) -> Self {
        for round in 0..10 {
            let proof = Evidence {
                device: "H200".to_owned(),
                backend: "Vulkan".to_owned(),
                kind,
                driver: "a driver".to_owned(),
                dispatches: 7,
                bytes_up: 1,
                bytes_down: 1,
                device_ns: None,
            };
            self = self.happened(side, Some(variant), Happened::Ran(proof));
            self.run.failures.last_mut().unwrap().round = Some(round);
        }
        self
    }

    pub(super) fn disturbed(mut self, rounds: u32, disturbed: &[u32]) -> Self {
        self.run.host = (0..rounds)
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

    /// A workload of its own, of this size, that is asked for.
    pub(super) fn sized(mut self, workload: &str, size: f64) -> Self {
        for declaration in [&mut self.base, &mut self.head] {
            if declaration.workload(&name(workload)).is_none() {
                let like = declaration.workloads[0].clone();
                declaration.workloads.push(Workload { name: name(workload), ..like });
            }
            for on in declaration.workloads.iter_mut().filter(|on| on.name.as_str() == workload) {
                on.size = Some(size);
            }
        }
        let checks: Vec<CheckRow> =
            self.run.checks.iter().filter(|row| row.workload == name(ON)).cloned().collect();
        if workload != ON {
            self.run
                .checks
                .extend(checks.into_iter().map(|row| CheckRow { workload: name(workload), ..row }));
            self.asked.push(name(workload));
        }
        self
    }

    pub(super) fn with_case<T>(&self, ask: impl FnOnce(&GateCase<'_>) -> T) -> T {
        let pin = self.run.header.experiments[0].clone();
        let mut run = self.run.clone();
        run.header.experiments = [(Side::Base, &self.base), (Side::Head, &self.head)]
            .map(|(side, declaration)| model::ExperimentPin {
                side,
                declaration: declaration.clone(),
                ..pin.clone()
            })
            .to_vec();
        let missing = |_: &Condition| self.missing.clone();
        ask(&GateCase {
            experiment: &name("demo"),
            sides: &Sides::of(&run),
            asked: &self.asked,
            looks: &self.looks,
            margin: self.margin.map(|share| Margin::new(share).unwrap()),
            family: self.family,
            ended_early: self.ended_early.clone(),
            code_changed: self.code_changed,
            machine: &self.run.machine,
            missing: &missing,
            accepted: self.accepted.as_ref(),
        })
    }

    pub(super) fn weighed(&self) -> Vec<Weighed> {
        self.with_case(weigh)
    }

    pub(super) fn rows(&self) -> Vec<OutcomeRow> {
        decide(self.weighed(), 0)
    }

    pub(super) fn undecided(&self, rounds: u32) -> BTreeSet<Name> {
        self.with_case(|case| undecided(case, &name(ON), rounds))
    }

    /// The row of this variant and quantity on [`ON`], or of the whole.
    pub(super) fn row(&self, variant: &str, quantity: &Quantity) -> OutcomeRow {
        let rows = self.rows();
        let is_it = |row: &&OutcomeRow| {
            row.variant.as_ref().map_or("", Name::as_str) == variant
                && row.quantity == *quantity
                && row.workload.as_ref().is_none_or(|on| on.as_str() == ON)
        };
        rows.iter().find(is_it).unwrap_or_else(|| panic!("no {quantity} of {variant:?} in {rows:#?}")).clone()
    }
}

/// Roughly normal with variance 1, the same every time, and unlike that of another series (the sum of twelve SplitMix64).
pub(super) fn noise(of: &str, round: u32) -> f64 {
    // Fowler, Noll and Vo's hash.
    let text = of.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut state = text.wrapping_add(u64::from(round) << 20);
    let uniform = |state: &mut u64| {
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = *state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    };
    (0..12).map(|_| uniform(&mut state)).sum::<f64>() - 6.0
}
