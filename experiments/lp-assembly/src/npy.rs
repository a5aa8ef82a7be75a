//! NumPy's file format, as far as the peer needs it: version 1.0, one dimension, little-endian.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

const MAGIC: &[u8] = b"\x93NUMPY\x01\x00";

/// Writes items of the kind `descr` (`<u4`, `<f8`).
pub(crate) fn write<const BYTES: usize>(
    path: &Path,
    descr: &str,
    items: impl ExactSizeIterator<Item = [u8; BYTES]>,
) -> io::Result<()> {
    let header = format!("{{'descr': '{descr}', 'fortran_order': False, 'shape': ({},), }}", items.len());
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

/// Reads a list of items of the kind `descr`.
pub(crate) fn read<T, const BYTES: usize>(
    path: &Path,
    descr: &str,
    item: impl Fn([u8; BYTES]) -> T,
) -> io::Result<Vec<T>> {
    let wrong = |why: &str| io::Error::other(format!("{}: {why}", path.display()));
    let bytes = fs::read(path).map_err(|error| wrong(&error.to_string()))?;
    let rest = bytes.strip_prefix(MAGIC).ok_or_else(|| wrong("it is no .npy file of version 1.0"))?;
    let (length, rest) = rest.split_first_chunk::<2>().ok_or_else(|| wrong("it ends in its header"))?;
    let length = usize::from(u16::from_le_bytes(*length));
    let (header, data) = rest.split_at_checked(length).ok_or_else(|| wrong("it ends in its header"))?;
    let header = String::from_utf8_lossy(header);
    if !header.contains(&format!("'{descr}'")) {
        return Err(wrong(&format!("it should hold {descr}, its header says {}", header.trim())));
    }
    let (items, odd) = data.as_chunks::<BYTES>();
    if odd.is_empty() {
        Ok(items.iter().map(|bytes| item(*bytes)).collect())
    } else {
        Err(wrong("it ends in an item"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_file<T>(name: &str, work: impl FnOnce(&Path) -> T) -> T {
        let path = std::env::temp_dir().join(format!("lp-assembly-{name}-{}.npy", std::process::id()));
        let done = work(&path);
        fs::remove_file(&path).unwrap();
        done
    }

    #[test]
    fn what_is_written_is_read_back() {
        let values = [1.5_f64, -0.0, 1e300];
        let read_back = with_file("both-ways", |path| {
            write(path, "<f8", values.iter().map(|value| value.to_le_bytes())).unwrap();
            assert_eq!(fs::read(path).unwrap().len(), 128 + 24, "the data begins at a multiple of 64");
            read(path, "<f8", f64::from_le_bytes).unwrap()
        });
        assert_eq!(
            read_back.iter().map(|value| value.to_bits()).collect::<Vec<_>>(),
            values.map(f64::to_bits)
        );
    }

    #[test]
    fn another_type_is_refused() {
        let error = with_file("wrong", |path| {
            write(path, "<f8", [1.5_f64.to_le_bytes()].into_iter()).unwrap();
            read(path, "<u4", u32::from_le_bytes).unwrap_err().to_string()
        });
        assert!(error.contains("<u4") && error.contains("<f8"), "{error}");
    }
}
