//! NumPy's file format, as far as the peer needs it: version 1.0, little-endian, lists of one kind of number.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

const MAGIC: &[u8] = b"\x93NUMPY\x01\x00";

/// Writes a table of items of the kind `descr` (`<u2`, `<f4`, `<f8`), `width` of them in a row.
pub(crate) fn write<const BYTES: usize>(
    path: &Path,
    descr: &str,
    width: usize,
    items: impl ExactSizeIterator<Item = [u8; BYTES]>,
) -> io::Result<()> {
    let shape = if width == 1 {
        format!("({},)", items.len())
    } else {
        format!("({}, {width})", items.len() / width)
    };
    let header = format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}");
    // The data begins at a multiple of 64 bytes, and the header ends with a line feed.
    let unpadded = MAGIC.len() + 2 + header.len() + 1;
    let padding = unpadded.next_multiple_of(64) - unpadded;
    let length = u16::try_from(header.len() + padding + 1).map_err(io::Error::other)?;
    let mut file = io::BufWriter::new(fs::File::create(path)?);
    file.write_all(MAGIC)?;
    file.write_all(&length.to_le_bytes())?;
    writeln!(file, "{header}{}", " ".repeat(padding))?;
    for item in items {
        file.write_all(&item)?;
    }
    file.flush()
}

/// Reads a list of `<f4`.
pub(crate) fn read_f32(path: &Path) -> io::Result<Vec<f32>> {
    let wrong = |why: &str| io::Error::other(format!("{}: {why}", path.display()));
    let bytes = fs::read(path).map_err(|error| wrong(&error.to_string()))?;
    let rest = bytes.strip_prefix(MAGIC).ok_or_else(|| wrong("it is no .npy file of version 1.0"))?;
    let (length, rest) = rest.split_first_chunk::<2>().ok_or_else(|| wrong("it ends in its header"))?;
    let (header, data) = rest
        .split_at_checked(usize::from(u16::from_le_bytes(*length)))
        .ok_or_else(|| wrong("it ends in its header"))?;
    let header = String::from_utf8_lossy(header);
    if !header.contains("'<f4'") || header.contains("'fortran_order': True") {
        return Err(wrong(&format!("it should hold <f4 in C order, its header says {}", header.trim())));
    }
    let (words, odd) = data.as_chunks::<4>();
    if odd.is_empty() {
        Ok(words.iter().map(|word| f32::from_le_bytes(*word)).collect())
    } else {
        Err(wrong("it ends in an item"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_another_type_is_refused() {
        let path = std::env::temp_dir().join(format!("geo-lcoe-{}.npy", std::process::id()));
        let numbers = [1.5_f32, -2.0, f32::INFINITY];
        write(&path, "<f4", 1, numbers.iter().map(|number| number.to_le_bytes())).unwrap();
        assert_eq!(fs::read(&path).unwrap().len(), 64 * 2 + 12);
        assert_eq!(read_f32(&path).unwrap(), numbers);
        write(&path, "<u2", 1, [7_u16].iter().map(|number| number.to_le_bytes())).unwrap();
        let error = read_f32(&path).unwrap_err().to_string();
        fs::remove_file(&path).unwrap();
        assert!(error.contains("<f4") && error.contains("<u2"), "{error}");
    }
}
