//! What is here, what is missing, what it would enable, and how to get it.

use std::path::{Path, PathBuf};

use model::{GpuKind, HostReading, Machine};

use crate::{cores::CPUS, memory, root::Root};

/// One thing that may be here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The thing.
    pub what: &'static str,
    /// Is it here?
    pub state: State,
    /// What it enables.
    pub enables: &'static str,
    /// How to get it.
    pub remedy: &'static str,
}

/// Is it here?
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Yes: what was found.
    Present(String),
    /// No.
    Missing,
}

/// A neighbour that takes this share of the processors since boot will do so during a run.
const STEAL: f64 = 0.01;

/// Looks for everything that Touchstone can use. `path` is the search path for programs, `peers` the environment of the
/// peers, `busy` what keeps the host from being quiet. No process is started.
pub fn doctor(
    machine: &Machine,
    host: &HostReading,
    busy: Option<&str>,
    root: &Root,
    path: &[PathBuf],
    peers: &Path,
) -> Vec<Finding> {
    [
        tools(path),
        gpus(machine, root),
        peer_packages(path, peers),
        ours(machine),
        clock(machine, root),
        witnesses(host, root),
        quiet(host, busy, root),
    ]
    .concat()
}

/// Programs that the project calls.
fn tools(path: &[PathBuf]) -> Vec<Finding> {
    vec![
        finding(
            "git",
            program(path, "git"),
            "working on the project; runs are pinned without it",
            "apt-get install git · xcode-select --install",
        ),
        finding(
            "C compiler",
            program(path, "cc"),
            "building the harness",
            "apt-get install gcc · xcode-select --install",
        ),
        finding(
            "C++ compiler",
            program(path, "c++"),
            "building HiGHS, the solver of the lp plan",
            "apt-get install g++ · xcode-select --install",
        ),
        finding(
            "cmake",
            program(path, "cmake"),
            "building HiGHS, the solver of the lp plan",
            "apt-get install cmake libclang-dev · brew install cmake",
        ),
        finding(
            "valgrind",
            program(path, "valgrind"),
            "instruction counts as a second witness",
            "apt-get install valgrind (Linux only)",
        ),
    ]
}

/// GPUs, and what it takes to find and use them.
fn gpus(machine: &Machine, root: &Root) -> Vec<Finding> {
    let gpu = |wanted: &dyn Fn(GpuKind) -> bool| {
        let found = machine.gpus.iter().find(|gpu| wanted(gpu.kind));
        found.map_or(State::Missing, |gpu| State::Present(format!("{} ({})", gpu.name, gpu.driver)))
    };
    let mut findings = vec![
        finding(
            "GPU",
            gpu(&|kind| kind != GpuKind::Cpu),
            "hypotheses given a GPU",
            "a GPU with a Vulkan, Metal or DirectX 12 driver",
        ),
        finding(
            "software Vulkan",
            gpu(&|kind| kind == GpuKind::Cpu),
            "tests of the WGSL kernels without a GPU",
            "apt-get install mesa-vulkan-drivers",
        ),
    ];
    // Metal is a part of macOS, and CUDA is not to be had there.
    if machine.system == "linux" {
        findings.extend([
            finding(
                "Vulkan loader",
                library(root, "libvulkan.so.1"),
                "finding GPUs through wgpu",
                "apt-get install libvulkan1",
            ),
            finding(
                "CUDA driver",
                library(root, "libcuda.so.1"),
                "variants in CUDA",
                "an NVIDIA GPU with its driver",
            ),
            finding(
                "NVRTC",
                library(root, "libnvrtc.so"),
                "compiling the CUDA kernels",
                "the CUDA toolkit, or pip install nvidia-cuda-nvrtc; `make nvrtc` for the tests",
            ),
            finding(
                "NVML",
                library(root, "libnvidia-ml.so.1"),
                "the memory of NVIDIA GPUs, and seeing who else uses them",
                "an NVIDIA GPU with its driver; in a container, start it with --gpus all",
            ),
        ]);
    }
    findings
}

