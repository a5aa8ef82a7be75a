//! Counts over seeds, from the declaration to the tables.

use crate::world::World;

/// Halves a number that the seed gives until nothing is left.
const HALVING: &str = r#"
//! For a test.
use touchstone::prelude::*;

struct Halving;

impl Experiment for Halving {
    type Workload = u64;
    type Input = u64;
    type Output = u64;

    fn declare() -> Declaration<Self> {
        Declaration::<Self>::new("Halving until nothing is left")
            .workload("smoke", 1_000_000)
            .baseline("plain", |n, _| measured(|| halvings(*n)).reporting(|steps, report| report.count("steps", *steps)))
            .candidate("again", |n, _| measured(|| halvings(*n)).reporting(|steps, report| report.count("steps", *steps)))
            .hypothesis(expects("a million is halved twenty times", 20.0).predicted(Confirmed))
            .hypothesis(expects("or once", 1.0).predicted(Refuted))
            .hypothesis(
                Hypothesis::new("both do the same")
                    .expect(count("again", "steps").relative_to("plain").every_seed(2).on("smoke").between(0.9, 1.1))
                    .predicted(Confirmed),
            )
    }

    fn input(n: &u64, rng: &mut Rng) -> u64 {
        rng.random_range(*n / 2..*n)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        Checks::new().exact("steps", [outputs.reference], [outputs.got])
    }
}

fn expects(claim: &str, most: f64) -> Hypothesis {
    Hypothesis::new(claim).expect(count("again", "steps").every_seed(3).on("smoke").at_most(most))
}

fn halvings(n: u64) -> u64 {
    u64::from(n.ilog2() + 1)
}

fn main() -> ExitCode {
    touchstone::main::<Halving>()
}
"#;

#[test]
fn every_seed_is_counted_once_kept_with_its_seed_and_nothing_is_timed() {
    let world = World::with("halving", HALVING);
    let ran = world.run(&["run", "--json", "--quick"]);
    let json = ran.json();
    let verdicts: Vec<&str> = json["verdicts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["verdict"]["verdict"].as_str().unwrap())
        .collect();
    assert_eq!(verdicts, ["confirmed", "refuted", "confirmed"], "{json:#}");
    assert_eq!(ran.code, 0, "{ran:?}");
    world.run(&["show"]).ends(0).says("with 3 of 3 seeds").says("steps of again with seeds 1 to 3");

    let rows = |sql| world.run(&["query", "--json", sql]).ends(0).json();
    let counted =
        rows("SELECT variant, seed, round FROM metrics WHERE metric = 'steps' ORDER BY variant, seed");
    let told: Vec<(&str, u64, bool)> = counted
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["variant"].as_str().unwrap(), row["seed"].as_u64().unwrap(), row["round"].is_null()))
        .collect();
    assert_eq!(
        told,
        [("again", 1, true), ("again", 2, true), ("again", 3, true), ("plain", 1, true), ("plain", 2, true)]
    );
    assert_eq!(rows("SELECT variant FROM samples"), serde_json::json!([]), "only counts are expected");
    // With each seed the reference is checked as well, and both are with the run's own.
    let checks = rows("SELECT variant, COUNT(*) AS n FROM checks GROUP BY variant ORDER BY variant");
    assert_eq!((&checks[0]["n"], &checks[1]["n"]), (&4.into(), &4.into()), "{checks}");
}
