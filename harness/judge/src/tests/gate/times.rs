//! The time of a series: margins, clocks, disturbed rounds, and noises that must not turn red.

use model::{Clock, Quantity, Side, Undecided};
use stats::Looks;

use super::{
    INSIDE, RED, check_time,
    fixture::{Gate, SIDES, noise},
};

#[test]
fn the_same_time_is_ok_and_a_tenth_more_is_red() {
    check_time(&Gate::sound(40), "ok");
    check_time(&Gate::slower(1.1, 40), RED);
    check_time(&Gate::slower(1.0 / 1.1, 40), "improved");
}

#[test]
fn a_row_says_what_was_measured() {
    let row = Gate::slower(1.1, 40).row("fast", &Quantity::Time);
    assert_eq!((row.clock, row.unit.as_str(), row.rounds), (Some(Clock::Processor), "s", 40));
    assert!((row.base.unwrap() - 0.04).abs() < 0.001 && (row.head.unwrap() - 0.044).abs() < 0.001);
    assert!(row.lower.unwrap() > 1.05 && row.upper.unwrap() < 1.15, "{row:?}");
    assert!((row.ratio.unwrap() - 1.1).abs() < 0.02);
    assert_eq!(row.margin, Some(0.03));
    assert!(row.resolves.unwrap() > 0.0 && row.resolves.unwrap() < 0.03, "{row:?}");
}

#[test]
fn the_margin_of_the_command_line_goes_before_the_declared_one_and_that_before_the_usual_one() {
    let mut gate = Gate::slower(1.1, 40);
    for declaration in [&mut gate.base, &mut gate.head] {
        declaration.margin = Some(0.2);
    }
    check_time(&gate, "ok");
    gate.margin = Some(0.05);
    check_time(&gate, RED);
    assert_eq!(gate.row("fast", &Quantity::Time).margin, Some(0.05));
}

#[test]
fn a_head_cannot_widen_the_margin_that_it_is_held_to() {
    let mut gate = Gate::slower(1.1, 40);
    gate.head.margin = Some(0.5);
    check_time(&gate, RED);
}

#[test]
fn a_change_near_the_margin_is_neither_red_nor_green() {
    check_time(&Gate::slower(1.03, 40), INSIDE);
}

#[test]
fn identical_code_that_differs_by_much_makes_the_margin_unresolvable() {
    let loud = |by: f64| {
        let mut gate = Gate::slower(by, 0);
        for side in SIDES {
            for round in 0..40 {
                let slow = if side == Side::Head { by } else { 1.0 };
                gate.sample(side, "fast", round, 40.0 * slow * (0.3 * noise(side.as_str(), round)).exp());
            }
        }
        gate
    };
    check_time(&loud(1.0), "inconclusive: identical code differs by too much here for this margin");
    check_time(&loud(1.1), "inconclusive: identical code differs by too much here for this margin");
    assert!(loud(1.0).row("fast", &Quantity::Time).resolves.unwrap() > 0.1);
    check_time(&loud(3.0), RED);
    check_time(&loud(1.0 / 3.0), "improved");
}

#[test]
fn a_twin_that_is_always_slower_is_what_the_head_must_exceed() {
    let gate = Gate::slower(1.1, 40).change(Side::Twin, "fast", |row| {
        row.thread_cpu_ns = row.thread_cpu_ns.map(|ns| ns * 11 / 10);
    });
    check_time(&gate, "inconclusive: identical code differs by too much here for this margin");
}

#[test]
fn a_head_that_is_like_its_base_is_not_ok_where_the_twin_is_not() {
    let gate = Gate::sound(40).change(Side::Twin, "fast", |row| {
        row.thread_cpu_ns = row.thread_cpu_ns.map(|ns| ns * 11 / 10);
    });
    check_time(&gate, "inconclusive: identical code differs by too much here for this margin");
}

#[test]
fn without_a_twin_nothing_is_decided() {
    let mut gate = Gate::slower(1.1, 40);
    gate.run.samples.retain(|row| row.side != Side::Twin);
    check_time(&gate, "inconclusive: not measured: there is no round in which all sides have a time");
}

#[test]
fn too_few_rounds_say_so_and_an_early_end_says_that_first() {
    check_time(&Gate::slower(1.1, 9), "inconclusive: 9 rounds decide nothing, 10 can");
    let mut gate = Gate::slower(1.03, 20);
    gate.ended_early = Some(Undecided::BudgetSpent);
    check_time(&gate, "inconclusive: the budget was spent first");
    gate.looks = Looks::standard().at_most(20).unwrap();
    check_time(&gate, INSIDE);
}

