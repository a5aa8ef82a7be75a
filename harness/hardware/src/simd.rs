//! The SIMD extensions that decide which kernel is chosen, by one name on every system.

use crate::sysctl::Sysctl;

/// Our name, and what Linux calls it in `/proc/cpuinfo`.
const LINUX: [(&str, &str); 16] = [
    ("sse2", "sse2"),
    ("sse4_2", "sse4_2"),
    ("avx", "avx"),
    ("fma", "fma"),
    ("avx2", "avx2"),
    ("avx512f", "avx512f"),
    ("avx512bw", "avx512bw"),
    ("avx512dq", "avx512dq"),
    ("avx512vl", "avx512vl"),
    ("avx512_vnni", "avx512_vnni"),
    ("amx_tile", "amx_tile"),
    // 64-bit ARM says asimd, 32-bit ARM says neon.
    ("neon", "asimd"),
    ("neon", "neon"),
    ("sve", "sve"),
    ("sve2", "sve2"),
    ("sme", "sme"),
];

/// Our name, and what a Mac calls it.
const MAC: [(&str, &str); 11] = [
    ("sse2", "hw.optional.sse2"),
    ("sse4_2", "hw.optional.sse4_2"),
    ("avx", "hw.optional.avx1_0"),
    ("fma", "hw.optional.fma"),
    ("avx2", "hw.optional.avx2_0"),
    ("avx512f", "hw.optional.avx512f"),
    ("avx512bw", "hw.optional.avx512bw"),
    ("avx512dq", "hw.optional.avx512dq"),
    ("avx512vl", "hw.optional.avx512vl"),
    ("neon", "hw.optional.neon"),
    ("sme", "hw.optional.arm.FEAT_SME"),
];

/// From the flags of `/proc/cpuinfo`.
pub(crate) fn of_flags(flags: &str) -> Vec<String> {
    named(&LINUX, |wanted| flags.split_whitespace().any(|flag| flag == wanted))
}

/// From the kernel of a Mac.
pub(crate) fn of_mac(sysctl: &Sysctl) -> Vec<String> {
    named(&MAC, |wanted| sysctl.number(wanted) == Some(1))
}

/// What must be asked of a Mac.
#[cfg(target_os = "macos")]
pub(crate) fn mac_names() -> impl Iterator<Item = &'static str> {
    MAC.iter().map(|(_, theirs)| *theirs)
}

fn named(table: &[(&str, &str)], has: impl Fn(&str) -> bool) -> Vec<String> {
    let mut names: Vec<String> =
        table.iter().filter(|(_, theirs)| has(theirs)).map(|(ours, _)| (*ours).to_owned()).collect();
    names.dedup();
    names
}
