//! What holds for any grid, whoever found its objects.

use grid_batch::{Grid, GridBatch};
use grid_objects::{BACKGROUND, Cells, Labels, Method, Mode, TieRule, background, label};
use proptest::prelude::*;

use crate::{
    TIES,
    grids::{any_grid, hard},
    labels_of, modes,
};

fn all_agree(grids: &[Grid]) {
    let batch: GridBatch = grids.iter().collect();
    for mode in modes() {
        for ties in TIES {
            let reference = label(&batch, mode, ties, Method::Bfs);
            for method in Method::ALL {
                let labels = label(&batch, mode, ties, method);
                assert_eq!(reference.counts, labels.counts, "{method:?}, {mode}, {ties:?}");
                assert_eq!(reference.label, labels.label, "{method:?}, {mode}, {ties:?}: {grids:?}");
            }
        }
    }
}

/// Every object is named by its first cell, and nothing but background is left out.
fn labels_are_sound(grid: &Grid, mode: Mode, ties: TieRule, labels: &Labels) {
    let removed = match mode.cells {
        Cells::All => None,
        Cells::WithoutBackground => background(grid.view(), ties),
    };
    let mut names = 0;
    for (at, (&label, &colour)) in labels.label.iter().zip(grid.cells()).enumerate() {
        assert_eq!(label == BACKGROUND, Some(colour) == removed, "cell {at}");
        if label != BACKGROUND {
            assert!(usize::from(label) <= at, "cell {at} is before {label}");
            assert_eq!(labels.label[usize::from(label)], label, "cell {at} names {label}");
            names += u16::from(usize::from(label) == at);
        }
    }
    assert_eq!(names, labels.counts[0], "{mode}");
}

#[test]
fn all_methods_agree_on_hard_grids() {
    all_agree(&hard());
}

#[test]
fn the_control_is_wrong_in_one_label() {
    let grids = hard();
    for mode in modes() {
        let right = labels_of(&grids, mode, TieRule::Lowest, Method::Bfs);
        let wrong = labels_of(&grids, mode, TieRule::Lowest, Method::OneLabelOff);
        let differ = right.label.iter().zip(&wrong.label).filter(|(right, wrong)| right != wrong).count();
        assert_eq!((differ, right.counts), (1, wrong.counts), "{mode}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn all_methods_agree_on_any_grids(grids in proptest::collection::vec(any_grid(), 1..4)) {
        all_agree(&grids);
    }

    #[test]
    fn an_object_is_named_by_its_first_cell(grid in any_grid()) {
        for mode in modes() {
            for ties in TIES {
                let labels = labels_of(std::slice::from_ref(&grid), mode, ties, Method::Bfs);
                labels_are_sound(&grid, mode, ties, &labels);
            }
        }
    }
}
