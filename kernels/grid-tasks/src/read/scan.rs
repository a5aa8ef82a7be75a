//! From the text of a task straight into packed cells: no tree of values, no number parser, one buffer per task. What it does not
//! expect stops it, right or wrong; the plain form knows everything that JSON can be.

use std::collections::HashSet;

use grid_batch::{GridView, MAX_SIDE};

use crate::{Collection, Tasks};

/// A task as it comes from its text.
#[derive(Debug)]
pub(super) struct Draft {
    id: String,
    collection: Collection,
    cells: Vec<u8>,
    train: Vec<[Extent; 2]>,
    test: Vec<[Extent; 2]>,
}

/// Where in the cells of its task a grid lies.
#[derive(Debug, Clone, Copy)]
struct Extent {
    start: usize,
    height: usize,
    width: usize,
}

/// Why a text was not read to its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// Something else than what tasks usually have; it may be right all the same.
    Unusual,
    /// A name or a key that stands twice, of which a tree of values has the last one only.
    Twice(String),
}

impl Draft {
    pub(super) fn push_to(&self, tasks: &mut Tasks) {
        let view = |&Extent { start, height, width }: &Extent| {
            let cells = &self.cells[start..start + height * width];
            GridView { height, width, cells }
        };
        let pairs = self.train.iter().chain(&self.test).map(|pair| pair.each_ref().map(view));
        tasks.push(&self.id, self.collection, self.train.len(), pairs);
    }
}

/// The task of a file of its own.
pub(super) fn one(text: &str, collection: Collection, id: &str) -> Result<Draft, Stop> {
    let mut scanner = Scanner { text, at: 0 };
    let draft = scanner.task(collection, id)?;
    scanner.end().map(|()| draft)
}

/// All tasks of a file that holds all of them, in the order of the plain form.
pub(super) fn all(text: &str) -> Result<Vec<Draft>, Stop> {
    let mut scanner = Scanner { text, at: 0 };
    let (mut train, mut evaluation) = (None, None);
    scanner.members(|scanner, key| match key {
        "train" => once(&mut train, key, scanner.tasks(Collection::Training)?),
        "eval" => once(&mut evaluation, key, scanner.tasks(Collection::Evaluation)?),
        _ => Err(Stop::Unusual),
    })?;
    scanner.end()?;
    if train.is_none() && evaluation.is_none() {
        return Err(Stop::Unusual);
    }
    Ok(train.into_iter().chain(evaluation).flatten().collect())
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    fn tasks(&mut self, collection: Collection) -> Result<Vec<Draft>, Stop> {
        let (mut drafts, mut seen) = (Vec::new(), HashSet::new());
        self.members(|scanner, id| {
            if !seen.insert(id) {
                return Err(Stop::Twice(format!("{collection} task {id} stands twice")));
            }
            drafts.push(scanner.task(collection, id)?);
            Ok(())
        })?;
        drafts.sort_by(|one: &Draft, other| one.id.cmp(&other.id));
        Ok(drafts)
    }

    fn task(&mut self, collection: Collection, id: &str) -> Result<Draft, Stop> {
        let mut cells = Vec::new();
        let (mut train, mut test) = (None, None);
        self.members(|scanner, key| match key {
            "train" => once(&mut train, key, scanner.pairs(&mut cells)?),
            "test" => once(&mut test, key, scanner.pairs(&mut cells)?),
            _ => Err(Stop::Unusual),
        })?;
        let train = train.filter(|pairs: &Vec<_>| !pairs.is_empty()).ok_or(Stop::Unusual)?;
        Ok(Draft { id: id.to_owned(), collection, cells, train, test: test.ok_or(Stop::Unusual)? })
    }

    fn pairs(&mut self, cells: &mut Vec<u8>) -> Result<Vec<[Extent; 2]>, Stop> {
        let mut pairs = Vec::new();
        self.items(|scanner| {
            let (mut input, mut output) = (None, None);
            scanner.members(|scanner, key| match key {
                "input" => once(&mut input, key, scanner.grid(cells)?),
                "output" => once(&mut output, key, scanner.grid(cells)?),
                _ => Err(Stop::Unusual),
            })?;
            pairs.push([input.ok_or(Stop::Unusual)?, output.ok_or(Stop::Unusual)?]);
            Ok(())
        })?;
        Ok(pairs)
    }

    fn grid(&mut self, cells: &mut Vec<u8>) -> Result<Extent, Stop> {
        let start = cells.len();
        let (mut height, mut width) = (0, 0);
        self.items(|scanner| {
            let length = scanner.row(cells)?;
            if height == 0 {
                width = length;
            }
            height += 1;
            let fits = length == width && width <= MAX_SIDE && height <= MAX_SIDE;
            if fits { Ok(()) } else { Err(Stop::Unusual) }
        })?;
        if height == 0 { Err(Stop::Unusual) } else { Ok(Extent { start, height, width }) }
    }

    /// Colours are single digits: no number is parsed.
    fn row(&mut self, cells: &mut Vec<u8>) -> Result<usize, Stop> {
        let start = cells.len();
        self.expect(b'[')?;
        loop {
            let colour = self.next().filter(u8::is_ascii_digit).ok_or(Stop::Unusual)?;
            cells.push(colour - b'0');
            self.at += 1;
            if !self.take(b',') {
                self.expect(b']')?;
                return Ok(cells.len() - start);
            }
        }
    }

    /// Each key of an object; what is called stands before its value, and leaves behind it.
    fn members(
        &mut self,
        mut member: impl FnMut(&mut Self, &'a str) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        self.list(b'{', b'}', |scanner| {
            let key = scanner.key()?;
            member(scanner, key)
        })
    }

    fn items(&mut self, item: impl FnMut(&mut Self) -> Result<(), Stop>) -> Result<(), Stop> {
        self.list(b'[', b']', item)
    }

    fn list(
        &mut self,
        open: u8,
        close: u8,
        mut item: impl FnMut(&mut Self) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        self.expect(open)?;
        if self.take(close) {
            return Ok(());
        }
        loop {
            item(self)?;
            if !self.take(b',') {
                return self.expect(close);
            }
        }
    }

    /// A text without escapes, and the colon behind it.
    fn key(&mut self) -> Result<&'a str, Stop> {
        self.expect(b'"')?;
        let rest = &self.text[self.at..];
        let length =
            rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | ..b' ')).ok_or(Stop::Unusual)?;
        if rest.as_bytes()[length] != b'"' {
            return Err(Stop::Unusual);
        }
        self.at += length + 1;
        self.expect(b':')?;
        Ok(&rest[..length])
    }

    /// The next byte that is no space.
    fn next(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.next() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, byte: u8) -> Result<(), Stop> {
        if self.take(byte) { Ok(()) } else { Err(Stop::Unusual) }
    }

    fn end(&mut self) -> Result<(), Stop> {
        if self.next().is_none() { Ok(()) } else { Err(Stop::Unusual) }
    }
}

fn once<T>(slot: &mut Option<T>, key: &str, value: T) -> Result<(), Stop> {
    if slot.replace(value).is_some() { Err(Stop::Twice(format!("`{key}` stands twice"))) } else { Ok(()) }
}
