//! Files of programs as people write them. A line that is wrong costs its program and no other.

mod error;
mod line;
mod resolve;

use std::collections::BTreeMap;

pub use self::error::{LineError, Reason};
use self::{
    line::{Line, Stop},
    resolve::Body,
};
use crate::Program;

/// What a file has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listing {
    /// The programs that can run.
    pub programs: Vec<Program>,
    /// All that is wrong with the others, from top to bottom.
    pub errors: Vec<LineError>,
}

impl Listing {
    /// Names that nothing is known by, with how often they are used.
    #[must_use]
    pub fn unknown(&self) -> BTreeMap<&str, usize> {
        let mut unknown = BTreeMap::new();
        for error in &self.errors {
            if let Reason::Unknown(name) = &error.reason {
                *unknown.entry(name.as_str()).or_insert(0) += 1;
            }
        }
        unknown
    }
}

/// Reads and compiles all programs of a file; `file` is what errors call it.
#[must_use]
pub fn read(file: &str, bytes: &[u8]) -> Listing {
    let mut reader = Reader { file, listing: Listing::default(), open: None, names: BTreeMap::new() };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    for (number, line) in (1..).zip(bytes.split(|&byte| byte == b'\n')) {
        reader.line(number, line);
    }
    reader.close();
    reader.listing
}

struct Reader<'a> {
    file: &'a str,
    listing: Listing,
    open: Option<Body>,
    /// In which line the program of a name starts.
    names: BTreeMap<String, u32>,
}

impl Reader<'_> {
    fn line(&mut self, number: u32, bytes: &[u8]) {
        let line = match std::str::from_utf8(bytes) {
            Ok(text) => line::parse(text),
            Err(error) => Err(Reason::Encoding(error.valid_up_to() + 1)),
        };
        match line {
            Ok(Line::Nothing) => {}
            Ok(Line::Header(name)) => self.open(number, name),
            Ok(Line::Call(call)) => match &mut self.open {
                Some(Body { end: None, calls, .. }) => calls.push((number, call)),
                Some(_) => self.wrong(number, Reason::AfterReturn),
                None => self.wrong(number, Reason::Outside),
            },
            Ok(Line::Return(name)) => match &mut self.open {
                Some(Body { end: end @ None, .. }) => *end = Some((number, name)),
                Some(_) => self.wrong(number, Reason::AfterReturn),
                None => self.wrong(number, Reason::Outside),
            },
            Err(reason) => {
                // What follows a header that cannot be read is not the program before it.
                if matches!(reason, Reason::Header(_)) {
                    self.close();
                    self.open = Some(Body { is_wrong: true, ..Body::new(number, String::new()) });
                }
                self.wrong(number, reason);
            }
        }
    }

    fn wrong(&mut self, line: u32, reason: Reason) {
        let program = self.open.as_mut().map(|body| {
            body.is_wrong = true;
            body.name.clone()
        });
        let program = program.filter(|name| !name.is_empty());
        self.listing.errors.push(LineError { file: self.file.to_owned(), line, program, reason });
    }

    fn open(&mut self, number: u32, name: String) {
        self.close();
        let before = self.names.insert(name.clone(), number);
        self.open = Some(Body::new(number, name));
        if let Some(line) = before {
            self.wrong(number, Reason::Twice(line));
        }
    }

    fn close(&mut self) {
        let Some(body) = self.open.take() else { return };
        let Stop { program, errors } = body.compile();
        let mut wrong: Vec<_> = errors
            .into_iter()
            .map(|(line, reason)| {
                let program = Some(body.name.clone()).filter(|name| !name.is_empty());
                LineError { file: self.file.to_owned(), line, program, reason }
            })
            .collect();
        self.listing.errors.append(&mut wrong);
        self.listing.errors.sort_by_key(|error| error.line);
        if !body.is_wrong {
            self.listing.programs.extend(program);
        }
    }
}
