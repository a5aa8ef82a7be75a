//! What the system says of this process.

use std::{fs, io, time::Instant};

/// What the clocks said, in nanoseconds.
pub(crate) struct Times {
    pub(crate) wall: u128,
    pub(crate) thread: u64,
    pub(crate) process: u64,
}

/// Runs the work between the clocks; innermost is the wall's.
pub(crate) fn timed<O>(work: impl FnOnce() -> O) -> io::Result<(O, Times)> {
    let process = clock(libc::CLOCK_PROCESS_CPUTIME_ID)?;
    let thread = clock(libc::CLOCK_THREAD_CPUTIME_ID)?;
    let start = Instant::now();
    let output = work();
    let wall = start.elapsed().as_nanos();
    let thread = clock(libc::CLOCK_THREAD_CPUTIME_ID)? - thread;
    let process = clock(libc::CLOCK_PROCESS_CPUTIME_ID)? - process;
    Ok((output, Times { wall, thread, process }))
}

fn clock(which: libc::clockid_t) -> io::Result<u64> {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `time` outlives the call, which writes nothing else.
    if unsafe { libc::clock_gettime(which, &raw mut time) } != 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64)
}

/// Bytes in all, and of them the anonymous ones; nothing where the system does not tell.
pub(crate) fn peak_memory() -> Option<[u64; 2]> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let field = |name: &str| -> Option<u64> {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
    };
    Some([field("VmHWM:")?, field("RssAnon:")?])
}
