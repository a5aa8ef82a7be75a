//! One table on every device there is: the same cells, the same values, and an error value for whatever is outside.

use device::{
    cuda::{Architecture, CudaOptions, MultiplyAdd},
    testing, validate_wgsl,
};
use property_table::{
    Axis, BATCH_CU, BATCH_CU_ENTRY, BATCH_WGSL, BATCH_WGSL_ENTRY, CELLS_WGSL, CELLS_WGSL_ENTRY, CudaTable,
    CudaTank, PropsColumns, RoundedTable, TANK_CU, TANK_CU_ENTRY, TANK_WGSL, TANK_WGSL_ENTRY, Trace,
    WgpuTable, WgpuTank,
};

use crate::{near_columns, short_steps, table, tank, tanks};

/// Queries anywhere, at and around every node, at both ends, outside, and NaN.
fn queries() -> (Vec<f32>, Vec<f32>) {
    let surface = table().surface();
    let anywhere = Trace::Uniform.queries(11, 20_000);
    let mut states: Vec<(f32, f32)> = anywhere.pairs().map(|(p, t)| (p as f32, t as f32)).collect();
    let around = |value: f32| [value.next_down(), value, value.next_up()];
    for row in 0..surface.rows().nodes() {
        states.extend(around(surface.rows().node(row) as f32).map(|p| (p, 300.0)));
    }
    for column in 0..surface.columns().nodes() {
        states.extend(around(surface.columns().node(column) as f32).map(|t| (1e6, t)));
    }
    for bad in NOWHERE {
        states.extend([(bad, 300.0), (1e6, bad), (bad, bad)]);
    }
    states.into_iter().unzip()
}

/// What no table can answer.
const NOWHERE: [f32; 9] =
    [f32::NAN, -f32::NAN, f32::INFINITY, f32::NEG_INFINITY, 0.0, -0.0, -1e6, 1e-40, 3e38];

/// Tanks anywhere, at and around every node, outside, and NaN.
fn tank_queries() -> (Vec<f32>, Vec<f32>) {
    let rows = tank().surface().rows();
    let mut states: Vec<(f32, f32)> =
        tanks(13, 20_000).into_iter().map(|(rho, t)| (rho as f32, t as f32)).collect();
    for row in 0..rows.nodes() {
        let node = rows.node(row) as f32;
        states.extend([node.next_down(), node, node.next_up()].map(|rho| (rho, 350.0)));
    }
    states.extend(NOWHERE.into_iter().flat_map(|bad| [(bad, 300.0), (1.0, bad), (bad, bad)]));
    states.into_iter().unzip()
}

#[test]
fn every_gpu_finds_the_cells_and_the_values_of_the_cpu() {
    let gpus = testing::gpus();
    let (p, t) = queries();
    let rounded = RoundedTable::of(table());
    for gpu in gpus {
        let gpu = WgpuTable::new(gpu, table()).unwrap();
        let (answers, evidence) = gpu.batch(&p, &t).unwrap();
        let cells = gpu.cells(&p, &t).unwrap();
        assert_eq!((answers.len(), cells.len()), (p.len(), p.len()));
        let mut outside = 0;
        for (query, (answer, cell)) in answers.iter().zip(cells).enumerate() {
            let (p, t) = (p[query], t[query]);
            let at = format!("{p} Pa, {t} K on {}", evidence.device);
            let exact = table().surface().locate(f64::from(p), f64::from(t)).ok();
            assert_eq!(cell, exact.map(|cell| [cell.row, cell.column]), "{at}");
            assert_eq!(rounded.cell(p, t).ok(), cell, "{at}");
            match table().get(f64::from(p), f64::from(t)) {
                Err(_) => {
                    assert!(answer.iter().all(|value| value.is_nan()), "{at}: {answer:?}");
                    outside += 1;
                }
                Ok(right) => {
                    for (&got, right) in answer.iter().zip(right.values()) {
                        let error = (f64::from(got) / right - 1.0).abs();
                        assert!(error <= 2e-6, "{at}: {got} for {right}");
                    }
                }
            }
        }
        // 27 that are nowhere, and each end from its other side; the coldest f32 is above the coldest node.
        assert!((27 + 4..27 + 8).contains(&outside), "{outside} outside");
        assert_eq!(evidence.dispatches, 1);
        assert_eq!(evidence.bytes_down, 16 * p.len() as u64);
        println!("{} queries on {} ({}, {:?})", p.len(), evidence.device, evidence.backend, evidence.kind);

        for table in [table(), &short_steps()] {
            let t = near_columns(table);
            let cells =
                WgpuTable::new(gpu.gpu().clone(), table).unwrap().cells(&vec![1e5; t.len()], &t).unwrap();
            for (t, cell) in t.into_iter().zip(cells) {
                let right = table.surface().locate(1e5, f64::from(t)).ok();
                assert_eq!(cell, right.map(|cell| [cell.row, cell.column]), "{t} K");
            }
        }

        let (rho, t) = tank_queries();
        let on_gpu = WgpuTank::new(gpu.gpu().clone(), tank()).unwrap();
        let (answers, evidence) = on_gpu.pressures(&rho, &t).unwrap();
        assert_eq!((answers.len(), evidence.dispatches), (rho.len(), 1));
        for (got, (&rho, &t)) in answers.into_iter().zip(rho.iter().zip(&t)) {
            match tank().pressure(f64::from(rho), f64::from(t)) {
                Err(_) => assert!(got.is_nan(), "{rho} kg/m3, {t} K: {got}"),
                Ok(right) => {
                    let error = (f64::from(got) / right - 1.0).abs();
                    assert!(error <= 2e-6, "{rho} kg/m3, {t} K: {got} for {right}");
                }
            }
        }
    }
}

