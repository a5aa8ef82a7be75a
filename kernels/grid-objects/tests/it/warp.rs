//! The CUDA kernel on a warp of threads of the processor, where there is a C++ compiler: its labels are checked though there is no
//! device. That says nothing about its speed, nor about CUDA's memory.

use std::{
    fs,
    io::{self, Write},
    path::Path,
    process::{Command, Stdio},
};

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
    let Some(program) = compiled(folder.path()) else { return };
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
            let output = run(&program, &input);
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

fn compiled(folder: &Path) -> Option<std::path::PathBuf> {
    let (source, program) = (folder.join("warp.cpp"), folder.join("warp"));
    let text = [include_str!("warp.hpp"), LABEL_CU, include_str!("warp.cpp")].concat();
    fs::write(&source, text).unwrap();
    let compiler = Command::new("c++")
        .args(["-std=c++20", "-O1", "-pthread", "-o"])
        .args([&program, &source])
        .stderr(Stdio::piped())
        .spawn();
    let Ok(compiler) = compiler else {
        io::stderr().write_all(b"skipped: no C++ compiler: `c++` does not start; install one\n").unwrap();
        return None;
    };
    let said = compiler.wait_with_output().unwrap();
    let errors = String::from_utf8_lossy(&said.stderr).into_owned();
    if errors.contains("barrier: No such file") || errors.contains("'barrier' file not found") {
        io::stderr().write_all(b"skipped: the C++ compiler has no <barrier>; install a newer one\n").unwrap();
        return None;
    }
    assert!(said.status.success(), "{errors}");
    Some(program)
}

fn run(program: &Path, input: &[u32]) -> Vec<u32> {
    let mut warp = Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    warp.stdin.take().unwrap().write_all(bytemuck::cast_slice(input)).unwrap();
    let output = warp.wait_with_output().unwrap();
    assert!(output.status.success(), "{:?}", output.status);
    bytemuck::pod_collect_to_vec(&output.stdout)
}
