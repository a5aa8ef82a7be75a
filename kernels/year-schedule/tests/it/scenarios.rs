//! Scenarios go side by side, their years never.

use proptest::prelude::*;
use year_schedule::{Layout, ScenarioYear, Unsolved};

use crate::mock::{Planted, Stage, solve_with, stories};
use crate::nonzero;

#[test]
fn each_scenario_is_a_chain_of_its_own() {
    assert_eq!(
        Layout::of_scenarios(2, 3).to_string(),
        "0 of scenario 0 +1 of scenario 0 +2 of scenario 0 | \
         0 of scenario 1 +1 of scenario 1 +2 of scenario 1"
    );
}

#[test]
fn a_failure_names_the_year_and_its_scenario_and_leaves_other_scenarios_alone() {
    let planted = Planted::ErrorIn(ScenarioYear { scenario: 1, year: 1 });
    let layout = Layout::of_scenarios(3, 4);
    match solve_with(&Stage::default(), &layout, nonzero(2), planted).unwrap_err() {
        Unsolved::Years { failures, untried, solved } => {
            assert_eq!(failures[0].to_string(), "year 1 of scenario 1: planted");
            assert_eq!((failures.len(), untried.len(), solved), (1, 2, 9));
        }
        other => panic!("{other}"),
    }
}

proptest! {
    #[test]
    fn threads_change_no_scenario(
        scenarios in 0_usize..=7, years in 0_usize..=9, threads in 1_usize..=6,
    ) {
        let layout = Layout::of_scenarios(scenarios, years);
        let solved =
            solve_with(&Stage::default(), &layout, nonzero(threads), Planted::Nothing).unwrap();
        prop_assert_eq!(solved.workers, if years == 0 { 0 } else { threads.min(scenarios) });
        prop_assert_eq!(solved.warm(), scenarios * years.saturating_sub(1));
        let answers: Vec<_> = solved.records.into_iter().map(|r| (r.year, r.answer)).collect();
        prop_assert_eq!(answers, stories(&layout));
    }
}
