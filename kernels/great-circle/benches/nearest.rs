//! Seconds for the whole grid by method, for people at work on a kernel; the gate does not use these numbers.
//!
//! `cargo bench -p great-circle -- full/` measures one workload.

use std::{num::NonZeroUsize, time::Duration};

use criterion::{Criterion, criterion_group, criterion_main};
use device::{Gpu, cuda::Cuda};
use great_circle::{CudaNearest, Grid, Lanes, Method, Plants, Threads, WgpuNearest, nearest, plant_degrees};

const SMALL: (usize, usize) = (181, 361);
const FULL: (usize, usize) = (1801, 1441);

#[expect(clippy::unwrap_used, reason = "a benchmark that cannot start stops")]
fn every_workload(criterion: &mut Criterion) {
    let one = Threads::one();
    let all = Threads::new(std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)).unwrap();
    let lanes = Lanes::detect();
    for (workload, (n_lat, n_lon), count) in
        [("small", SMALL, 1000), ("full", FULL, 1000), ("full-200", FULL, 200), ("full-10000", FULL, 10_000)]
    {
        let grid = Grid::new(n_lat, n_lon).unwrap();
        let plants = Plants::from_degrees(&plant_degrees(1, 0, count)).unwrap();
        let mut group = criterion.benchmark_group(workload);
        group
            .sample_size(10)
            .warm_up_time(Duration::from_millis(100))
            .measurement_time(Duration::from_secs(1));
        let mut bench = |name: &str, method, threads: &Threads| {
            group.bench_function(name, |bencher| bencher.iter(|| nearest(&grid, &plants, method, threads)));
        };
        if workload == "small" {
            bench("haversine", Method::Haversine, &one);
            bench("chord", Method::Chord, &one);
            bench("dot-f32", Method::DotF32, &one);
            bench("plan-degrees", Method::PlanDegrees, &one);
        }
        for lanes in Lanes::available() {
            bench(&format!("tiles-{}", lanes.name()), Method::Tiles(lanes), &one);
            if count <= 1000 {
                bench(&format!("simd-{}", lanes.name()), Method::Simd(lanes), &one);
                bench(&format!("row-table-{}", lanes.name()), Method::RowTable(lanes), &one);
            }
        }
        bench("row-table", Method::RowTable(lanes), &one);
        bench("row-table-unblocked", Method::RowTableUnblocked(lanes), &one);
        bench("row-sweep", Method::RowSweep(lanes), &one);
        bench("tree", Method::Tree, &one);
        bench("tree-threads", Method::Tree, &all);
        bench("simd-threads", Method::Simd(lanes), &all);
        bench("row-table-threads", Method::RowTable(lanes), &all);
        bench("tiles-threads", Method::Tiles(lanes), &all);
        if let Some(gpu) = Gpu::open().ok().and_then(|gpu| WgpuNearest::new(gpu).ok()) {
            // A software driver is measured where it takes seconds, not minutes.
            if gpu.gpu().kind() != device::DeviceKind::Cpu || workload == "small" {
                group.bench_function("wgpu", |bencher| bencher.iter(|| gpu.run(&grid, &plants).unwrap()));
            }
        }
        if let Some(cuda) = Cuda::open().ok().and_then(|cuda| CudaNearest::new(cuda).ok()) {
            group.bench_function("cuda", |bencher| bencher.iter(|| cuda.run(&grid, &plants).unwrap()));
        }
        group.finish();
    }
}

criterion_group!(benches, every_workload);
criterion_main!(benches);
