//! What the schedules say before anything is solved.

use proptest::prelude::*;
use year_schedule::{Instance, Layout, Schedule, Start};

use crate::{any_schedule, every_schedule, nonzero};

fn written(schedule: Schedule, years: usize) -> String {
    schedule.layout(years).to_string()
}

fn track_lengths(layout: &Layout, stage: usize) -> Vec<usize> {
    layout.stages()[stage].tracks().iter().map(|track| track.steps().len()).collect()
}

#[test]
fn thirty_one_years_at_width_ten_are_nine_chunks_of_three_and_one_of_four() {
    let cold = Schedule::ChunksCold { width: nonzero(10) }.layout(31);
    let mut lengths = track_lengths(&cold, 0);
    lengths.sort_unstable();
    assert_eq!(lengths, [3, 3, 3, 3, 3, 3, 3, 3, 3, 4]);
}

#[test]
fn the_middle_year_is_solved_first_and_not_again() {
    assert_eq!(
        written(Schedule::Chunks { width: nonzero(10) }, 31),
        "15\n0<15 +1 +2 | 3<15 +4 +5 | 6<15 +7 +8 | 9<15 +10 +11 | 12<15 +13 +14 | 16<15 +17 | \
         18<15 +19 +20 | 21<15 +22 +23 | 24<15 +25 +26 | 27<15 +28 +29 +30"
    );
}

#[test]
fn the_middle_of_an_even_number_of_years_is_the_later_of_two() {
    assert_eq!(written(Schedule::Chunks { width: nonzero(2) }, 4), "2\n0<2 +1 | 3<2");
}

#[test]
fn inside_its_chunk_the_chain_skips_the_middle_year_and_begins_again_from_its_basis() {
    assert_eq!(written(Schedule::Chunks { width: nonzero(1) }, 5), "2\n0<2 +1 3<2 +4");
}

#[test]
fn the_plans_cascade_has_three_warm_solves_of_thirty_one() {
    let layout = Schedule::PlanCascade { batch: nonzero(10) }.layout(31);
    assert_eq!((layout.warm(), layout.cold()), (3, 28));
    assert_eq!(layout.dependencies(), [(10, 9), (20, 19), (30, 29)]);
}

#[test]
fn fewer_years_than_width_leave_no_chunk_empty() {
    assert_eq!(written(Schedule::ChunksCold { width: nonzero(10) }, 3), "0 | 1 | 2");
    assert_eq!(written(Schedule::Chunks { width: nonzero(10) }, 3), "1\n0<1 | 2<1");
    assert_eq!(written(Schedule::PlanCascade { batch: nonzero(10) }, 3), "0 | 1 | 2");
}

#[test]
fn one_year_is_one_cold_solve_in_every_schedule() {
    for schedule in every_schedule(4) {
        let layout = schedule.layout(1);
        assert_eq!((layout.cold(), layout.warm()), (1, 0), "{schedule:?}");
    }
}

#[test]
fn a_year_more_than_full_batches_is_a_batch_of_its_own() {
    assert_eq!(written(Schedule::BatchesWarm { batch: nonzero(2) }, 5), "0 | 1\n2<1 | 3<1\n4<3");
}

#[test]
fn no_years_are_an_empty_layout() {
    for schedule in every_schedule(3) {
        assert_eq!(schedule.layout(0).stages().len(), 0, "{schedule:?}");
    }
}

#[test]
fn a_batch_wider_than_any_number_of_years_does_not_overflow() {
    assert_eq!(written(Schedule::PlanCascade { batch: nonzero(usize::MAX) }, 2), "0 | 1");
}

/// How many warm years a schedule has, by arithmetic alone.
fn warm_years(schedule: Schedule, years: usize) -> usize {
    match schedule {
        Schedule::Rebuild | Schedule::ReuseCold | Schedule::ColdParallel => 0,
        Schedule::ChainBasis | Schedule::Chain | Schedule::FirstBasis | Schedule::Chunks { .. } => years - 1,
        Schedule::PlanCascade { batch } => years.div_ceil(batch.get()) - 1,
        Schedule::BatchesWarm { batch } => years.saturating_sub(batch.get()),
        Schedule::ChunksCold { width } => years.saturating_sub(width.get()),
    }
}

proptest! {
    #[test]
    fn every_year_is_laid_out_once(schedule in any_schedule(), years in 0_usize..=40) {
        let mut laid_out: Vec<_> = schedule.layout(years).steps().map(|step| step.year).collect();
        laid_out.sort_unstable();
        prop_assert_eq!(laid_out, (0..years).collect::<Vec<_>>());
    }

    #[test]
    fn warm_years_are_what_the_formula_says(schedule in any_schedule(), years in 1_usize..=40) {
        prop_assert_eq!(schedule.layout(years).warm(), warm_years(schedule, years));
    }

    #[test]
    fn what_a_year_starts_from_comes_earlier_on_its_track_or_in_an_earlier_stage(
        schedule in any_schedule(), years in 1_usize..=40,
    ) {
        let layout = schedule.layout(years);
        let mut solved = Vec::new();
        for stage in layout.stages() {
            let earlier = solved.len();
            for track in stage.tracks() {
                let own = solved.len();
                for (number, step) in track.steps().iter().enumerate() {
                    match step.start {
                        Start::Cold(_) => {}
                        Start::Live => prop_assert!(number > 0),
                        Start::Basis(of, _) => prop_assert!(
                            solved[..earlier].contains(&of) || solved[own..].contains(&of)
                        ),
                    }
                    solved.push(step.year);
                }
            }
        }
    }

    /// The instance that a new one replaces is dropped, which must not happen while others solve.
    #[test]
    fn new_instances_are_for_one_core(schedule in any_schedule(), years in 1_usize..=40) {
        let layout = schedule.layout(years);
        let new = layout.steps().any(|step| matches!(
            step.start,
            Start::Cold(Instance::New) | Start::Basis(_, Instance::New)
        ));
        prop_assert!(!new || layout.width() == 1);
    }

    #[test]
    fn no_more_than_the_width_goes_side_by_side(
        width in 1_usize..=12, years in 1_usize..=40,
    ) {
        for schedule in every_schedule(width).into_iter().skip(6) {
            prop_assert!(schedule.layout(years).width() <= width, "{:?}", schedule);
        }
    }

    #[test]
    fn chunks_differ_by_one_year_at_most(width in 1_usize..=12, years in 1_usize..=40) {
        let lengths = track_lengths(&Schedule::ChunksCold { width: nonzero(width) }.layout(years), 0);
        prop_assert_eq!(lengths.len(), width.min(years));
        let (least, most) = (lengths.iter().min().unwrap(), lengths.iter().max().unwrap());
        prop_assert!(most - least <= 1);
    }
}
