//! Something else that wants the processors, as on any shared machine.

use std::process::{Child, Command, Stdio};

/// Busy loops, one for each processor, until they are dropped.
pub(super) struct Competitor(Vec<Child>);

impl Competitor {
    /// So many of them.
    pub(super) fn start(count: u32) -> std::io::Result<Self> {
        let one = || {
            Command::new("sh")
                .args(["-c", "while :; do :; done"])
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
        };
        let mut all = Self(Vec::new());
        for _ in 0..count {
            all.0.push(one()?);
        }
        Ok(all)
    }
}

impl Drop for Competitor {
    fn drop(&mut self) {
        for child in &mut self.0 {
            // It may be gone already; then there is nothing to stop.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