/// What users would take instead, to be measured in the same rounds.
fn peer_packages(path: &[PathBuf], peers: &Path) -> Vec<Finding> {
    let package = |name: &str| {
        let found = std::fs::read_dir(peers.join("lib"))
            .into_iter()
            .flatten()
            .filter_map(Result::ok)
            .map(|python| python.path().join("site-packages").join(name))
            .find(|folder| folder.exists());
        shown(found)
    };
    vec![
        finding(
            "python3",
            program(path, "python3"),
            "peers written in Python",
            "apt-get install python3 python3-venv · brew install python",
        ),
        finding("numpy", package("numpy"), "all peers written in Python", "make peers"),
        finding(
            "scipy",
            package("scipy"),
            "the peers scipy, scipy-ds, scipy-ipm, scipy-each and scipy-packed",
            "make peers",
        ),
        finding("scikit-learn", package("sklearn"), "the peer balltree", "make peers"),
        finding("pykdtree", package("pykdtree"), "the peer pykdtree", "make peers"),
        finding(
            "highspy",
            package("highspy"),
            "the peers highspy, highspy-chain, highspy-ipm and appsi",
            "make peers",
        ),
        finding("ortools", package("ortools"), "the peers glop and pdlp", "make peers"),
        finding("pyomo", package("pyomo"), "the peer appsi", "make peers"),
        finding(
            "CoolProp",
            package("CoolProp"),
            "the peers coolprop-propssi, coolprop-heos and coolprop-bicubic",
            "make peers",
        ),
        finding(
            "numba",
            package("numba"),
            "the peers numba-octave, numba-call, numba-batch, numba-loop, numba-each and numba-packed",
            "make peers",
        ),
        finding(
            "connected-components-3d",
            package("cc3d"),
            "the peers cc3d-each and cc3d-packed",
            "make peers",
        ),
        finding(
            "opencv-python-headless",
            package("cv2"),
            "the peers opencv-each and opencv-packed",
            "make peers",
        ),
        finding(
            "scikit-image",
            package("skimage"),
            "the peers skimage-each and skimage-packed",
            "make peers",
        ),
        finding(
            "imageproc",
            program(&[peers.join("bin")], "imageproc-labels"),
            "the peers imageproc-each and imageproc-packed",
            "make peers",
        ),
    ]
}

/// How much of the machine is for us.
fn ours(machine: &Machine) -> Vec<Finding> {
    let cores = &machine.cores;
    let gibibytes = machine.usable_memory() as f64 / f64::from(1 << 30);
    vec![
        finding(
            "all cores",
            yes(cores.allowed == cores.logical, || format!("{} usable", cores.usable)),
            "threads on every core",
            "start without taskset, or lift the affinity mask of the container (--cpuset-cpus)",
        ),
        finding(
            "unlimited processor time",
            yes(cores.quota_millicores.is_none(), || "no quota is seen".to_owned()),
            "parallel variants that are not stopped in the middle of a slice",
            "start the container without --cpus (Kubernetes: a cpu request without a limit)",
        ),
        finding(
            "all memory",
            yes(machine.memory.total_bytes > 0 && machine.memory.limit_bytes.is_none(), || {
                format!("{gibibytes:.1} GiB")
            }),
            "workloads given much memory",
            "start the container without --memory, or with a higher limit",
        ),
    ]
}

/// What makes the same work take the same time twice.
fn clock(machine: &Machine, root: &Root) -> Vec<Finding> {
    let steady = machine.governor.clone().filter(|governor| governor == "performance");
    let smt = root.words(&format!("{CPUS}/smt/active"));
    let alone = machine.cores.physical == Some(machine.cores.logical) || smt.as_deref() == Some("0");
    let isolated = root.words(&format!("{CPUS}/isolated"));
    vec![
        finding(
            "governor performance",
            steady.map_or(State::Missing, State::Present),
            "a clock that does not wander with the load",
            "cpupower frequency-set -g performance (apt-get install linux-cpupower); a virtual machine and a Mac have no \
             governor of their own",
        ),
        finding(
            "turbo off",
            turbo_off(root),
            "times that do not depend on how warm the machine is and how many cores are busy",
            "as root: echo 1 > /sys/devices/system/cpu/intel_pstate/no_turbo, or echo 0 > \
             /sys/devices/system/cpu/cpufreq/boost; in a virtual machine only its host can",
        ),
        finding(
            "one thread per core",
            yes(alone, || "no core is shared by two threads".to_owned()),
            "threads that do not share a core with somebody else's",
            "as root: echo off > /sys/devices/system/cpu/smt/control, or pin to one thread of each core with taskset",
        ),
        finding(
            "isolated cores",
            isolated.map_or(State::Missing, State::Present),
            "pinned variants that the scheduler moves nothing else onto",
            "boot with isolcpus=2-3 nohz_full=2-3 and start with taskset -c 2-3 (Linux only)",
        ),
    ]
}

