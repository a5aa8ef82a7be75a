//! Several mistakes are told at once, down the source, whatever order the rules are tried in.

use touchstone::prelude::*;

use super::{good, problems};

#[test]
fn every_mistake_is_told_in_the_order_of_the_source() {
    let told = problems!(
        Declaration::<Case>::new("Full of mistakes") // title
            .regresses_beyond(0.0) // margin
            .hypothesis(
                Hypothesis::new("early")
                    .guard(peak_memory("slow").at_most(-1.0)) // guard
                    .expect(speedup("fats").over("slow").on("small").at_least(2.0)) // expectation
            )
            .requires("smal", quiet_host()) // requirement
            .candidate("fast", |(), _| measured(|| 1))
            .threads(Cores::Exactly(0)) // threads
            .workload("small", ())
            .baseline("slow", |(), _| measured(|| 1)) // slow
            .baseline("Slow", |(), _| measured(|| 1)) // Slow
            .workload("small", ()) // again
    );
    let places: Vec<&str> = told.iter().map(|line| line.split_once(": ").unwrap().0).collect();
    assert_eq!(
        places,
        [
            "[title]",
            "[margin]",
            "[guard]",
            "[expectation]",
            "[requirement]",
            "[threads]",
            "[Slow]",
            "[Slow]",
            "[again]",
        ],
        "{told:#?}"
    );
}

#[test]
fn one_expectation_with_two_mistakes_tells_both() {
    let told = problems!(
        good!().hypothesis(
            Hypothesis::new("twice wrong") //
                .expect(speedup("fats").over("slwo").at_least(-1.0)) // here
        )
    );
    assert_eq!(
        told,
        [
            "[here]: the expectation does not say on which workload: add .on(…)",
            "[here]: there is no variant `fats`; did you mean `fast`?",
            "[here]: -1 is no target: give a finite number above 0",
            "[here]: there is no variant `slwo`; did you mean `slow`?",
        ]
    );
}

/// What an author keeps in a file of its own is told after the declaration's own file, whatever the files are called.
#[test]
fn mistakes_in_another_file_come_after_those_of_the_declaration() {
    let told = problems!(
        Declaration::<Case>::new("Two files") // title
            .workload("small", ())
            .baseline("slow", |(), _| measured(|| 1))
            .hypothesis(elsewhere::hypothesis())
            .regresses_beyond(-1.0) // margin
    );
    assert_eq!(told.len(), 3, "{told:#?}");
    assert!(told[0].starts_with("[title]: ") && told[1].starts_with("[margin]: "), "{told:#?}");
    assert!(told[2].contains("elsewhere.rs:") && told[2].ends_with("did you mean `slow`?"), "{told:#?}");
}

mod elsewhere;
