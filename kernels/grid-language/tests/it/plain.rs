//! Values as naive as can be, and how tests write them: `[12|34]` is a grid, `{(0,0), 3@(0,1)}` a set with a pair and a cell,
//! `(0..3,5)` in a set stands for three pairs. The order that is derived here is the one that the plan asks for.

use std::{collections::BTreeSet, fmt, iter::Peekable, str::Chars};

/// A value of the language that is no function. `Bool` and `Grid` say only how a value is handed in: for comparisons they are
/// [`Plain::bare`] numbers and tuples.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Plain {
    None,
    Int(i64),
    Tuple(Vec<Plain>),
    Set(BTreeSet<Plain>),
    Bool(bool),
    Grid(Vec<Vec<i64>>),
}

impl Plain {
    pub(crate) fn pair((row, column): (i64, i64)) -> Self {
        Self::Tuple(vec![Self::Int(row), Self::Int(column)])
    }

    pub(crate) fn cell(colour: i64, place: (i64, i64)) -> Self {
        Self::Tuple(vec![Self::Int(colour), Self::pair(place)])
    }

    /// A tuple of tuples of numbers as a grid.
    pub(crate) fn grid(rows: &[Self]) -> Self {
        let numbers = |row: &Self| match row {
            Self::Tuple(cells) => cells.iter().map(number).collect(),
            other => panic!("{other:?} is no row"),
        };
        Self::Grid(rows.iter().map(numbers).collect())
    }

    /// The same value without the ways to hand it in.
    pub(crate) fn bare(&self) -> Self {
        match self {
            Self::Bool(bool) => Self::Int(i64::from(*bool)),
            Self::Grid(rows) => Self::Tuple(
                rows.iter()
                    .map(|row| Self::Tuple(row.iter().map(|&colour| Self::Int(colour)).collect()))
                    .collect(),
            ),
            Self::Tuple(items) => Self::Tuple(items.iter().map(Self::bare).collect()),
            Self::Set(items) => Self::Set(items.iter().map(Self::bare).collect()),
            Self::None | Self::Int(_) => self.clone(),
        }
    }

    /// Whether it holds nothing.
    pub(crate) fn is_empty(&self) -> bool {
        match self {
            Self::Tuple(items) => items.is_empty(),
            Self::Set(items) => items.is_empty(),
            Self::Grid(rows) => rows.is_empty(),
            Self::None | Self::Int(_) | Self::Bool(_) => false,
        }
    }

    /// All values of a line, one behind the other.
    pub(crate) fn read_all(text: &str) -> Vec<Self> {
        let mut reader = Reader { line: text, rest: text.chars().peekable() };
        let mut values = Vec::new();
        while reader.skip_blanks().is_some() {
            values.push(reader.value());
        }
        values
    }

    /// One value.
    pub(crate) fn read(text: &str) -> Self {
        let mut values = Self::read_all(text);
        assert_eq!(values.len(), 1, "one value is written in `{text}`");
        values.remove(0)
    }
}

impl fmt::Debug for Plain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |formatter: &mut fmt::Formatter<'_>, items: &mut dyn Iterator<Item = &Self>| {
            items.enumerate().try_for_each(|(at, item)| {
                let comma = if at == 0 { "" } else { ", " };
                write!(formatter, "{comma}{item:?}")
            })
        };
        match self {
            Self::None => write!(formatter, "None"),
            Self::Int(int) => write!(formatter, "{int}"),
            Self::Bool(bool) => write!(formatter, "{}", if *bool { "T" } else { "F" }),
            Self::Tuple(items) => {
                write!(formatter, "(")?;
                list(formatter, &mut items.iter())?;
                write!(formatter, "{})", if items.len() == 1 { "," } else { "" })
            }
            Self::Set(items) => {
                write!(formatter, "{{")?;
                list(formatter, &mut items.iter())?;
                write!(formatter, "}}")
            }
            Self::Grid(rows) => {
                let rows: Vec<String> =
                    rows.iter().map(|row| row.iter().map(i64::to_string).collect()).collect();
                write!(formatter, "[{}]", rows.join("|"))
            }
        }
    }
}

fn number(value: &Plain) -> i64 {
    match value {
        Plain::Int(int) => *int,
        other => panic!("{other:?} is no number"),
    }
}

