//! What was run and on which machine: headers, pins and declarations of which every field is used.

use model::{
    Cache, CacheKind, Claim, Command, Condition, Cores, Declaration, DeviceKind, Expectation, ExperimentPin,
    Gpu, GpuKind, Guard, Hypothesis, Level, Loops, Machine, Measure, Memory, Pin, Prediction, Role,
    RunHeader, Target, Threads, Variant, Virtualisation, Workload,
};

use super::{name, side};
use crate::chance::Chance;

pub(super) fn header(c: &mut Chance, seed: u64) -> RunHeader {
    let patch = c.maybe(|_| "diff --git a/naïve b/naïve\n+\u{1f980}\n".to_owned());
    let experiments = if seed % 3 == 2 { 0 } else { 1 + c.below(3) };
    RunHeader {
        kind: model::RunKind::Run,
        base: None,
        run: format!("20260101T0000{:02}Z-0123abcd-linux-x86_64.test-{seed:08x}", seed % 60),
        started_utc: format!("2026-01-01T00:00:{:02}Z", seed % 60),
        pin: Pin {
            commit: c.maybe(|_| "0123abcd".repeat(5)),
            branch: c.maybe(Chance::text),
            dirty: patch.is_some(),
            patch_hash: patch.as_deref().map(results::text_hash),
            patch,
            lock_hash: c.maybe(Chance::text),
            caution: c.maybe(Chance::text),
        },
        experiments: (0..experiments).map(|number| pinned(c, number)).collect(),
        rustc: c.text(),
        flags: c.text(),
        harness: c.text(),
        command: (0..c.below(4)).map(|_| c.text()).collect(),
        seed: c.whole(),
        ended_early: c.maybe(Chance::text),
    }
}

fn pinned(c: &mut Chance, number: u64) -> ExperimentPin {
    ExperimentPin {
        side: side(c),
        experiment: name(&format!("experiment-{number}")),
        plan: c.maybe(Chance::text),
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
        because: c.maybe(Chance::text),
    }
}

pub(super) const PREDICTIONS: [Prediction; 4] =
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

pub(super) fn machine(c: &mut Chance) -> Machine {
    let kinds = [CacheKind::Data, CacheKind::Instruction, CacheKind::Unified];
    Machine {
        system: "linux".to_owned(),
        architecture: "x86_64".to_owned(),
        kernel: c.maybe(Chance::text),
        release: c.maybe(Chance::text),
        cpu_model: c.maybe(Chance::text),
        cpu_signature: c.maybe(|c| (c.count(), c.count(), c.count())),
        microcode: c.maybe(Chance::text),
        governor: c.maybe(Chance::text),
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
            hypervisor: c.maybe(Chance::text),
            container: c.maybe(Chance::text),
        },
        unknown: vec![c.text()],
        class: "linux-x86_64.test".to_owned(),
        fingerprint: c.text(),
    }
}
