//! As much of the format of Linux binaries as a pack has to know: what a binary needs of the system, and what of it is
//! loaded, which stripping must not change.

use std::collections::BTreeSet;

/// A 64-bit little-endian binary.
pub(crate) struct Binary<'a> {
    bytes: &'a [u8],
    sections: Vec<Section>,
}

#[derive(Clone, Copy)]
struct Section {
    kind: u32,
    flags: u64,
    address: u64,
    offset: usize,
    size: usize,
    link: usize,
}

/// `SHT_DYNAMIC`, `SHT_NOBITS`, `SHF_ALLOC` and `DT_NEEDED` of the System V ABI.
const DYNAMIC: u32 = 6;
const NO_BITS: u32 = 8;
const ALLOCATED: u64 = 2;
const NEEDED: u64 = 1;

impl<'a> Binary<'a> {
    /// `None` where it is of another format.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        if bytes.get(..6)? != b"\x7fELF\x02\x01" {
            return None;
        }
        let table = usize::try_from(word(bytes, 0x28)?).ok()?;
        let (size, count) = (half(bytes, 0x3a)?, half(bytes, 0x3c)?);
        let sections: Option<_> =
            (0..count).map(|at| Section::read(bytes.get(table.checked_add(at * size)?..)?)).collect();
        Some(Self { bytes, sections: sections? })
    }

    /// Address and content of everything that is loaded.
    pub(crate) fn loaded(&self) -> Option<Vec<(u64, &'a [u8])>> {
        self.sections
            .iter()
            .filter(|section| section.flags & ALLOCATED != 0)
            .map(|section| Some((section.address, self.content(section)?)))
            .collect()
    }

    /// The shared libraries it names.
    pub(crate) fn libraries(&self) -> BTreeSet<String> {
        let mut libraries = BTreeSet::new();
        for dynamic in self.sections.iter().filter(|section| section.kind == DYNAMIC) {
            let Some((entries, names)) = self.content(dynamic).zip(self.linked(dynamic)) else { continue };
            for entry in entries.chunks_exact(16) {
                if word(entry, 0) == Some(NEEDED)
                    && let Some(at) = word(entry, 8)
                {
                    libraries.extend(text(names, at as usize));
                }
            }
        }
        libraries
    }

    /// The newest version of glibc whose symbols it names.
    pub(crate) fn glibc(&self) -> Option<(u32, u32)> {
        let dynamic = self.sections.iter().filter(|section| section.kind == DYNAMIC);
        let names = dynamic.filter_map(|section| self.linked(section));
        let words = names.flat_map(|names| names.split(|byte| *byte == 0));
        words.filter_map(|word| version(std::str::from_utf8(word).ok()?.strip_prefix("GLIBC_")?)).max()
    }

    fn content(&self, section: &Section) -> Option<&'a [u8]> {
        if section.kind == NO_BITS {
            return Some(&[]);
        }
        self.bytes.get(section.offset..section.offset.checked_add(section.size)?)
    }

    /// The strings that a section refers to.
    fn linked(&self, section: &Section) -> Option<&'a [u8]> {
        self.content(self.sections.get(section.link)?)
    }
}

impl Section {
    fn read(header: &[u8]) -> Option<Self> {
        Some(Self {
            kind: u32::from_le_bytes(header.get(4..8)?.try_into().ok()?),
            flags: word(header, 8)?,
            address: word(header, 16)?,
            offset: usize::try_from(word(header, 24)?).ok()?,
            size: usize::try_from(word(header, 32)?).ok()?,
            link: u32::from_le_bytes(header.get(40..44)?.try_into().ok()?) as usize,
        })
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

fn half(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?).into())
}

fn text(names: &[u8], at: usize) -> Option<String> {
    let name = names.get(at..)?.split(|byte| *byte == 0).next()?;
    String::from_utf8(name.to_vec()).ok()
}

/// `2.34`; of `2.2.5`, which only old symbols have, the first two numbers are enough.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(all(test, target_os = "linux", target_env = "gnu", target_pointer_width = "64"))]
mod tests {
    use super::*;

    #[test]
    fn this_very_test_needs_glibc_and_names_it() {
        let bytes = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        let binary = Binary::read(&bytes).unwrap();
        assert!(binary.libraries().contains("libc.so.6"), "{:?}", binary.libraries());
        assert!(binary.glibc().unwrap() >= (2, 17), "{:?}", binary.glibc());
        let loaded = binary.loaded().unwrap();
        assert!(loaded.iter().map(|(_, content)| content.len()).sum::<usize>() > 100_000);
    }

    #[test]
    fn what_is_no_binary_or_torn_is_none() {
        assert!(Binary::read(b"#!/bin/sh\necho\n").is_none());
        let bytes = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        assert!(Binary::read(&bytes[..bytes.len() / 2]).is_none(), "the table of sections lies at its end");
    }
}
