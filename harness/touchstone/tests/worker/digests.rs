//! Beside every check stands what was computed from what, so that a gate knows which answers it may compare.

use model::{Digests, Event};

use super::{Ended, RIGHT, WRONG_ANSWER, Worker, run};

/// Of one variant. All its checks speak of the same input and the same answer.
#[track_caller]
fn digests(ended: &Ended, wanted: &str) -> Digests {
    let all: Vec<&Digests> = ended
        .events
        .iter()
        .filter_map(|event| match event {
            Event::Check { variant, digests, .. } if variant.as_str() == wanted => digests.as_ref(),
            _ => None,
        })
        .collect();
    let checks = ended
        .events
        .iter()
        .filter(|event| matches!(event, Event::Check { variant, .. } if variant.as_str() == wanted));
    assert_eq!(all.len(), checks.count(), "a check of `{wanted}` has no digests");
    assert!(!all.is_empty() && all.iter().all(|one| *one == all[0]), "{all:#?}");
    all[0].clone()
}

fn of(line: &str, variant: &str) -> Digests {
    digests(&run(&format!("check --variant {variant} {line}")), variant)
}

/// Of the same line, by a worker that makes its input in another way.
fn of_changed(line: &str, variant: &str, change: &str) -> Digests {
    let line = format!("check --variant {variant} {line}");
    let worker = Worker::new(line.split_whitespace()).with(|command| command.env("SPECIMEN_INPUT", change));
    digests(&worker.run().ends(RIGHT), variant)
}

#[test]
fn the_same_seed_gives_the_same_digests() {
    let line = "--workload smoke --seed 7";
    assert_eq!(of(line, "sum-backwards"), of(line, "sum-backwards"));
}

#[test]
fn digests_are_hexadecimal_words_of_one_length() {
    let digests = of("--workload smoke", "sum-backwards");
    for digest in [digests.input, digests.output] {
        assert!(digest.len() == 32 && digest.chars().all(|c| c.is_ascii_hexdigit()), "{digest}");
    }
}

#[test]
fn another_seed_size_workload_or_use_of_chance_is_another_input() {
    let smoke = of("--workload smoke --seed 7", "sum-backwards").input;
    for other in [
        of("--workload smoke --seed 8", "sum-backwards"),
        of("--workload verified --seed 7", "sum-backwards"),
        of_changed("--workload smoke --seed 7", "sum-backwards", "size"),
        of_changed("--workload smoke --seed 7", "sum-backwards", "chance"),
    ] {
        assert_ne!(other.input, smoke);
    }
    assert_eq!(of_changed("--workload smoke --seed 7", "sum-backwards", "nothing").input, smoke);
}

/// The numbers are the same and more chance was used up: the answer is the same, of another input.
#[test]
fn an_input_that_only_used_more_chance_gives_the_same_answer() {
    let line = "--workload smoke --seed 7";
    assert_eq!(of(line, "sum-backwards").output, of_changed(line, "sum-backwards", "chance").output);
}

#[test]
fn the_same_answer_has_the_same_digest_and_a_wrong_one_another() {
    let line = "check --workload smoke --variant sum --variant sum-backwards --variant off-by-one";
    let ended = run(line).ends(WRONG_ANSWER);
    let [sum, backwards, wrong] =
        ["sum", "sum-backwards", "off-by-one"].map(|variant| digests(&ended, variant));
    assert_eq!(sum, backwards, "the baseline, which is compared with nothing, has a digest too");
    assert_ne!(sum.output, wrong.output);
    assert_eq!(sum.input, wrong.input);
}

#[test]
fn a_reference_that_is_verified_has_the_digest_of_its_answer() {
    let ended = run("check --workload verified --variant sum --variant sum-backwards").ends(RIGHT);
    assert_eq!(digests(&ended, "sum"), digests(&ended, "sum-backwards"));
}
