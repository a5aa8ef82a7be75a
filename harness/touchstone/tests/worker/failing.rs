//! A variant that fails says why in the file of events, and never that it is done.

use super::{CRASHED, Ended, KILLED, RIGHT, run};

fn measured(variant: &str) -> Ended {
    run(&format!("measure --workload smoke --variant {variant} --iterations 3 --warmup 1"))
}

#[track_caller]
fn crashed(variant: &str, kinds: &[&str], words: &[&str]) {
    let ended = measured(variant).ends(CRASHED);
    assert_eq!(ended.kinds(), kinds, "{variant}");
    for word in words {
        assert!(ended.error().contains(word), "{variant} said {:?}, without {word:?}", ended.error());
    }
}

#[test]
fn a_panic_is_told_with_its_words_and_its_place() {
    crashed("panics", &["ready", "error"], &["panicked at ", "specimen.rs:", ": out of cheese"]);
    crashed("panics-wordless", &["ready", "error"], &["specimen.rs:", "something that is no text"]);
}

#[test]
fn a_panic_while_preparing_is_not_ready() {
    crashed("panics-preparing", &["error"], &["no pool"]);
}

#[test]
fn what_was_measured_before_a_panic_stays_and_there_is_no_end() {
    crashed("panics-late", &["ready", "sample", "error"], &["none left"]);
}

/// Nobody is left to say a word, so every line must have been whole before.
#[test]
fn what_was_measured_before_a_worker_was_killed_is_in_the_file() {
    let ended = measured("aborts").ends(KILLED);
    assert_eq!(ended.kinds(), ["ready", "sample"]);
}

#[test]
fn a_panic_in_a_thread_is_told_with_its_own_words_too() {
    crashed("panics-in-thread", &["ready", "error"], &["it adds up: Any", "before that it", "deep down"]);
}

#[test]
fn a_panic_that_was_survived_is_no_failure() {
    let ended = measured("survives").ends(RIGHT);
    assert_eq!(ended.kinds(), ["ready", "sample", "sample", "sample", "peak memory", "done"]);
    assert!(ended.stderr.contains("a panic that was survived"), "the log has it: {}", ended.stderr);
}

/// JSON would turn them into nothing, and the mistake would be looked for elsewhere.
#[test]
fn a_figure_that_is_no_number_is_refused_in_whichever_iteration_it_comes() {
    crashed("nan", &["ready", "error"], &["metric `rate` is NaN, which is no number"]);
    crashed("infinite", &["ready", "error"], &["metric `rate` is inf, which is no number"]);
    crashed("nan-at-first", &["ready", "error"], &["metric `rate` is NaN"]);
}

#[test]
fn a_figure_has_a_name_a_single_value_and_is_not_the_harnesss_own() {
    crashed("loud-metric", &["ready", "error"], &["metric: \"Rate\" is not a name"]);
    crashed("loud-span", &["ready", "error"], &["span: \"Half\" is not a name"]);
    crashed("twice", &["ready", "error"], &["metric `visits` is reported twice in one iteration: 1 and 2"]);
    crashed("own-memory", &["ready", "error"], &["metric `peak-memory` is recorded by the worker itself"]);
}
