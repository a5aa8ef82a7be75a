//! Declarations that claim more than their machine has cores for.

use model::{Declaration, Prediction, Threads};

use super::said;
use crate::{
    audit::declarations,
    tests::fixture::{Fixture, name, speedup},
};

fn found(declaration: &Declaration) -> Vec<String> {
    said(&declarations(&[(name("demo"), declaration.clone())]))
}

fn claimed(of: &str, over: &str, least: f64, machine: &str, threads: Threads) -> Declaration {
    let mut fixture = Fixture::new(speedup(of, over, 2.0)).predicted(Prediction::Open).claimed(
        &format!("{least}x"),
        Some(least),
        machine,
    );
    fixture.variant("fast-threads").threads = threads;
    fixture.declaration
}

const M4: &str = "Apple M4 Pro, 10 performance cores";

#[test]
fn threads_never_give_more_than_the_cores_that_were_promised() {
    let of = |least| claimed("fast-threads", "fast", least, M4, Threads::PerformanceCores);
    assert_eq!(
        found(&of(12.0)),
        [
            "damning: demo, `fast is faster`: claimed 12x of `fast-threads` over `fast`: 10 threads on Apple M4 Pro, 10 \
          performance cores give 10x at most"
        ]
    );
    assert_eq!(found(&of(10.0)), [""; 0]);
}

#[test]
fn nor_more_than_the_threads_there_are() {
    let of = |least| claimed("fast-threads", "fast", least, M4, Threads::Exactly(4));
    assert_eq!(found(&of(5.0)).len(), 1);
    assert_eq!(found(&of(4.0)), [""; 0]);
}

#[test]
fn another_algorithm_may_be_faster_than_the_cores() {
    assert_eq!(found(&claimed("fast-threads", "base", 50.0, M4, Threads::PerformanceCores)), [""; 0]);
}

#[test]
fn a_machine_that_does_not_tell_its_cores_forbids_nothing() {
    let of = |machine| claimed("fast-threads", "fast", 50.0, machine, Threads::PerformanceCores);
    assert_eq!(found(&of("CUDA, no machine named")), [""; 0]);
    assert_eq!(found(&of("4 cores")).len(), 1);
}

#[test]
fn what_the_lint_says_is_said_here_too() {
    let fixture = Fixture::new(speedup("fast-threads", "fast", 4.5)).predicted(Prediction::Open);
    assert_eq!(
        found(&fixture.declaration),
        [
            "notable: demo, `fast is faster`: `fast-threads` over `fast` at least 4.5x is more than its 4 threads can give"
        ]
    );
}
