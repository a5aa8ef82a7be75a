//! Runs that nobody expects: the report shows each of them, and says of each what it cannot show.

use std::{fs, path::Path};

use results::Store;

use crate::{
    made_up::{CLASS, Extent, keep, sample},
    world::{HONEST, World},
};

const OF: Extent = Extent { experiments: 1, workloads: 1, variants: 2 };
/// Of the version in the footer of a table.
const KEY: &[u8] = b"touchstone.schema";
const PAGE: &str = "experiment-experiment-00.html";

fn world() -> (World, Store) {
    let world = World::new();
    let store = Store::open(&world.path().join("results")).unwrap();
    (world, store)
}

/// A page of the site.
fn page(world: &World, path: &str) -> String {
    world.run(&["report", "--html", "site"]).ends(0);
    fs::read_to_string(world.path().join("site").join(path)).unwrap()
}

#[test]
fn more_samples_than_a_page_shows_are_said_and_its_question_sees_them() {
    let (world, store) = world();
    let mut record = OF.measured(1, 0, |_| 2.0);
    let (experiment, workload) = (&OF.experiments()[0], &OF.workloads()[0]);
    let one = sample(experiment, workload, &OF.variants()[1], 5_000_000);
    record.samples = vec![one; 1_000_001];
    keep(&store, &record);
    let page = page(&world, PAGE);
    assert!(page.contains("it has 1000001 samples") && page.contains("confirmed"), "{page}");
    let (_, question) = page.split_once("touchstone query &quot;").unwrap();
    let question = question.split("&quot;").next().unwrap().replace("&#39;", "'");
    let row = &world.run(&["query", &question, "--json"]).ends(0).json()[0];
    assert_eq!(
        (row["iterations"].as_u64(), row["median_ns"].as_f64()),
        (Some(1_000_001), Some(5e6)),
        "{row}"
    );
    // A run with fewer, after it, is shown whole.
    keep(&store, &OF.measured(2, 20, |_| 2.0));
    let later = self::page(&world, PAGE);
    assert!(!later.contains("are not shown") && later.contains("Every round of"), "{later}");
}

/// As a harness of that time would have left it: the version in the footer of each file, and no tables of gates.
fn made_older(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let mut bytes = fs::read(entry.path()).unwrap();
        let Some(at) = bytes.windows(KEY.len()).position(|window| window == KEY) else { continue };
        let version = bytes[at..].iter().position(|byte| *byte == b'3').unwrap();
        assert!(version < KEY.len() + 4, "the version stands right after its key");
        bytes[at + version] = b'1';
        fs::write(entry.path(), bytes).unwrap();
    }
    for table in ["outcomes.parquet", "power.parquet"] {
        fs::remove_file(folder.join(table)).unwrap();
    }
}

#[test]
fn runs_of_older_tables_are_shown_beside_those_of_today() {
    let (world, store) = world();
    let older = OF.measured(1, 20, |_| 2.0);
    made_older(&keep(&store, &older));
    let first = page(&world, "index.html");
    assert!(first.contains("1 run "), "{first}");
    keep(&store, &OF.measured(2, 20, |_| 3.0));
    assert!(page(&world, "index.html").contains("2 runs"));
    assert!(page(&world, PAGE).contains(&format!("confirmed: {}", older.header.run)), "it is in the history");
    for sheet in ["overview", "scaling", "accuracy"] {
        world.run(&["report", sheet]).ends(0);
    }
    let rows = world.run(&["report", "--json"]).ends(0).json();
    assert!(rows["rows"][0]["estimate"].as_f64().unwrap() > 2.5, "of the newest: {rows}");
}

#[test]
fn an_experiment_that_was_renamed_is_shown_under_its_old_name_and_said_to_be_gone() {
    let world = World::with("new-name", HONEST);
    let store = Store::open(&world.path().join("results")).unwrap();
    keep(&store, &OF.measured(1, 20, |_| 2.0));
    for path in [PAGE, "index.html"] {
        assert!(page(&world, path).contains("no such experiment in the workspace any more"), "{path}");
    }
    world.run(&["report"]).ends(0).says("experiment-00").says("any more");
    let mut renamed = OF.measured(2, 20, |_| 2.0);
    for name in [&mut renamed.header.experiments[0].experiment, &mut renamed.verdicts[0].experiment] {
        *name = "new-name".parse().unwrap();
    }
    for row in &mut renamed.samples {
        row.experiment = "new-name".parse().unwrap();
    }
    keep(&store, &renamed);
    assert!(page(&world, PAGE).contains("any more"));
    assert!(!page(&world, "experiment-new-name.html").contains("any more"));
}

#[test]
fn figures_that_are_no_numbers_are_said_and_never_end_a_report() {
    let (world, store) = world();
    for (number, value) in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY].into_iter().enumerate() {
        let mut record = OF.measured(number as u32, 20, |_| 2.0);
        let row = &mut record.verdicts[0];
        (row.estimate, row.lower, row.upper) = (Some(value), Some(f64::NEG_INFINITY), Some(f64::INFINITY));
        (row.target_value, row.detectable) = (Some(value), Some(value));
        keep(&store, &record);
        let rows = world.run(&["report", "--json"]).ends(0).json();
        assert!(rows["rows"][0]["estimate"].is_null() && rows["rows"][0]["verdict"] == "confirmed", "{rows}");
        for sheet in ["overview", "scaling", "accuracy"] {
            world.run(&["report", sheet, "--markdown", "page.md", "--csv", "page.csv"]).ends(0);
        }
        let page = page(&world, PAGE);
        assert!(
            page.contains(if value.is_nan() { "unknown" } else { "∞" }) && !page.contains("NaN"),
            "{page}"
        );
    }
}

#[test]
fn classes_with_hostile_names_stand_beside_each_other() {
    let (world, store) = world();
    let evil = "linux-<script>alert(1)</script>.2c";
    let mut there = OF.measured(1, 20, |_| 3.0);
    evil.clone_into(&mut there.machine.class);
    keep(&store, &there);
    keep(&store, &OF.measured(2, 20, |_| 2.0));
    for path in ["index.html", PAGE, "scaling.html", "accuracy.html"] {
        let page = page(&world, path);
        assert!(!page.contains("<script>alert"), "{path}");
    }
    assert!(page(&world, PAGE).contains("Machines beside each other"));
    let rows = world.run(&["report", "--json"]).ends(0).json();
    let classes: Vec<&str> =
        rows["rows"].as_array().unwrap().iter().map(|row| row["class"].as_str().unwrap()).collect();
    assert_eq!(classes, [evil, CLASS]);
}
