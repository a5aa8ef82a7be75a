//! A branch with twelve planted changes: the gate names the eight bad ones, and no other.

use std::collections::BTreeMap;

use crate::world::World;

/// An experiment of one candidate, `fast`, over a baseline; `WORK` is what the candidate does.
const EXPERIMENT: &str = r#"
//! For a test.
use touchstone::prelude::*;

struct Planted;

impl Experiment for Planted {
    type Workload = u64;
    type Input = u64;
    type Output = u64;

    fn declare() -> Declaration<Self> {
        Declaration::<Self>::new("Something is planted here")
            .workload("smoke", 2_000)
            .LARGE("large", 8_000)
            .sized(|n| *n as f64)
            .baseline("plain", |n, _| measured(move || answer(*n)))
            .candidate("fast", |n, _| measured(move || work(*n))REPORTING)
            DEVICE
            .control("wrong", |n, _| measured(move || answer(*n) + 1))
            .hypothesis(
                Hypothesis::new("it is no slower than a tenth of plain")
                    .expect(speedup("fast").over("plain").on("smoke").at_least(TARGET))
                    .predicted(Open)BOTH,
            )
    }

    fn input(n: &u64, _: &mut Rng) -> u64 {
        *n
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        Checks::new().exact("sum", [outputs.reference], [outputs.got])
    }
}

fn answer(n: u64) -> u64 {
    (0..n).map(|i| i.wrapping_mul(i) % 1_000).sum()
}

/// So much work that cannot be left out.
fn churn(steps: u64) {
    let mut hash = 0_u64;
    for step in 0..steps {
        hash = std::hint::black_box((hash ^ step).wrapping_mul(0x100_0000_01b3).rotate_left(7));
    }
    std::hint::black_box(hash);
}

fn evidence() -> Evidence {
    Evidence {
        device: "Test GPU".to_owned(),
        backend: "Vulkan".to_owned(),
        kind: GpuKind::Discrete,
        driver: "1".to_owned(),
        dispatches: 1,
        bytes_up: 8,
        bytes_down: 8,
        device_ns: Some(1_000),
    }
}

WORK

fn main() -> ExitCode {
    touchstone::main::<Planted>()
}
"#;

/// What a change does to one experiment.
struct Planted {
    name: &'static str,
    base: Source,
    head: Source,
    /// A word of the reason for which it must be red; `None` where it must not be.
    red: Option<&'static str>,
}

#[derive(Clone, Copy)]
struct Source {
    work: &'static str,
    reporting: &'static str,
    device: &'static str,
    target: &'static str,
    /// Is the large workload measured too?
    large: &'static str,
}

const PLAIN: Source = Source {
    work: "fn work(n: u64) -> u64 { churn(n * 200); answer(n) }",
    reporting: "",
    device: "",
    target: "0.0001",
    large: "named_workload",
};

const fn works(work: &'static str) -> Source {
    Source { work, ..PLAIN }
}

const ON_DEVICE: Source = Source {
    reporting: ".reporting(|_, report| report.evidence(evidence()))",
    device: ".on_device(DeviceKind::Wgpu)",
    ..PLAIN
};

