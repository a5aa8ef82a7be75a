//! Where rows go: into the journal first, so that nothing measured is lost, then where the judge finds them.

use model::RunRecord;
use results::{Journal, Notes, Row};

use crate::Error;

/// The journal and the record of a run.
pub(crate) struct Ledger<'a> {
    pub(crate) journal: &'a mut Journal,
    pub(crate) record: &'a mut RunRecord,
    pub(crate) notes: &'a mut Notes,
}

impl Ledger<'_> {
    pub(crate) fn keep(&mut self, rows: Vec<Row>) -> Result<(), Error> {
        self.journal.append(&rows)?;
        remember(rows, self.record, self.notes);
        Ok(())
    }

    pub(crate) fn note<T: serde::de::DeserializeOwned>(&self, key: &str) -> Option<T> {
        let (_, value) = self.notes.iter().rfind(|(known, _)| known == key)?;
        serde_json::from_value(value.clone()).ok()
    }
}

/// The key under which a run notes what kept the host from being quiet, where a hypothesis asks for that.
pub(crate) const BUSY: &str = "busy";

/// Puts rows that are in the journal where the judge finds them.
pub(crate) fn remember(rows: Vec<Row>, record: &mut RunRecord, notes: &mut Notes) {
    for row in rows {
        match row {
            Row::Sample(row) => record.samples.push(row),
            Row::Metric(row) => record.metrics.push(row),
            Row::Check(row) => record.checks.push(row),
            Row::Span(row) => record.spans.push(row),
            Row::Host(row) => record.host.push(*row),
            Row::Failure(row) => record.failures.push(row),
            Row::Note { key, value } => notes.push((key, value)),
            Row::Begin { .. } => {}
        }
    }
}

pub(crate) fn note(key: String, value: impl serde::Serialize) -> Row {
    // Plain data: it always has a JSON form.
    Row::Note { key, value: serde_json::to_value(value).unwrap_or_default() }
}
