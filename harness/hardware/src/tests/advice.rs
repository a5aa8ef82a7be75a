//! What `doctor` finds missing on each machine, and that it always says what for and how to get it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use model::{Gpu, GpuKind, HostReading, Machine};

use super::tree::Tree;
use crate::{Finding, State, busy::noise, doctor};

/// What concerns the machine and the host; programs, peers and GPUs have tests of their own.
const OF_THE_MACHINE: [&str; 13] = [
    "all cores",
    "unlimited processor time",
    "all memory",
    "governor performance",
    "turbo off",
    "one thread per core",
    "isolated cores",
    "performance counters",
    "pressure information",
    "throttle counts",
    "empty swap",
    "processors of our own",
    "quiet host",
];

fn findings(tree: &Tree) -> Vec<Finding> {
    asked(tree, &tree.machine(), &[], Path::new("/nowhere"))
}

fn asked(tree: &Tree, machine: &Machine, path: &[PathBuf], peers: &Path) -> Vec<Finding> {
    let host = tree.host();
    let busy = noise(&HostReading { busy_ms: None, ..host.clone() }, &host, machine.cores.usable);
    doctor(machine, &host, busy.as_deref(), &tree.root(), path, peers)
}

fn state(findings: &[Finding], what: &str) -> State {
    findings.iter().find(|finding| finding.what == what).unwrap_or_else(|| panic!("no {what}")).state.clone()
}

fn present(words: &str) -> State {
    State::Present(words.to_owned())
}

#[track_caller]
fn lacks(tree: &Tree, expected: &[&str]) {
    let findings = findings(tree);
    let missing: Vec<&str> =
        OF_THE_MACHINE.into_iter().filter(|what| state(&findings, what) == State::Missing).collect();
    assert_eq!(missing, expected);
}

#[test]
fn a_laptop_lacks_a_steady_clock_and_empty_swap() {
    lacks(
        &Tree::of("hybrid-laptop"),
        &["governor performance", "turbo off", "one thread per core", "isolated cores", "empty swap"],
    );
}

#[test]
fn a_server_set_up_for_measuring_lacks_next_to_nothing() {
    lacks(&Tree::of("numa-server"), &["one thread per core", "isolated cores"]);
    let tree = Tree::of("numa-server").with(
        "sys/devices/system/cpu/smt/active = 0
sys/devices/system/cpu/isolated = 2-3",
    );
    lacks(&tree, &[]);
    assert_eq!(state(&findings(&tree), "isolated cores"), present("2-3"));
}

#[test]
fn a_container_lacks_what_its_limits_take() {
    lacks(
        &Tree::of("docker"),
        &[
            "unlimited processor time",
            "all memory",
            "governor performance",
            "turbo off",
            "one thread per core",
            "isolated cores",
            "performance counters",
            "throttle counts",
            "quiet host",
        ],
    );
}

#[test]
fn a_pod_on_a_shared_machine_lacks_a_quiet_host_too() {
    lacks(
        &Tree::of("pod"),
        &[
            "unlimited processor time",
            "all memory",
            "governor performance",
            "turbo off",
            "one thread per core",
            "isolated cores",
            "performance counters",
            "pressure information",
            "throttle counts",
            "processors of our own",
            "quiet host",
        ],
    );
}

#[test]
fn a_virtual_machine_lacks_counters_and_sensors() {
    lacks(
        &Tree::of("kvm-vm"),
        &["governor performance", "turbo off", "isolated cores", "performance counters", "throttle counts"],
    );
}

#[test]
fn a_mac_lacks_what_only_linux_tells_and_is_not_told_to_get_cuda() {
    lacks(
        &Tree::of("mac"),
        &[
            "governor performance",
            "turbo off",
            "isolated cores",
            "performance counters",
            "pressure information",
            "throttle counts",
            "empty swap",
            "processors of our own",
        ],
    );
    let findings = findings(&Tree::of("mac"));
    for cuda in ["Vulkan loader", "CUDA driver", "NVRTC", "NVML"] {
        assert!(findings.iter().all(|finding| finding.what != cuda), "{cuda}");
    }
}

#[test]
fn a_mask_is_missing_cores() {
    lacks(
        &Tree::of("numa-server").with("proc/self/status = Cpus_allowed_list:	0-3"),
        &["all cores", "one thread per core", "isolated cores"],
    );
}

#[test]
fn counters_that_only_root_may_read_are_missing() {
    let tree = Tree::of("numa-server");
    let paranoid = |level: &str| tree.changed(&format!("proc/sys/kernel/perf_event_paranoid = {level}"));
    let counters = |tree: &Tree| state(&findings(tree), "performance counters");
    assert_eq!(counters(paranoid("-1")), present("cpu, perf_event_paranoid -1"));
    for level in ["3", "4", "?", ""] {
        assert_eq!(counters(paranoid(level)), State::Missing, "{level:?}");
    }
    assert_eq!(counters(&Tree::of("hybrid-laptop")), present("cpu_core, perf_event_paranoid 2"));
}

