//! How much memory there is, and how much of it is for us.

use model::Memory;

use crate::{cgroups::memory_limit, root::Root};

pub(crate) fn memory(root: &Root, unknown: &mut Vec<String>) -> Memory {
    let total = field(root, "MemTotal");
    if total.is_none() {
        unknown.push("memory: /proc/meminfo does not tell the total".to_owned());
    }
    Memory {
        total_bytes: total.unwrap_or_default(),
        limit_bytes: memory_limit(root, total, unknown),
        available_bytes: field(root, "MemAvailable"),
    }
}

/// A line of `/proc/meminfo`, in bytes.
pub(crate) fn field(root: &Root, name: &str) -> Option<u64> {
    let info = root.text("proc/meminfo")?;
    let value = info.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    value.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?.checked_mul(1024)
}
