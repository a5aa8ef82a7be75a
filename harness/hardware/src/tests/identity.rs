//! Class and fingerprint: what may change without making another machine of it, and what may not.

use model::{Gpu, GpuKind, Machine};

use super::tree::Tree;
use crate::{
    class::{class, fingerprint},
    gpus::Gpus,
};

const ALL: [&str; 9] =
    ["hybrid-laptop", "asahi", "numa-server", "docker", "pod", "arm-board", "kvm-vm", "mac", "mac-intel"];

fn changed(name: &str, change: &str) -> (Machine, Machine) {
    (Tree::of(name).machine(), Tree::of(name).with(change).machine())
}

#[test]
fn every_file_of_a_machine_is_tested() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("machines");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> =
        names.filter_map(|name| name.to_str()?.strip_suffix(".tree").map(str::to_owned)).collect();
    let mut all = ALL.map(str::to_owned);
    names.sort();
    all.sort();
    assert_eq!(names, all);
}

#[test]
fn nine_machines_have_nine_classes_and_nine_fingerprints() {
    let machines = ALL.map(|name| Tree::of(name).machine());
    let count = |of: fn(&Machine) -> &String| {
        machines.iter().map(of).collect::<std::collections::BTreeSet<_>>().len()
    };
    assert_eq!((count(|machine| &machine.class), count(|machine| &machine.fingerprint)), (9, 9));
}

#[test]
fn looking_twice_finds_the_same() {
    for name in ALL {
        let tree = Tree::of(name);
        assert_eq!(tree.machine(), tree.machine(), "{name}");
        assert_eq!(tree.machine(), Tree::of(name).machine(), "{name}");
    }
}

#[test]
fn load_and_free_memory_change_neither() {
    let (idle, busy) = changed(
        "hybrid-laptop",
        "proc/loadavg = 15.9 14.2 9.1 30/1544 99999
proc/stat = cpu  9990000 1000 20000 5000000 3000 500 600 77 0 0
proc/pressure/cpu = some avg10=88.00 avg60=60.00 avg300=10.00 total=9997212345
sys/devices/system/cpu/cpu{0-15}/thermal_throttle/core_throttle_count = 400
proc/meminfo:
    MemTotal:       16042344 kB
    MemAvailable:     100000 kB",
    );
    assert_ne!(idle.memory.available_bytes, busy.memory.available_bytes);
    assert_eq!((idle.class, idle.fingerprint), (busy.class, busy.fingerprint));
}

#[test]
fn the_load_of_a_mac_changes_neither() {
    let quiet = Tree::of("mac").machine();
    let text = std::fs::read_to_string(Tree::of("mac").root().path("sysctl")).unwrap();
    let tree = Tree::of("mac").bytes("sysctl", text.replace("1.52 1.60", "9.99 9.98").as_bytes());
    assert_eq!(tree.host().load_1m, Some(9.99));
    assert_eq!(tree.machine(), quiet);
}

#[test]
fn a_new_kernel_or_governor_is_another_state_of_the_same_class() {
    for change in [
        "proc/sys/kernel/osrelease = 6.9.1-200.fc40.x86_64",
        "sys/devices/system/cpu/cpu{0-15}/cpufreq/scaling_governor = performance",
        "etc/os-release = PRETTY_NAME=\"Fedora Linux 41\"",
    ] {
        let (old, new) = changed("hybrid-laptop", change);
        assert_eq!(old.class, new.class, "{change}");
        assert_ne!(old.fingerprint, new.fingerprint, "{change}");
    }
}

#[test]
fn a_few_megabytes_more_or_less_are_the_same_class_and_twice_as_much_is_not() {
    let class = |memory: &str| {
        Tree::of("kvm-vm").with(&format!("proc/meminfo = MemTotal: {memory} kB")).machine().class
    };
    assert_eq!(class("32600000"), class("32900000"));
    assert_ne!(class("32600000"), class("65800000"));
}

#[test]
fn fewer_cores_are_another_class() {
    for (name, change) in [
        ("numa-server", "proc/self/status = Cpus_allowed_list:	0-3"),
        ("numa-server", "sys/fs/cgroup/user.slice/cpu.max = 400000 100000"),
        ("kvm-vm", "sys/devices/system/cpu/online = 0"),
    ] {
        let (whole, part) = changed(name, change);
        assert_ne!(whole.class, part.class, "{change}");
        assert_ne!(whole.fingerprint, part.fingerprint, "{change}");
    }
}

#[test]
fn a_hypervisor_or_a_container_is_another_class() {
    let virtual_too = std::fs::read_to_string(Tree::of("numa-server").root().path("proc/cpuinfo")).unwrap();
    let virtual_too = virtual_too.replace("flags		: fpu", "flags		: hypervisor fpu");
    let metal = Tree::of("numa-server").machine();
    let virtual_one = Tree::of("numa-server").bytes("proc/cpuinfo", virtual_too.as_bytes()).machine();
    let contained = Tree::of("numa-server").with("run/systemd/container = lxc").machine();
    let place = |machine: &Machine| machine.class.rsplit('.').next().unwrap().to_owned();
    assert_eq!([&metal, &virtual_one, &contained].map(place), ["metal", "vm", "container"]);
}

fn gpu(name: &str, kind: GpuKind) -> Gpu {
    Gpu {
        name: name.to_owned(),
        backend: "vulkan".to_owned(),
        kind,
        driver: "570.1".to_owned(),
        memory_bytes: Some(1 << 36),
        other_clients: Some(0),
    }
}

/// The part of the class that names the GPU.
#[track_caller]
fn named_for(gpus: &[Gpu], expected: &str) {
    let machine = Machine { gpus: gpus.to_vec(), ..Tree::of("numa-server").machine() };
    let class = class(&machine, 16, Gpus::Ask);
    assert_eq!(class.split('.').nth(4), Some(expected), "{class}");
}

#[test]
fn the_class_names_the_strongest_real_gpu_in_whatever_order_they_are_found() {
    let software = gpu("llvmpipe (LLVM 15.0.6, 256 bits)", GpuKind::Cpu);
    let weak = gpu("Intel(R) Graphics", GpuKind::Integrated);
    let strong = gpu("NVIDIA H200", GpuKind::Discrete);
    named_for(&[], "nogpu");
    named_for(std::slice::from_ref(&software), "nogpu");
    named_for(&[software.clone(), weak.clone()], "intel-graphics");
    named_for(&[software.clone(), weak.clone(), strong.clone()], "nvidia-h200");
    named_for(&[strong, weak, software], "nvidia-h200");
}

#[test]
fn a_driver_is_another_state_of_the_same_class_and_who_else_uses_the_gpu_is_no_state() {
    let machine = |change: fn(&mut Gpu)| {
        let mut card = gpu("NVIDIA H200", GpuKind::Discrete);
        change(&mut card);
        Machine { gpus: vec![card], ..Tree::of("numa-server").machine() }
    };
    let before = machine(|_| ());
    let driven = machine(|gpu| gpu.driver = "580.2".to_owned());
    let shared = machine(|gpu| gpu.other_clients = Some(3));
    assert_eq!(class(&before, 16, Gpus::Ask), class(&driven, 16, Gpus::Ask));
    assert_ne!(fingerprint(&before), fingerprint(&driven));
    assert_eq!(fingerprint(&before), fingerprint(&shared));
}

#[test]
fn a_class_is_a_name_for_a_file_on_any_system() {
    for name in ALL {
        let class = Tree::of(name).machine().class;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-_".contains(c);
        assert!(class.chars().all(plain), "{class}");
        assert_eq!(class.split('.').count(), 6, "{class}");
    }
}
