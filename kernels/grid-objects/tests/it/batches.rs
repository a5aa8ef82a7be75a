//! A batch is its grids, whatever lies beside them and however many threads work.

use grid_batch::{Grid, GridBatch};
use grid_objects::{Labels, Method, Mode, TieRule, label, label_into, label_parallel, label_parallel_into};

use crate::{grids::hard, labels_of, modes};

#[test]
fn a_shuffled_batch_gives_what_single_calls_give() {
    let mut grids = hard();
    // 7 and the number of grids have no common factor.
    assert_ne!(grids.len() % 7, 0);
    grids = (0..grids.len()).map(|at| grids[at * 7 % grids.len()].clone()).collect();
    for method in Method::ALL {
        for mode in modes() {
            let together = labels_of(&grids, mode, TieRule::Cpython, method);
            let mut apart = Labels::default();
            for grid in &grids {
                let one = labels_of(std::slice::from_ref(grid), mode, TieRule::Cpython, method);
                apart.label.extend(one.label);
                apart.counts.extend(one.counts);
            }
            assert_eq!(together, apart, "{method:?}, {mode}");
        }
    }
}

#[test]
fn an_empty_batch_has_no_labels() {
    for method in Method::ALL.into_iter().chain([Method::OneLabelOff]) {
        for mode in modes() {
            assert_eq!(labels_of(&[], mode, TieRule::Lowest, method), Labels::default());
            assert_eq!(
                label_parallel(&GridBatch::default(), mode, TieRule::Lowest, method),
                Labels::default()
            );
        }
    }
}

#[test]
fn used_memory_and_threads_change_nothing() {
    // More than any thread takes at once.
    let grids: Vec<Grid> = hard().into_iter().cycle().take(1_100).collect();
    let batch: GridBatch = grids.iter().collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
    for method in [Method::Bfs, Method::Bitboard, Method::Runs, Method::Lockstep, Method::OneLabelOff] {
        let mode = Mode::of(true, true, true);
        let alone = label(&batch, mode, TieRule::Lowest, method);
        let mut used = Labels { label: vec![7; 3_000_000], counts: vec![9; 2] };
        label_into(&mut used, &batch, mode, TieRule::Lowest, method);
        assert_eq!(alone, used, "{method:?}");
        let together = pool.install(|| label_parallel(&batch, mode, TieRule::Lowest, method));
        assert_eq!(alone, together, "{method:?}");
        used.label.fill(7);
        used.counts.push(9);
        pool.install(|| label_parallel_into(&mut used, &batch, mode, TieRule::Lowest, method));
        assert_eq!(alone, used, "{method:?}");
    }
}
