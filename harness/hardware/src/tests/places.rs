//! Where we run: on metal, in a virtual machine, in a container. The evidence, and what is none.

use super::tree::Tree;

/// What is found on a machine once something in it is different: hypervisor and container.
fn place(tree: &Tree) -> (Option<String>, Option<String>) {
    let found = tree.machine().virtualisation;
    (found.hypervisor, found.container)
}

/// One change after the other to a machine that is in no container: who makes it one?
#[track_caller]
fn makers(changes: &[(String, Option<&str>)]) {
    let mut tree = Tree::of("numa-server");
    for (change, maker) in changes {
        tree = tree.with(change);
        assert_eq!(place(&tree).1.as_deref(), *maker, "with {change}");
    }
}

#[test]
fn a_runtime_that_says_so_is_believed() {
    let environ = |of_first: &str| format!("proc/1/environ = PATH=/bin\\0{of_first}\\0TERM=x\\0");
    makers(&[
        (environ("container=lxc"), Some("lxc")),
        (environ("container="), None),
        (environ("nocontainer=lxc"), None),
        ("run/systemd/container = systemd-nspawn".to_owned(), Some("systemd-nspawn")),
    ]);
}

#[test]
fn a_control_group_names_its_maker() {
    let groups = [
        ("0::/docker/4f5e6a", Some("docker")),
        ("0::/system.slice/docker-4f5e6a.scope", Some("docker")),
        ("0::/machine.slice/libpod-4f5e6a.scope", Some("podman")),
        ("0::/kubepods.slice/kubepods-burstable.slice/cri-containerd-4f.scope", Some("kubernetes")),
        ("0::/kubepods/besteffort/pod1/docker-4f.scope", Some("kubernetes")),
        ("0::/system.slice/cri-containerd-4f5e.scope", Some("containerd")),
        ("0::/lxc.payload.web", Some("lxc")),
        // The daemon itself, a user of that name, and a program's own scope are no containers.
        ("0::/system.slice/docker.service", None),
        ("0::/user.slice/docker-build.service", None),
        ("0::/user.slice/user-1000.slice/app.slice/app-podman-1.scope", None),
        ("0::/system.slice/containerd.service", None),
    ];
    makers(&groups.map(|(group, maker)| (format!("proc/self/cgroup = {group}"), maker)));
}

#[test]
fn a_root_of_layers_names_the_folder_that_they_lie_in() {
    let layers = |kind: &str, folder: &str| {
        format!("proc/self/mountinfo = 9 1 0:33 / / rw,relatime - {kind} {kind} rw,lowerdir={folder}/x")
    };
    let roots = [
        ("overlay", "/var/lib/docker/overlay2/l", Some("docker")),
        ("overlay", "/home/me/.local/share/containers/storage/overlay/l", Some("podman")),
        ("fuse.fuse-overlayfs", "/home/me/.local/share/containers/storage/overlay/l", Some("podman")),
        ("overlay", "/run/containerd/io.containerd.runtime.v2.task", Some("containerd")),
        // A live system has layers too.
        ("overlay", "/run/live/rootfs/filesystem.squashfs", None),
        ("ext4", "/var/lib/docker/overlay2/l", None),
    ];
    makers(&roots.map(|(kind, folder, maker)| (layers(kind, folder), maker)));
    let cluster = layers("overlay", "/run/containerd/x") + "\nrun/secrets/kubernetes.io/token = t";
    makers(&[(cluster, Some("kubernetes"))]);
}

#[test]
fn a_mark_in_the_root_counts_only_with_evidence() {
    let with = |change: &str| place(&Tree::of("kvm-vm").with(change));
    let vm = || Some("kvm".to_owned());
    assert_eq!(with(""), (vm(), None), "left over");
    assert_eq!(with("proc/self/ns/pid -> pid:[4026532999]"), (vm(), Some("docker".to_owned())));
    assert_eq!(with("proc/self/ns/cgroup -> cgroup:[4026532999]"), (vm(), Some("docker".to_owned())));
    // Without a mark a namespace of processes is a container by somebody unknown.
    let tree = Tree::of("kvm-vm").without(".dockerenv").with("proc/self/ns/pid -> pid:[4026532999]");
    assert_eq!(place(&tree), (vm(), Some("unknown".to_owned())));
}

#[test]
fn a_mark_that_nothing_supports_or_denies_is_said_to_be_undecided() {
    let tree = Tree::of("kvm-vm").without("proc/self/ns").without("proc/2/comm");
    assert_eq!(place(&tree).1, None);
    let reason = "container: there is the mark of docker, but the namespaces cannot be read";
    assert!(tree.machine().unknown.iter().any(|said| said == reason), "{:?}", tree.machine().unknown);
    // The kernel's own process is seen: these are all processes of the machine.
    let seen = Tree::of("kvm-vm").without("proc/self/ns");
    assert_eq!(place(&seen).1, None);
    assert!(seen.machine().unknown[0].contains("left over"));
}

#[test]
fn firmware_names_the_hypervisor_only_where_there_is_one() {
    let firmware = |vendor: &str, product: &str| {
        format!("sys/class/dmi/id/sys_vendor = {vendor}\nsys/class/dmi/id/product_name = {product}")
    };
    let (mut guest, mut whole) = (Tree::of("kvm-vm"), Tree::of("numa-server"));
    for (vendor, product, name) in [
        ("QEMU", "Standard PC (Q35 + ICH9, 2009)", "kvm"),
        ("Google", "Google Compute Engine", "kvm"),
        ("Microsoft Corporation", "Virtual Machine", "hyper-v"),
        ("VMware, Inc.", "VMware7,1", "vmware"),
        ("innotek GmbH", "VirtualBox", "virtualbox"),
        ("Xen", "HVM domU", "xen"),
    ] {
        guest = guest.with(&firmware(vendor, product));
        assert_eq!(place(&guest).0.as_deref(), Some(name), "{vendor}");
        // The same firmware without the processor's word is a whole machine of that vendor.
        whole = whole.with(&firmware(vendor, product));
        assert_eq!(place(&whole).0, None, "{vendor}");
    }
    // A processor that says it is virtual, and nothing that says by whom.
    let tree =
        Tree::of("kvm-vm").with("sys/devices/system/clocksource/clocksource0/available_clocksource = tsc");
    assert_eq!(place(&tree).0.as_deref(), Some("unknown"));
}

#[test]
fn an_arm_processor_cannot_say_so_but_its_board_can() {
    let board = |text: &str| place(&Tree::of("arm-board").with(text)).0;
    assert_eq!(board(""), None);
    assert_eq!(board("sys/firmware/devicetree/base/model = linux,dummy-virt\\0").as_deref(), Some("kvm"));
    let amazon = |product: &str| {
        format!("sys/class/dmi/id/sys_vendor = Amazon EC2\nsys/class/dmi/id/product_name = {product}")
    };
    assert_eq!(board(&amazon("c7g.xlarge")).as_deref(), Some("kvm"));
    assert_eq!(board(&amazon("c7g.metal")), None);
}

#[test]
fn a_virtual_board_is_named_by_the_design_of_its_processor() {
    let text = "sys/firmware/devicetree/base/model = linux,dummy-virt\\0";
    assert_eq!(Tree::of("arm-board").with(text).machine().cpu_model.as_deref(), Some("Cortex-A72"));
}

#[test]
fn a_mac_may_be_virtual() {
    let text = "sysctl:\n    machdep.cpu.brand_string: Apple M2\n    kern.hv_vmm_present: 1";
    assert_eq!(place(&Tree::empty().with(text)), (Some("apple".to_owned()), None));
}
