//! The CUDA kernel on a warp of threads of the processor, where there is a C++ compiler: its labels are checked though there is no
//! device. That says nothing about its speed, nor about CUDA's memory.

use device::testing::OnThreads;
use grid_batch::{Grid, GridBatch, PackedBatch};
use grid_objects::{LABEL_CU, Method, label};

use crate::{
    TIES,
    grids::{hard, noise},
    modes,
};

#[test]
fn the_cuda_source_gives_the_right_labels_on_a_warp_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let parts = [include_str!("warp.hpp"), LABEL_CU, include_str!("warp.cpp")];
    let Some(program) = OnThreads::compiled(folder.path(), parts, &["-std=c++20", "-O1", "-pthread"]) else {
        return;
    };
    let small = hard().into_iter().filter(|grid| grid.height() != grid.width());
    let ties = (0..40).map(|seed| {
        let draw = noise(1, 4, 4, seed).cells().iter().map(|&draw| [0, 1, 8, 9][usize::from(draw)]).collect();
        Grid::new(1, 4, draw).unwrap()
    });
    let grids: Vec<Grid> = small.step_by(7).chain(ties).chain([noise(30, 30, 3, 1)]).collect();
    let batch: GridBatch = grids.iter().collect();
    let packed = PackedBatch::pack(&batch);
    for (number, mode) in modes().enumerate() {
        for (rule, ties) in TIES.into_iter().enumerate() {
            // The bits of a mode as the source has them.
            let letters = mode.letters();
            let answers = letters.bytes().map(|letter| u32::from(letter == b'T')).enumerate();
            let bits = answers.fold((rule as u32) << 3, |bits, (at, yes)| bits | yes << at);
            let words = [batch.len() as u32, packed.words().len() as u32, bits];
            let input = [&words, packed.places().as_flattened(), packed.words()].concat();
            let output = program.run(&input);
            let (labels, counts) = output.split_at(4 * packed.words().len());
            let right = label(&batch, mode, ties, Method::Bfs);
            let halves: &[u16] = bytemuck::cast_slice(labels);
            let mut rest = right.label.as_slice();
            for ((grid, &[first, _]), (&count, &got)) in
                batch.iter().zip(packed.places()).zip(right.counts.iter().zip(counts))
            {
                let right;
                (right, rest) = rest.split_at(grid.cells.len());
                assert!(right == &halves[8 * first as usize..][..right.len()], "{number}: {mode}, {ties:?}");
                assert_eq!(got, 1 << 31 | u32::from(count), "{mode}, {ties:?}");
            }
        }
    }
}
