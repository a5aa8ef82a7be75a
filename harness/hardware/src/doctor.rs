//! What is here, what is missing, what it would enable, and how to get it.

use std::path::{Path, PathBuf};

use model::{GpuKind, HostReading, Machine};

use crate::{disturbance::busy, root::Root};

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

/// Looks for everything that Touchstone can use. `path` is the search path for programs, `peers` the environment of the
/// peers. No process is started.
pub fn doctor(
    machine: &Machine,
    host: &HostReading,
    root: &Root,
    path: &[PathBuf],
    peers: &Path,
) -> Vec<Finding> {
    let program = |name: &str| path.iter().map(|folder| folder.join(name)).find(|file| file.is_file());
    let shown = |file: Option<PathBuf>| {
        file.map_or(State::Missing, |file| State::Present(file.display().to_string()))
    };
    let finding = |what, state, enables, remedy| Finding { what, state, enables, remedy };
    let gpu = |wanted: &dyn Fn(GpuKind) -> bool| {
        machine
            .gpus
            .iter()
            .find(|gpu| wanted(gpu.kind))
            .map_or(State::Missing, |gpu| State::Present(format!("{} ({})", gpu.name, gpu.driver)))
    };
    let library = |name: &str| {
        let folders =
            ["usr/lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu", "usr/lib64", "usr/local/cuda/lib64"];
        shown(folders.iter().map(|folder| root.path(folder).join(name)).find(|file| file.exists()))
    };
    let package = |name: &str| {
        let found = std::fs::read_dir(peers.join("lib"))
            .into_iter()
            .flatten()
            .filter_map(Result::ok)
            .map(|python| python.path().join("site-packages").join(name))
            .find(|folder| folder.exists());
        shown(found)
    };
    let yes = |condition: bool, words: String| if condition { State::Present(words) } else { State::Missing };
    let paranoid = root.text("proc/sys/kernel/perf_event_paranoid");
    let quota = machine.cores.quota_millicores;
    vec![
        finding(
            "git",
            shown(program("git")),
            "working on the project; runs are pinned without it",
            "apt-get install git · xcode-select --install",
        ),
        finding(
            "C compiler",
            shown(program("cc")),
            "building the harness",
            "apt-get install gcc · xcode-select --install",
        ),
        finding(
            "valgrind",
            shown(program("valgrind")),
            "instruction counts as a second witness",
            "apt-get install valgrind (Linux only)",
        ),
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
        finding("CUDA driver", library("libcuda.so.1"), "variants in CUDA", "an NVIDIA GPU with its driver"),
        finding(
            "NVRTC",
            library("libnvrtc.so"),
            "compiling the CUDA kernels",
            "the CUDA toolkit, or pip install nvidia-cuda-nvrtc",
        ),
        finding(
            "python3",
            shown(program("python3")),
            "peers written in Python",
            "apt-get install python3 python3-venv",
        ),
        finding("scipy", package("scipy"), "the peer scipy", "make peers"),
        finding("scikit-learn", package("sklearn"), "the peer balltree", "make peers"),
        finding("pykdtree", package("pykdtree"), "the peer pykdtree", "make peers"),
        finding(
            "frequency governor",
            machine.governor.clone().map_or(State::Missing, State::Present),
            "knowing whether the clock is steady",
            "cpufreq, which virtual machines do not have",
        ),
        finding(
            "performance counters",
            yes(
                root.path("sys/bus/event_source/devices/cpu").exists(),
                format!("perf_event_paranoid {}", paranoid.unwrap_or_default()),
            ),
            "hardware counts of instructions and cache misses",
            "a machine that shows its counters",
        ),
        finding(
            "pressure information",
            yes(host.cpu_pressure_us.is_some(), "/proc/pressure".to_owned()),
            "seeing who waited for processor and memory",
            "Linux 4.20 or newer with psi=1",
        ),
        finding(
            "all cores",
            yes(
                quota.is_none() && machine.cores.allowed == machine.cores.logical,
                format!("{} usable", machine.cores.usable),
            ),
            "threads on every core",
            "lift the affinity mask or the quota of the container",
        ),
        finding(
            "quiet host",
            busy(host, machine.cores.usable)
                .map_or_else(|| State::Present("load is low".to_owned()), |_| State::Missing),
            "hypotheses about scaling",
            "stop other programs, or wait",
        ),
    ]
}
