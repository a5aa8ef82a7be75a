//! Files that cannot be read, or that say what they should not: unknown, with a reason, and never a made-up number.

use model::{Machine, Memory};

use super::{reasons, tree::Tree};

#[track_caller]
fn says(machine: &Machine, reason: &str) {
    assert!(
        machine.unknown.iter().any(|said| said.starts_with(reason)),
        "{reason:?} in {:#?}",
        machine.unknown
    );
}

#[test]
fn a_machine_that_tells_nothing_is_unknown_in_every_respect() {
    let machine = Tree::empty().machine();
    let cores = &machine.cores;
    assert_eq!((cores.physical, cores.quota_millicores, machine.numa_nodes), (None, None, None));
    assert_eq!((&machine.kernel, &machine.release, &machine.cpu_model), (&None, &None, &None));
    assert_eq!((machine.cpu_signature, &machine.microcode, &machine.governor), (None, &None, &None));
    assert_eq!((machine.caches.len(), machine.simd.len()), (0, 0));
    assert_eq!(machine.memory, Memory::default());
    // What calls us runs, so there is one thread; this is all that is claimed.
    assert_eq!((cores.logical, cores.allowed, cores.usable), (1, 1, 1));
    assert_eq!(machine.class, "linux-unknown.unknown.1c.unknown-memory.gpu-unasked.metal");
    for reason in [
        "kernel:",
        "distribution:",
        "processor: /proc/cpuinfo",
        "processor: neither",
        "the list of processors: neither",
        "physical cores:",
        "affinity:",
        "caches: 0 of 0",
        "SIMD:",
        "frequency governor:",
        "NUMA nodes:",
        "memory:",
        "free memory:",
    ] {
        says(&machine, reason);
    }
}

#[test]
fn a_mac_that_tells_nothing_is_unknown_too() {
    let machine = Tree::empty().with("sysctl = nothing").machine();
    let cores = &machine.cores;
    assert_eq!((cores.physical, cores.performance, cores.efficiency), (None, None, None));
    assert_eq!(machine.class, "macos-unknown.unknown.1c.unknown-memory.gpu-unasked.metal");
    for reason in [
        "kernel:",
        "macOS:",
        "processor:",
        "physical cores:",
        "performance cores:",
        "caches:",
        "SIMD:",
        "memory:",
    ] {
        says(&machine, reason);
    }
}

#[test]
fn a_mac_with_a_level_that_is_not_told_does_not_count_it() {
    let text = "sysctl:
    machdep.cpu.brand_string: Apple M9
    hw.physicalcpu: 12
    hw.logicalcpu: 12
    hw.nperflevels: 3
    hw.perflevel0.physicalcpu: 4
    hw.perflevel1.physicalcpu: 6";
    let machine = Tree::empty().with(text).machine();
    assert_eq!((machine.cores.performance, machine.cores.efficiency), (Some(4), None));
    says(&machine, "performance cores: the kinds of cores cannot be told apart");
}

/// Does something to one file.
type Spoil = fn(Tree, &str) -> Tree;

/// Every file in turn: gone, unreadable, empty, bytes that are no text, a number beyond all bounds.
#[test]
fn no_single_strange_file_makes_up_a_number() {
    let strange: [(&str, Spoil); 5] = [
        ("gone", |tree, file| tree.without(file)),
        ("unreadable", |tree, file| tree.unreadable(file)),
        ("empty", |tree, file| tree.bytes(file, b"")),
        ("no text", |tree, file| tree.bytes(file, &[0xff, 0xfe, 0x00, 0x80])),
        ("beyond all bounds", |tree, file| tree.bytes(file, b"99999999999999999999999999")),
    ];
    for name in ["hybrid-laptop", "asahi", "numa-server", "docker", "pod", "arm-board", "kvm-vm", "mac"] {
        let mut tree = Tree::of(name);
        let sound = tree.machine();
        for file in tree.files().into_iter().filter(|file| is_first_or_inner(file)) {
            let before = tree.kept(&file);
            for (how, change) in strange {
                tree = change(tree, &file);
                let _ = tree.host();
                believable(&tree.machine(), &sound, &format!("{name}: {file} is {how}"));
            }
            tree = tree.restored(&file, before);
        }
        assert_eq!(tree.machine(), sound, "{name} is as it was");
    }
}

/// The files of a first and of an inner processor stand for those of all.
fn is_first_or_inner(file: &str) -> bool {
    let number = file.strip_prefix("sys/devices/system/cpu/cpu").and_then(|rest| rest.split('/').next());
    number.and_then(|number| number.parse::<u32>().ok()).is_none_or(|number| [0, 5].contains(&number))
}

