//! Every device that is there gives the labels of the reference, bit by bit, and proves that it made them.

use device::{
    cuda::{Architecture, CudaOptions, MultiplyAdd},
    testing, validate_wgsl,
};
use grid_batch::{Grid, GridBatch, PackedBatch};
use grid_objects::{
    CudaObjects, LABEL_CU, LABEL_ENTRY, LABEL_WGSL, Labels, Method, Mode, ObjectDevice, TieRule, WgpuObjects,
    label,
};

use crate::{
    TIES,
    grids::{hard, noise},
    modes,
};

/// All there are; what is missing is said with its reason.
fn devices() -> Vec<Box<dyn ObjectDevice>> {
    let gpus = testing::gpus();
    let cudas = testing::cudas();
    let on_gpus =
        gpus.into_iter().map(|gpu| Box::new(WgpuObjects::new(gpu).unwrap()) as Box<dyn ObjectDevice>);
    let on_cudas =
        cudas.into_iter().map(|cuda| Box::new(CudaObjects::new(cuda).unwrap()) as Box<dyn ObjectDevice>);
    on_gpus.chain(on_cudas).collect()
}

fn assert_same(right: &Labels, got: &Labels, what: &str) {
    assert!(right.counts == got.counts, "{what}: other counts");
    let differ = right.label.iter().zip(&got.label).filter(|(right, got)| right != got).count();
    assert_eq!((differ, right.label.len()), (0, got.label.len()), "{what}");
}

#[test]
fn every_device_agrees_with_the_reference_in_every_mode() {
    let mut grids = hard();
    grids.extend((0..400).map(|number| {
        let mut chance = grid_generator::chance(1, number);
        grid_generator::Recipe::mixed(&mut chance).paint(&mut chance)
    }));
    // Rows in which several colours are the most common, 8 and 9 among them.
    grids.extend((0..600).map(|seed| {
        let draw = noise(1, 4, 4, seed).cells().iter().map(|&draw| [0, 1, 8, 9][usize::from(draw)]).collect();
        Grid::new(1, 4, draw).unwrap()
    }));
    let batch: GridBatch = grids.iter().collect();
    let packed = PackedBatch::pack(&batch);
    for device in devices() {
        for mode in modes() {
            for ties in TIES {
                let right = label(&batch, mode, ties, Method::Bfs);
                let (got, evidence) = device.label(&batch, mode, ties).unwrap();
                assert_same(&right, &got, &format!("{mode}, {ties:?} on {}", evidence.device));
                assert_eq!(evidence.dispatches, 1, "{evidence:?}");
                assert!(evidence.bytes_up as usize >= 4 * packed.words().len() + 8 * batch.len());
                assert!(evidence.bytes_down as usize >= 2 * batch.cells().len() + 4 * batch.len());
            }
        }
        for poison in [0, 5] {
            let mode = Mode::of(true, true, true);
            let (clean, _) = device.label_packed(&packed, mode, TieRule::Cpython).unwrap();
            let (got, _) = device.label_packed(&packed.padded_with(poison), mode, TieRule::Cpython).unwrap();
            assert_same(&clean, &got, "poisoned padding");
        }
    }
}

#[test]
fn a_launch_for_each_grid_gives_what_one_launch_gives() {
    let grids: Vec<Grid> = hard().into_iter().step_by(5).collect();
    let batch: GridBatch = grids.iter().collect();
    for device in devices() {
        let mode = Mode::of(true, false, true);
        let (together, _) = device.label(&batch, mode, TieRule::Lowest).unwrap();
        let (apart, evidence) = device.label_each(&batch, mode, TieRule::Lowest).unwrap();
        assert_same(&together, &apart, &evidence.device);
        assert_eq!(evidence.dispatches, grids.len() as u64);
        let (none, evidence) = device.label(&GridBatch::default(), mode, TieRule::Lowest).unwrap();
        assert_eq!(none, Labels::default());
        assert_eq!(evidence.bytes_down, 0);
    }
}

/// With four grids to a workgroup these are 67,500.
#[test]
fn more_workgroups_than_one_dimension_holds_work() {
    let kinds: Vec<Grid> = (0..40)
        .map(|seed| noise(1 + seed % 3, 1 + seed % 4, 3, seed as u64))
        .chain([Grid::default()])
        .collect();
    let batch: GridBatch = kinds.iter().cycle().take(270_000).collect();
    let mode = Mode::of(true, false, true);
    let right = label(&batch, mode, TieRule::Lowest, Method::Bfs);
    for device in devices() {
        let (got, evidence) = device.label(&batch, mode, TieRule::Lowest).unwrap();
        assert_same(&right, &got, &evidence.device);
    }
}

#[test]
fn the_wgsl_source_is_valid_without_a_driver() {
    validate_wgsl(LABEL_WGSL, &[LABEL_ENTRY]).unwrap();
}

#[test]
fn the_cuda_source_compiles_where_there_is_a_compiler() {
    let options = CudaOptions { architecture: Architecture::OLDEST, multiply_add: MultiplyAdd::Separate };
    if let Some(ptx) = testing::ptx(LABEL_CU, LABEL_ENTRY, options) {
        assert!(ptx.text().contains(&format!(".entry {LABEL_ENTRY}")));
    }
}
