//! NumPy's file format, as far as peers need it: version 1.0, little-endian, in C order.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

const MAGIC: &[u8] = b"\x93NUMPY\x01\x00";

/// Writes rows of two f64.
pub(crate) fn write_pairs(path: &Path, pairs: &[(f64, f64)]) -> io::Result<()> {
    let header = format!("{{'descr': '<f8', 'fortran_order': False, 'shape': ({}, 2), }}", pairs.len());
    // The data begins at a multiple of 64 bytes, and the header ends with a line feed.
    let unpadded = MAGIC.len() + 2 + header.len() + 1;
    let padding = unpadded.next_multiple_of(64) - unpadded;
    let length = u16::try_from(header.len() + padding + 1).map_err(io::Error::other)?;
    let mut file = io::BufWriter::new(fs::File::create(path)?);
    file.write_all(MAGIC)?;
    file.write_all(&length.to_le_bytes())?;
    writeln!(file, "{header}{}", " ".repeat(padding))?;
    for (a, b) in pairs {
        file.write_all(&a.to_le_bytes())?;
        file.write_all(&b.to_le_bytes())?;
    }
    file.flush()
}

/// Reads a list of four-byte items of the kind `descr` (`<u4`, `<f4`).
pub(crate) fn read_words<T>(path: &Path, descr: &str, item: impl Fn([u8; 4]) -> T) -> io::Result<Vec<T>> {
    let wrong = |why: &str| io::Error::other(format!("{}: {why}", path.display()));
    let bytes = fs::read(path).map_err(|error| wrong(&error.to_string()))?;
    let rest = bytes.strip_prefix(MAGIC).ok_or_else(|| wrong("it is no .npy file of version 1.0"))?;
    let (length, rest) = rest.split_first_chunk::<2>().ok_or_else(|| wrong("it ends in its header"))?;
    let length = usize::from(u16::from_le_bytes(*length));
    if rest.len() < length {
        return Err(wrong("it ends in its header"));
    }
    let (header, data) = rest.split_at(length);
    let header = String::from_utf8_lossy(header);
    if !header.contains(&format!("'{descr}'")) || header.contains("'fortran_order': True") {
        return Err(wrong(&format!("it should hold {descr} in C order, its header says {}", header.trim())));
    }
    let (words, odd) = data.as_chunks::<4>();
    if odd.is_empty() {
        Ok(words.iter().map(|word| item(*word)).collect())
    } else {
        Err(wrong("it ends in an item"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_has_a_header_that_numpy_reads() {
        let path = std::env::temp_dir().join(format!("geo-nearest-{}.npy", std::process::id()));
        write_pairs(&path, &[(1.5, -2.0), (90.0, 180.0)]).unwrap();
        let bytes = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        assert_eq!(bytes.len(), 64 * 2 + 32);
        assert_eq!(bytes[128..136], 1.5_f64.to_le_bytes());
        assert_eq!(bytes[127], b'\n');
    }

    #[test]
    fn another_type_is_refused() {
        let path = std::env::temp_dir().join(format!("geo-nearest-wrong-{}.npy", std::process::id()));
        write_pairs(&path, &[(1.5, -2.0)]).unwrap();
        let error = read_words(&path, "<u4", u32::from_le_bytes).unwrap_err().to_string();
        fs::remove_file(&path).unwrap();
        assert!(error.contains("<u4") && error.contains("<f8"), "{error}");
    }
}
