//! Every form and every device that can be found gives the same bits, on batches that are hard on somebody.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

mod worlds;

use std::num::NonZeroUsize;

use device::{
    cuda::{Architecture, CudaOptions, MultiplyAdd},
    testing, validate_wgsl,
};
use grid_batch::{
    CU, CU_ENTRIES, Change, CudaGrids, GridBatch, GridDevice, GridTrip, Histogram, PackedBatch, Recolouring,
    Symmetry, WGSL, WgpuGrids, Workers, boxed, ragged,
};
use lanes::Lanes;
use worlds::{World, all_changed, equal, histograms, worlds};

#[test]
fn the_boxed_form_follows_the_plan() {
    for world in worlds() {
        let [grids, others] = [&world.batch, &world.others].map(boxed::from_batch);
        assert_eq!(boxed::to_batch(&grids), world.batch, "{}", world.name);
        for (change, right) in &world.changed {
            let got = boxed::to_batch(&boxed::changed(&grids, *change));
            assert_same(&got, right, &world, &format!("{change:?}"));
        }
        assert_eq!(boxed::equal(&grids, &others), equal(&world), "{}", world.name);
        assert_eq!(boxed::histograms(&grids), histograms(&world.batch), "{}", world.name);
    }
}

#[test]
fn the_ragged_form_follows_the_plan_whatever_the_vector_instructions_and_the_threads() {
    let worlds = worlds();
    for lanes in Lanes::available() {
        for threads in [1, 2, 3] {
            let workers = Workers::new(NonZeroUsize::new(threads).unwrap(), lanes).unwrap();
            for world in &worlds {
                for (change, right) in &world.changed {
                    let got = ragged::changed(&world.batch, *change, &workers);
                    let what = format!("{change:?} on {} with {threads} threads", lanes.name());
                    assert_same(&got, right, world, &what);
                }
                assert_eq!(ragged::equal(&world.batch, &world.others, &workers), equal(world));
                assert_eq!(ragged::histograms(&world.batch, &workers), histograms(&world.batch));
            }
        }
    }
}

#[test]
fn every_device_follows_the_plan_and_proves_it() {
    let gpus = testing::gpus();
    let cudas = testing::cudas();
    let worlds = worlds();
    for gpu in gpus {
        follows_the_plan(&WgpuGrids::new(gpu).unwrap(), &worlds);
    }
    for cuda in cudas {
        follows_the_plan(&CudaGrids::new(cuda).unwrap(), &worlds);
    }
}

fn follows_the_plan<D: GridDevice>(device: &D, worlds: &[World]) {
    for world in worlds {
        // What stands behind the last cell must change nothing, whatever it is.
        let packed = PackedBatch::pack(&world.batch);
        for poison in [15, 6] {
            let mut trip = device.begin();
            let held = trip.hold(&packed.padded_with(poison)).unwrap();
            let others = trip.hold(&PackedBatch::pack(&world.others)).unwrap();
            for (change, right) in &world.changed {
                let changed = trip.changed(&held, *change).unwrap();
                let got = trip.fetch(&changed).unwrap();
                assert_same(&got, right, world, &format!("{change:?}"));
                // It went on with the shapes that it has now.
                let back = trip.changed(&changed, Change::Symmetry(Symmetry::DMirror)).unwrap();
                let twice = all_changed(&got, Change::Symmetry(Symmetry::DMirror));
                assert_same(&trip.fetch(&back).unwrap(), &twice, world, &format!("{change:?}, then dmirror"));
            }
            assert_eq!(trip.equal(&held, &others).unwrap(), equal(world), "{}", world.name);
            assert_eq!(trip.histograms(&held).unwrap(), histograms(&world.batch), "{}", world.name);
            let evidence = trip.finish().unwrap();
            // Two batches up; sixteen of them, and an answer and a histogram for each grid, down.
            let words = 4 * packed.words().len() as u64;
            let grids = world.batch.len() as u64;
            assert!(evidence.bytes_up >= words + 16 * grids, "{evidence:?}");
            assert_eq!(evidence.bytes_down, 16 * words + 24 * grids, "{evidence:?}");
            assert!(evidence.dispatches == 18 || grids == 0, "{evidence:?}");
        }
    }
}

#[test]
fn whoever_takes_numpys_quarters_for_ours_is_caught() {
    let world = worlds().into_iter().find(|world| world.name == "every shape").unwrap();
    let workers = Workers::one(Lanes::detect());
    for (change, right) in &world.changed {
        let got = ragged::changed(&world.batch, change.as_numpy_turns(), &workers);
        let is_quarter = matches!(change, Change::Symmetry(Symmetry::Rot90 | Symmetry::Rot270));
        assert_eq!(got != *right, is_quarter, "{change:?}");
    }
}

