//! One invocation: a process that warms up, measures five iterations and prints them.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use rustix::time::{ClockId, clock_gettime};
use yardstick::{Done, Extra, Kernel, Memory, compute, hash};

const ITERATIONS: usize = 5;

/// The least that one of them may take.
const ITERATION: Duration = Duration::from_millis(5);

/// Prints `loops N`, then wall and processor nanoseconds: `minimum W C` and one `iteration W C` each.
pub(crate) fn run(kernel: Kernel, extra: Extra, loops: Option<u32>) {
    let memory = (kernel == Kernel::Memory).then(|| Memory::new(1));
    let call = || -> Done {
        match (&memory, kernel) {
            (Some(memory), _) => memory.sum(extra),
            (None, Kernel::Hash) => hash(1, extra),
            (None, _) => compute(1, extra),
        }
    };
    // The warm-up; a wrong answer has no speed.
    assert_eq!(call().answer, kernel.answer(1), "a kernel answers wrongly");
    let loops = loops.unwrap_or_else(|| enough(&call));
    let times: Vec<(u64, u64)> = (0..ITERATIONS).map(|_| iteration(loops, &call)).collect();
    let least = |clock: fn(&(u64, u64)) -> u64| times.iter().map(clock).min().unwrap_or(0);
    println!("loops {loops}\nminimum {} {}", least(|time| time.0), least(|time| time.1));
    for (wall, processor) in times {
        println!("iteration {wall} {processor}");
    }
}

fn iteration(loops: u32, call: &impl Fn() -> Done) -> (u64, u64) {
    let before = processor();
    let start = Instant::now();
    for _ in 0..loops {
        black_box(call());
    }
    let wall = start.elapsed();
    (wall.as_nanos() as u64, processor() - before)
}

/// So many calls that the fastest of three iterations takes long enough.
fn enough(call: &impl Fn() -> Done) -> u32 {
    let fastest = (0..3).map(|_| iteration(1, call).0).min().unwrap_or(1).max(1);
    (ITERATION.as_nanos() as u64).div_ceil(fastest).max(1) as u32
}

/// Nanoseconds that this thread has worked.
fn processor() -> u64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}
