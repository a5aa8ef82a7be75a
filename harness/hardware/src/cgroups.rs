//! The limits of the control groups we are in. A child may be told less than its parents really allow: the tightest holds.

use crate::root::Root;

/// The folders of our control groups, from the root of the hierarchy down to our own.
struct Folders {
    unified: Vec<String>,
    cpu: Vec<String>,
    memory: Vec<String>,
}

/// What a limit's file says.
enum Limit {
    /// No limit.
    Free,
    At(u64),
    /// Something that is not a limit.
    Garbled,
}

/// The tightest quota, in thousandths of a core.
pub(crate) fn quota(root: &Root, unknown: &mut Vec<String>) -> Option<u32> {
    let folders = folders(root);
    let v2 = folders.unified.iter().filter_map(|folder| {
        let file = format!("{folder}/cpu.max");
        Some((quota_v2(&root.text(&file)?), file))
    });
    let v1 = folders.cpu.iter().filter_map(|folder| {
        let file = format!("{folder}/cpu.cfs_quota_us");
        let period = root.number(&format!("{folder}/cpu.cfs_period_us"));
        Some((quota_v1(&root.text(&file)?, period), file))
    });
    tightest(v2.chain(v1), "quota", unknown).and_then(|millicores| u32::try_from(millicores).ok())
}

/// The tightest limit of memory below what the machine has, in bytes.
pub(crate) fn memory_limit(root: &Root, total: Option<u64>, unknown: &mut Vec<String>) -> Option<u64> {
    let folders = folders(root);
    let files = folders.unified.iter().map(|folder| format!("{folder}/memory.max"));
    let files = files.chain(folders.memory.iter().map(|folder| format!("{folder}/memory.limit_in_bytes")));
    let limits = files.filter_map(|file| Some((bytes(&root.text(&file)?), file)));
    // Version 1 writes "no limit" as a number larger than any memory.
    tightest(limits, "memory limit", unknown).filter(|limit| *limit < total.unwrap_or(1 << 60))
}

fn tightest(
    limits: impl Iterator<Item = (Limit, String)>,
    what: &str,
    unknown: &mut Vec<String>,
) -> Option<u64> {
    let known: Vec<u64> = limits
        .filter_map(|(limit, file)| match limit {
            Limit::At(limit) => Some(limit),
            Limit::Free => None,
            Limit::Garbled => {
                unknown.push(format!("{what}: /{file} says nothing that can be understood"));
                None
            }
        })
        .collect();
    known.into_iter().min()
}

/// `250000 100000`, or `max 100000`.
fn quota_v2(text: &str) -> Limit {
    let mut words = text.split_whitespace();
    let quota = words.next();
    let period = words.next().and_then(|word| word.parse().ok());
    match (quota, period) {
        (Some("max"), Some(_)) => Limit::Free,
        (Some(quota), Some(period)) => {
            quota.parse().map_or(Limit::Garbled, |quota| millicores(quota, period))
        }
        _ => Limit::Garbled,
    }
}

/// The quota and its period stand in two files; -1 is no quota.
fn quota_v1(quota: &str, period: Option<u64>) -> Limit {
    match (quota.parse::<i64>(), period) {
        (Ok(-1), _) => Limit::Free,
        (Ok(quota), Some(period)) => {
            u64::try_from(quota).map_or(Limit::Garbled, |quota| millicores(quota, period))
        }
        _ => Limit::Garbled,
    }
}

fn millicores(quota: u64, period: u64) -> Limit {
    let millicores = quota.checked_mul(1000).and_then(|quota| quota.checked_div(period));
    // The kernel refuses a quota below a millisecond: nothing at all is no quota.
    millicores
        .filter(|millicores| (1..=u64::from(u32::MAX)).contains(millicores))
        .map_or(Limit::Garbled, Limit::At)
}

fn bytes(text: &str) -> Limit {
    match text {
        "max" => Limit::Free,
        number => number.parse().map_or(Limit::Garbled, Limit::At),
    }
}

fn folders(root: &Root) -> Folders {
    let text = root.text("proc/self/cgroup").unwrap_or_default();
    let path_of = |wanted: &str| {
        text.lines().find_map(|line| {
            let mut parts = line.splitn(3, ':').skip(1);
            let (controllers, path) = (parts.next()?, parts.next()?);
            controllers.split(',').any(|controller| controller == wanted).then(|| path.to_owned())
        })
    };
    Folders {
        unified: chain("sys/fs/cgroup", path_of("")),
        cpu: [chain("sys/fs/cgroup/cpu", path_of("cpu")), chain("sys/fs/cgroup/cpu,cpuacct", path_of("cpu"))]
            .concat(),
        memory: chain("sys/fs/cgroup/memory", path_of("memory")),
    }
}

/// In a container the path may be that of the host and is not there; the limit then stands in the root. A path that
/// leads out of what we see (`/../..`) tells nothing.
fn chain(base: &str, path: Option<String>) -> Vec<String> {
    let mut folders = vec![base.to_owned()];
    let mut folder = base.to_owned();
    let path = path.filter(|path| !path.split('/').any(|part| part == "..")).unwrap_or_default();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        folder = format!("{folder}/{part}");
        folders.push(folder.clone());
    }
    folders
}
