//! One kernel with a planted slowdown under criterion, so that its comparison can be held beside ours
//! (`make rivals`; kernel and slowdown come from the environment). By hand: `cargo bench -p yardstick`.

use std::env;

use criterion::Criterion;
use yardstick::{Extra, Memory, compute, hash};

/// Which of them: `compute`, `hash` or `memory`; all where it is not said.
const KERNEL: &str = "YARDSTICK_KERNEL";
/// The share of extra work; none where it is not said.
const EXTRA: &str = "YARDSTICK_EXTRA";

fn main() {
    let wanted = env::var(KERNEL).ok();
    let share = env::var(EXTRA).map_or(0.0, |text| text.parse().expect("YARDSTICK_EXTRA is a number"));
    let extra = Extra::new(share).expect("YARDSTICK_EXTRA is a share");
    let mut criterion = Criterion::default().configure_from_args();
    let mut found = false;
    // The same name for every slowdown: to criterion they are two builds of one benchmark.
    for kernel in ["compute", "hash", "memory"] {
        if wanted.as_deref().is_some_and(|wanted| wanted != kernel) {
            continue;
        }
        found = true;
        match kernel {
            "compute" => criterion.bench_function(kernel, |bencher| bencher.iter(|| compute(1, extra))),
            "hash" => criterion.bench_function(kernel, |bencher| bencher.iter(|| hash(1, extra))),
            _ => {
                let memory = Memory::new(1);
                criterion.bench_function(kernel, |bencher| bencher.iter(|| memory.sum(extra)))
            }
        };
    }
    assert!(found, "{KERNEL} is {wanted:?}; there are compute, hash and memory");
    criterion.final_summary();
}
