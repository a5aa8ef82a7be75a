//! What we run inside: a hypervisor, a container.

use model::Virtualisation;

use crate::root::Root;

pub(crate) fn virtualisation(root: &Root) -> Virtualisation {
    let flagged = root.text("proc/cpuinfo").is_some_and(|info| {
        info.lines().any(|line| line.starts_with("flags") && line.contains(" hypervisor"))
    });
    let vendor = root.text("sys/class/dmi/id/sys_vendor").unwrap_or_default();
    let product = root.text("sys/class/dmi/id/product_name").unwrap_or_default();
    let named = [
        ("QEMU", "kvm"),
        ("KVM", "kvm"),
        ("Amazon EC2", "kvm"),
        ("Google", "kvm"),
        ("VMware", "vmware"),
        ("VirtualBox", "virtualbox"),
        ("Microsoft Corporation", "hyper-v"),
        ("Xen", "xen"),
    ]
    .into_iter()
    .find(|(mark, _)| vendor.contains(mark) || product.contains(mark))
    .map(|(_, name)| name.to_owned());
    let hypervisor = if flagged {
        named.or_else(|| root.text("sys/hypervisor/type")).or_else(|| Some("unknown".to_owned()))
    } else {
        root.text("sys/hypervisor/type")
    };
    let groups =
        root.text("proc/1/cgroup").unwrap_or_default() + &root.text("proc/self/cgroup").unwrap_or_default();
    let container = if root.path(".dockerenv").exists() || groups.contains("docker") {
        Some("docker".to_owned())
    } else if root.path("run/.containerenv").exists() || groups.contains("libpod") {
        Some("podman".to_owned())
    } else if groups.contains("kubepods") {
        Some("kubernetes".to_owned())
    } else if groups.contains("/lxc") {
        Some("lxc".to_owned())
    } else {
        None
    };
    Virtualisation { hypervisor, container }
}
