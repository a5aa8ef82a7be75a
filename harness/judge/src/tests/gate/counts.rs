//! Instructions, memory and other counts beside the time.

use model::{Quantity, Side};

use super::{INSIDE, RED, check, check_time, fixture::Gate};
use crate::{
    gate::CodeChange,
    tests::fixture::{ON, at_least, at_most, figure, name, reaches},
};

#[test]
fn a_slowdown_without_a_changed_source_or_instruction_is_suspect() {
    let mut gate = Gate::slower(1.1, 40).instructions(ON, "fast", 1e6, 1e6 + 4000.0);
    check_time(&gate, RED);
    gate.code_changed = CodeChange::Unchanged;
    let why = "suspect: the time is beyond the margin, and neither the sources nor the instructions changed";
    check_time(&gate, why);
    assert_eq!(gate.row("fast", &Quantity::Time).instructions, Some(1.004));
    let mut more = Gate::slower(1.1, 40).instructions(ON, "fast", 1e6, 1.1e6);
    more.code_changed = CodeChange::Unchanged;
    check_time(&more, RED);
}

#[test]
fn an_undecided_time_is_decided_by_more_instructions_than_the_margin() {
    check_time(&Gate::slower(1.03, 40), INSIDE);
    let gate = |more: f64| Gate::slower(1.03, 40).instructions(ON, "fast", 1e6, 1e6 * more);
    check_time(&gate(1.04), "regressed: more instructions; the time alone does not decide");
    check_time(&gate(1.02), INSIDE);
    check_time(&gate(0.9), INSIDE);
}

#[test]
fn instructions_of_another_workload_decide_nothing_but_raise_suspicion() {
    let gate = Gate::slower(1.03, 40).instructions("smoke", "fast", 1e6, 1.1e6);
    check_time(&gate, INSIDE);
    assert_eq!(gate.row("fast", &Quantity::Time).instructions, Some(1.1));
    let fine = Gate::sound(40).instructions("smoke", "fast", 1e6, 1.1e6);
    check_time(&fine, "suspect: the time is ok, instructions +10.0 %");
}

#[test]
fn half_a_percent_or_150_instructions_are_no_change() {
    for (base, head) in [(1e6, 1_005_000.0), (1000.0, 1150.0)] {
        check_time(&Gate::sound(40).instructions(ON, "fast", base, head), "ok");
    }
    check_time(
        &Gate::sound(40).instructions(ON, "fast", 1000.0, 1151.0),
        "suspect: the time is ok, instructions +15.1 %",
    );
}

#[test]
fn instructions_say_nothing_about_threads() {
    let gate = Gate::of(&["base", "fast-threads"]).takes("fast-threads", 40.0, 1.0, 40).instructions(
        ON,
        "fast-threads",
        1e6,
        2e6,
    );
    check(&gate, "fast-threads", &Quantity::Time, "ok");
    assert_eq!(gate.row("fast-threads", &Quantity::Time).instructions, None);
}

#[test]
fn memory_is_red_beyond_its_margin_and_a_mebibyte() {
    let memory = |base, head| Gate::sound(40).memory("fast", [base, head], 0.001, 40);
    let is = |gate: &Gate, expected| check(gate, "fast", &Quantity::PeakMemory, expected);
    is(&memory(100.0, 120.0), RED);
    is(&memory(100.0, 100.0), "ok");
    is(&memory(100.0, 50.0), "improved");
    is(&memory(5.0, 5.9), "ok");
    is(&memory(5.0, 6.1), RED);
    let row = memory(100.0, 120.0).row("fast", &Quantity::PeakMemory);
    assert_eq!((row.unit.as_str(), row.margin, row.clock), ("B", Some(0.05), None));
}

#[test]
fn a_count_that_got_worse_is_suspect_where_the_time_is_ok() {
    let passes = Quantity::Metric(name("passes"));
    let gate = Gate::sound(40).counts("fast", "passes", 100.0, 120.0);
    check(&gate, "fast", &passes, "suspect: the time is ok, passes went from 100 to 120 (+20.0 %)");
    let none = |gate: &Gate| assert!(gate.rows().iter().all(|row| row.quantity != passes));
    none(&Gate::sound(40).counts("fast", "passes", 120.0, 100.0));
    none(&Gate::sound(40).counts("fast", "passes", 1000.0, 1005.0));
    none(&Gate::slower(1.1, 40).counts("fast", "passes", 100.0, 120.0));
    none(&Gate::sound(40).counts("fast", "passes", 0.5, 0.75));
    none(&Gate::sound(40).reports(Side::Base, "fast", "passes", "", &[1.0, 2.0]).reports(
        Side::Head,
        "fast",
        "passes",
        "",
        &[9.0],
    ));
}

#[test]
fn the_direction_is_what_an_expectation_says() {
    let hits = Quantity::Metric(name("hits"));
    let gate = |target: model::Target, head: f64| {
        let mut gate = Gate::sound(40).counts("fast", "hits", 0.5, head);
        for declaration in [&mut gate.base, &mut gate.head] {
            let expectation = reaches(figure("fast", "hits", None), target.clone());
            declaration.hypotheses[0].expectations = vec![expectation];
        }
        gate
    };
    check(
        &gate(at_least(0.1), 0.4),
        "fast",
        &hits,
        "suspect: the time is ok, hits went from 0.5 to 0.4 (-20.0 %)",
    );
    check(
        &gate(at_most(0.9), 0.6),
        "fast",
        &hits,
        "suspect: the time is ok, hits went from 0.5 to 0.6 (+20.0 %)",
    );
    assert!(gate(at_least(0.1), 0.6).rows().iter().all(|row| row.quantity != hits));
}

#[test]
fn a_metric_that_is_gone_is_red() {
    let gate = Gate::sound(40).reports(Side::Base, "fast", "passes", "", &[3.0; 3]);
    check(
        &gate,
        "fast",
        &Quantity::Metric(name("passes")),
        "regressed: the base reports it, the head does not",
    );
    let memory = Gate::sound(40).reports(Side::Base, "fast", "peak-memory", "B", &[3.0; 3]);
    check(&memory, "fast", &Quantity::PeakMemory, "regressed: the base reports it, the head does not");
    let ours = Gate::sound(40).reports(Side::Base, "fast", "prepare", "s", &[3.0; 3]);
    assert!(ours.rows().iter().all(|row| matches!(row.quantity, Quantity::Time)));
}
