//! What the statistics promise, held against scipy, against chance, and against the noise of a real machine.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bad_input;
mod calibration;
mod chance;
mod changes;
mod decide;
mod dependence;
mod detectable;
mod families;
mod goldens;
mod identical;
mod intervals;
mod looks;
mod properties;
mod recorded;
mod shares;
mod signed_rank;
mod summaries;
mod unpaired;

#[test]
fn every_test_file_is_part_of_the_tests() {
    let main = include_str!("main.rs");
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let module = name.trim_end_matches(".rs");
        assert!(
            module == "main" || main.contains(&format!("mod {module};")),
            "tests/it/{name} is never compiled"
        );
    }
}
