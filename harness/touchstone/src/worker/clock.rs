//! The clocks of one iteration. The two reads of the wall clock lie innermost: between them is nothing but the work.

use std::time::{Duration, Instant};

/// What the clocks said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    pub(super) start: Instant,
    pub(super) wall: Duration,
    pub(super) thread_cpu: Option<Duration>,
    pub(super) process_cpu: Option<Duration>,
}

/// Runs the work between the clocks.
pub(super) fn timed<O>(work: impl FnOnce() -> O) -> (O, Times) {
    let process = cpu(libc::CLOCK_PROCESS_CPUTIME_ID);
    let thread = cpu(libc::CLOCK_THREAD_CPUTIME_ID);
    let start = Instant::now();
    let output = work();
    let wall = start.elapsed();
    let thread_cpu = since(thread, libc::CLOCK_THREAD_CPUTIME_ID);
    let process_cpu = since(process, libc::CLOCK_PROCESS_CPUTIME_ID);
    (output, Times { start, wall, thread_cpu, process_cpu })
}

fn since(start: Option<Duration>, clock: libc::clockid_t) -> Option<Duration> {
    cpu(clock)?.checked_sub(start?)
}

fn cpu(clock: libc::clockid_t) -> Option<Duration> {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `time` outlives the call, which writes nothing else.
    let status = unsafe { libc::clock_gettime(clock, &raw mut time) };
    (status == 0).then(|| Duration::new(time.tv_sec as u64, time.tv_nsec as u32))
}
