//! Writes a linear program so that [`read_mps`](super::read_mps) gives back every bit of it, and other readers what f64 allows.

use std::{
    collections::HashSet,
    io::{self, Write},
};

use thiserror::Error;

use super::{
    decimal::Decimal,
    named::{Names, Sense},
};
use crate::{Fault, LinearProgram};

/// Why a linear program was not written.
#[derive(Debug, Error)]
pub enum MpsWriteError {
    /// It is none, or the names are too many or too few.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// A row without bounds, which readers drop.
    #[error("row {row} ({name}) has no bounds, and readers drop such rows: remove it before writing")]
    FreeRow {
        /// Which, from 0.
        row: usize,
        /// Its name.
        name: String,
    },
    /// A name that would not be read as it is written.
    #[error(
        "the name {name:?} of a {what} cannot be written: names are unique, not empty, without white space, and do not begin with $ (that of the \
         program is one line)"
    )]
    Name {
        /// Of what.
        what: &'static str,
        /// What it is.
        name: String,
    },
    /// The file or pipe failed.
    #[error("the MPS file cannot be written: {0}")]
    Io(#[from] io::Error),
}

/// Writes a program to be minimised as a file in the given sense: one to be maximised has costs and offset negated again.
/// Numbers are the shortest that are read as the same bits; writes are small, so `out` should have a buffer.
pub fn write_mps(
    program: &LinearProgram,
    names: &Names,
    sense: Sense,
    out: &mut impl Write,
) -> Result<(), MpsWriteError> {
    program.check()?;
    check(program, names)?;
    let page = Page { program, names, sense };
    page.rows(out)?;
    page.columns(out)?;
    page.right_hand_sides(out)?;
    page.ranges(out)?;
    page.bounds(out)?;
    writeln!(out, "ENDATA")?;
    Ok(())
}

fn check(program: &LinearProgram, names: &Names) -> Result<(), MpsWriteError> {
    let (rows, columns) = (program.matrix.height(), program.matrix.width());
    let lists =
        [("names of rows", rows, names.rows.len()), ("names of columns", columns, names.columns.len())];
    for (what, want, got) in lists {
        if want != got {
            return Err(Fault::Lengths { what, want, got }.into());
        }
    }
    let refused = |what, name: &str| Err(MpsWriteError::Name { what, name: name.to_owned() });
    if names.program.trim() != names.program || names.program.contains('\n') {
        return refused("program", &names.program);
    }
    let objective = std::iter::once(&names.objective);
    let lists = [("row", objective.chain(&names.rows).collect()), ("column", names.columns.iter().collect())];
    for (what, list) in lists {
        let list: Vec<&String> = list;
        let mut seen = HashSet::with_capacity(list.len());
        for name in list {
            let whole = !name.is_empty() && !name.contains(char::is_whitespace) && !name.starts_with('$');
            if !whole || !seen.insert(name) {
                return refused(what, name);
            }
        }
    }
    let bounds = program.rows.lower.iter().zip(&program.rows.upper);
    match bounds.into_iter().position(|(lower, upper)| lower.is_infinite() && upper.is_infinite()) {
        Some(row) => Err(MpsWriteError::FreeRow { row, name: names.rows[row].clone() }),
        None => Ok(()),
    }
}

/// A row's bounds as MPS has them.
struct Form {
    kind: char,
    rhs: f64,
    /// How far the other bound is.
    range: Option<String>,
}

impl Form {
    fn of(lower: f64, upper: f64) -> Self {
        if lower.to_bits() == upper.to_bits() {
            return Self { kind: 'E', rhs: lower, range: None };
        }
        if lower.is_infinite() {
            return Self { kind: 'L', rhs: upper, range: None };
        }
        if upper.is_infinite() {
            return Self { kind: 'G', rhs: lower, range: None };
        }
        // A sum of decimals is never -0, so that one must be the right-hand side.
        let at_most = upper.to_bits() == (-0.0_f64).to_bits();
        let (kind, rhs) = if at_most { ('L', upper) } else { ('G', lower) };
        let exact = |value| Decimal::of(value).expect("a finite number is a decimal");
        let width = exact(upper).plus(&exact(lower).negated()).magnitude();
        Self { kind, rhs, range: Some(width.shortest()) }
    }
}

struct Page<'a> {
    program: &'a LinearProgram,
    names: &'a Names,
    sense: Sense,
}

impl Page<'_> {
    fn forms(&self) -> impl Iterator<Item = (&String, Form)> {
        let bounds = self.program.rows.lower.iter().zip(&self.program.rows.upper);
        self.names.rows.iter().zip(bounds.map(|(lower, upper)| Form::of(*lower, *upper)))
    }

    /// A number of the objective; zeros keep their sign, as they do when they are read.
    fn turned(&self, value: f64) -> f64 {
        if value == 0.0 { value } else { self.sense.turned(value) }
    }

    fn rows(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "NAME {}", self.names.program)?;
        if self.sense == Sense::Maximise {
            writeln!(out, "OBJSENSE\n    MAX")?;
        }
        writeln!(out, "ROWS\n N {}", self.names.objective)?;
        self.forms().try_for_each(|(name, form)| writeln!(out, " {} {name}", form.kind))
    }

    fn columns(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "COLUMNS")?;
        for (j, name) in self.names.columns.iter().enumerate() {
            let entries = self.program.matrix.column(j);
            let cost = self.program.costs[j];
            // A column of nothing is a column too.
            if is_said(cost) || entries.len() == 0 {
                writeln!(out, " {name} {} {:?}", self.names.objective, self.turned(cost))?;
            }
            for (row, value) in entries {
                writeln!(out, " {name} {} {value:?}", self.names.rows[row as usize])?;
            }
        }
        Ok(())
    }

    fn right_hand_sides(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "RHS")?;
        let offset = self.program.offset;
        if is_said(offset) {
            writeln!(out, " RHS {} {:?}", self.names.objective, -self.turned(offset))?;
        }
        self.forms()
            .filter(|(_, form)| is_said(form.rhs))
            .try_for_each(|(name, form)| writeln!(out, " RHS {name} {:?}", form.rhs))
    }

    fn ranges(&self, out: &mut impl Write) -> io::Result<()> {
        let mut ranges =
            self.forms().filter_map(|(name, form)| form.range.map(|range| (name, range))).peekable();
        if ranges.peek().is_some() {
            writeln!(out, "RANGES")?;
        }
        ranges.try_for_each(|(name, range)| writeln!(out, " RANGES {name} {range}"))
    }

    fn bounds(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "BOUNDS")?;
        let bounds = self.program.columns.lower.iter().zip(&self.program.columns.upper);
        for (name, (&lower, &upper)) in self.names.columns.iter().zip(bounds) {
            if lower.is_infinite() && upper.is_infinite() {
                writeln!(out, " FR BOUNDS {name}")?;
                continue;
            }
            if lower.to_bits() == upper.to_bits() {
                writeln!(out, " FX BOUNDS {name} {lower:?}")?;
                continue;
            }
            // Readers disagree on what an upper bound that is not above 0 does to a lower one that is not written.
            if lower.is_infinite() {
                writeln!(out, " MI BOUNDS {name}")?;
            } else if is_said(lower) || upper <= 0.0 {
                writeln!(out, " LO BOUNDS {name} {lower:?}")?;
            }
            if upper.is_finite() {
                writeln!(out, " UP BOUNDS {name} {upper:?}")?;
            }
        }
        Ok(())
    }
}

/// Is it anything but the 0 that readers assume? -0 is.
fn is_said(value: f64) -> bool {
    value.to_bits() != 0
}
