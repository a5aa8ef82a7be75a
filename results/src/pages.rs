//! Do the pages of a Parquet file hold what its footer promises? Polars believes a page that says it holds two milliards
//! of values and asks the system for the memory, which ends the program; so a broken page must be found before.

use std::{fs::File, os::unix::fs::FileExt};

use polars_io::parquet::read::FileMetadata;

/// The largest header of a page that is believed: it may repeat the smallest and the largest text of its page.
const LARGEST: u64 = 16 << 20;

/// Compares the pages of some columns with the footer; only their headers are read.
pub(crate) fn check(file: &File, footer: &FileMetadata, columns: &[String]) -> Result<(), String> {
    let mut rows = 0;
    for group in &footer.row_groups {
        rows += group.num_rows();
    }
    if rows != footer.num_rows {
        return Err(format!("its footer promises {} rows and lists {rows}", footer.num_rows));
    }
    for group in &footer.row_groups {
        for column in group.parquet_columns() {
            let name = column.descriptor().path_in_schema.first().map_or("", |name| name.as_str());
            if !columns.iter().any(|wanted| wanted == name) {
                continue;
            }
            if usize::try_from(column.num_values()) != Ok(group.num_rows()) {
                return Err(format!("{} values in {} rows of {name}", column.num_values(), group.num_rows()));
            }
            let (mut at, end, mut values) = (column.byte_range().start, column.byte_range().end, 0_u64);
            while at < end {
                let page =
                    page(file, at, end).ok_or_else(|| format!("a page of {name} has no readable header"))?;
                // A text of a dictionary takes four bytes for its length alone, and a number no less.
                if page.words > page.unpacked / 4 {
                    return Err(format!("a page of {name} says that it holds {} words", page.words));
                }
                values = values.saturating_add(page.values);
                at = page.end;
            }
            if at != end || values != group.num_rows() as u64 {
                return Err(format!(
                    "the pages of {name} hold {values} values for {} rows",
                    group.num_rows()
                ));
            }
        }
    }
    Ok(())
}

/// What the header of a page says.
struct Page {
    /// The next one begins here.
    end: u64,
    /// The rows that it is of.
    values: u64,
    /// The entries of a dictionary.
    words: u64,
    /// Its bytes before it was compressed.
    unpacked: u64,
}

/// `None` where there is no page.
fn page(file: &File, at: u64, end: u64) -> Option<Page> {
    let mut size = 1 << 10;
    loop {
        let size_here = size.min(end - at);
        let mut bytes = vec![0; size_here as usize];
        file.read_exact_at(&mut bytes, at).ok()?;
        if let Some((header, length)) = Header::read(&bytes) {
            let whole = |number: Option<i64>| number.map_or(Some(0), |number| u64::try_from(number).ok());
            return Some(Page {
                end: (at + length as u64).saturating_add(whole(header.packed)?),
                values: whole(header.values)?,
                words: whole(header.words)?,
                unpacked: whole(header.unpacked)?,
            });
        }
        // Perhaps only the beginning of it was read.
        if size >= LARGEST || size_here == end - at {
            return None;
        }
        size *= 4;
    }
}

/// The header of a page in Thrift's compact protocol, as far as it matters here. The numbers of its fields are those of
/// `parquet.thrift`: 2 and 3 are the sizes, 5, 7 and 8 hold how many values there are.
#[derive(Default)]
struct Header {
    unpacked: Option<i64>,
    packed: Option<i64>,
    values: Option<i64>,
    words: Option<i64>,
}

impl Header {
    /// And how many bytes it takes.
    fn read(bytes: &[u8]) -> Option<(Self, usize)> {
        let mut left = Bytes { all: bytes, at: 0 };
        let (mut header, mut field) = (Self::default(), 0);
        loop {
            let kind = left.field(&mut field)?;
            match (field, kind) {
                (_, END) => break,
                (2, INT) => header.unpacked = Some(left.number()?),
                (3, INT) => header.packed = Some(left.number()?),
                (5 | 8, STRUCT) => header.values = Some(left.first_number()?),
                (7, STRUCT) => header.words = Some(left.first_number()?),
                _ => left.skip(kind, DEEPEST)?,
            }
        }
        Some((header, left.at))
    }
}

/// Where a struct ends.
const END: u8 = 0;
/// A 32-bit number.
const INT: u8 = 5;
const STRUCT: u8 = 12;
/// A header is three deep; a broken one must not lead down for ever.
const DEEPEST: u32 = 8;

struct Bytes<'a> {
    all: &'a [u8],
    at: usize,
}

impl Bytes<'_> {
    fn byte(&mut self) -> Option<u8> {
        let byte = *self.all.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn jump(&mut self, length: u64) -> Option<()> {
        self.at = self.at.checked_add(usize::try_from(length).ok()?)?;
        (self.at <= self.all.len()).then_some(())
    }

    fn varint(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// Zigzag: the sign is the lowest bit.
    fn number(&mut self) -> Option<i64> {
        let number = self.varint()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// The kind of the next field, or `END`; `number` becomes the number of the field.
    fn field(&mut self, number: &mut i64) -> Option<u8> {
        let byte = self.byte()?;
        if byte != END {
            *number = match byte >> 4 {
                0 => self.number()?,
                step => number.checked_add(i64::from(step))?,
            };
        }
        Some(byte & 0x0f)
    }

    /// The first field of a struct, of which the rest is passed over.
    fn first_number(&mut self) -> Option<i64> {
        let (mut field, mut first) = (0, None);
        loop {
            match (self.field(&mut field)?, field) {
                (END, _) => return first,
                (INT, 1) => first = Some(self.number()?),
                (kind, _) => self.skip(kind, DEEPEST)?,
            }
        }
    }

    fn skip(&mut self, kind: u8, depth: u32) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        match kind {
            // Yes and no have no bytes of their own.
            1 | 2 => Some(()),
            3 => self.jump(1),
            4..=6 => self.varint().map(|_| ()),
            7 => self.jump(8),
            8 => {
                let length = self.varint()?;
                self.jump(length)
            }
            STRUCT => {
                let mut field = 0;
                loop {
                    match self.field(&mut field)? {
                        END => return Some(()),
                        kind => self.skip(kind, depth)?,
                    }
                }
            }
            // Lists, sets and maps: no header of a page has any.
            _ => None,
        }
    }
}