/// A number is what it is on the sound machine, or less, or unknown; and what became unknown is said.
#[track_caller]
fn believable(found: &Machine, sound: &Machine, what: &str) {
    let (cores, all) = (&found.cores, &sound.cores);
    let at_most = |number: Option<u32>, bound: Option<u32>| number.unwrap_or(0) <= bound.unwrap_or(u32::MAX);
    assert!((1..=all.logical).contains(&cores.logical), "{what}: {cores:?}");
    assert!((1..=cores.logical).contains(&cores.allowed), "{what}: {cores:?}");
    assert!((1..=cores.logical).contains(&cores.usable), "{what}: {cores:?}");
    assert!(at_most(cores.physical, Some(cores.logical)), "{what}: {cores:?}");
    assert!(at_most(cores.performance, cores.physical), "{what}: {cores:?}");
    assert!(at_most(cores.efficiency, cores.physical), "{what}: {cores:?}");
    assert!(at_most(found.numa_nodes, sound.numa_nodes), "{what}");
    assert!([0, sound.memory.total_bytes].contains(&found.memory.total_bytes), "{what}: {:?}", found.memory);
    assert!(found.caches.iter().all(|cache| cache.bytes > 0 && cache.bytes < 1 << 40), "{what}");
    assert!(found.simd.iter().all(|name| sound.simd.contains(name)), "{what}: {:?}", found.simd);
    let lost = [
        sound.cores.physical.is_some() && cores.physical.is_none(),
        sound.cores.performance.is_some() && cores.performance.is_none(),
        sound.kernel.is_some() && found.kernel.is_none(),
        sound.release.is_some() && found.release.is_none(),
        sound.cpu_model.is_some() && found.cpu_model.is_none(),
        sound.cpu_signature.is_some() && found.cpu_signature.is_none(),
        sound.microcode.is_some() && found.microcode.is_none(),
        sound.governor.is_some() && found.governor.is_none(),
        sound.numa_nodes.is_some() && found.numa_nodes.is_none(),
        sound.memory.total_bytes > found.memory.total_bytes,
        sound.memory.available_bytes.is_some() && found.memory.available_bytes.is_none(),
        sound.caches.len() > found.caches.len(),
        sound.simd.len() > found.simd.len(),
        found.cores.logical < all.logical,
    ];
    if lost.contains(&true) {
        assert!(reasons(found).len() > reasons(sound).len(), "{what}: lost {lost:?}, and nobody says why");
    }
}

#[test]
fn one_garbled_topology_makes_the_count_of_cores_unknown() {
    let mut tree = Tree::of("numa-server");
    for siblings in ["", "?", "9-3", "31", "0-4294967295"] {
        let change = format!("sys/devices/system/cpu/cpu5/topology/thread_siblings_list = {siblings}");
        tree = tree.with(&change);
        let machine = tree.machine();
        assert_eq!((machine.cores.physical, machine.cores.performance), (None, None), "{siblings:?}");
        says(&machine, "physical cores: the topology cannot be read");
    }
}

#[test]
fn one_garbled_capacity_makes_the_kinds_unknown() {
    for capacity in ["", "big", "-1"] {
        let change = format!("sys/devices/system/cpu/cpu5/cpu_capacity = {capacity}");
        let cores = Tree::of("asahi").with(&change).machine().cores;
        assert_eq!(
            (cores.physical, cores.performance, cores.efficiency),
            (Some(8), None, None),
            "{capacity:?}"
        );
    }
    let machine = Tree::of("asahi").with("sys/devices/system/cpu/cpu{0-7}/cpu_capacity = 0").machine();
    assert_eq!(machine.cores.performance, None);
    says(&machine, "performance cores: the kinds of cores cannot be told apart");
}

#[test]
fn an_old_kernel_without_lists_of_siblings_still_tells_cores() {
    let tree = (0..32).fold(Tree::of("numa-server"), |tree, cpu| {
        tree.without(&format!("sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list"))
    });
    assert_eq!(tree.machine().cores.physical, Some(16));
}

#[test]
fn governors_that_differ_are_all_named() {
    let change = "sys/devices/system/cpu/cpu{0-3}/cpufreq/scaling_governor = performance";
    let machine = Tree::of("hybrid-laptop").with(change).machine();
    assert_eq!(machine.governor.as_deref(), Some("performance, powersave"));
}

#[test]
fn a_cache_of_no_known_kind_or_size_is_left_out_and_said() {
    let cache = "sys/devices/system/cpu/cpu0/cache/index2";
    for change in ["size = 0K", "size = big", "size = ", "type = Trace", "level = one"] {
        let machine = Tree::of("docker").with(&format!("{cache}/{change}")).machine();
        assert_eq!(machine.caches.len(), 3, "{change}");
        says(&machine, "caches: 3 of 4 can be read");
    }
    let machine = Tree::of("numa-server").with(&format!("{cache}/shared_cpu_list = ?")).machine();
    assert_eq!(machine.caches[2].shared_by, None);
    says(&machine, "caches: who shares them cannot be read");
}
