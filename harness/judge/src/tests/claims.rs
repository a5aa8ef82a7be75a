//! What the plan promised, and what its author predicted.

use model::{Prediction, Verdict};

use super::{
    fixture::{Fixture, accurate, at_most, peak, reaches},
    row, sound,
};

const APPLE: &str = "Apple M4 Pro, 10 performance cores";

fn claim(fixture: &Fixture) -> String {
    row(fixture).claim.unwrap()
}

fn on_apple(mut fixture: Fixture) -> Fixture {
    fixture.machine.cpu_model = Some("Apple M4 Pro".to_owned());
    fixture.machine.cores.performance = Some(10);
    fixture
}

#[test]
fn a_claim_for_another_machine_is_not_judged_here() {
    assert_eq!(
        claim(&sound().claimed("5-15x", Some(5.0), APPLE)),
        "claimed 5-15x for Apple M4 Pro, 10 performance cores: not judged here (this is Intel(R) Xeon(R) Processor, 4 \
         performance cores)"
    );
    assert_eq!(row(&sound().claimed("5-15x", Some(5.0), APPLE)).verdict, Verdict::Confirmed);
}

#[test]
fn on_its_own_machine_a_claim_is_judged_by_the_interval() {
    let became = |least| {
        claim(&on_apple(sound()).claimed("so much", Some(least), "apple m4 PRO, 10 performance cores"))
    };
    assert!(became(2.0).ends_with(": holds"));
    assert!(became(3.0).ends_with(": does not hold"));
    assert!(became(2.5).ends_with(": undecided"));
}

#[test]
fn the_same_processor_with_other_cores_is_another_machine() {
    let mut fixture = on_apple(sound()).claimed("2x", Some(2.0), APPLE);
    fixture.machine.cores.performance = Some(8);
    assert!(claim(&fixture).ends_with("not judged here (this is Apple M4 Pro, 8 performance cores)"));
    assert!(claim(&on_apple(sound()).claimed("2x", Some(2.0), "Apple M4 Pro")).ends_with(": holds"));
    let mut unknown = sound().claimed("2x", Some(2.0), "");
    assert!(claim(&unknown).contains("not judged here"), "a claim for no machine is for none");
    unknown.machine.cpu_model = None;
    assert!(claim(&unknown).contains("a processor that does not say its name"));
}

#[test]
fn a_claim_is_worth_no_more_than_the_verdict_under_it() {
    let of = |fixture: Fixture| claim(&on_apple(fixture).claimed("2x", Some(2.0), APPLE));
    assert!(of(sound().checked("fast", 9.0)).ends_with("does not hold (a wrong answer has no speed)"));
    assert!(of(sound().crashes("fast")).ends_with("does not hold (it crashed)"));
    assert!(of(sound().cannot_run("fast", "no")).ends_with(": not judged"));
}

#[test]
fn a_claim_that_is_no_speedup_is_only_shown() {
    assert!(
        claim(&on_apple(sound()).claimed("100 MB", None, APPLE))
            .ends_with("shown, never judged (not a speedup)")
    );
    let memory =
        Fixture::new(reaches(peak("fast", None), at_most(9.0))).reports("fast", "peak-memory", "B", &[1.0]);
    assert!(claim(&on_apple(memory).claimed("10x", Some(10.0), APPLE)).ends_with("(not a speedup)"));
}

#[test]
fn a_prediction_comes_true_or_is_news_only_where_something_was_judged() {
    let as_predicted = |fixture: Fixture, prediction| row(&fixture.predicted(prediction)).as_predicted;
    assert_eq!(as_predicted(sound(), Prediction::Confirmed), Some(true));
    assert_eq!(as_predicted(sound(), Prediction::Refuted), Some(false));
    assert_eq!(as_predicted(sound(), Prediction::Inaccurate), Some(false));
    assert_eq!(as_predicted(sound(), Prediction::Open), None);
    assert_eq!(row(&sound()).as_predicted, None);
    assert_eq!(as_predicted(sound().crashes("fast"), Prediction::Confirmed), None);
    assert_eq!(as_predicted(sound().cannot_run("fast", "no"), Prediction::Refuted), None);
    assert_eq!(as_predicted(Fixture::new(accurate("planted")), Prediction::Inaccurate), Some(true));
    assert_eq!(as_predicted(sound().guarded(peak("fast", None), at_most(9.0)), Prediction::Confirmed), None);
    let missed =
        sound().guarded(peak("fast", None), at_most(1.0)).reports("fast", "peak-memory", "B", &[2.0]);
    assert_eq!(as_predicted(missed, Prediction::Refuted), Some(true));
}
