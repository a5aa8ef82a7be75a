//! NumPy's files, in which the experiment writes its grids and reads labels: version 1.0, unsigned, little-endian, in C order.

use std::{fs, io, path::Path};

const BEGIN: &[u8] = b"\x93NUMPY\x01\x00";

/// A list, or rows one after the other.
pub(crate) struct Array {
    pub(crate) shape: Vec<usize>,
    pub(crate) items: Vec<u32>,
}

pub(crate) fn read(path: &Path) -> io::Result<Array> {
    let bytes = fs::read(path).map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
    parse(&bytes)
        .ok_or_else(|| io::Error::other(format!("{}: it is no array of 16 or 32 bits", path.display())))
}

fn parse(bytes: &[u8]) -> Option<Array> {
    let (length, rest) = bytes.strip_prefix(BEGIN)?.split_first_chunk()?;
    let (header, data) = rest.split_at_checked(usize::from(u16::from_le_bytes(*length)))?;
    let header = str::from_utf8(header).ok()?;
    let (_, lengths) = header.split_once("'shape': (")?;
    let lengths = lengths.split_once(')')?.0.split(',').map(str::trim).filter(|length| !length.is_empty());
    let shape: Vec<usize> = lengths.map(|length| length.parse().ok()).collect::<Option<_>>()?;
    let items: Vec<u32> = match header {
        _ if !header.contains("'fortran_order': False") => return None,
        _ if header.contains("'<u2'") => {
            data.as_chunks().0.iter().map(|item| u16::from_le_bytes(*item).into()).collect()
        }
        _ if header.contains("'<u4'") => {
            data.as_chunks().0.iter().map(|item| u32::from_le_bytes(*item)).collect()
        }
        _ => return None,
    };
    (items.len() == shape.iter().product()).then_some(Array { shape, items })
}

/// A list.
pub(crate) fn write(path: &Path, items: &[u16]) -> io::Result<()> {
    let header = format!("{{'descr': '<u2', 'fortran_order': False, 'shape': ({},), }}", items.len());
    // NumPy asks for numbers that begin at a multiple of 64 bytes, and for a line that ends there.
    let whole = (BEGIN.len() + 2 + header.len() + 1).next_multiple_of(64);
    let length = whole - BEGIN.len() - 2;
    let mut bytes = [BEGIN, &(length as u16).to_le_bytes()].concat();
    bytes.extend(format!("{header:<width$}\n", width = length - 1).bytes());
    bytes.extend(items.iter().flat_map(|item| item.to_le_bytes()));
    fs::write(path, bytes).map_err(|error| io::Error::other(format!("{}: {error}", path.display())))
}