#[test]
fn a_series_that_nothing_was_measured_of_is_never_green() {
    let mut gate = Gate::sound(0);
    check_time(&gate, "inconclusive: not measured: there is no round in which all sides have a time");
    gate.ended_early = Some(Undecided::Interrupted);
    check_time(&gate, "inconclusive: stopped by hand");
    gate.asked.clear();
    assert!(
        gate.rows().iter().all(|row| row.quantity != Quantity::Time),
        "what was not asked for has no row"
    );
}

fn by_the_wall(gate: Gate) -> Gate {
    SIDES.into_iter().fold(gate, |gate, side| gate.change(side, "fast", |row| row.thread_cpu_ns = None))
}

#[test]
fn a_side_without_processor_time_puts_all_sides_on_the_wall_clock() {
    let gate = Gate::slower(1.1, 40).change(Side::Twin, "fast", |row| row.thread_cpu_ns = None);
    let row = gate.row("fast", &Quantity::Time);
    assert_eq!((row.clock, row.margin), (Some(Clock::Wall), Some(0.05)));
}

#[test]
fn disturbed_rounds_are_left_out_of_the_wall_clock_only() {
    let disturbed: Vec<u32> = (0..8).collect();
    let gate = |gate: Gate| {
        gate.disturbed(40, &disturbed).change(Side::Head, "fast", |row| {
            if row.round < 8 {
                row.wall_ns *= 3;
            }
        })
    };
    let wall = by_the_wall(gate(Gate::sound(40)));
    check_time(&wall, "ok");
    assert_eq!(wall.row("fast", &Quantity::Time).rounds, 32);
    assert_eq!(gate(Gate::slower(1.1, 40)).row("fast", &Quantity::Time).rounds, 40);
}

#[test]
fn a_busy_host_decides_nothing_by_the_wall_and_still_sees_a_slowdown_by_processor_time() {
    let all: Vec<u32> = (0..40).collect();
    let busy = || Gate::slower(1.1, 40).disturbed(40, &all);
    check_time(&by_the_wall(busy()), "inconclusive: the host disturbed 40 of 40 rounds");
    check_time(&busy(), RED);
}

#[test]
fn what_only_the_first_iteration_pays_is_no_slowdown() {
    let mut gate = Gate::sound(40);
    for row in gate.run.samples.clone().into_iter().filter(|row| row.side == Side::Head) {
        let (wall_ns, cpu) = (row.wall_ns * 5, row.thread_cpu_ns.map(|ns| ns * 5));
        gate.run.samples.push(model::SampleRow { wall_ns, thread_cpu_ns: cpu, iteration: 1, ..row });
    }
    gate.run.samples.sort_by_key(|row| (row.round, std::cmp::Reverse(row.iteration)));
    check_time(&gate, "ok");
}

#[test]
fn two_modes_of_the_same_code_are_not_red() {
    let mut gate = Gate::sound(0);
    for side in SIDES {
        for round in 0..40 {
            let slow = noise(&format!("mode {}", side.as_str()), round) > 0.0;
            gate.sample(side, "fast", round, if slow { 44.0 } else { 40.0 });
        }
    }
    assert!(!crate::gate::is_red(&gate.row("fast", &Quantity::Time)));
}

#[test]
fn ties_and_a_clock_of_one_tick_are_not_red_and_one_that_stood_still_says_nothing() {
    let all = |head: f64, other: f64| {
        let mut gate = Gate::sound(0);
        for side in SIDES {
            for round in 0..10 {
                gate.sample(side, "fast", round, if side == Side::Head { head } else { other });
            }
        }
        gate
    };
    check_time(&all(40.0, 40.0), "ok");
    check_time(&all(1e-6, 1e-6), "ok");
    let still = "inconclusive: not measured: there is no round in which all sides have a time";
    check_time(&all(0.0, 0.0), still);
    check_time(&all(0.0, 40.0), still);
    check_time(&all(40.0, 0.0), still);
}

#[test]
fn twenty_rounds_that_all_say_the_same_end_a_series_of_any_family_and_ten_do_not() {
    let open = |rounds, family| {
        let mut gate = Gate::of(&["base"]).takes("base", 100.0, 1.2, rounds);
        gate.family = family;
        !gate.undecided(rounds).is_empty()
    };
    // 2^-10 is just under 0.001, and half of that, for the time and the memory of one series, takes one round more.
    assert!(open(10, 1));
    // 2^-20 is far under 0.003 / 40.
    assert!(!open(20, 20));
}