fn planted() -> [Planted; 12] {
    let slower =
        |name, head| Planted { name, base: PLAIN, head: works(head), red: Some("beyond the margin") };
    let harmless = |name, head| Planted { name, base: PLAIN, head: works(head), red: None };
    [
        slower("time-15", "fn work(n: u64) -> u64 { churn(n * 230); answer(n) }"),
        slower("time-25", "fn work(n: u64) -> u64 { churn(n * 250); answer(n) }"),
        slower(
            "time-twice",
            "fn work(n: u64) -> u64 { let twice = answer(n).max(answer(n)); churn(n * 200); churn(n * 200); twice }",
        ),
        Planted {
            name: "more-memory",
            base: works("fn work(n: u64) -> u64 { hold(20); answer(n) }\nHOLD"),
            head: works("fn work(n: u64) -> u64 { hold(30); answer(n) }\nHOLD"),
            red: Some("beyond the margin"),
        },
        Planted {
            name: "wrong-answer",
            base: PLAIN,
            head: works("fn work(n: u64) -> u64 { churn(n * 200); answer(n) + u64::from(n > 1_000) }"),
            red: Some("wrong answer"),
        },
        Planted {
            name: "turned-quadratic",
            base: Source { large: "workload", ..PLAIN },
            // The same at 2,000, four times as much at 8,000.
            head: Source {
                work: "fn work(n: u64) -> u64 { churn(n * n / 10); answer(n) }",
                large: "workload",
                ..PLAIN
            },
            red: Some("beyond the margin"),
        },
        Planted {
            name: "cpu-fallback",
            base: ON_DEVICE,
            head: Source { reporting: "", ..ON_DEVICE },
            red: Some("the base ran on the device"),
        },
        Planted {
            name: "loosened-target",
            base: PLAIN,
            head: Source { target: "0.00005", ..PLAIN },
            red: Some("made easier"),
        },
        harmless("harmless-comment", "// A comment.\nfn work(n: u64) -> u64 { churn(n * 200); answer(n) }"),
        harmless(
            "harmless-name",
            "fn work(many: u64) -> u64 { let steps = many * 200; churn(steps); answer(many) }",
        ),
        harmless("harmless-order", "fn work(n: u64) -> u64 { let sum = answer(n); churn(n * 200); sum }"),
        harmless(
            "harmless-pieces",
            "fn work(n: u64) -> u64 { churn(n * 100); churn(n * 100); answer(n) }\npub fn spare() -> u64 { answer(3) }",
        ),
    ]
}

/// A workload is measured where a hypothesis speaks of it.
const ON_LARGE: &str = ".expect(accurate(\"fast\").on(\"large\"))";

/// Touches so many MiB.
const HOLD: &str = "fn hold(mib: usize) { std::hint::black_box(vec![1_u8; mib << 20]); }";

fn text(source: Source) -> String {
    EXPERIMENT
        .replace("WORK", source.work)
        .replace("HOLD", HOLD)
        .replace("REPORTING", source.reporting)
        .replace("DEVICE", source.device)
        .replace("TARGET", source.target)
        .replace("LARGE", source.large)
        .replace("BOTH", if source.large == "workload" { ON_LARGE } else { "" })
}

#[test]
fn of_twelve_planted_changes_the_gate_names_exactly_the_eight_bad_ones() {
    let world = World::new();
    for planted in planted() {
        world.add(planted.name, &text(planted.base));
    }
    world.commit("as it was");
    for planted in planted() {
        world.add(planted.name, &text(planted.head));
    }
    world.commit("twelve changes");
    let said = world.run(&["gate", "--base", "HEAD~1", "--json"]).ends(1).json();
    let mut red: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in said["outcomes"].as_array().unwrap() {
        if row["outcome"]["outcome"] == "regressed" {
            let name = row["experiment"].as_str().unwrap().to_owned();
            red.entry(name).or_default().push(row["outcome"].to_string() + &row["quantity"].to_string());
        }
    }
    let bad: Vec<&str> = planted().iter().filter(|planted| planted.red.is_some()).map(|p| p.name).collect();
    let mut bad: Vec<String> = bad.into_iter().map(str::to_owned).collect();
    bad.sort();
    assert_eq!(red.keys().cloned().collect::<Vec<_>>(), bad, "{red:#?}");
    let growth = said["outcomes"].as_array().unwrap().iter().any(|row| {
        row["experiment"] == "turned-quadratic"
            && row["quantity"] == "growth"
            && row["outcome"]["outcome"] == "regressed"
    });
    assert!(growth, "the growth itself is named: {red:#?}");
    let page = world.run(&["show"]).ends(0);
    for planted in planted() {
        if let Some(words) = planted.red {
            assert!(
                page.out.contains(planted.name) && page.out.contains(words),
                "{}\n{}",
                planted.name,
                page.out
            );
        }
    }
}
