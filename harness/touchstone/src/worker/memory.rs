//! This process's own peak of resident memory. The parent cannot tell: its `ru_maxrss` of a child holds its own size.

/// All of the peak, and what of the memory is anonymous at the moment.
pub(super) fn peak() -> Option<(u64, Option<u64>)> {
    match std::fs::read_to_string("/proc/self/status") {
        Ok(status) => Some((field(&status, "VmHWM:")?, field(&status, "RssAnon:"))),
        Err(_) => own_usage().map(|bytes| (bytes, None)),
    }
}

fn field(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

/// Where there is no /proc (macOS): in bytes there, and untouched by the parent since the process was spawned.
fn own_usage() -> Option<u64> {
    // SAFETY: an all-zero rusage is a valid value, and the call only writes into it.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        (libc::getrusage(libc::RUSAGE_SELF, &raw mut usage) == 0).then_some(usage)
    }?;
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    u64::try_from(usage.ru_maxrss).ok().map(|peak| peak * unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_grows_with_what_is_touched() {
        let (before, _) = peak().unwrap();
        let block = std::hint::black_box(vec![1_u8; 64 << 20]);
        let (after, _) = peak().unwrap();
        assert!(after >= before.max(64 << 20), "{before} then {after} with {} bytes held", block.len());
    }
}
