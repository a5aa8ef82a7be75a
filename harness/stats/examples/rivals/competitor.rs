//! Something else that wants every core, as on any shared machine.

use std::{
    env,
    hint::black_box,
    io,
    os::unix::process::parent_id,
    process::{Child, Command},
    thread,
};

/// What this program is told to be one.
pub(crate) const WORD: &str = "competitor";

/// Busy processes, one for every core, until they are dropped.
pub(crate) struct Competitors(Vec<Child>);

impl Competitors {
    pub(crate) fn start() -> io::Result<Self> {
        let mut all = Self(Vec::new());
        for _ in 0..thread::available_parallelism()?.get() {
            all.0.push(Command::new(env::current_exe()?).arg(WORD).spawn()?);
        }
        Ok(all)
    }
}

impl Drop for Competitors {
    fn drop(&mut self) {
        for child in &mut self.0 {
            // It may be gone already; then there is nothing to stop.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// Works until whoever started it is gone, so that a benchmark that was killed leaves nothing behind.
pub(crate) fn compete() {
    let parent = parent_id();
    let mut number = 1_u64;
    while parent_id() == parent {
        for _ in 0..1_000_000 {
            number = black_box(number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1));
        }
    }
}
