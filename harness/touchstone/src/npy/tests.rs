//! Files are as NumPy writes them, come back to the bit, and are refused with their name where they are anything else.

use std::{fmt::Debug, fs};

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;

/// What NumPy 2.3 writes for `np.array([1.5, -2.0])`.
const OF_NUMPY: &[u8] = b"\x93NUMPY\x01\x00v\x00{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }                  \
    \x20                                         \n\x00\x00\x00\x00\x00\x00\xf8?\x00\x00\x00\x00\x00\x00\x00\xc0";

/// A file in a folder that is removed with it.
struct Scratch(TempDir);

impl Scratch {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn holding(bytes: &[u8]) -> Self {
        let scratch = Self::new();
        fs::write(scratch.file(), bytes).unwrap();
        scratch
    }

    fn file(&self) -> std::path::PathBuf {
        self.0.path().join("costs.npy")
    }
}

#[track_caller]
fn refused<T: Debug>(read: io::Result<T>, words: &[&str]) {
    let error = read.unwrap_err().to_string();
    assert!(error.contains("costs.npy: "), "{error}");
    for words in words {
        assert!(error.contains(words), "{error}");
    }
}

#[test]
fn a_list_is_written_byte_for_byte_as_numpy_writes_it() {
    let scratch = Scratch::new();
    write(&scratch.file(), &[2], &[1.5, -2.0]).unwrap();
    let written = fs::read(scratch.file()).unwrap();
    assert_eq!(String::from_utf8_lossy(&written), String::from_utf8_lossy(OF_NUMPY));
    assert_eq!(written, OF_NUMPY);
}

#[test]
fn rows_say_their_shape_and_the_numbers_begin_at_a_multiple_of_64() {
    let scratch = Scratch::new();
    write(&scratch.file(), &[2, 3], &[1_u32, 2, 3, 4, 5, 70_000]).unwrap();
    let written = fs::read(scratch.file()).unwrap();
    assert!(written[10..].starts_with(b"{'descr': '<u4', 'fortran_order': False, 'shape': (2, 3), }   "));
    assert_eq!(written.len(), 128 + 6 * 4);
    assert_eq!(written[127], b'\n');
    assert_eq!(written[128..132], [1, 0, 0, 0]);
}

/// Whatever the bits, NaN and -0.0 included.
fn returns<T: Item>(items: &[T], width: usize) {
    let scratch = Scratch::new();
    let bytes =
        |items: &[T]| items.iter().flat_map(|item| item.to_bytes().as_ref().to_vec()).collect::<Vec<_>>();
    for shape in [&[items.len()][..], &[items.len() / width, width]] {
        let items = &items[..shape.iter().product()];
        write(&scratch.file(), shape, items).unwrap();
        assert_eq!(bytes(&read(&scratch.file(), shape).unwrap()), bytes(items));
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_to_the_bit(bits in prop::collection::vec(any::<u64>(), 0..40), width in 1_usize..8) {
        returns(&bits.iter().map(|bits| f64::from_bits(*bits)).collect::<Vec<_>>(), width);
        returns(&bits.iter().map(|bits| f32::from_bits(*bits as u32)).collect::<Vec<_>>(), width);
        returns(&bits.iter().map(|bits| *bits as u32).collect::<Vec<_>>(), width);
        returns(&bits.iter().map(|bits| *bits as i64).collect::<Vec<_>>(), width);
        returns(&bits.iter().map(|bits| *bits as u16).collect::<Vec<_>>(), width);
    }
}

#[test]
fn another_kind_and_another_shape_are_refused_with_both() {
    let scratch = Scratch::holding(OF_NUMPY);
    refused(read::<u32>(&scratch.file(), &[2]), &["<u4", "<f8"]);
    for shape in [&[3][..], &[1, 2], &[2, 1], &[]] {
        refused(read::<f64>(&scratch.file(), shape), &[&format!("{shape:?}"), "is [2]"]);
    }
}

#[test]
fn a_file_that_is_cut_or_goes_on_is_refused() {
    refused(read::<f64>(&Scratch::holding(&OF_NUMPY[..143]).file(), &[2]), &["15 bytes", "[2] <f8"]);
    refused(read::<f64>(&Scratch::holding(&[OF_NUMPY, b"."].concat()).file(), &[2]), &["17 bytes"]);
    refused(read::<f64>(&Scratch::holding(&OF_NUMPY[..127]).file(), &[2]), &["ends in its header"]);
    refused(read::<f64>(&Scratch::holding(b"\x93NUMPY").file(), &[2]), &["no .npy file"]);
    refused(read::<f64>(&Scratch::holding(b"objective: 1.5").file(), &[2]), &["no .npy file"]);
    refused(read::<f64>(&Scratch::new().file(), &[2]), &[]);
}

#[test]
fn what_this_does_not_read_is_said_and_not_guessed() {
    let changed = |from: &str, to: &str| {
        let at = OF_NUMPY.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
        let mut bytes = OF_NUMPY.to_vec();
        bytes[at..at + from.len()].copy_from_slice(to.as_bytes());
        Scratch::holding(&bytes)
    };
    refused(read::<f64>(&changed("<f8", ">f8").file(), &[2]), &[">f8"]);
    refused(read::<f64>(&changed("False", "True ").file(), &[2]), &["C order", "True"]);
    refused(read::<f64>(&changed("(2,)", "(-2)").file(), &[2]), &["(-2)"]);
    refused(read::<f64>(&changed("'shape'", "'shade'").file(), &[2]), &["shade"]);
    refused(read::<f64>(&changed("\u{1}\0", "\u{2}\0").file(), &[2]), &["version 2.0"]);
    // So many that their bytes cannot be counted.
    refused(
        read::<f64>(&changed("(2,), }                ", "(4611686018427387904,)}").file(), &[2]),
        &["4611686018427387904"],
    );
}

#[test]
fn items_that_do_not_fill_their_shape_are_not_written() {
    let scratch = Scratch::new();
    refused(write(&scratch.file(), &[2, 2], &[1_u16, 2, 3, 4, 5]), &["5 items", "[2, 2]"]);
    refused(write(&scratch.file(), &[1 << 62, 8], &[1_i64]), &["1 items"]);
    assert!(!scratch.file().exists());
}
