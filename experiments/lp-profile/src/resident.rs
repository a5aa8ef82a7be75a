//! How much memory this process has at this moment, as the system says: what a solver in another language keeps is in it.

use std::fs;

/// Bytes that are resident; `None` where the system does not say.
pub(crate) fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(1024 * kilobytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_allocated_and_written_is_resident() {
        let Some(before) = resident() else { return };
        let written = vec![1_u8; 64 << 20];
        let grown = resident().expect("it was known a moment ago").saturating_sub(before);
        assert!(grown > 48 << 20, "{grown} bytes after writing {}", std::hint::black_box(&written).len());
    }
}
