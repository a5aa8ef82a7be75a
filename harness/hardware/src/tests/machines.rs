//! The machines of `machines/`, each as a whole.

use super::{check, tree::Tree};

#[test]
fn a_hybrid_laptop_has_four_cores_that_count() {
    check(
        &Tree::of("hybrid-laptop"),
        "
        class    linux-x86_64.12th-gen-core-i7-1260p.12c.16g.gpu-unasked.metal
        cores    12 physical: 4 performance, 8 efficiency; 16 threads, 16 allowed, quota none; 4 usable
        caches   L1d 48K by 2, L1i 32K by 2, L2 1280K by 2, L3 18432K by 16
        numa     1
        simd     sse2 sse4_2 avx fma avx2
        memory   15.30 GiB, limit none
        inside   hypervisor none, container none
        governor powersave
        ",
    );
}

#[test]
fn on_asahi_the_capacity_tells_the_kinds_apart_and_the_caches_are_those_of_a_big_core() {
    check(
        &Tree::of("asahi"),
        "
        class    linux-aarch64.apple-macbook-air-m1-2020.8c.8g.gpu-unasked.metal
        cores    8 physical: 4 performance, 4 efficiency; 8 threads, 8 allowed, quota none; 4 usable
        caches   L1d 128K by 1, L1i 192K by 1, L2 12288K by 4
        numa     1
        simd     neon
        memory   7.37 GiB, limit none
        inside   hypervisor none, container none
        governor schedutil
        ",
    );
}

#[test]
fn a_server_with_two_sockets_counts_every_core_once() {
    check(
        &Tree::of("numa-server"),
        "
        class    linux-x86_64.xeon-silver-4309y.16c.256g.gpu-unasked.metal
        cores    16 physical: 16 performance, 0 efficiency; 32 threads, 32 allowed, quota none; 16 usable
        caches   L1d 48K by 2, L1i 32K by 2, L2 1280K by 2, L3 12288K by 16
        numa     2
        simd     sse2 sse4_2 avx fma avx2 avx512f avx512bw avx512dq avx512vl avx512_vnni
        memory   251.55 GiB, limit none
        inside   hypervisor none, container none
        governor performance
        ",
    );
}

#[test]
fn a_container_is_as_large_as_its_quota() {
    check(
        &Tree::of("docker"),
        "
        class    linux-x86_64.ryzen-9-5950x-16-core.2c.4g.gpu-unasked.container
        cores    16 physical: 16 performance, 0 efficiency; 32 threads, 32 allowed, quota 2500 m; 2 usable
        caches   L1d 32K by 2, L1i 32K by 2, L2 512K by 2, L3 32768K by 16
        numa     1
        simd     sse2 sse4_2 avx fma avx2
        memory   62.71 GiB, limit 4.00 GiB
        inside   hypervisor none, container docker
        governor schedutil
        ",
    );
}

#[test]
fn a_pod_in_a_virtual_machine_is_both_and_version_1_limits_hold() {
    check(
        &Tree::of("pod"),
        "
        class    linux-x86_64.xeon-platinum-8259cl.1c.2g.gpu-unasked.vm-container
        cores    2 physical: 2 performance, 0 efficiency; 4 threads, 4 allowed, quota 1500 m; 1 usable
        caches   L1d 32K by 2, L1i 32K by 2, L2 1024K by 2, L3 36608K by 4
        numa     1
        simd     sse2 sse4_2 avx fma avx2 avx512f avx512bw avx512dq avx512vl avx512_vnni
        memory   15.25 GiB, limit 2.00 GiB
        inside   hypervisor kvm, container kubernetes
        governor unknown
        unknown  frequency governor: there is no cpufreq (normal in a virtual machine)
        ",
    );
}

#[test]
fn a_small_board_has_one_kind_of_core_and_no_numa() {
    check(
        &Tree::of("arm-board"),
        "
        class    linux-aarch64.raspberry-pi-4-model-b-rev-1-4.4c.2g.gpu-unasked.metal
        cores    4 physical: 4 performance, 0 efficiency; 4 threads, 4 allowed, quota none; 4 usable
        caches   L1d 32K by 1, L1i 48K by 1, L2 1024K by 4
        numa     unknown
        simd     neon
        memory   1.80 GiB, limit none
        inside   hypervisor none, container none
        governor ondemand
        unknown  NUMA nodes: the kernel lists none (normal where it is built without NUMA)
        ",
    );
}

#[test]
fn a_virtual_machine_with_a_mark_left_over_from_a_container_is_no_container() {
    check(
        &Tree::of("kvm-vm"),
        "
        class    linux-x86_64.xeon-6-207.2c.32g.gpu-unasked.vm
        cores    2 physical: 2 performance, 0 efficiency; 2 threads, 2 allowed, quota none; 2 usable
        caches   L1d 48K by 1, L1i 32K by 1, L2 2048K by 1, L3 266240K by 2
        numa     1
        simd     sse2 sse4_2 avx fma avx2 avx512f avx512bw avx512dq avx512vl avx512_vnni amx_tile
        memory   23.54 GiB, limit none
        inside   hypervisor kvm, container none
        governor unknown
        unknown  container: the mark of docker in the root is left over from an image; processes and root are the machine's own
        unknown  frequency governor: there is no cpufreq (normal in a virtual machine)
        ",
    );
}

const OF_EVERY_MAC: &str = "
        unknown  caches: macOS does not tell of all by how many threads they are shared
        unknown  frequency governor: macOS has none that can be seen or set
        unknown  NUMA nodes: macOS does not speak of them
        unknown  free memory: sysctl does not tell it";

#[test]
fn a_mac_tells_its_levels_of_cores() {
    let expected = "
        class    macos-aarch64.apple-m1-pro.10c.16g.gpu-unasked.metal
        cores    10 physical: 8 performance, 2 efficiency; 10 threads, 10 allowed, quota none; 8 usable
        caches   L1d 128K by unknown, L1i 192K by unknown, L2 12288K by 4
        numa     unknown
        simd     neon
        memory   16.00 GiB, limit none
        inside   hypervisor none, container none
        governor unknown";
    check(&Tree::of("mac"), &format!("{expected}{OF_EVERY_MAC}"));
}

#[test]
fn a_mac_with_intel_has_one_kind_of_core() {
    let expected = "
        class    macos-x86_64.core-i7-9750h.6c.32g.gpu-unasked.metal
        cores    6 physical: 6 performance, 0 efficiency; 12 threads, 12 allowed, quota none; 6 usable
        caches   L1d 32K by unknown, L1i 32K by unknown, L2 256K by unknown, L3 12288K by unknown
        numa     unknown
        simd     sse2 sse4_2 avx fma avx2
        memory   32.00 GiB, limit none
        inside   hypervisor none, container none
        governor unknown";
    check(&Tree::of("mac-intel"), &format!("{expected}{OF_EVERY_MAC}"));
}

#[test]
fn this_machine_says_something_too() {
    let machine = crate::detect(crate::Gpus::Skip);
    assert!(machine.cores.logical >= 1 && machine.cores.usable >= 1);
    assert!(machine.cores.usable <= machine.cores.logical && machine.cores.allowed <= machine.cores.logical);
    assert_eq!(machine.architecture, std::env::consts::ARCH);
    assert_eq!(machine.fingerprint.len(), 32);
}
