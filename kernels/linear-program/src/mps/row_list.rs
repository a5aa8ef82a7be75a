//! The rows of a file while it is read: what kind they are, and which bounds follow from their right-hand sides and ranges.

use std::collections::HashMap;

use super::{
    decimal::Decimal,
    fields::name,
    named::Note,
    number::{finite, number, plain},
    problem::{MpsProblem, clipped},
};
use crate::Bounds;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Objective,
    Dropped,
    Equal,
    AtMost,
    AtLeast,
}

/// What an entry of a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Cost,
    Nothing,
    Entry(u32),
}

struct Row<'a> {
    name: &'a str,
    kind: Kind,
    /// Among the rows that bound something.
    place: u32,
    rhs: Option<&'a str>,
    range: Option<(&'a str, usize)>,
}

#[derive(Default)]
pub(super) struct RowList<'a> {
    rows: Vec<Row<'a>>,
    by_name: HashMap<&'a str, usize>,
    bounding: u32,
    objective: Option<usize>,
    rhs_set: Option<&'a str>,
    range_set: Option<&'a str>,
    pub(super) notes: Vec<Note>,
}

impl<'a> RowList<'a> {
    pub(super) fn declare(&mut self, kind: &str, row: &'a str, line: usize) -> Result<(), MpsProblem> {
        let kind = match kind {
            "N" if self.objective.is_none() => Kind::Objective,
            "N" => Kind::Dropped,
            "E" => Kind::Equal,
            "L" => Kind::AtMost,
            "G" => Kind::AtLeast,
            _ => return Err(MpsProblem::RowKind { value: clipped(kind) }),
        };
        let place = self.rows.len();
        if self.by_name.insert(name(row)?, place).is_some() {
            return Err(MpsProblem::RowTwice { row: clipped(row) });
        }
        self.rows.push(Row { name: row, kind, place: self.bounding, rhs: None, range: None });
        match kind {
            Kind::Objective => self.objective = Some(place),
            Kind::Dropped => self.notes.push(Note::RowDropped { row: row.to_owned(), line }),
            Kind::Equal | Kind::AtMost | Kind::AtLeast => self.bounding += 1,
        }
        Ok(())
    }

    /// How many rows bound something.
    pub(super) fn height(&self) -> usize {
        self.bounding as usize
    }

    pub(super) fn declared(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn objective(&self) -> Option<&'a str> {
        self.objective.map(|place| self.rows[place].name)
    }

    pub(super) fn find(&self, row: &str) -> Result<usize, MpsProblem> {
        self.by_name.get(row).copied().ok_or_else(|| MpsProblem::NoRow { row: clipped(row) })
    }

    pub(super) fn part(&self, row: usize) -> Part {
        match self.rows[row].kind {
            Kind::Objective => Part::Cost,
            Kind::Dropped => Part::Nothing,
            Kind::Equal | Kind::AtMost | Kind::AtLeast => Part::Entry(self.rows[row].place),
        }
    }

    pub(super) fn set_rhs(&mut self, set: &'a str, row: &str, value: &'a str) -> Result<(), MpsProblem> {
        one_set(&mut self.rhs_set, "RHS", set)?;
        let place = self.find(row)?;
        finite(value)?;
        match self.rows[place].rhs.replace(value) {
            Some(_) => Err(MpsProblem::RowSetTwice { section: "RHS", row: clipped(row) }),
            None => Ok(()),
        }
    }

    pub(super) fn set_range(
        &mut self,
        set: &'a str,
        row: &str,
        value: &'a str,
        line: usize,
    ) -> Result<(), MpsProblem> {
        one_set(&mut self.range_set, "RANGES", set)?;
        let place = self.find(row)?;
        if self.objective == Some(place) {
            return Err(MpsProblem::ObjectiveRange { row: clipped(row) });
        }
        // Not `finite`: between -1e308 and 1e308 lie 2e308.
        number(value)?;
        match self.rows[place].range.replace((value, line)) {
            Some(_) => Err(MpsProblem::RowSetTwice { section: "RANGES", row: clipped(row) }),
            None => Ok(()),
        }
    }

    /// What is added to the objective: the file has it on the other side.
    pub(super) fn offset(&self) -> Result<f64, MpsProblem> {
        let rhs = self.objective.and_then(|place| self.rows[place].rhs);
        rhs.map_or(Ok(0.0), |rhs| finite(rhs).map(|value| -value))
    }

    /// The bounds of the rows that bound something, and their names; or the line that is wrong.
    pub(super) fn bounds(&self) -> Result<(Bounds, Vec<String>), (usize, MpsProblem)> {
        let mut bounds = Bounds::default();
        let mut names = Vec::with_capacity(self.height());
        for row in self.rows.iter().filter(|row| !matches!(row.kind, Kind::Objective | Kind::Dropped)) {
            let line = row.range.map_or(0, |(_, line)| line);
            let (lower, upper) = row.bounds().map_err(|problem| (line, problem))?;
            bounds.push(lower, upper);
            names.push(row.name.to_owned());
        }
        Ok((bounds, names))
    }
}

impl Row<'_> {
    fn bounds(&self) -> Result<(f64, f64), MpsProblem> {
        let rhs = self.rhs.map_or(Ok(0.0), finite)?;
        let Some((text, _)) = self.range else {
            return Ok(match self.kind {
                Kind::AtMost => (f64::NEG_INFINITY, rhs),
                Kind::AtLeast => (rhs, f64::INFINITY),
                _ => (rhs, rhs),
            });
        };
        let exact = |text: &str| {
            Decimal::parse(&plain(text)).ok_or_else(|| MpsProblem::Digits { value: clipped(text) })
        };
        let range = exact(text)?;
        // The sign matters only where the right-hand side may be either end.
        let down = match self.kind {
            Kind::AtMost => true,
            Kind::AtLeast => false,
            _ => range.is_negative(),
        };
        let width = range.magnitude();
        let other = exact(self.rhs.unwrap_or("0"))?.plus(&if down { width.negated() } else { width }).value();
        if !other.is_finite() {
            return Err(MpsProblem::NotFinite { value: clipped(text) });
        }
        Ok(if down { (other, rhs) } else { (rhs, other) })
    }
}

/// Remembers the name of the one set that a section may hold.
pub(super) fn one_set<'a>(
    seen: &mut Option<&'a str>,
    section: &'static str,
    set: &'a str,
) -> Result<(), MpsProblem> {
    let first = *seen.get_or_insert(set);
    if first == set {
        return Ok(());
    }
    Err(MpsProblem::SecondSet { section, first: clipped(first), second: clipped(set) })
}
