//! Which processor this is, from `/proc/cpuinfo`, and from the device tree where that knows no name.

use crate::root::Root;

/// The designs that boards and clouds are built from, by implementer and part; `/proc/cpuinfo` has no names on 64-bit ARM.
const ARM_DESIGNS: [(&str, &str, &str); 9] = [
    ("0x41", "0xd03", "Cortex-A53"),
    ("0x41", "0xd08", "Cortex-A72"),
    ("0x41", "0xd0b", "Cortex-A76"),
    ("0x41", "0xd0c", "Neoverse-N1"),
    ("0x41", "0xd40", "Neoverse-V1"),
    ("0x41", "0xd49", "Neoverse-N2"),
    ("0x41", "0xd4f", "Neoverse-V2"),
    ("0x41", "0xd84", "Neoverse-V3"),
    ("0xc0", "0xac3", "Ampere-1"),
];

/// The lines of `/proc/cpuinfo` about the first processor.
pub(crate) struct Processor(String);

impl Processor {
    pub(crate) fn read(root: &Root) -> Self {
        Self(root.text("proc/cpuinfo").unwrap_or_default())
    }

    fn field(&self, name: &str) -> Option<&str> {
        self.0.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            let value = value.trim();
            (key.trim() == name && !value.is_empty()).then_some(value)
        })
    }

    fn number(&self, name: &str) -> Option<u32> {
        self.field(name)?.parse().ok()
    }

    /// Told by the words that only one of them uses.
    pub(crate) fn architecture(&self) -> &'static str {
        if self.field("CPU implementer").is_some() {
            "aarch64"
        } else if self.field("vendor_id").is_some() {
            "x86_64"
        } else {
            "unknown"
        }
    }

    /// The name that the processor, the board or ARM gave it.
    pub(crate) fn name(&self, root: &Root) -> Option<String> {
        // A virtual board says nothing of the processor below it.
        let board =
            || root.words("sys/firmware/devicetree/base/model").filter(|name| name != "linux,dummy-virt");
        self.field("model name").map(str::to_owned).or_else(board).or_else(|| self.design())
    }

    fn design(&self) -> Option<String> {
        let (implementer, part) = (self.field("CPU implementer")?, self.field("CPU part")?);
        let known = ARM_DESIGNS.iter().find(|(by, number, _)| *by == implementer && *number == part);
        Some(known.map_or_else(|| format!("ARM {implementer} {part}"), |(_, _, name)| (*name).to_owned()))
    }

    /// x86: family, model and stepping.
    pub(crate) fn signature(&self) -> Option<(u32, u32, u32)> {
        Some((self.number("cpu family")?, self.number("model")?, self.number("stepping")?))
    }

    pub(crate) fn microcode(&self) -> Option<String> {
        self.field("microcode").map(str::to_owned)
    }

    /// `flags` on x86, `Features` on ARM.
    pub(crate) fn flags(&self) -> &str {
        self.field("flags").or_else(|| self.field("Features")).unwrap_or_default()
    }

    /// On x86 the processor itself says that it is virtual; on ARM it cannot.
    pub(crate) fn is_virtual(&self) -> bool {
        self.flags().split_whitespace().any(|flag| flag == "hypervisor")
    }
}
