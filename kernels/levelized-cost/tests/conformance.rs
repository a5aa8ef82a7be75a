//! Every way, on all lanes, threads and devices there are, gives the reference's answer; the controls do not.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

mod errors;

use std::num::NonZeroUsize;

use device::{
    Evidence,
    cuda::{Architecture, CudaOptions, MultiplyAdd},
    testing, validate_wgsl,
};
use errors::worst_error;
use great_circle::{Grid, Lanes, Plants, Threads, nearest, plant_degrees};
use levelized_cost::{
    COSTS_CU, COSTS_CU_ENTRY, COSTS_WGSL, COSTS_WGSL_ENTRY, Costs, CudaCosts, FUSED_CU, FUSED_CU_ENTRY,
    FUSED_WGSL, FUSED_WGSL_ENTRY, Method, Passes, Sites, TOLERANCE, WgpuCosts, costs, costs_into,
    generated_countries, generated_sites, nearest_costs,
};

struct World {
    name: String,
    sites: Sites,
    plants: Plants,
    km: Vec<f32>,
}

/// Sizes that leave remainders of lanes, bands and words, one plant, whose antipode is on the grid, and several seeds.
fn worlds() -> Vec<World> {
    [
        ("smoke", 1, 19, 37, 20),
        ("smoke again", 2, 19, 37, 20),
        ("one plant", 3, 37, 73, 1),
        ("odd sizes", 4, 71, 65, 257),
        ("smallest grid", 5, 2, 2, 40),
        ("several bands", 6, 133, 97, 300),
        ("whole strips", 7, 91, 64, 1000),
    ]
    .into_iter()
    .map(|(name, seed, n_lat, n_lon, plants)| {
        let grid = Grid::new(n_lat, n_lon).unwrap();
        let sites = generated_sites(seed, grid, generated_countries(seed, 200));
        let plants = Plants::from_degrees(&plant_degrees(seed, 0, plants)).unwrap();
        let km = nearest(&grid, &plants, great_circle::Method::Tree, &Threads::one()).km;
        World { name: name.into(), sites, plants, km }
    })
    .collect()
}

fn threads(count: usize) -> Threads {
    Threads::new(NonZeroUsize::new(count).unwrap()).unwrap()
}

/// The bits, for NaN equals nothing.
fn bits(costs: &Costs) -> Vec<u32> {
    costs.lcoe.iter().chain(&costs.lcoh).map(|cost| cost.to_bits()).collect()
}

fn reference(world: &World) -> Costs {
    costs(&world.sites, &world.km, Method::Map, &Threads::one())
}

fn assert_right(what: &str, world: &World, got: &Costs) {
    let error = worst_error(&reference(world), got);
    assert!(error <= TOLERANCE, "{what}, {}: {error}", world.name);
}

#[test]
fn every_method_agrees_with_the_reference_whatever_the_threads() {
    let on_lanes = Lanes::available().into_iter().map(Method::Simd);
    let methods: Vec<Method> = [Method::Map, Method::Table].into_iter().chain(on_lanes).collect();
    for world in worlds() {
        for &method in &methods {
            let alone = costs(&world.sites, &world.km, method, &Threads::one());
            assert_right(&format!("{method:?}"), &world, &alone);
            for count in [2, 3] {
                let together = costs(&world.sites, &world.km, method, &threads(count));
                assert_eq!(bits(&alone), bits(&together), "{method:?}, {}: {count} threads", world.name);
            }
            let mut used = Costs { lcoe: vec![7.0; world.km.len()], lcoh: vec![f32::NAN; world.km.len()] };
            costs_into(&mut used, &world.sites, &world.km, method, &Threads::one());
            assert_eq!(bits(&alone), bits(&used), "{method:?}, {}: into used memory", world.name);
        }
    }
}

