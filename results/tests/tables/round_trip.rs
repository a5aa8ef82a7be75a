//! What is written is what is read.

use std::fs;

use crate::{results, rich, stored};

#[test]
fn every_run_comes_back_as_it_was_stored() {
    let (_folder, store) = results();
    for seed in 0..25 {
        let record = rich::run(seed);
        stored(&store, &record);
        assert_eq!(store.read(&record.header.run).unwrap(), record, "seed {seed}");
    }
    assert_eq!(store.runs().unwrap().len(), 25);
}

#[test]
fn a_run_in_which_nothing_could_be_built_comes_back_too() {
    let (_folder, store) = results();
    let mut record = rich::run(2);
    record.header.experiments.clear();
    record.samples.clear();
    record.metrics.clear();
    record.checks.clear();
    record.spans.clear();
    record.host.clear();
    record.verdicts.clear();
    stored(&store, &record);
    assert_eq!(store.read("latest").unwrap(), record);
    assert_eq!(store.runs().unwrap()[0].class, record.machine.class);
}

#[test]
fn a_metric_that_is_not_finite_comes_back_from_a_table() {
    // The journal refuses such a row; a table made elsewhere, on a cluster say, must not lose it.
    let (_folder, store) = results();
    let mut record = rich::run(0);
    record.metrics[0].value = f64::INFINITY;
    let journal = store.begin(&record.header, &record.machine, &[]).unwrap();
    journal.finish(&record, "").unwrap();
    assert_eq!(store.read("latest").unwrap(), record);
}

#[test]
fn beside_the_tables_lie_the_summary_the_declarations_and_the_patch() {
    let (_folder, store) = results();
    let record = (0..1000)
        .map(rich::run)
        .find(|run| run.header.pin.dirty && !run.header.experiments.is_empty())
        .unwrap();
    let folder = stored(&store, &record);
    assert_eq!(fs::read_to_string(folder.join("summary.md")).unwrap(), "# Summary\n");
    assert_eq!(Some(fs::read_to_string(folder.join("patch.diff")).unwrap()), record.header.pin.patch);
    let declarations: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("declarations.json")).unwrap()).unwrap();
    for pin in &record.header.experiments {
        let declared = &declarations[pin.experiment.as_str()];
        assert_eq!(*declared, serde_json::to_value(&pin.declaration).unwrap());
    }
    let mut names: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(
        names,
        [
            "checks.parquet",
            "declarations.json",
            "failures.parquet",
            "host.parquet",
            "machine.parquet",
            "metrics.parquet",
            "outcomes.parquet",
            "patch.diff",
            "power.parquet",
            "run.parquet",
            "samples.parquet",
            "spans.parquet",
            "summary.md",
            "verdicts.parquet",
        ]
    );
}

#[test]
fn a_patch_that_somebody_changed_is_not_taken_for_the_one_that_was_built() {
    let (_folder, store) = results();
    let record = (0..1000).map(rich::run).find(|run| run.header.pin.dirty).unwrap();
    let patch = stored(&store, &record).join("patch.diff");
    fs::write(&patch, "something else").unwrap();
    crate::says(&store.read("latest").unwrap_err(), &patch, &["hash differs", "Restore it"]);
}

#[test]
fn logs_that_say_nothing_are_not_kept() {
    let (_folder, store) = results();
    for (said, kept) in [("", false), ("a panic", true)] {
        let mut record = rich::run(3);
        record.header.run += said.get(..1).unwrap_or_default();
        let journal = crate::gathered(&store, &record);
        let logs = journal.folder().join("logs");
        fs::create_dir(&logs).unwrap();
        fs::write(logs.join("1.log"), said).unwrap();
        fs::write(logs.join("2.log"), "").unwrap();
        let whole = journal.finish(&record, "").unwrap();
        assert_eq!(whole.join("logs").exists(), kept);
        assert_eq!(whole.join("logs/1.log").exists(), kept);
        assert!(!whole.join("logs/2.log").exists());
    }
}
