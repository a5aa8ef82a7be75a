//! What is for us is less than what is there: affinity masks, quotas and limits of memory, wherever they stand.

use super::{check, reasons, tree::Tree};

/// A job step of a scheduler: the step is told more than the job above it really has.
fn step() -> Tree {
    Tree::of("numa-server").with(
        "proc/self/cgroup = 0::/batch.slice/job_7/step_0
sys/fs/cgroup/batch.slice/cpu.max = max 100000
sys/fs/cgroup/batch.slice/job_7/cpu.max = 400000 100000
sys/fs/cgroup/batch.slice/job_7/step_0/cpu.max = 800000 100000
sys/fs/cgroup/batch.slice/memory.max = max
sys/fs/cgroup/batch.slice/job_7/memory.max = 8589934592
sys/fs/cgroup/batch.slice/job_7/step_0/memory.max = 17179869184",
    )
}

#[test]
fn the_tightest_of_all_groups_above_us_holds() {
    check(
        &step(),
        "
        class    linux-x86_64.xeon-silver-4309y.4c.8g.gpu-unasked.metal
        cores    16 physical: 16 performance, 0 efficiency; 32 threads, 32 allowed, quota 4000 m; 4 usable
        caches   L1d 48K by 2, L1i 32K by 2, L2 1280K by 2, L3 12288K by 16
        numa     2
        simd     sse2 sse4_2 avx fma avx2 avx512f avx512bw avx512dq avx512vl avx512_vnni
        memory   251.55 GiB, limit 8.00 GiB
        inside   hypervisor none, container none
        governor performance
        ",
    );
}

#[test]
fn our_own_group_may_be_the_tightest() {
    let tree = step().with(
        "sys/fs/cgroup/batch.slice/job_7/step_0/cpu.max = 150000 50000
sys/fs/cgroup/batch.slice/job_7/step_0/memory.max = 1073741824",
    );
    assert_eq!(limits(&tree), (Some(3000), 3, Some(1 << 30)));
}

#[test]
fn groups_of_version_1_nest_too() {
    let tree = Tree::of("numa-server").with(
        "proc/self/cgroup:
    5:memory:/batch/job
    3:cpu,cpuacct:/batch/job
    1:name=systemd:/user.slice
sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us = -1
sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us = 100000
sys/fs/cgroup/cpu,cpuacct/batch/cpu.cfs_quota_us = 600000
sys/fs/cgroup/cpu,cpuacct/batch/cpu.cfs_period_us = 100000
sys/fs/cgroup/cpu,cpuacct/batch/job/cpu.cfs_quota_us = -1
sys/fs/cgroup/cpu,cpuacct/batch/job/cpu.cfs_period_us = 100000
sys/fs/cgroup/memory/memory.limit_in_bytes = 9223372036854771712
sys/fs/cgroup/memory/batch/memory.limit_in_bytes = 34359738368
sys/fs/cgroup/memory/batch/job/memory.limit_in_bytes = 9223372036854771712",
    );
    assert_eq!(limits(&tree), (Some(6000), 6, Some(32 << 30)));
}

#[test]
fn a_group_that_lies_outside_of_what_we_see_leaves_the_root() {
    let tree = Tree::of("docker").with("proc/self/cgroup = 0::/../../elsewhere");
    assert_eq!(limits(&tree), (Some(2500), 2, Some(4 << 30)));
}

#[test]
fn half_a_core_is_one_thread() {
    let tree = Tree::of("docker").with("sys/fs/cgroup/cpu.max = 50000 100000");
    assert_eq!(limits(&tree), (Some(500), 1, Some(4 << 30)));
    assert!(tree.machine().class.contains(".1c."), "{}", tree.machine().class);
}

#[test]
fn a_limit_above_what_is_there_is_none() {
    let tree = Tree::of("docker").with("sys/fs/cgroup/memory.max = 99999999999999");
    assert_eq!(limits(&tree).2, None);
}

#[test]
fn a_limit_that_says_nothing_is_unknown_and_the_others_still_hold() {
    let mut tree = step();
    for garbled in
        ["eight 100000", "0 100000", "400000 0", "400000", "-1 100000", "", "18446744073709551615 1"]
    {
        tree = tree.with(&format!("sys/fs/cgroup/batch.slice/job_7/cpu.max = {garbled}"));
        assert_eq!(limits(&tree).0, Some(8000), "{garbled:?}");
        let reason = "quota: /sys/fs/cgroup/batch.slice/job_7/cpu.max says nothing that can be understood";
        assert_eq!(reasons(&tree.machine()), [reason], "{garbled:?}");
    }
}

#[test]
fn a_mask_of_half_the_threads_is_as_many_cores_as_it_touches() {
    // Four cores with both of their threads, and eight cores with one each, are eight threads both.
    let both = Tree::of("numa-server").with("proc/self/status = Cpus_allowed_list:	0-3,16-19");
    check(
        &both,
        "
        class    linux-x86_64.xeon-silver-4309y.4c.256g.gpu-unasked.metal
        cores    16 physical: 16 performance, 0 efficiency; 32 threads, 8 allowed, quota none; 4 usable
        caches   L1d 48K by 2, L1i 32K by 2, L2 1280K by 2, L3 12288K by 16
        numa     2
        simd     sse2 sse4_2 avx fma avx2 avx512f avx512bw avx512dq avx512vl avx512_vnni
        memory   251.55 GiB, limit none
        inside   hypervisor none, container none
        governor performance
        ",
    );
    let one = Tree::of("numa-server").with("proc/self/status = Cpus_allowed_list:	0-7").machine();
    assert_eq!((one.cores.allowed, one.cores.usable), (8, 8));
    assert!(one.class.contains(".8c."), "{}", one.class);
}

#[test]
fn a_mask_of_small_cores_leaves_no_performance_core_and_says_so() {
    let machine = Tree::of("hybrid-laptop").with("proc/self/status = Cpus_allowed_list:	8-15").machine();
    assert_eq!((machine.cores.allowed, machine.cores.usable), (8, 1));
    assert!(machine.class.contains(".8c."), "{}", machine.class);
    assert_eq!(reasons(&machine), ["performance cores for us: the affinity mask holds none"]);
}

#[test]
fn processors_that_are_switched_off_do_not_count() {
    let tree = Tree::of("numa-server").with("sys/devices/system/cpu/online = 0-7");
    let tree = (0..8).fold(tree, |tree, cpu| {
        tree.with(&format!("sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list = {cpu}"))
    });
    let cores = tree.machine().cores;
    assert_eq!((cores.logical, cores.physical, cores.allowed, cores.usable), (8, Some(8), 8, 8));
}

/// The quota, the cores that are left by it, the limit of memory.
fn limits(tree: &Tree) -> (Option<u32>, u32, Option<u64>) {
    let machine = tree.machine();
    (machine.cores.quota_millicores, machine.cores.usable, machine.memory.limit_bytes)
}
