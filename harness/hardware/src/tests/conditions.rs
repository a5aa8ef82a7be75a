//! Does a machine have what a hypothesis was given? What is missing is named, with what is there instead.

use model::{Condition, DeviceKind, Gpu, GpuKind, Machine};

use super::tree::Tree;
use crate::missing;

#[track_caller]
fn lacks(tree: &Tree, condition: &Condition, expected: Option<&str>) {
    let said = missing(condition, &tree.machine(), None, &|_| None);
    assert_eq!(said.as_deref(), expected);
}

#[test]
fn only_performance_cores_that_are_for_us_count() {
    let wanted = Condition::PerformanceCores(4);
    lacks(&Tree::of("numa-server"), &wanted, None);
    lacks(&Tree::of("hybrid-laptop"), &wanted, None);
    let more = Condition::PerformanceCores(5);
    lacks(&Tree::of("hybrid-laptop"), &more, Some("5 performance cores, this machine has 4 for us"));
    lacks(&Tree::of("docker"), &wanted, Some("4 performance cores, this machine has 2 for us"));
}

#[test]
fn only_memory_that_is_for_us_counts() {
    let wanted = Condition::Memory(8 << 30);
    lacks(&Tree::of("numa-server"), &wanted, None);
    let said = missing(&wanted, &Tree::of("docker").machine(), None, &|_| None).unwrap();
    assert!(said.ends_with("this machine has 4.0 GiB for us"), "{said}");
    // Unknown memory meets no condition.
    assert!(missing(&wanted, &Machine::default(), None, &|_| None).is_some());
}

#[test]
fn a_busy_host_is_not_quiet() {
    lacks(&Tree::of("numa-server"), &Condition::QuietHost, None);
    let said = missing(&Condition::QuietHost, &Machine::default(), Some("a build is on"), &|_| None);
    assert_eq!(said.as_deref(), Some("a build is on"));
}

#[test]
fn a_software_driver_is_no_gpu() {
    let tree = Tree::of("numa-server");
    let gpu = |name: &str, kind| Gpu {
        name: name.to_owned(),
        backend: "vulkan".to_owned(),
        kind,
        driver: String::new(),
        memory_bytes: None,
        other_clients: None,
    };
    let with = |gpus: &[Gpu], condition: Condition| {
        missing(&condition, &Machine { gpus: gpus.to_vec(), ..tree.machine() }, None, &|_| None)
    };
    let software = [gpu("llvmpipe", GpuKind::Cpu)];
    let said = with(&software, Condition::Device(DeviceKind::Wgpu)).unwrap();
    assert_eq!(said, "a GPU; llvmpipe is a software driver, which proves no speed");
    assert!(with(&software, Condition::Gpus(1)).is_some());
    assert!(with(&[], Condition::Device(DeviceKind::Wgpu)).is_some());
    let integrated = [gpu("Arc", GpuKind::Integrated)];
    assert_eq!(with(&integrated, Condition::Device(DeviceKind::Wgpu)), None);
    assert!(with(&integrated, Condition::Device(DeviceKind::Cuda)).is_some());
    assert!(with(&integrated, Condition::DiscreteGpu).is_some());
    let card = [gpu("NVIDIA H200", GpuKind::Discrete)];
    for condition in [Condition::Device(DeviceKind::Cuda), Condition::DiscreteGpu, Condition::Gpus(1)] {
        assert_eq!(with(&card, condition), None);
    }
    assert!(with(&card, Condition::Gpus(2)).is_some());
}

#[test]
fn a_file_is_asked_for_by_its_variable_and_must_be_there() {
    let tree = Tree::of("numa-server");
    let condition = Condition::FileIn("POINTS".to_owned());
    let asked = |path: Option<&str>| {
        let path = path.map(std::ffi::OsString::from);
        missing(&condition, &tree.machine(), None, &|name| (name == "POINTS").then(|| path.clone())?)
    };
    assert!(asked(None).unwrap().ends_with("set POINTS to its path"));
    assert!(asked(Some("/nowhere/at/all")).unwrap().ends_with("/nowhere/at/all is not there"));
    assert_eq!(asked(tree.root().path("proc").to_str()), None);
}
