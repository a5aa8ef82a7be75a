//! Where the time of a variant goes, from the spans of a real worker to a trace that a viewer opens.

use std::fs;

use serde_json::Value;

use crate::world::World;

/// `nested` has a stage inside a stage and one on another lane, `plain` tells nothing, `lone` runs on smoke only.
const STAGED: &str = r#"
//! For a test.
use touchstone::prelude::*;

struct Stages;

impl Experiment for Stages {
    type Workload = u64;
    type Input = u64;
    type Output = u64;

    fn declare() -> Declaration<Self> {
        Declaration::<Self>::new("Where the time goes")
            .workload("smoke", 1_000)
            .workload("small", 300_000)
            .workload("tiny", 2_000)
            .sized(|n| *n as f64)
            .baseline("plain", |n, _| measured(move || work(*n)))
            .candidate("nested", |n, _| {
                let main = Recorder::with_room(8);
                let (inside, worker) = (main.clone(), main.on("worker-1"));
                measured(move || {
                    let year = inside.start();
                    let solve = inside.start();
                    let answer = work(*n);
                    inside.end("solve", solve);
                    work(*n / 4);
                    inside.end("year", year);
                    std::thread::scope(|scope| {
                        scope.spawn(|| {
                            let extract = worker.start();
                            work(*n / 4);
                            worker.end("extract", extract);
                        });
                    });
                    answer
                })
                .recording(&main)
            })
            .candidate("lone", |n, _| measured(move || work(*n)))
            .only_on(["smoke"])
            .control("wrong", |n, _| {
                measured(move || work(*n) + 1).reporting(|_, report| report.span("guess", 0, 1))
            })
    }

    fn input(n: &u64, _: &mut Rng) -> u64 {
        *n
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        Checks::new().exact("sum", [outputs.reference], [outputs.got])
    }
}

fn work(n: u64) -> u64 {
    (0..n).fold(0, |hash, i| std::hint::black_box((hash ^ i).wrapping_mul(0x100_0000_01b3).rotate_left(7)))
}

fn main() -> ExitCode {
    touchstone::main::<Stages>()
}
"#;

#[test]
fn a_variant_with_spans_is_profiled_and_its_trace_can_be_opened() {
    let world = World::with("stages", STAGED);
    let said = world.run(&["profile", "stages", "--json", "--seed", "7"]).ends(0);
    let json = said.json();
    assert_eq!((&json["workload"], &json["rounds"]), (&"small".into(), &3.into()), "{json:#}");
    assert!(json["because"].as_str().unwrap().contains("the largest"), "{json:#}");
    let [profile] = json["profiles"].as_array().unwrap().as_slice() else { panic!("{json:#}") };
    assert_eq!(profile["variant"], "nested");
    let share = |stage: &Value| stage["share"].as_f64().unwrap();
    let stages = profile["stages"].as_array().unwrap();
    let all = stages.iter().map(share).sum::<f64>() + share(&profile["outside"]);
    assert!((all - 1.0).abs() < 1e-9, "the shares are the whole: {profile:#}");
    let of = |name: &str| share(stages.iter().find(|stage| stage["stage"] == name).unwrap());
    assert!(of("solve") > of("year") && of("year") > 0.0 && of("extract") > 0.0, "{profile:#}");
    assert_eq!((&profile["invocations"], &profile["spans"]), (&3.into(), &3.0.into()));
    let number = |key: &str| profile[key].as_f64().unwrap();
    let share_of_watching = 3.0 * number("span_cost_s") / number("iteration_s");
    assert!((number("watching_share") / share_of_watching - 1.0).abs() < 1e-6, "{profile:#}");
    let why = |variant: &str| {
        let left_out = json["left_out"].as_array().unwrap().iter();
        left_out
            .filter(|left| left["variant"] == variant)
            .map(|left| left["why"].to_string())
            .collect::<String>()
    };
    assert!(why("plain").contains("reports no spans"), "{json:#}");
    assert!(why("lone").contains("limited to smoke"), "{json:#}");
    assert!(why("wrong").contains("is a control"), "{json:#}");

    let trace = fs::read_to_string(json["trace"].as_str().unwrap()).unwrap();
    let trace: Value = serde_json::from_str(&trace).unwrap();
    let events = trace["traceEvents"].as_array().unwrap();
    let iterations = profile["iterations"].as_u64().unwrap() as usize;
    let solved = events.iter().filter(|event| event["ph"] == "X" && event["name"] == "solve");
    assert_eq!(solved.count(), iterations);
    assert!(json["trace"].as_str().unwrap().contains(".touchstone/profile-stages-small.json"));
    assert!(world.run_names().is_empty(), "a profile is no run");
}

#[test]
fn what_has_no_profile_says_so() {
    let world = World::with("stages", STAGED);
    let plain = world.run(&["profile", "stages", "--variant", "plain", "--workload", "smoke"]).ends(5);
    assert!(plain.out.contains("plain reports no spans") && !plain.out.contains("100 %"), "{plain:?}");
    assert!(!world.path().join(".touchstone/profile-stages-smoke.json").exists());
    world
        .run(&["profile", "stages", "--variant", "wrong", "--workload", "smoke"])
        .ends(1)
        .says("gives a wrong answer (sum)");
    let page = world
        .run(&["profile", "stages", "--workload", "smoke", "--trace", "here.json"])
        .ends(0)
        .says("stages on smoke: as asked for")
        .says("outside every stage")
        .says("watching: 3 spans of ")
        .says("here.json: open it on https://ui.perfetto.dev");
    assert!(world.path().join("here.json").exists(), "{page:?}");
}

#[test]
fn what_is_not_there_is_named_with_the_nearest_name() {
    let world = World::with("stages", STAGED);
    world.run(&["profile", "stagse"]).ends(2).says("no experiment `stagse`; did you mean `stages`?");
    world.run(&["profile", "stages", "--workload", "smal"]).ends(2).says("did you mean `small`?");
    world.run(&["profile", "stages", "--variant", "nestd"]).ends(2).says("did you mean `nested`?");
    world
        .run(&["profile", "stages", "--variant", "lone"])
        .ends(2)
        .says("`lone` does not run on `small`: it is limited to smoke");
    world.add("stages", "fn main() { this does not compile }");
    world.run(&["profile", "stages"]).ends(4).says("stages does not build");
}
