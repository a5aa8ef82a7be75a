//! The page of a plan: what was promised, what was measured of it, and what is still to be.

use std::fs;

use crate::world::{HONEST, Said, World};

const PLANS: &str = r#"
[lp]
title = "A plan of sums"
machine = "Apple M4 Pro, 10 performance cores"

[lp.acts_on]
part = "the sum"
share = [0.6, 0.7]

[[lp.claims]]
about = "years in parallel"
arithmetic.batch = { items = 31, workers = 10, claimed = 10.0 }

[[lp.together]]
experiment = "page-sums"
of = "fast"
over = "slow"
on = "smoke"
from = "all"

[[lp.phases]]
number = 1
title = "Less work"
experiments = ["page-sums"]

[[lp.phases.gains]]
experiment = "page-sums"
of = "fast"
over = "slow"
on = "smoke"
from = "algorithm"

[[lp.phases]]
number = 2
title = "More cores"

[[lp.phases.gains]]
experiment = "page-cores"
of = "threads"
over = "fast"
on = "full"
from = "cores"
"#;

fn world() -> World {
    let world = World::with("page-sums", HONEST);
    fs::write(world.path().join("experiments/plans.toml"), PLANS).unwrap();
    world
}

fn page(world: &World, more: &[&str]) -> Said {
    world.run(&[&["report", "--plan", "lp"], more].concat())
}

#[test]
fn the_page_of_a_plan_shows_what_was_measured_and_names_what_was_not() {
    let world = world();
    world.commit("as it was");
    let before = page(&world, &[])
        .ends(5)
        .says("7.75x")
        .says("Nothing of this plan was measured on this class yet")
        .says("page-cores: not measured here, there is no such experiment yet")
        .says("touchstone run page-sums --workload smoke");
    assert!(!before.out.contains("R1"), "{}", before.out);

    world.run(&["run", "--rounds", "10"]).ends(0);
    let first = page(&world, &["--json"]).ends(0).json();
    // Newer, and it judges less: what the first one judged stands.
    world.run(&["run", "--rounds", "10", "--variant", "slow", "--workload", "smoke"]);
    let said = page(&world, &["--json"]).ends(0).json();
    assert_eq!(said["alone"][0]["factor"], first["alone"][0]["factor"]);
    let rows = said["experiments"][0]["rows"].as_array().unwrap();
    let of = |words: &str| rows.iter().find(|row| row["row"]["hypothesis"] == words).unwrap();
    let judged = of("a quarter of the work is at least twice as fast");
    assert_eq!(judged["run"], first["experiments"][0]["rows"][0]["run"], "{judged:#}");
    assert_ne!(of("it holds for large sums too")["run"], judged["run"], "never judged: the newest says why");

    let text = page(&world, &[])
        .ends(0)
        .says("R2")
        .says("✓ confirmed")
        .says("✗ refuted")
        .says("≠ inaccurate")
        .says("All gains: not computed, not measured here: page-cores threads over fast on full")
        .says("touchstone run page-sums --workload large");
    assert!(!text.out.contains("overstates"), "a part of the factors is no product: {}", text.out);

    page(&world, &["--markdown", "pages/lp.md", "--csv", "pages/lp.csv"]).ends(0).says("pages/lp.md");
    let read = |file: &str| fs::read_to_string(world.path().join("pages").join(file)).unwrap();
    let (markdown, csv) = (read("lp.md"), read("lp.csv"));
    assert!(markdown.starts_with("# Plan lp: A plan of sums\n"), "{markdown}");
    let estimate = judged["row"]["estimate"].as_f64().unwrap();
    assert!(csv.lines().any(|line| line.contains(&format!(",{estimate},"))), "{estimate} in\n{csv}");
    assert_eq!(csv.lines().count(), rows.len() + 1);
    page(&world, &["--markdown", "pages/lp.md", "--csv", "pages/lp.csv"]).ends(0);
    assert_eq!((read("lp.md"), read("lp.csv")), (markdown, csv), "the same tables, the same bytes");

    let other = page(&world, &["--class", "another-machine", "--json"]).ends(5).json();
    assert_eq!(other["elsewhere"][0], serde_json::json!([said["class"], 2]), "told of, and not mixed");
    assert_eq!(other["experiments"][0]["absent"], "no run of this class has it");
}

#[test]
fn a_plan_that_is_not_there_and_a_misspelt_gain_are_named() {
    let world = world();
    world.run(&["report", "--plan", "lpp"]).ends(2).says("there is no plan `lpp`; did you mean `lp`?");
    let misspelt = PLANS.replace("from = \"cores\"", "from = \"luck\"");
    fs::write(world.path().join("experiments/plans.toml"), misspelt).unwrap();
    page(&world, &[]).ends(2).says("plans.toml").says("unknown variant `luck`");
    fs::remove_file(world.path().join("experiments/plans.toml")).unwrap();
    page(&world, &[]).ends(2).says("there is no plan `lp`; there are none at all");
}
