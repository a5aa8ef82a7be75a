//! Puts together what the other files found.

use model::Machine;

use crate::{
    class::{class, fingerprint},
    cores::{affinity, caches, cores, numa_nodes},
    gpus::{Gpus, gpus},
    memory::memory,
    root::Root,
    virtualisation::virtualisation,
};

/// This machine.
pub fn detect(ask: Gpus) -> Machine {
    detect_in(&Root::real(), ask)
}

/// A recorded machine, or this one.
pub fn detect_in(root: &Root, ask: Gpus) -> Machine {
    let mut unknown = Vec::new();
    let info = root.text("proc/cpuinfo").unwrap_or_default();
    let field = |name: &str| {
        info.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            (key.trim() == name).then(|| value.trim().to_owned())
        })
    };
    let number = |name: &str| field(name).and_then(|value| value.parse().ok());
    let governor = root.text("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
    if governor.is_none() {
        unknown.push("frequency governor: there is no cpufreq (normal in a virtual machine)".to_owned());
    }
    let mut machine = Machine {
        system: std::env::consts::OS.to_owned(),
        architecture: if root.is_real() { std::env::consts::ARCH.to_owned() } else { architecture(&info) },
        kernel: root.text("proc/sys/kernel/osrelease"),
        release: root.text("etc/os-release").and_then(|text| pretty_name(&text)),
        cpu_model: field("model name")
            .or_else(|| root.text("sys/firmware/devicetree/base/model"))
            .or_else(mac_model),
        cpu_signature: number("cpu family")
            .zip(number("model"))
            .zip(number("stepping"))
            .map(|((f, m), s)| (f, m, s)),
        microcode: field("microcode"),
        governor,
        cores: cores(root, root.is_real().then(affinity).flatten(), &mut unknown),
        caches: caches(root),
        numa_nodes: numa_nodes(root),
        simd: simd(&field("flags").or_else(|| field("Features")).unwrap_or_default()),
        memory: memory(root, &mut unknown),
        gpus: if ask == Gpus::Ask { gpus(&mut unknown) } else { Vec::new() },
        virtualisation: virtualisation(root),
        unknown,
        ..Machine::default()
    };
    machine.class = class(&machine);
    machine.fingerprint = fingerprint(&machine);
    machine
}

/// Recorded trees tell by the words of their cpuinfo.
fn architecture(info: &str) -> String {
    if info.contains("CPU implementer") { "aarch64" } else { "x86_64" }.to_owned()
}

fn pretty_name(text: &str) -> Option<String> {
    text.lines()
        .find_map(|line| line.strip_prefix("PRETTY_NAME="))
        .map(|name| name.trim_matches('"').to_owned())
}

/// The extensions that decide which kernel is chosen.
fn simd(flags: &str) -> Vec<String> {
    const THAT_MATTER: [&str; 12] = [
        "sse2",
        "sse4_2",
        "avx",
        "fma",
        "avx2",
        "avx512f",
        "avx512bw",
        "avx512vl",
        "avx512_vnni",
        "amx_tile",
        "asimd",
        "sve",
    ];
    THAT_MATTER
        .into_iter()
        .filter(|wanted| flags.split_whitespace().any(|flag| flag == *wanted))
        .map(str::to_owned)
        .collect()
}

#[cfg(target_os = "macos")]
fn mac_model() -> Option<String> {
    crate::detect::sysctl_text(c"machdep.cpu.brand_string")
}

#[cfg(not(target_os = "macos"))]
fn mac_model() -> Option<String> {
    None
}

#[cfg(target_os = "macos")]
pub(crate) fn sysctl_text(name: &std::ffi::CStr) -> Option<String> {
    let mut bytes = [0_u8; 256];
    let mut length = bytes.len();
    // SAFETY: the buffer and its length belong together and outlive the call.
    let status = unsafe {
        libc::sysctlbyname(name.as_ptr(), bytes.as_mut_ptr().cast(), &raw mut length, std::ptr::null_mut(), 0)
    };
    (status == 0).then(|| String::from_utf8_lossy(&bytes[..length]).trim_end_matches('\0').to_owned())
}
