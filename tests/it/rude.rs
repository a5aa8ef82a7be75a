//! Workers that misbehave in every way we know: each is one clear failed row, and the good variants are judged.

use crate::world::World;

const RUDE: &str = r#"
//! For a test.
use std::io::Write;
use touchstone::prelude::*;

struct Rude;

impl Experiment for Rude {
    type Workload = ();
    type Input = ();
    type Output = u8;

    fn declare() -> Declaration<Self> {
        Declaration::<Self>::new("Workers misbehave")
            .workload("smoke", ())
            .baseline("good", |(), _| measured(|| { spin(4); 1 }))
            .never_looped()
            .candidate("better", |(), _| measured(|| { spin(1); println!("a library may print"); 1 }))
            .never_looped()
            .candidate("panics", |(), _| measured(|| panic!("out of cheese")))
            .candidate("aborts", |(), _| measured(|| std::process::abort()))
            .candidate("hangs", |(), _| measured(|| loop { std::thread::sleep(std::time::Duration::from_secs(1)) }))
            .candidate("eats", |(), _| measured(|| {
                let mut eaten = Vec::new();
                loop { eaten.push(vec![1_u8; 8 << 20]); std::thread::sleep(std::time::Duration::from_millis(2)); }
            }))
            .candidate("half-line", |(), _| measured(|| { raw("{\"event\":\"sam"); std::process::exit(0) }))
            .candidate("nan", |(), _| measured(|| 1).reporting(|_, report| report.metric("hit-rate", f64::NAN, "")))
            .candidate("raw-nan", |(), _| measured(|| {
                raw("{\"event\":\"metric\",\"name\":\"x\",\"value\":NaN,\"unit\":\"\"}\n");
                1
            }))
            .candidate("newer", |(), _| measured(|| { raw("{\"event\":\"ready\",\"protocol\":99}\n"); 1 }))
            .hypothesis(
                Hypothesis::new("good workers are judged all the same")
                    .expect(speedup("better").over("good").on("smoke").at_least(1.5)),
            )
            .hypothesis(
                Hypothesis::new("a crash has no speed")
                    .expect(speedup("aborts").over("good").on("smoke").at_least(1.5)),
            )
    }

    fn input(_: &(), _: &mut Rng) {}

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        Checks::new().exact("answer", [outputs.reference], [outputs.got])
    }
}

fn spin(times: u64) {
    for i in 0..times * 1_000_000 { std::hint::black_box(i); }
}

fn raw(text: &str) {
    let path = std::env::var_os("TOUCHSTONE_OUT").unwrap();
    std::fs::OpenOptions::new().append(true).open(path).unwrap().write_all(text.as_bytes()).unwrap();
}

fn main() -> ExitCode {
    touchstone::main::<Rude>()
}
"#;

#[test]
fn each_rude_worker_is_one_failed_row_and_the_others_are_judged() {
    let world = World::with("rude", RUDE);
    let ran = world
        .run(&["run", "--json", "--rounds", "20", "--timeout", "3s", "--memory-limit", "500MiB"])
        .ends(4);
    let json = ran.json();
    assert_eq!(json["verdicts"][0]["verdict"]["verdict"], "confirmed", "{json:#}");
    assert_eq!(json["verdicts"][1]["verdict"]["verdict"], "crashed", "{json:#}");

    let rows = world
        .run(&["query", "--json", "SELECT variant, what, kind FROM failures ORDER BY variant"])
        .ends(0)
        .json();
    let rows: Vec<(&str, &str)> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["variant"].as_str().unwrap(), row["what"].as_str().unwrap()))
        .collect();
    let expected = [
        ("aborts", "signal 6"),
        ("eats", "memory limit of 500 MiB"),
        ("half-line", "only half a line"),
        ("hangs", "time limit of 3 s"),
        ("nan", "`hit-rate` is NaN"),
        ("newer", "speaks protocol 99"),
        ("panics", "out of cheese"),
        ("raw-nan", "NaN is no number"),
    ];
    assert_eq!(rows.len(), expected.len(), "{rows:#?}");
    for ((variant, what), (expected, words)) in rows.iter().zip(expected) {
        assert_eq!(*variant, expected);
        assert!(what.contains(words), "{variant}: {what}");
    }
}

#[test]
fn a_worker_that_prints_while_it_is_described_is_one_failed_row() {
    let source = crate::world::HONEST.replace(
        "fn declare() -> Declaration<Self> {",
        "fn declare() -> Declaration<Self> { println!(\"hello\");",
    );
    let world = World::with("chatty", &source);
    world.run(&["list"]).ends(4).says("it printed \"hello\"");
    let json = world.run(&["run", "--json", "--rounds", "1"]).ends(4).json();
    assert_eq!(json["verdicts"][0]["verdict"]["verdict"], "crashed", "{json:#}");
    assert_eq!(json["verdicts"].as_array().unwrap().len(), 1);
}
