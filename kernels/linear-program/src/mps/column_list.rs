//! The columns of a file while it is read: their costs, entries and bounds.

use std::collections::HashMap;

use super::{
    fields::name,
    named::Note,
    number::finite,
    problem::{MpsProblem, clipped},
    row_list::{Part, RowList, one_set},
};
use crate::{Bounds, Columns};

#[derive(Clone, Copy, Default)]
struct Bound {
    lower: Option<f64>,
    upper: Option<f64>,
    /// Where the last one stands.
    line: usize,
}

pub(super) struct ColumnList<'a> {
    names: Vec<&'a str>,
    by_name: HashMap<&'a str, usize>,
    costs: Vec<f64>,
    bounds: Vec<Bound>,
    bound_set: Option<&'a str>,
    matrix: Columns,
    /// The entries of the last column, which may still grow.
    open: Vec<(u32, f64)>,
    /// For each row that is declared, how many columns there were when it got its last entry.
    entered: Vec<usize>,
}

impl<'a> ColumnList<'a> {
    pub(super) fn new(rows: &RowList<'_>) -> Self {
        Self {
            names: Vec::new(),
            by_name: HashMap::new(),
            costs: Vec::new(),
            bounds: Vec::new(),
            bound_set: None,
            matrix: Columns::new(rows.height()),
            open: Vec::new(),
            entered: vec![0; rows.declared()],
        }
    }

    /// A line of COLUMNS: it goes on with the last column, or begins another.
    pub(super) fn add(
        &mut self,
        rows: &RowList<'_>,
        column: &'a str,
        entries: &[&'a str],
    ) -> Result<(), MpsProblem> {
        if self.names.last() != Some(&column) {
            self.close()?;
            if self.by_name.insert(name(column)?, self.names.len()).is_some() {
                return Err(MpsProblem::ColumnParted { column: clipped(column) });
            }
            self.names.push(column);
            self.costs.push(0.0);
            self.bounds.push(Bound::default());
        }
        for pair in entries.chunks_exact(2) {
            let (row, value) = (rows.find(pair[0])?, finite(pair[1])?);
            let place = self.names.len();
            if std::mem::replace(&mut self.entered[row], place) == place {
                return Err(MpsProblem::EntryTwice { column: clipped(column), row: clipped(pair[0]) });
            }
            match rows.part(row) {
                Part::Cost => self.costs[place - 1] = value,
                Part::Nothing => (),
                Part::Entry(row) => self.open.push((row, value)),
            }
        }
        Ok(())
    }

    /// Ends the last column, if there is one.
    fn close(&mut self) -> Result<(), MpsProblem> {
        if self.matrix.width() < self.names.len() {
            self.open.sort_unstable_by_key(|(row, _)| *row);
            self.matrix.push(self.open.drain(..))?;
        }
        Ok(())
    }

    /// A line of BOUNDS.
    pub(super) fn bound(
        &mut self,
        kind: &str,
        set: &'a str,
        column: &str,
        value: Option<&str>,
        line: usize,
    ) -> Result<(), MpsProblem> {
        one_set(&mut self.bound_set, "BOUNDS", set)?;
        let found = self.by_name.get(column);
        let place = *found.ok_or_else(|| MpsProblem::NoColumn { column: clipped(column) })?;
        let value = value.map(finite).transpose()?;
        let (lower, upper) = match kind {
            "LO" => (value, None),
            "UP" => (None, value),
            "FX" => (value, value),
            "FR" => (Some(f64::NEG_INFINITY), Some(f64::INFINITY)),
            "MI" => (Some(f64::NEG_INFINITY), None),
            _ => (None, Some(f64::INFINITY)),
        };
        let bound = &mut self.bounds[place];
        for (side, old, new) in [("lower", &mut bound.lower, lower), ("upper", &mut bound.upper, upper)] {
            if new.is_some() && old.is_some() {
                return Err(MpsProblem::BoundTwice { column: clipped(column), side, kind: kind.to_owned() });
            }
            *old = new.or(*old);
        }
        bound.line = line;
        Ok(())
    }

    /// The whole; or the line that is wrong.
    pub(super) fn finish(mut self, notes: &mut Vec<Note>) -> Result<Finished, (usize, MpsProblem)> {
        self.close().map_err(|problem| (0, problem))?;
        let mut bounds = Bounds::default();
        for (bound, column) in self.bounds.iter().zip(&self.names) {
            let Bound { lower, upper, line } = *bound;
            let upper = upper.unwrap_or(f64::INFINITY);
            if lower.is_none() && upper < 0.0 {
                notes.push(Note::LowerBoundTaken { column: (*column).to_owned(), line });
            }
            let lower = lower.unwrap_or(if upper < 0.0 { f64::NEG_INFINITY } else { 0.0 });
            if lower > upper {
                return Err((line, MpsProblem::BoundsCrossed { column: clipped(column), lower, upper }));
            }
            bounds.push(lower, upper);
        }
        let names = self.names.into_iter().map(str::to_owned).collect();
        Ok(Finished { matrix: self.matrix, costs: self.costs, bounds, names })
    }
}

pub(super) struct Finished {
    pub(super) matrix: Columns,
    pub(super) costs: Vec<f64>,
    pub(super) bounds: Bounds,
    pub(super) names: Vec<String>,
}
