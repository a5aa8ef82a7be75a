//! Memory, and the limits of the control groups we are in.

use model::Memory;

use crate::root::Root;

/// The folders of our control groups, from our own up to the root of the hierarchy.
pub(crate) struct Cgroups {
    pub(crate) unified: Vec<String>,
    pub(crate) cpu: Vec<String>,
    pub(crate) memory: Vec<String>,
}

pub(crate) fn cgroup_folders(root: &Root) -> Cgroups {
    let text = root.text("proc/self/cgroup").unwrap_or_default();
    let path_of = |wanted: &str| {
        text.lines().find_map(|line| {
            let mut parts = line.splitn(3, ':').skip(1);
            let (controllers, path) = (parts.next()?, parts.next()?);
            controllers.split(',').any(|controller| controller == wanted).then(|| path.to_owned())
        })
    };
    let chain = |base: &str, path: Option<String>| {
        // In a container the path is that of the host and is not there; the limit then stands in the root.
        let mut folders = vec![base.to_owned()];
        let mut folder = base.to_owned();
        for part in path.unwrap_or_default().split('/').filter(|part| !part.is_empty() && *part != "..") {
            folder = format!("{folder}/{part}");
            folders.push(folder.clone());
        }
        folders
    };
    Cgroups {
        unified: chain("sys/fs/cgroup", path_of("")),
        cpu: [chain("sys/fs/cgroup/cpu", path_of("cpu")), chain("sys/fs/cgroup/cpu,cpuacct", path_of("cpu"))]
            .concat(),
        memory: chain("sys/fs/cgroup/memory", path_of("memory")),
    }
}

pub(crate) fn memory(root: &Root, unknown: &mut Vec<String>) -> Memory {
    let info = root.text("proc/meminfo").unwrap_or_default();
    let field = |name: &str| {
        let line = info.lines().find_map(|line| line.strip_prefix(name))?;
        Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
    };
    let total_bytes = field("MemTotal:").unwrap_or_else(|| {
        unknown.push("memory: /proc/meminfo cannot be read".to_owned());
        0
    });
    let folders = cgroup_folders(root);
    let limits =
        folders.unified.iter().filter_map(|folder| root.number(&format!("{folder}/memory.max"))).chain(
            folders
                .memory
                .iter()
                .filter_map(|folder| root.number(&format!("{folder}/memory.limit_in_bytes"))),
        );
    // Version 1 writes "no limit" as a number larger than any memory.
    let limit_bytes = limits.min().filter(|limit| *limit < total_bytes);
    Memory { total_bytes, limit_bytes, available_bytes: field("MemAvailable:") }
}
