//! `check` compares with the reference. Each variant is told apart, and one that fails fails alone.

use std::fs;

use model::{Check, Event};

use super::{CANNOT_RUN, CRASHED, Ended, RIGHT, WRONG_ANSWER, Worker, run};

/// The comparisons of a variant.
fn checks<'a>(ended: &'a Ended, wanted: &str) -> Vec<&'a Check> {
    let checks = ended.events.iter().filter_map(|event| match event {
        Event::Check { variant, check, .. } if variant.as_str() == wanted => Some(check),
        _ => None,
    });
    checks.collect()
}

/// Why a variant gave no answer.
fn said<'a>(ended: &'a Ended, wanted: &str) -> &'a str {
    let words = ended.events.iter().find_map(|event| match event {
        Event::Error { message: words, variant } | Event::CannotRun { reason: words, variant } => {
            (variant.as_ref()?.as_str() == wanted).then_some(words)
        }
        _ => None,
    });
    words.unwrap_or_else(|| panic!("{wanted} said nothing: {:#?}", ended.events))
}

#[test]
fn a_right_answer_passes_every_check() {
    let ended = run("check --workload smoke --variant sum-backwards").ends(RIGHT);
    assert_eq!(ended.kinds(), ["checking", "check", "check", "done"]);
    let checks = checks(&ended, "sum-backwards");
    assert_eq!(checks.iter().map(|check| check.name.as_str()).collect::<Vec<_>>(), ["sum", "mean"]);
    assert!(checks.iter().all(|check| check.passed && check.error == Some(0.0)));
}

#[test]
fn a_wrong_answer_keeps_the_size_of_its_error() {
    let ended = run("check --workload smoke --variant off-by-one").ends(WRONG_ANSWER);
    let checks = checks(&ended, "off-by-one");
    assert!(!checks[0].passed && checks[0].error == Some(1.0), "{checks:#?}");
    let relative = checks[1].error.unwrap();
    assert!(checks[1].passed && relative > 0.0 && relative < 1e-9, "{checks:#?}");
    assert!(checks[0].note.as_ref().unwrap().starts_with("first at 0: expected "), "{checks:#?}");
}

#[test]
fn every_reference_is_verified_and_a_baseline_without_a_check_of_its_own_is_right_by_definition() {
    let ended = run("check --workload smoke --variant sum").ends(RIGHT);
    assert_eq!(checks(&ended, "sum")[0].name, "sum of halves");
    let ended = run("check --workload plain --variant sum").ends(RIGHT);
    assert_eq!(checks(&ended, "sum")[0].name, "reference");
    let ended = run("check --workload verified --variant sum-backwards --variant sum").ends(RIGHT);
    assert_eq!(checks(&ended, "sum-backwards")[0].name, "sum of halves");
    assert_eq!(checks(&ended, "sum")[0].name, "sum", "here the baseline is compared like any other");
}

#[test]
fn a_reference_that_is_not_verified_is_wrong() {
    let ended = run("check --workload unverified --variant sum-backwards").ends(WRONG_ANSWER);
    let check = checks(&ended, "sum-backwards")[0];
    assert!(!check.passed && check.error.is_none());
    assert_eq!(check.note.as_deref(), Some("nothing was compared: return at least one check"));
}

#[test]
fn a_variant_that_fails_fails_alone() {
    let variants = ["off-by-one", "panics", "absent", "uncheckable", "outside", "sum-backwards"]
        .map(|v| ["--variant", v]);
    let line = ["check", "--workload", "smoke"].into_iter().chain(variants.into_iter().flatten());
    let ended = Worker::new(line).run().ends(WRONG_ANSWER);
    assert_eq!(
        ended.kinds(),
        [
            "checking",
            "check",
            "check",
            "checking",
            "error",
            "checking",
            "cannot run",
            "checking",
            "error",
            "checking",
            "error",
            "checking",
            "check",
            "check",
            "done",
        ]
    );
    assert!(said(&ended, "panics").contains("out of cheese"));
    assert_eq!(said(&ended, "absent"), "no driver here: install one");
    assert!(said(&ended, "uncheckable").contains("the check itself is at a loss"));
    assert_eq!(said(&ended, "outside"), "outside is an outside command: say --output outside=FOLDER");
    assert!(checks(&ended, "sum-backwards").iter().all(|check| check.passed));
}

#[test]
fn a_variant_that_cannot_run_here_is_no_wrong_answer_but_one_that_panics_is() {
    run("check --workload smoke --variant absent").ends(RIGHT);
    run("check --workload smoke --variant panics").ends(WRONG_ANSWER);
}

#[test]
fn a_panic_that_one_variant_survived_is_not_told_of_the_next() {
    let ended = run("check --workload smoke --variant survives --variant panics").ends(WRONG_ANSWER);
    assert!(checks(&ended, "survives").iter().all(|check| check.passed));
    let said = said(&ended, "panics");
    assert!(said.contains("out of cheese") && !said.contains("survived"), "{said}");
}

#[test]
fn without_a_reference_nothing_is_compared() {
    let ended = run("check --workload lost --variant sum").ends(CRASHED);
    assert_eq!(ended.kinds(), ["error"]);
    assert!(ended.error().contains("out of cheese"));
    let ended = run("check --workload nowhere --variant sum").ends(CANNOT_RUN);
    assert_eq!(ended.kinds(), ["cannot run"]);
}

#[test]
fn the_output_of_a_peer_is_read_from_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let output = format!("outside={}", folder.path().display());
    let checked =
        || Worker::new(["check", "--workload", "smoke", "--variant", "outside", "--output", &output]).run();

    let nothing = checked().ends(WRONG_ANSWER);
    let words = format!("the output of outside in {}: ", folder.path().display());
    assert!(said(&nothing, "outside").starts_with(&words), "{}", said(&nothing, "outside"));

    let to = folder.path().to_str().unwrap();
    Worker::new(["export", "--workload", "smoke", "--to", to]).run().ends(RIGHT);
    let numbers = fs::read_to_string(folder.path().join("numbers.txt")).unwrap();
    let sum: u64 = numbers.lines().map(|line| line.parse::<u64>().unwrap()).sum();
    fs::write(folder.path().join("sum.txt"), sum.to_string()).unwrap();
    assert!(checks(&checked().ends(RIGHT), "outside").iter().all(|check| check.passed));

    fs::write(folder.path().join("sum.txt"), (sum + 3).to_string()).unwrap();
    assert_eq!(checks(&checked().ends(WRONG_ANSWER), "outside")[0].error, Some(1.0));
}