struct Reader<'a> {
    line: &'a str,
    rest: Peekable<Chars<'a>>,
}

impl Reader<'_> {
    fn skip_blanks(&mut self) -> Option<char> {
        while self.rest.next_if(|next| next.is_whitespace()).is_some() {}
        self.rest.peek().copied()
    }

    fn takes(&mut self, wanted: char) -> bool {
        self.skip_blanks();
        self.rest.next_if_eq(&wanted).is_some()
    }

    fn value(&mut self) -> Plain {
        match self.skip_blanks() {
            Some('(') => Plain::Tuple(self.list(')')),
            Some('{') => Plain::Set(self.list('}').into_iter().flat_map(spread).collect()),
            Some('[') => self.grid(),
            Some('T' | 'F' | 'N') => {
                let word: String =
                    std::iter::from_fn(|| self.rest.next_if(char::is_ascii_alphabetic)).collect();
                match word.as_str() {
                    "T" => Plain::Bool(true),
                    "F" => Plain::Bool(false),
                    "None" => Plain::None,
                    other => panic!("`{other}` is no value, in `{}`", self.line),
                }
            }
            _ => self.number(),
        }
    }

    fn number(&mut self) -> Plain {
        let int = self.int();
        if self.rest.next_if_eq(&'@').is_some() {
            return Plain::Tuple(vec![Plain::Int(int), self.value()]);
        }
        if self.rest.next_if_eq(&'.').is_some() {
            assert_eq!(self.rest.next(), Some('.'), "a range is written a..b, in `{}`", self.line);
            let end = self.int();
            return Plain::Set((int..end).map(Plain::Int).collect());
        }
        Plain::Int(int)
    }

    fn int(&mut self) -> i64 {
        let digits: String =
            std::iter::from_fn(|| self.rest.next_if(|&next| next == '-' || next.is_ascii_digit())).collect();
        digits.parse().unwrap_or_else(|_| panic!("no value at {:?} in `{}`", self.rest.peek(), self.line))
    }

    fn list(&mut self, end: char) -> Vec<Plain> {
        self.rest.next();
        let mut items = Vec::new();
        while !self.takes(end) {
            items.push(self.value());
            self.takes(',');
        }
        items
    }

    fn grid(&mut self) -> Plain {
        self.rest.next();
        let text: String = std::iter::from_fn(|| self.rest.next_if(|&next| next != ']')).collect();
        self.rest.next();
        let digit = |colour: char| i64::from(colour.to_digit(10).expect("colours are 0 to 9"));
        let rows = text.split('|').filter(|row| !row.is_empty());
        Plain::Grid(rows.map(|row| row.chars().map(digit).collect()).collect())
    }
}

/// The pairs and cells that one with ranges stands for.
fn spread(written: Plain) -> Vec<Plain> {
    let Plain::Tuple(items) = &written else { return vec![written] };
    let [first, second] = items.as_slice() else { return vec![written] };
    let both = |row: &Plain, column: &Plain| Plain::Tuple(vec![row.clone(), column.clone()]);
    match (first, second) {
        (Plain::Set(rows), column) => rows.iter().flat_map(|row| spread(both(row, column))).collect(),
        (row, Plain::Set(columns)) => columns.iter().map(|column| both(row, column)).collect(),
        (colour, place @ Plain::Tuple(_)) => {
            spread(place.clone()).iter().map(|place| both(colour, place)).collect()
        }
        _ => vec![written],
    }
}

#[test]
fn what_is_written_is_read() {
    let set = Plain::read("{(0..2,5), 3@(1,7..9), -4}");
    assert_eq!(format!("{set:?}"), "{-4, (0, 5), (1, 5), (3, (1, 7)), (3, (1, 8))}");
    assert_eq!(Plain::read("[12|34]").bare(), Plain::read("((1,2),(3,4))"));
    assert_eq!(format!("{:?}", Plain::read_all("T None (1,) {} [12|34]")), "[T, None, (1,), {}, [12|34]]");
}

#[test]
fn none_comes_before_numbers_then_tuples_then_sets() {
    let ascending = Plain::read_all("None -1 0 7 () (-1,5) (0,) (0,0) (0,1) (1,) {} {0} {0, 1} {1} {(0,0)}");
    assert!(ascending.is_sorted());
}
