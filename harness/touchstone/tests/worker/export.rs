//! `export` writes the input for peers. The input of a workload depends on the seed and on nothing else.

use std::fs;

use super::{REFUSED, RIGHT, Worker, run};

fn exported(workload: &str, seed: u32) -> String {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("made").join("on-the-way");
    let seed = seed.to_string();
    let line = ["export", "--workload", workload, "--seed", &seed, "--to", to.to_str().unwrap()];
    Worker::new(line).run().ends(RIGHT);
    fs::read_to_string(to.join("numbers.txt")).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_input_and_another_another() {
    assert_eq!(exported("smoke", 7), exported("smoke", 7));
    assert_ne!(exported("unverified", 7), exported("unverified", 8));
    assert_ne!(exported("unverified", 7), exported("lost", 7), "two workloads of one size");
}

/// If these change, every stored run has been measured on another input.
#[test]
fn the_numbers_are_the_same_on_every_machine_and_for_ever() {
    assert_eq!(exported("unverified", 1), "1513402321\n1019365767\n4227526778");
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a-file");
    fs::write(&file, "").unwrap();
    let ended = run(&format!("export --workload smoke --to {}", file.display())).ends(REFUSED);
    assert!(ended.stderr.starts_with(&format!("exporting to {}: ", file.display())), "{}", ended.stderr);
}
