//! Are we in a container? A file in the root is not enough: images of virtual machines are made from images of
//! containers, and the file stays behind. What counts is what only a container has: a runtime that says so, a control
//! group or a root made by one, or namespaces that are not the machine's own.

use crate::root::Root;

/// The kernel gives its first namespaces these numbers (`include/linux/proc_ns.h`).
const FIRST_PROCESSES: &str = "pid:[4026531836]";
const FIRST_CGROUPS: &str = "cgroup:[4026531835]";

/// Files that runtimes put into every root they make.
const MARKS: [(&str, &str); 2] = [(".dockerenv", "docker"), ("run/.containerenv", "podman")];

/// The name of what made the container, `unknown` where nothing tells, `None` outside of any.
pub(crate) fn container(root: &Root, unknown: &mut Vec<String>) -> Option<String> {
    by_runtime(root)
        .or_else(|| by_control_group(root))
        .or_else(|| by_layers(root))
        .or_else(|| by_namespace(root, unknown))
}

/// The runtime tells the first process what it runs in, and systemd writes that down for all.
fn by_runtime(root: &Root) -> Option<String> {
    root.words("run/systemd/container").or_else(|| {
        let environment = root.text("proc/1/environ")?;
        let name = environment.split('\0').find_map(|variable| variable.strip_prefix("container="))?;
        (!name.is_empty()).then(|| name.to_owned())
    })
}

/// `/docker/4f5e…`, `/system.slice/docker-4f5e….scope`, `/kubepods.slice/…`; but `docker.service` is the daemon.
fn by_control_group(root: &Root) -> Option<String> {
    let groups = ["proc/1/cgroup", "proc/self/cgroup"].map(|file| root.text(file).unwrap_or_default());
    let lines = groups.iter().flat_map(|groups| groups.lines());
    let parts: Vec<&str> =
        lines.filter_map(|line| line.splitn(3, ':').nth(2)).flat_map(|path| path.split('/')).collect();
    // A cluster's containers may well be Docker's: the cluster comes first.
    let makers = ["kubernetes", "docker", "podman", "lxc", "containerd"];
    let found = makers.into_iter().find(|maker| parts.iter().any(|part| made_by(part) == Some(maker)));
    found.map(str::to_owned)
}

fn made_by(part: &str) -> Option<&'static str> {
    let scope = part.strip_suffix(".scope");
    let scope_of = |prefix: &str| scope.is_some_and(|name| name.starts_with(prefix));
    if part == "kubepods" || part == "kubepods.slice" {
        Some("kubernetes")
    } else if part == "docker" || scope_of("docker-") {
        Some("docker")
    } else if part == "libpod_parent" || part.starts_with("libpod-") {
        Some("podman")
    } else if part == "lxc" || part.starts_with("lxc.payload") {
        Some("lxc")
    } else if scope_of("cri-containerd-") {
        Some("containerd")
    } else {
        None
    }
}

/// A root of layers that lie in a runtime's folder. Layers alone prove nothing: live and read-only systems have them.
fn by_layers(root: &Root) -> Option<String> {
    let options = layers(root)?;
    let marked = marked(root).map(str::to_owned);
    let cluster = root.exists("var/run/secrets/kubernetes.io") || root.exists("run/secrets/kubernetes.io");
    if cluster {
        Some("kubernetes".to_owned())
    } else if options.contains("/docker/") {
        Some("docker".to_owned())
    } else if options.contains("/containers/storage/") {
        Some("podman".to_owned())
    } else if options.contains("containerd") {
        marked.or_else(|| Some("containerd".to_owned()))
    } else {
        None
    }
}

/// The options of the root's mount, where it is made of layers: `… / / rw - overlay overlay rw,lowerdir=…`.
fn layers(root: &Root) -> Option<String> {
    let mounts = root.text("proc/self/mountinfo")?;
    let of_root = |line: &&str| line.split(' ').nth(4) == Some("/");
    let (_, mount) = mounts.lines().rfind(of_root)?.split_once(" - ")?;
    let kind = mount.split(' ').next()?;
    ["overlay", "overlayfs", "aufs", "fuse.fuse-overlayfs"].contains(&kind).then(|| mount.to_owned())
}

/// Processes or control groups that are not those of the machine.
fn by_namespace(root: &Root, unknown: &mut Vec<String>) -> Option<String> {
    let own = |file: &str, first: &str| root.link(file).map(|link| link != first);
    // The kernel's own second process is seen only from the first namespace.
    let processes = own("proc/self/ns/pid", FIRST_PROCESSES)
        .or_else(|| (root.text("proc/2/comm").as_deref() == Some("kthreadd")).then_some(false));
    let groups = own("proc/self/ns/cgroup", FIRST_CGROUPS);
    match (marked(root), processes, groups) {
        (Some(name), Some(true), _) | (Some(name), _, Some(true)) => Some(name.to_owned()),
        (None, Some(true), _) => Some("unknown".to_owned()),
        (Some(name), Some(false), _) => {
            unknown.push(format!(
                "container: the mark of {name} in the root is left over from an image; processes and root are the machine's own"
            ));
            None
        }
        (Some(name), None, _) if layers(root).is_some() => Some(name.to_owned()),
        (Some(name), None, _) => {
            unknown
                .push(format!("container: there is the mark of {name}, but the namespaces cannot be read"));
            None
        }
        (None, _, _) => None,
    }
}

fn marked(root: &Root) -> Option<&'static str> {
    MARKS.iter().find(|(file, _)| root.exists(file)).map(|(_, name)| *name)
}