/// Intel's driver has a switch of its own; all others share one. Neither being there is no proof of a fixed clock.
fn turbo_off(root: &Root) -> State {
    let says = |file: &str, off: &str| root.words(&format!("{CPUS}/{file}")).map(|text| text == off);
    let off = says("intel_pstate/no_turbo", "1").or_else(|| says("cpufreq/boost", "0"));
    yes(off == Some(true), || "the clock stays at its base".to_owned())
}

/// What tells, beside the time, what happened.
fn witnesses(host: &HostReading, root: &Root) -> Vec<Finding> {
    // A hybrid processor has counters for each of its kinds, and ARM names them after the design.
    let counters = root.names("sys/bus/event_source/devices").into_iter().find(|name| {
        name == "cpu" || name == "cpu_core" || name.starts_with("armv8") || name.starts_with("apple_")
    });
    // From 3 on some distributions keep the counters for root.
    let paranoid = root.text("proc/sys/kernel/perf_event_paranoid").and_then(|text| text.parse().ok());
    let open = counters.zip(paranoid.filter(|level: &i64| *level <= 2));
    vec![
        finding(
            "performance counters",
            open.map_or(State::Missing, |(name, level)| {
                State::Present(format!("{name}, perf_event_paranoid {level}"))
            }),
            "hardware counts of instructions and cache misses",
            "a machine that shows its counters (few virtual ones do), and sysctl kernel.perf_event_paranoid=2",
        ),
        finding(
            "pressure information",
            yes(host.cpu_pressure_us.is_some(), || "/proc/pressure".to_owned()),
            "seeing who waited for processor and memory",
            "Linux 4.20 or newer, booted with psi=1",
        ),
        finding(
            "throttle counts",
            host.throttled.map_or(State::Missing, |count| State::Present(format!("{count} since boot"))),
            "leaving out rounds in which the processor was too hot",
            "a machine that shows its sensors (Linux on x86; virtual machines do not)",
        ),
    ]
}

/// Nobody else is at work.
fn quiet(host: &HostReading, busy: Option<&str>, root: &Root) -> Vec<Finding> {
    let swap = memory::field(root, "SwapTotal").zip(memory::field(root, "SwapFree"));
    let stolen = host.steal_ms.zip(host.busy_ms).map(|(steal, busy)| {
        let all = steal.saturating_add(busy).max(1);
        steal as f64 / all as f64
    });
    let load = host.load_1m.map(|load| format!("load {load:.2}"));
    let at_rest = load.or_else(|| host.busy_ms.map(|_| "processors at rest".to_owned()));
    vec![
        finding(
            "empty swap",
            swap.map_or(State::Missing, |(total, free)| {
                yes(free >= total, || if total == 0 { "none".to_owned() } else { "unused".to_owned() })
            }),
            "times and peak memory without pages on their way to a disk",
            "stop other programs, then swapoff -a && swapon -a as root (Linux only)",
        ),
        finding(
            "processors of our own",
            stolen.map_or(State::Missing, |share| {
                yes(share <= STEAL, || format!("{:.1} % stolen since boot", share * 100.0))
            }),
            "rounds that no other virtual machine shortens",
            "a dedicated host or instance; a burstable one takes its processors back (Linux tells, macOS does not)",
        ),
        finding(
            "quiet host",
            at_rest.filter(|_| busy.is_none()).map_or(State::Missing, State::Present),
            "hypotheses about scaling",
            "stop other programs, or wait",
        ),
    ]
}

fn finding(what: &'static str, state: State, enables: &'static str, remedy: &'static str) -> Finding {
    Finding { what, state, enables, remedy }
}

fn yes(condition: bool, words: impl FnOnce() -> String) -> State {
    if condition { State::Present(words()) } else { State::Missing }
}

fn shown(file: Option<PathBuf>) -> State {
    file.map_or(State::Missing, |file| State::Present(file.display().to_string()))
}

fn program(path: &[PathBuf], name: &str) -> State {
    shown(path.iter().map(|folder| folder.join(name)).find(|file| file.is_file()))
}

/// A library by its name, or by its name and a version.
fn library(root: &Root, name: &str) -> State {
    const FOLDERS: [&str; 8] = [
        "usr/lib/x86_64-linux-gnu",
        "usr/lib/aarch64-linux-gnu",
        "usr/lib64",
        "usr/lib",
        "usr/lib/wsl/lib",
        "usr/local/cuda/lib64",
        "usr/local/cuda/targets/sbsa-linux/lib",
        "opt/cuda/lib64",
    ];
    let is =
        |file: &str| file.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let found = FOLDERS.iter().find_map(|folder| {
        let file = root.names(folder).into_iter().find(|file| is(file))?;
        Some(root.path(folder).join(file))
    });
    shown(found)
}