#[test]
fn every_cuda_device_has_the_bits_of_the_cpu() {
    let (p, t) = queries();
    let (p, t): (Vec<f64>, Vec<f64>) =
        (p.into_iter().map(f64::from).collect(), t.into_iter().map(f64::from).collect());
    let fine = Trace::Uniform.queries(12, 20_000);
    let (p, t) = ([fine.p, p].concat(), [fine.t, t].concat());
    for cuda in testing::cudas() {
        for (multiply_add, allowed) in [(MultiplyAdd::Separate, 0.0), (MultiplyAdd::Fused, 1e-13)] {
            let cuda = CudaTable::new(cuda.clone(), table(), multiply_add).unwrap();
            let (columns, evidence) = cuda.batch(&p, &t).unwrap();
            assert_eq!((columns.len(), evidence.dispatches), (p.len(), 1));
            let PropsColumns { rho, h, s, cp } = columns;
            for query in 0..p.len() {
                let (p, t) = (p[query], t[query]);
                let answer = [rho[query], h[query], s[query], cp[query]];
                match table().get(p, t) {
                    Err(_) => assert!(answer.iter().all(|value| value.is_nan()), "{p}, {t}: {answer:?}"),
                    Ok(right) => {
                        for (got, right) in answer.into_iter().zip(right.values()) {
                            let error = (got / right - 1.0).abs();
                            assert!(error <= allowed, "{evidence:?}, {p} Pa, {t} K: {got} for {right}");
                        }
                    }
                }
            }
            println!("{} queries on {} ({})", p.len(), evidence.device, evidence.driver);

            let on_cuda = CudaTank::new(cuda.cuda().clone(), tank(), multiply_add).unwrap();
            let (rho, t) = tank_queries();
            let [rho, t] = [rho, t].map(|values| values.into_iter().map(f64::from).collect::<Vec<f64>>());
            let (answers, _) = on_cuda.pressures(&rho, &t).unwrap();
            for (got, (&rho, &t)) in answers.into_iter().zip(rho.iter().zip(&t)) {
                match tank().pressure(rho, t) {
                    Err(_) => assert!(got.is_nan(), "{rho} kg/m3, {t} K: {got}"),
                    Ok(right) => {
                        assert!(
                            (got / right - 1.0).abs() <= allowed,
                            "{rho} kg/m3, {t} K: {got} for {right}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn the_wgsl_sources_are_valid_without_a_driver() {
    for (source, entry) in
        [(BATCH_WGSL, BATCH_WGSL_ENTRY), (CELLS_WGSL, CELLS_WGSL_ENTRY), (TANK_WGSL, TANK_WGSL_ENTRY)]
    {
        validate_wgsl(source, &[entry]).unwrap();
        let code = source.lines().map(|line| line.split("//").next().unwrap_or_default());
        for line in code {
            for trap in ["f64", " log(", " exp(", "pow("] {
                assert!(!line.contains(trap), "{trap} has no useful precision in WGSL: {line}");
            }
        }
    }
}

#[test]
fn the_cuda_sources_compile_where_there_is_a_compiler() {
    for (source, entry) in [(BATCH_CU, BATCH_CU_ENTRY), (TANK_CU, TANK_CU_ENTRY)] {
        for multiply_add in [MultiplyAdd::Fused, MultiplyAdd::Separate] {
            let options = CudaOptions { architecture: Architecture::OLDEST, multiply_add };
            if let Some(ptx) = testing::ptx(source, entry, options) {
                let text = ptx.text();
                assert!(text.contains(&format!(".entry {entry}")));
                // What the bits depend on.
                let fused = text.contains("fma.rn.f64");
                assert_eq!(fused, multiply_add == MultiplyAdd::Fused, "{entry}, {multiply_add:?}");
            }
        }
    }
}
