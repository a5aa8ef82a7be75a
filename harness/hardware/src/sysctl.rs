//! What the kernel of a Mac says of itself. A Mac has no `/proc`; it answers `sysctl`, name by name.
//!
//! Only the asking is compiled for macOS alone. What is made of the answers is tested everywhere with recorded output.

use std::collections::BTreeMap;

use crate::root::Root;

/// The answers, by name.
pub(crate) struct Sysctl(BTreeMap<String, String>);

impl Sysctl {
    /// This Mac, or the file `sysctl` of a recorded one; none on other systems.
    pub(crate) fn read(root: &Root) -> Option<Self> {
        let text = if root.is_real() { ask()? } else { root.text("sysctl")? };
        Some(Self::parse(&text))
    }

    /// `name: value`, as the program `sysctl` prints it.
    pub(crate) fn parse(text: &str) -> Self {
        let lines = text.lines().filter_map(|line| line.split_once(':'));
        Self(lines.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect())
    }

    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.0.get(name).filter(|text| !text.is_empty()).cloned()
    }

    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.0.get(name)?.parse().ok()
    }

    /// Nothing has none of anything: zero stands for "there is no such thing here".
    pub(crate) fn count(&self, name: &str) -> Option<u32> {
        self.number(name).and_then(|number| u32::try_from(number).ok()).filter(|number| *number > 0)
    }
}

#[cfg(not(target_os = "macos"))]
fn ask() -> Option<String> {
    None
}

#[cfg(target_os = "macos")]
fn ask() -> Option<String> {
    const TEXTS: [&str; 4] =
        ["machdep.cpu.brand_string", "kern.osrelease", "kern.osproductversion", "machdep.cpu.vendor"];
    const NUMBERS: [&str; 12] = [
        "hw.memsize",
        "hw.physicalcpu",
        "hw.logicalcpu",
        "hw.nperflevels",
        "hw.l1dcachesize",
        "hw.l1icachesize",
        "hw.l2cachesize",
        "hw.l3cachesize",
        "kern.hv_vmm_present",
        "machdep.cpu.family",
        "machdep.cpu.model",
        "machdep.cpu.stepping",
    ];
    const OF_LEVEL: [&str; 6] =
        ["physicalcpu", "logicalcpu", "l1dcachesize", "l1icachesize", "l2cachesize", "cpusperl2"];
    let levels = (0..4).flat_map(|level| OF_LEVEL.map(|what| format!("hw.perflevel{level}.{what}")));
    let names = NUMBERS.into_iter().chain(crate::simd::mac_names()).map(str::to_owned).chain(levels);
    let numbers = names.filter_map(|name| Some(format!("{name}: {}\n", ask_number(&name)?)));
    let texts = TEXTS.into_iter().filter_map(|name| Some(format!("{name}: {}\n", ask_text(name)?)));
    let mut loads = [0.0_f64; 3];
    // SAFETY: the array has room for the three numbers asked for.
    let known = unsafe { libc::getloadavg(loads.as_mut_ptr(), 3) };
    let load = (known == 3).then(|| format!("vm.loadavg: {{ {} {} {} }}\n", loads[0], loads[1], loads[2]));
    Some(numbers.chain(texts).chain(load).collect())
}

#[cfg(target_os = "macos")]
fn ask_number(name: &str) -> Option<u64> {
    // The kernel answers in four bytes or in eight, little end first on every Mac.
    let bytes = ask_bytes(name)?;
    match bytes.len() {
        4 => Some(u64::from(u32::from_ne_bytes(bytes.try_into().ok()?))),
        8 => Some(u64::from_ne_bytes(bytes.try_into().ok()?)),
        _ => None,
    }
}

#[cfg(target_os = "macos")]
fn ask_text(name: &str) -> Option<String> {
    let bytes = ask_bytes(name)?;
    Some(String::from_utf8_lossy(&bytes).trim_end_matches('\0').to_owned())
}

#[cfg(target_os = "macos")]
fn ask_bytes(name: &str) -> Option<Vec<u8>> {
    let name = std::ffi::CString::new(name).ok()?;
    let mut bytes = vec![0_u8; 256];
    let mut length = bytes.len();
    // SAFETY: the buffer and its length belong together and outlive the call; the name ends with a NUL.
    let status = unsafe {
        libc::sysctlbyname(name.as_ptr(), bytes.as_mut_ptr().cast(), &raw mut length, std::ptr::null_mut(), 0)
    };
    (status == 0).then(|| {
        bytes.truncate(length);
        bytes
    })
}
