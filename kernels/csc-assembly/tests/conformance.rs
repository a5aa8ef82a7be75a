//! Every method, on all threads and devices there are, gives the reference's bits; the controls do not.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::num::NonZeroUsize;

use csc_assembly::{
    ASSEMBLE_CU, ASSEMBLE_CU_ENTRIES, ASSEMBLE_WGSL, ASSEMBLE_WGSL_ENTRIES, Compressed, CudaAssembly,
    Generator, Method, Threads, Triples, WgpuAssembly, assemble,
};
use device::{
    cuda::{Architecture, CudaOptions, MultiplyAdd},
    testing, validate_wgsl,
};

/// Shapes that reach every corner: no bits in the row or the column, no entries, more than one tile, bucket and digit.
fn matrices() -> Vec<(&'static str, Triples)> {
    let by_hand = |name, height, width, cells: &[(u32, u32, f64)]| {
        let (rows, (columns, values)) =
            cells.iter().map(|(row, column, value)| (*row, (*column, *value))).unzip();
        (name, Triples::new(height, width, rows, columns, values).unwrap())
    };
    let drawn = |name, height, width, count, seed| {
        (name, Generator::new(height, width, count, seed).unwrap().triples())
    };
    // Sums whose last bit, and more, depends on the order: a different one for every entry of the few cells there are.
    let rounding = |name, height, width, count: u32| {
        let cells: Vec<_> = (0..count)
            .map(|n| {
                let mixed = n.wrapping_mul(2_654_435_769);
                (mixed % height, (mixed >> 7) % width, 1.0 / f64::from(n + 1) * f64::from(mixed >> 3))
            })
            .collect();
        by_hand(name, height, width, &cells)
    };
    vec![
        by_hand("no entries", 3, 4, &[]),
        by_hand("no rows and no columns", 0, 0, &[]),
        by_hand("one cell of one", 1, 1, &[(0, 0, 1e16), (0, 0, 1.0), (0, 0, -1e16)]),
        by_hand("a zero and its sign", 2, 2, &[(1, 1, -0.0), (0, 1, 0.0), (0, 1, -0.0)]),
        by_hand("last row and column", 3_000_000, 3, &[(2_999_999, 2, 1.0), (7, 2, 2.0), (7, 0, 3.0)]),
        drawn("smoke", 2_000, 1_000, 10_000, 1),
        drawn("one column", 30_000, 1, 20_000, 2),
        drawn("one row", 1, 30_000, 20_000, 3),
        drawn("empty columns", 50, 70_000, 9_000, 4),
        drawn("several buckets", 5_000, 4_000, 60_000, 5),
        rounding("many entries in few cells", 3, 5, 30_000),
        rounding("all entries in one cell", 1, 1, 10_000),
        rounding("entries in any order", 300, 200, 40_000),
    ]
}

fn threads(count: usize) -> Threads {
    Threads::new(NonZeroUsize::new(count).unwrap()).unwrap()
}

fn assert_same(what: &str, reference: &Compressed, got: &Compressed) {
    assert_eq!(reference.starts, got.starts, "{what}: starts");
    assert_eq!(reference.rows, got.rows, "{what}: rows");
    let bits = |columns: &Compressed| columns.values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    assert_eq!(bits(reference), bits(got), "{what}: values");
}

#[test]
fn every_method_on_every_device_gives_the_bits_of_the_reference() {
    let gpus = testing::gpus();
    let gpus: Vec<WgpuAssembly> = gpus.into_iter().map(|gpu| WgpuAssembly::new(gpu).unwrap()).collect();
    let cudas: Vec<CudaAssembly> =
        testing::cudas().into_iter().map(|cuda| CudaAssembly::new(cuda).unwrap()).collect();
    let mut checked = 0;
    for (name, triples) in matrices() {
        let reference = assemble(&triples, Method::CountSort, &Threads::one()).unwrap();
        for count in [1, 2, 3, 7] {
            let got = assemble(&triples, Method::Radix, &threads(count)).unwrap();
            assert_same(&format!("radix, {count} threads, {name}"), &reference, &got);
            checked += 1;
        }
        if let Ok(got) = assemble(&triples, Method::Dense { limit: 1 << 28 }, &Threads::one()) {
            assert_same(&format!("dense, {name}"), &reference, &got);
            checked += 1;
        }
        let on_gpus = gpus.iter().map(|gpu| gpu.run(&triples).unwrap());
        let on_cudas = cudas.iter().map(|cuda| cuda.run(&triples).unwrap());
        for (got, evidence) in on_gpus.chain(on_cudas) {
            assert_same(&format!("{evidence:?}, {name}"), &reference, &got);
            assert!(evidence.dispatches > 0, "{evidence:?}");
            assert!(evidence.bytes_up >= 16 * triples.len() as u64, "{evidence:?}");
            assert!(evidence.bytes_down >= 12 * got.rows.len() as u64, "{evidence:?}");
            checked += 1;
        }
    }
    let devices: Vec<String> = gpus
        .iter()
        .map(|gpu| gpu.gpu().evidence())
        .chain(cudas.iter().map(|cuda| cuda.cuda().evidence()))
        .map(|evidence| format!("{} ({}, {:?})", evidence.device, evidence.backend, evidence.kind))
        .collect();
    println!("{checked} answers checked; devices: {devices:?}");
}

#[test]
fn the_controls_are_caught() {
    let triples = Generator::new(2_000, 1_000, 10_000, 1).unwrap().triples();
    let reference = assemble(&triples, Method::CountSort, &Threads::one()).unwrap();
    let replaced = assemble(&triples, Method::LastWins, &Threads::one()).unwrap();
    assert_eq!((&replaced.starts, &replaced.rows), (&reference.starts, &reference.rows));
    assert_ne!(replaced.values, reference.values);
    let unsorted = assemble(&triples, Method::Unsorted, &Threads::one()).unwrap();
    assert_ne!(unsorted.rows, reference.rows);
}

#[test]
fn the_wgsl_source_is_valid_without_a_driver_and_has_no_floating_point() {
    validate_wgsl(ASSEMBLE_WGSL, &ASSEMBLE_WGSL_ENTRIES).unwrap();
    let code = ASSEMBLE_WGSL.lines().map(|line| line.split("//").next().unwrap_or_default());
    for line in code {
        assert!(!["f64", "f32", "f16"].iter().any(|float| line.contains(float)), "values are words: {line}");
    }
}

#[test]
fn the_cuda_source_compiles_where_there_is_a_compiler() {
    let options = CudaOptions { architecture: Architecture::OLDEST, multiply_add: MultiplyAdd::Separate };
    if let Some(ptx) = testing::ptx(ASSEMBLE_CU, "assemble.cu", options) {
        let text = ptx.text();
        for entry in ASSEMBLE_CU_ENTRIES {
            assert!(text.contains(&format!(".entry {entry}(")), "{entry}");
        }
        let float_atomic =
            |line: &str| line.contains("atom") && (line.contains(".f64") || line.contains(".f32"));
        assert!(!text.lines().any(float_atomic), "sums of floats would depend on chance");
    }
}
