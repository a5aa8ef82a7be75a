//! What stands before the numbers: a literal of Python, padded with spaces to a multiple of 64 bytes.

use std::io::{self, Read};

const MAGIC: &[u8; 6] = b"\x93NUMPY";
const VERSION: [u8; 2] = [1, 0];

/// Kind and shape; the order is always C's.
#[derive(Debug, PartialEq)]
pub(super) struct Header {
    pub(super) descr: String,
    pub(super) shape: Vec<usize>,
}

impl Header {
    pub(super) fn to_bytes(&self) -> io::Result<Vec<u8>> {
        let lengths: Vec<String> = self.shape.iter().map(usize::to_string).collect();
        // A tuple of one has a comma at its end.
        let comma = if lengths.len() == 1 { "," } else { "" };
        let text = format!(
            "{{'descr': '{}', 'fortran_order': False, 'shape': ({}{comma}), }}",
            self.descr,
            lengths.join(", ")
        );
        let begin = MAGIC.len() + VERSION.len() + 2;
        let whole = (begin + text.len() + 1).next_multiple_of(64);
        let length = u16::try_from(whole - begin).map_err(io::Error::other)?;
        let padded = format!("{text:<width$}\n", width = whole - begin - 1);
        Ok([MAGIC, &VERSION[..], &length.to_le_bytes(), padded.as_bytes()].concat())
    }

    /// Reads up to the first number.
    pub(super) fn read(file: &mut impl Read) -> Result<Self, String> {
        let mut begin = [0_u8; 10];
        file.read_exact(&mut begin).map_err(|_| "it is no .npy file".to_owned())?;
        let [magic @ .., major, minor, low, high] = begin;
        if &magic != MAGIC {
            return Err("it is no .npy file".to_owned());
        }
        if [major, minor] != VERSION {
            return Err(format!("it is a .npy file of version {major}.{minor}, and only 1.0 is read"));
        }
        let mut text = vec![0; usize::from(u16::from_le_bytes([low, high]))];
        file.read_exact(&mut text).map_err(|_| "it ends in its header".to_owned())?;
        let text = String::from_utf8_lossy(&text).trim().to_owned();
        Self::parse(&text).ok_or_else(|| format!("its header is not that of an array in C order: {text}"))
    }

    fn parse(text: &str) -> Option<Self> {
        let after = |key: &str| Some(text.split_once(&format!("'{key}':"))?.1.trim_start());
        if !after("fortran_order")?.starts_with("False") {
            return None;
        }
        let descr = after("descr")?.strip_prefix('\'')?.split_once('\'')?.0.to_owned();
        let lengths = after("shape")?.strip_prefix('(')?.split_once(')')?.0;
        let lengths = lengths.split(',').map(str::trim).filter(|length| !length.is_empty());
        Some(Self { descr, shape: lengths.map(|length| length.parse().ok()).collect::<Option<_>>()? })
    }
}
