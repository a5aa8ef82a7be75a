//! NumPy's file format, in which experiments and their peers in Python exchange arrays: version 1.0, little-endian, in C
//! order. Everything else is refused, and the error names the file and what is wrong with it.
//!
//! ```
//! use touchstone::npy;
//!
//! # fn main() -> std::io::Result<()> {
//! # let folder = std::env::temp_dir().join(format!("touchstone-npy-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder)?;
//! let path = folder.join("costs.npy");
//! npy::write(&path, &[3, 2], &[1.0, 2.0, 3.0, 4.0, 5.0, f64::INFINITY])?; // three rows of two
//! let costs: Vec<f64> = npy::read(&path, &[3, 2])?; // row after row
//! assert_eq!(costs[4..], [5.0, f64::INFINITY]);
//! assert!(npy::read::<u32>(&path, &[6]).is_err());
//! # std::fs::remove_dir_all(&folder)
//! # }
//! ```

mod header;
mod item;

use std::{
    fs::File,
    io::{self, Read, Write},
    path::Path,
};

use self::header::Header;
pub use self::item::Item;

/// Writes an array: a list where the shape has one length, rows one after the other where it has two.
pub fn write<T: Item>(path: &Path, shape: &[usize], items: &[T]) -> io::Result<()> {
    if bytes::<T>(shape) != Some(size_of_val(items)) {
        return Err(wrong(path, format!("{} items are no array of shape {shape:?}", items.len())));
    }
    let write = || -> io::Result<()> {
        let mut file = io::BufWriter::new(File::create(path)?);
        file.write_all(&Header { descr: T::DESCR.to_owned(), shape: shape.to_vec() }.to_bytes()?)?;
        for item in items {
            file.write_all(item.to_bytes().as_ref())?;
        }
        file.flush()
    };
    write().map_err(|error| wrong(path, &error))
}

/// Reads an array of exactly this shape, row after row.
pub fn read<T: Item>(path: &Path, shape: &[usize]) -> io::Result<Vec<T>> {
    let mut file = File::open(path).map_err(|error| wrong(path, &error))?;
    let header = Header::read(&mut file).map_err(|error| wrong(path, &error))?;
    if header.descr != T::DESCR {
        return Err(wrong(path, format!("it should hold {}, its header says {}", T::DESCR, header.descr)));
    }
    if header.shape != shape {
        return Err(wrong(path, format!("its shape should be {shape:?}, and is {:?}", header.shape)));
    }
    let mut data = Vec::new();
    file.read_to_end(&mut data).map_err(|error| wrong(path, &error))?;
    if bytes::<T>(shape) != Some(data.len()) {
        let (found, descr) = (data.len(), T::DESCR);
        return Err(wrong(path, format!("{found} bytes follow its header, which are not {shape:?} {descr}")));
    }
    Ok(data.chunks_exact(T::SIZE).map(T::from_bytes).collect())
}

/// None where there are more than can be counted.
fn bytes<T: Item>(shape: &[usize]) -> Option<usize> {
    shape.iter().try_fold(T::SIZE, |bytes, length| bytes.checked_mul(*length))
}

fn wrong(path: &Path, why: impl std::fmt::Display) -> io::Error {
    io::Error::other(format!("{}: {why}", path.display()))
}

#[cfg(test)]
mod tests;