#[test]
fn the_turbo_of_intel_and_of_all_others_is_switched_off_in_different_places() {
    let turbo = |tree: Tree| state(&findings(&tree), "turbo off");
    let boost = "sys/devices/system/cpu/cpufreq/boost";
    assert_ne!(turbo(Tree::of("docker").with(&format!("{boost} = 0"))), State::Missing);
    assert_eq!(turbo(Tree::of("docker").with(&format!("{boost} = ?"))), State::Missing);
    assert_ne!(turbo(Tree::of("numa-server")), State::Missing);
}

#[test]
fn programs_and_peers_are_found_where_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let (bin, peers) = (folder.path().join("bin"), folder.path().join("peers"));
    for package in ["sklearn", "highspy", "cc3d"] {
        fs::create_dir_all(peers.join("lib/python3.11/site-packages").join(package)).unwrap();
    }
    fs::create_dir_all(bin.join("valgrind")).unwrap();
    fs::write(bin.join("git"), "").unwrap();
    // What peers in Rust are is no program that anybody else would start.
    fs::write(bin.join("imageproc-labels"), "").unwrap();
    let tree = Tree::of("numa-server");
    let findings = asked(&tree, &tree.machine(), &[PathBuf::from("/nowhere"), bin.clone()], &peers);
    assert_eq!(state(&findings, "git"), present(bin.join("git").to_str().unwrap()));
    for here in ["scikit-learn", "highspy", "connected-components-3d"] {
        assert_ne!(state(&findings, here), State::Missing, "{here}");
    }
    for missing in [
        "C compiler",
        "python3",
        "numpy",
        "scipy",
        "pykdtree",
        "ortools",
        "pyomo",
        "CoolProp",
        "numba",
        "opencv-python-headless",
        "scikit-image",
        "imageproc",
    ] {
        assert_eq!(state(&findings, missing), State::Missing, "{missing}");
    }
    assert_eq!(state(&findings, "valgrind"), State::Missing, "a folder is no program");
    fs::create_dir(peers.join("bin")).unwrap();
    fs::rename(bin.join("imageproc-labels"), peers.join("bin/imageproc-labels")).unwrap();
    let findings = asked(&tree, &tree.machine(), &[bin], &peers);
    assert_ne!(state(&findings, "imageproc"), State::Missing);
}

#[test]
fn gpus_and_their_libraries_are_told_apart() {
    let tree = Tree::of("numa-server").with(
        "usr/lib/x86_64-linux-gnu/libcuda.so.1:
usr/local/cuda/lib64/libnvrtc.so.12:
usr/lib64/libvulkan.so.1.3.275:
usr/lib64/libnvidia-ml.so.10:",
    );
    let gpu = |name: &str, kind| Gpu {
        name: name.to_owned(),
        backend: "vulkan".to_owned(),
        kind,
        driver: "one".to_owned(),
        memory_bytes: None,
        other_clients: None,
    };
    let with = |gpus| asked(&tree, &Machine { gpus, ..tree.machine() }, &[], Path::new("/nowhere"));
    let software = with(vec![gpu("llvmpipe", GpuKind::Cpu)]);
    assert_eq!(state(&software, "GPU"), State::Missing, "a software driver is no GPU");
    assert_eq!(state(&software, "software Vulkan"), present("llvmpipe (one)"));
    let real = with(vec![gpu("NVIDIA H200", GpuKind::Discrete)]);
    assert_eq!(state(&real, "GPU"), present("NVIDIA H200 (one)"));
    assert_eq!(state(&real, "software Vulkan"), State::Missing);
    for library in ["CUDA driver", "NVRTC", "Vulkan loader"] {
        assert_ne!(state(&real, library), State::Missing, "{library}");
    }
    // Version 10 is not version 1.
    assert_eq!(state(&real, "NVML"), State::Missing);
}

#[test]
fn whatever_is_missing_is_told_what_for_and_how_to_get_it() {
    for findings in [
        findings(&Tree::empty()),
        findings(&Tree::of("pod")),
        findings(&Tree::of("mac")),
        findings(&Tree::of("asahi")),
    ] {
        let missing: Vec<&Finding> =
            findings.iter().filter(|finding| finding.state == State::Missing).collect();
        assert!(missing.len() > 15, "{missing:#?}");
        for finding in missing {
            assert!(finding.enables.contains(' ') && finding.remedy.contains(' '), "{finding:?}");
        }
        let mut names: Vec<&str> = findings.iter().map(|finding| finding.what).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), findings.len(), "each is named once");
    }
}

#[test]
fn the_table_above_names_all_of_the_machine() {
    let names: Vec<&str> = findings(&Tree::of("numa-server")).iter().map(|finding| finding.what).collect();
    let first = names.iter().position(|name| *name == OF_THE_MACHINE[0]).unwrap();
    assert_eq!(names[first..], OF_THE_MACHINE);
}
