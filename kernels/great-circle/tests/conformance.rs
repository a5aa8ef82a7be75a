//! Every method, on all lanes, threads and devices there are, gives the reference's answer; the controls do not.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

mod methods;

use std::num::NonZeroUsize;

use device::{
    cuda::{Architecture, CudaOptions, MultiplyAdd},
    testing, validate_wgsl,
};
use great_circle::{
    Accuracy, CudaNearest, Grid, Lanes, Method, NEAREST_CU, NEAREST_CU_ENTRY, NEAREST_WGSL,
    NEAREST_WGSL_ENTRY, Nearest, Plants, Threads, WgpuNearest, nearest, plant_degrees, visit_rows,
};
use methods::methods;

/// Grids and plants that reach every corner: remainders of lanes, rows and blocks, poles, ±180°, duplicates, one plant.
fn worlds() -> Vec<(&'static str, Grid, Plants)> {
    let world = |name, n_lat, n_lon, places: &[(f64, f64)]| {
        (name, Grid::new(n_lat, n_lon).unwrap(), Plants::from_degrees(places).unwrap())
    };
    let corners =
        [(90.0, 0.0), (-90.0, 12.0), (0.0, 180.0), (0.0, -180.0), (45.0, -179.9), (10.0, 20.0), (10.0, 20.0)];
    vec![
        world("smoke", 19, 37, &plant_degrees(1, 0, 20)),
        world("one plant", 19, 37, &[(52.5, 13.4)]),
        world("corners", 37, 73, &corners),
        world("odd sizes", 71, 65, &plant_degrees(2, 0, 257)),
        world("smallest grid", 2, 2, &plant_degrees(3, 0, 40)),
        world("many plants, few points", 7, 9, &plant_degrees(4, 0, 2500)),
        world("several bands of tiles", 133, 97, &plant_degrees(5, 0, 300)),
    ]
}

fn threads(count: usize) -> Threads {
    Threads::new(NonZeroUsize::new(count).unwrap()).unwrap()
}

fn assert_right(what: &str, grid: &Grid, plants: &Plants, reference: &Nearest, got: &Nearest) {
    let accuracy = Accuracy::of(grid, plants, reference, got);
    assert!(accuracy.holds(), "{what}: {accuracy:?}");
    assert_eq!(accuracy.share_within_plan, 1.0, "{what}");
}

