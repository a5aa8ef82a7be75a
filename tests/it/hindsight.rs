//! What looks back: `bisect`, `reproduce` and `audit`.

use std::fs;

use crate::world::{HONEST, World};

const CLAIM: &str = "a quarter of the work is at least twice as fast";

#[test]
fn bisect_finds_the_commit_that_made_a_hypothesis_worse_and_passes_over_what_does_not_build() {
    let world = World::with("bisect-sums", HONEST);
    world.commit("as it should be");
    let note = |words: &str| {
        fs::write(world.path().join("NOTES.md"), words).unwrap();
        world.commit(words);
    };
    note("a first note");
    note("a second note");
    world.add("bisect-sums", "fn main() { this does not build }");
    world.commit("broken");
    world.add("bisect-sums", HONEST);
    world.commit("repaired");
    let careless = "measured(move || { std::hint::black_box(work(*n / 2, 1)); work(*n, 1) }).reporting";
    world.add("bisect-sums", &HONEST.replace("measured(move || work(*n, 1)).reporting", careless));
    world.commit("careless");
    let said = world.run(&["bisect", "a quarter", "--good", "HEAD~5", "--json"]).ends(0).json();
    assert_eq!(said["hypothesis"], CLAIM);
    assert_eq!(said["suspects"].as_array().unwrap().len(), 1, "{said:#}");
    assert_eq!(said["suspects"][0]["subject"], "careless");
    let tried: Vec<&str> =
        said["steps"].as_array().unwrap().iter().map(|step| step["found"].as_str().unwrap()).collect();
    assert_eq!(tried[0], "bad", "the bad commit is proven to be bad first: {said:#}");
    assert!(tried.contains(&"skipped") && tried.contains(&"good"), "{said:#}");
    assert!(said["sure"].as_f64().unwrap() > 0.9);

    world.run(&["bisect", "a tenth", "--good", "HEAD~5"]).ends(2).says("a tenth").says("hypothesis");
    world.run(&["bisect", "a quarter", "--good", "HEAD", "--bad", "HEAD~5"]).ends(2);
    world
        .run(&["bisect", "a quarter", "--good", "HEAD~4", "--bad", "HEAD~3"])
        .ends(2)
        .says("is not worse than");
}

#[test]
fn a_run_is_reproduced_from_its_commit_and_its_patch() {
    let world = World::with("again-sums", HONEST);
    world.commit("as it was");
    // Not committed: the patch is part of what was measured.
    world.add("again-sums", &HONEST.replace("\"seven steps\"", "\"seven steps in all\""));
    world.run(&["run", "--rounds", "10"]).ends(0);
    world.git(&["checkout", "--quiet", "--", "."]);
    let said = world.run(&["reproduce", "latest"]).ends(0).says("reproduced: ");
    assert!(said.out.contains("measured again as"), "{said:?}");
    world.run(&["show"]).ends(0).says("seven steps in all");
}

#[test]
fn a_run_whose_output_changes_is_not_reproduced_and_one_without_a_commit_cannot_be_compared() {
    // Each process gives another answer, and the check allows it.
    let fickle = HONEST
        .replace(
            "-> u64 {\n    let mut hash = 0;",
            "-> u64 {\n    let mut hash = 0;\n    let own = u64::from(std::process::id());",
        )
        .replace("    hash\n}", "    std::hint::black_box(hash);\n    own\n}")
        .replace(
            "Checks::new().exact(\"sum\", [outputs.reference], [outputs.got])",
            "Checks::new().absolute(\"sum\", [0.0], [*outputs.got as f64], f64::MAX)",
        );
    let world = World::with("again-fickle", &fickle);
    world.run(&["run", "--rounds", "1", "--variant", "fast", "--variant", "slow"]);
    world.run(&["reproduce", "latest"]).ends(5).says("cannot compare: it was built from no commit");
    world.commit("as it was");
    world.run(&["run", "--rounds", "1", "--variant", "fast", "--variant", "slow"]);
    world.run(&["reproduce", "latest"]).ends(1).says("not reproduced").says("gives another output");
}

#[test]
fn an_audit_names_targets_that_moved_after_they_were_missed_and_claims_that_cannot_be() {
    let world = World::with("audit-sums", HONEST);
    fs::write(
        world.path().join("experiments/plans.toml"),
        "[lp]\ntitle = \"A plan\"\nmachine = \"Apple M4 Pro, 10 performance cores\"\nphases = []\n\n[[lp.claims]]\n\
         about = \"years in parallel\"\narithmetic.batch = { items = 31, workers = 10, claimed = 10.0 }\n\
         [sheet]\ntitle = \"No experiment yet\"\nmachine = \"a card\"\nphases = []\n\n[[sheet.claims]]\n\
         about = \"books in parallel\"\narithmetic.batch = { items = 5, workers = 4, claimed = 4.0 }\n",
    )
    .unwrap();
    world.commit("as it was");
    world.run(&["run", "--rounds", "10"]).ends(0);
    let before = world.run(&["audit"]).ends(0).says("7.75x");
    assert!(!before.out.contains("at least 100x, is"), "nothing has moved yet: {}", before.out);
    let planless =
        world.run(&["audit", "audit-sums"]).ends(0).says("looked at: 0 claims of plans, 1 declarations");
    assert!(!planless.out.contains("7.75x"), "it belongs to no plan: {}", planless.out);
    let sheet =
        world.run(&["audit", "--plan", "sheet"]).ends(0).says("looked at: 1 claims of plans, 0 declarations");
    assert!(sheet.out.contains("2.5x") && !sheet.out.contains("7.75x"), "{}", sheet.out);
    world.run(&["audit", "--plan", "lq"]).ends(2).says("lq");
    world.add("audit-sums", &HONEST.replace("at_least(100.0)", "at_least(1.5)"));
    world.commit("an easier target");
    let said = world
        .run(&["audit"])
        .ends(0)
        .says("at least 100x")
        .says("at least 1.5x")
        .says("experiments/audit-sums/src/main.rs:");
    assert!(said.out.starts_with("Cannot be true, or moved after it had been missed:"), "{}", said.out);
    let json = world.run(&["audit", "--json"]).ends(0).json();
    assert!(json["findings"].as_array().unwrap().len() >= 3, "{json:#}");
}
