//! The caches of one core, the smallest first: what decides how large a tile may be.

use model::{Cache, CacheKind};

use crate::root::{Root, parse_list};

/// The caches of one processor.
pub(crate) fn caches(root: &Root, cpu: u32, unknown: &mut Vec<String>) -> Vec<Cache> {
    let folder = format!("sys/devices/system/cpu/cpu{cpu}/cache");
    let indices = root.numbered(&folder, "index");
    let mut caches: Vec<Cache> =
        indices.iter().filter_map(|index| cache(root, &format!("{folder}/index{index}"))).collect();
    caches.sort_by_key(|cache| cache.level);
    if caches.len() < indices.len() || caches.is_empty() {
        unknown.push(format!("caches: {} of {} can be read", caches.len(), indices.len()));
    }
    if caches.iter().any(|cache| cache.shared_by.is_none()) {
        unknown.push("caches: who shares them cannot be read".to_owned());
    }
    caches
}

fn cache(root: &Root, folder: &str) -> Option<Cache> {
    let text = |file: &str| root.text(&format!("{folder}/{file}"));
    Some(Cache {
        level: text("level")?.parse().ok()?,
        kind: match text("type")?.as_str() {
            "Data" => CacheKind::Data,
            "Instruction" => CacheKind::Instruction,
            "Unified" => CacheKind::Unified,
            _ => return None,
        },
        bytes: size(&text("size")?)?,
        shared_by: text("shared_cpu_list").and_then(|list| parse_list(&list)).map(|cpus| cpus.len() as u32),
    })
}

/// `48K`, `32M`; nothing is no size.
fn size(text: &str) -> Option<u64> {
    let (digits, unit) = match text.strip_suffix('K') {
        Some(digits) => (digits, 1 << 10),
        None => text.strip_suffix('M').map_or((text, 1), |digits| (digits, 1 << 20)),
    };
    digits.parse::<u64>().ok()?.checked_mul(unit).filter(|bytes| *bytes > 0)
}