#[test]
fn every_method_on_every_device_agrees_with_the_reference() {
    let gpus = testing::gpus();
    let gpus: Vec<WgpuNearest> = gpus.into_iter().map(|gpu| WgpuNearest::new(gpu).unwrap()).collect();
    let cudas: Vec<CudaNearest> =
        testing::cudas().into_iter().map(|cuda| CudaNearest::new(cuda).unwrap()).collect();
    let mut checked = 0;
    for (name, grid, plants) in worlds() {
        let reference = nearest(&grid, &plants, Method::Haversine, &Threads::one());
        for method in methods() {
            let alone = nearest(&grid, &plants, method, &Threads::one());
            assert_right(&format!("{method:?}, {name}"), &grid, &plants, &reference, &alone);
            for count in [2, 3] {
                let together = nearest(&grid, &plants, method, &threads(count));
                assert_eq!(alone, together, "{method:?}, {name}: the bits depend on {count} threads");
            }
            checked += 1;
        }
        let on_gpus = gpus.iter().map(|gpu| gpu.run(&grid, &plants).unwrap());
        let on_cudas = cudas.iter().map(|cuda| cuda.run(&grid, &plants).unwrap());
        for (got, evidence) in on_gpus.chain(on_cudas) {
            assert_right(&format!("{evidence:?}, {name}"), &grid, &plants, &reference, &got);
            assert_eq!(evidence.dispatches, 1);
            assert!(evidence.bytes_up > 0 && evidence.bytes_down >= 4 * grid.points() as u64, "{evidence:?}");
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
fn all_exact_methods_state_the_same_kilometres() {
    for (name, grid, plants) in worlds() {
        let chord = nearest(&grid, &plants, Method::Chord, &Threads::one());
        let tree = nearest(&grid, &plants, Method::Tree, &Threads::one());
        for (point, (a, b)) in chord.km.iter().zip(&tree.km).enumerate() {
            assert!((a - b).abs() <= 1e-6, "{name}, point {point}: {a} and {b} km");
        }
    }
}

#[test]
fn tiles_choose_what_trying_every_pair_chooses() {
    for (name, grid, plants) in worlds() {
        for lanes in Lanes::available() {
            let pairs = nearest(&grid, &plants, Method::RowTable(lanes), &Threads::one());
            let tiles = nearest(&grid, &plants, Method::Tiles(lanes), &Threads::one());
            assert_eq!(pairs.nearest, tiles.nearest, "{name}, {}", lanes.name());
            assert_eq!(pairs.km, tiles.km, "{name}, {}", lanes.name());
        }
    }
}

#[test]
fn rows_that_are_visited_have_the_answers_that_are_kept() {
    for (name, grid, plants) in worlds() {
        let kept = nearest(&grid, &plants, Method::Tiles(Lanes::detect()), &Threads::one());
        for count in [1, 2, 3] {
            let mut rows = vec![(Vec::new(), Vec::new()); grid.n_lat()];
            visit_rows(&grid, &plants, Lanes::detect(), &threads(count), &mut rows, |answer, row| {
                let start = answer.row * grid.n_lon();
                assert_eq!(answer.km, &kept.km[start..start + grid.n_lon()], "{name}, row {}", answer.row);
                row.0.extend_from_slice(answer.nearest);
                row.1.extend_from_slice(answer.km);
            });
            let (nearest, km): (Vec<Vec<u32>>, Vec<Vec<f32>>) = rows.into_iter().unzip();
            assert_eq!((nearest.concat(), km.concat()), (kept.nearest.clone(), kept.km.clone()), "{name}");
        }
    }
}

#[test]
fn pruning_methods_try_far_fewer_pairs() {
    let grid = Grid::new(181, 361).unwrap();
    let plants = Plants::from_degrees(&plant_degrees(1, 0, 1000)).unwrap();
    let all = (grid.points() * plants.distinct()) as u64;
    let pairs = |method| nearest(&grid, &plants, method, &Threads::one()).counts.pairs.unwrap();
    assert_eq!(pairs(Method::RowTable(Lanes::detect())), all);
    assert!(pairs(Method::Tiles(Lanes::detect())) < all / 20);
    assert!(pairs(Method::RowSweep(Lanes::detect())) < all / 2);
    assert_eq!(pairs(Method::Tiles(Lanes::portable())), pairs(Method::Tiles(Lanes::detect())));
}

#[test]
fn the_controls_are_caught() {
    let grid = Grid::new(181, 361).unwrap();
    let plants = Plants::from_degrees(&plant_degrees(1, 0, 1000)).unwrap();
    let reference = nearest(&grid, &plants, Method::Chord, &Threads::one());
    for control in [Method::DotF32, Method::PlanDegrees] {
        let got = nearest(&grid, &plants, control, &threads(2));
        let accuracy = Accuracy::of(&grid, &plants, &reference, &got);
        assert!(!accuracy.holds(), "{control:?} passed: {accuracy:?}");
    }
}

#[test]
fn one_wrong_plant_one_nan_and_one_missing_point_are_caught() {
    let grid = Grid::new(19, 37).unwrap();
    let plants = Plants::from_degrees(&plant_degrees(1, 0, 20)).unwrap();
    let right = nearest(&grid, &plants, Method::Haversine, &Threads::one());
    let holds = |fault: fn(&mut Nearest)| {
        let mut got = right.clone();
        fault(&mut got);
        Accuracy::of(&grid, &plants, &right, &got).holds()
    };
    assert!(holds(|_| ()));
    assert!(!holds(|got| got.nearest[300] = (got.nearest[300] + 1) % 20));
    assert!(!holds(|got| got.nearest[300] = 20));
    assert!(!holds(|got| got.km[300] = f32::NAN));
    assert!(!holds(|got| got.km[300] *= 1.02));
    assert!(!holds(|got| got.km.truncate(700)));
}

#[test]
fn the_wgsl_source_is_valid_without_a_driver() {
    validate_wgsl(NEAREST_WGSL, &[NEAREST_WGSL_ENTRY]).unwrap();
    let code = NEAREST_WGSL.lines().map(|line| line.split("//").next().unwrap_or_default());
    for line in code {
        for trap in ["f64", "sin(", "cos(", "acos(", "asin("] {
            assert!(!line.contains(trap), "{trap} has no useful precision in WGSL: {line}");
        }
    }
}

#[test]
fn the_cuda_source_compiles_where_there_is_a_compiler() {
    for multiply_add in [MultiplyAdd::Fused, MultiplyAdd::Separate] {
        let options = CudaOptions { architecture: Architecture::OLDEST, multiply_add };
        if let Some(ptx) = testing::ptx(NEAREST_CU, "nearest.cu", options) {
            assert!(ptx.text().contains(&format!(".entry {NEAREST_CU_ENTRY}")));
        }
    }
}