#[test]
fn the_wgsl_sources_are_valid_without_a_driver() {
    for (source, entry) in WGSL {
        validate_wgsl(source, &[entry]).unwrap();
    }
}

#[test]
fn the_cuda_source_compiles_where_there_is_a_compiler() {
    let options = CudaOptions { architecture: Architecture::OLDEST, multiply_add: MultiplyAdd::Separate };
    for entry in CU_ENTRIES {
        if let Some(ptx) = testing::ptx(CU, entry, options) {
            assert!(ptx.text().contains(&format!(".entry {entry}")));
        }
    }
}

#[test]
fn the_cuda_source_follows_the_plan_on_a_block_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let parts = [include_str!("threads/block.hpp"), CU, include_str!("threads/block.cpp")];
    let options = ["-std=c++20", "-O1", "-pthread"];
    let Some(program) = testing::OnThreads::compiled(folder.path(), parts, &options) else { return };
    // Threads of a processor wait for each other longer than those of a block.
    for world in worlds().into_iter().filter(|world| world.batch.len() < 1000) {
        let packed = PackedBatch::pack(&world.batch);
        let others = PackedBatch::pack(&world.others);
        let told = world.changed.iter().flat_map(|(change, _)| told(*change));
        let head = [world.changed.len(), world.batch.len(), packed.words().len()].map(|count| count as u32);
        // What stands behind the last cell must change nothing, whatever it is.
        for poison in [15, 6] {
            let input: Vec<u32> = head
                .into_iter()
                .chain(told.clone())
                .chain(packed.places().iter().flatten().copied())
                .chain(packed.padded_with(poison).words().iter().copied())
                .chain(others.places().iter().flatten().copied())
                .chain(others.words().iter().copied())
                .collect();
            let output = program.run(&input);
            let mut rest = output.as_slice();
            let mut take = |count: usize| rest.split_off(..count).unwrap();
            for (change, right) in &world.changed {
                let right = PackedBatch::pack(right);
                let what = format!("{change:?}, {}", world.name);
                assert!(take(2 * world.batch.len()) == right.places().as_flattened(), "{what}: places");
                assert!(take(packed.words().len()) == right.padded_with(15).words(), "{what}");
            }
            let equal: Vec<u32> = equal(&world).into_iter().map(u32::from).collect();
            assert_eq!(take(world.batch.len()), equal, "{}", world.name);
            let pairs = |counts: Histogram| {
                [0, 2, 4, 6, 8].map(|c| u32::from(counts[c]) | u32::from(counts[c + 1]) << 16)
            };
            let histograms: Vec<u32> = histograms(&world.batch).into_iter().flat_map(pairs).collect();
            assert_eq!(take(5 * world.batch.len()), histograms, "{}", world.name);
            assert!(rest.is_empty());
        }
    }
}

/// A change as the source has it: 1 for rows that become columns, 2 for rows that are read from the last on, 4 for such columns; then the
/// new colours as nibbles.
fn told(change: Change) -> [u32; 3] {
    let (symmetry, table) = match change {
        Change::Symmetry(symmetry) => {
            let bits = match symmetry {
                Symmetry::DMirror => 1,
                Symmetry::HMirror => 2,
                Symmetry::Rot90 => 3,
                Symmetry::VMirror => 4,
                Symmetry::Rot270 => 5,
                Symmetry::Rot180 => 6,
                Symmetry::CMirror => 7,
            };
            (bits, *Recolouring::NONE.table())
        }
        Change::Recolour(recolouring) => (0, *recolouring.table()),
    };
    let nibbles =
        |colours: &[u8]| colours.iter().rev().fold(0, |word, &colour| word << 4 | u32::from(colour));
    [symmetry, nibbles(&table[..8]), nibbles(&table[8..])]
}

/// Says which grid differs, and does not print 70,000 of them.
fn assert_same(got: &GridBatch, expected: &GridBatch, world: &World, what: &str) {
    let differs = got.iter().zip(expected.iter()).position(|(got, expected)| got != expected);
    if let Some(place) = differs {
        let shown = [&world.batch, expected, got].map(|batch| batch.get(place));
        panic!("{what}, {}: grid {place}, what is right and what came: {shown:?}", world.name);
    }
    assert!(got == expected, "{what}, {}: as many grids, in the same places", world.name);
}