#[test]
fn one_pass_gives_the_bits_of_two_whatever_the_threads() {
    for world in worlds() {
        for lanes in Lanes::available() {
            let run =
                |passes, count| nearest_costs(&world.sites, &world.plants, lanes, passes, &threads(count));
            let separate = run(Passes::Separate, 1);
            assert_right(&format!("separate on {}", lanes.name()), &world, &separate);
            for count in [1, 2, 3] {
                for passes in [Passes::Separate, Passes::Fused] {
                    let got = run(passes, count);
                    assert_eq!(bits(&separate), bits(&got), "{passes:?}, {}: {count} threads", world.name);
                }
            }
        }
    }
}

#[test]
fn every_trip_to_every_device_agrees_with_the_reference() {
    let gpus = testing::gpus();
    let gpus: Vec<WgpuCosts> = gpus.into_iter().map(|gpu| WgpuCosts::new(gpu).unwrap()).collect();
    let cudas: Vec<CudaCosts> =
        testing::cudas().into_iter().map(|cuda| CudaCosts::new(cuda).unwrap()).collect();
    let mut checked = 0;
    for world in worlds() {
        let (sites, plants, km) = (&world.sites, &world.plants, &world.km);
        let on_gpus = gpus.iter().map(|gpu| {
            [gpu.costs(sites, km), gpu.separate(sites, plants), gpu.fused(sites, plants)].map(Result::unwrap)
        });
        let on_cudas = cudas.iter().map(|cuda| {
            [cuda.costs(sites, km), cuda.separate(sites, plants), cuda.fused(sites, plants)]
                .map(Result::unwrap)
        });
        for trips in on_gpus.chain(on_cudas) {
            let points = sites.grid().points() as u64;
            // Up 2 + 2·4 for the sites, and 4 for kilometres where they do not stay there; down 2·4, and 4 where they do not.
            let least = [(1, 14, 8), (2, 14, 12), (1, 10, 8)];
            for ((costs, evidence), (dispatches, up, down)) in trips.iter().zip(least) {
                assert_right(&format!("{evidence:?}"), &world, costs);
                let Evidence { dispatches: started, bytes_up, bytes_down, .. } = evidence;
                assert_eq!(*started, dispatches, "{evidence:?}");
                assert!(*bytes_up >= up * points && *bytes_down >= down * points, "{evidence:?}");
                checked += 1;
            }
            let traffic = |trip: usize| trips[trip].1.bytes_up + trips[trip].1.bytes_down;
            assert!(traffic(2) < traffic(1) || points < 10, "{}: fused moves more bytes", world.name);
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
    let world = worlds().pop().unwrap();
    for control in [Method::OneTechnology, Method::AnnuitiesInF32] {
        let got = costs(&world.sites, &world.km, control, &threads(2));
        let error = worst_error(&reference(&world), &got);
        assert!(error > 2.0 * TOLERANCE && error.is_finite(), "{control:?} is off by {error}");
    }
}

#[test]
fn the_wgsl_sources_are_valid_without_a_driver() {
    for (source, entry) in [(COSTS_WGSL, COSTS_WGSL_ENTRY), (FUSED_WGSL, FUSED_WGSL_ENTRY)] {
        validate_wgsl(source, &[entry]).unwrap();
        let code = source.lines().map(|line| line.split("//").next().unwrap_or_default());
        for line in code {
            for trap in ["f64", "sin(", "cos(", "atan", "pow("] {
                assert!(!line.contains(trap), "{trap} has no useful precision in WGSL: {line}");
            }
        }
    }
}

#[test]
fn the_cuda_sources_compile_where_there_is_a_compiler() {
    for (source, entry) in [(COSTS_CU, COSTS_CU_ENTRY), (FUSED_CU, FUSED_CU_ENTRY)] {
        for multiply_add in [MultiplyAdd::Fused, MultiplyAdd::Separate] {
            let options = CudaOptions { architecture: Architecture::OLDEST, multiply_add };
            if let Some(ptx) = testing::ptx(source, entry, options) {
                assert!(ptx.text().contains(&format!(".entry {entry}")));
            }
        }
    }
}
