//! Looks over the shoulder of a run that is going on. Nothing is written, locked or waited for.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::PathBuf,
};

use model::RunRecord;

use crate::{
    Error, Store,
    journal::{self, Gathered, Notes},
    store::{PARTIAL, folders},
};

/// What has been read so far of the newest run that is being gathered.
pub struct Watch {
    runs: PathBuf,
    seen: Option<Seen>,
}

struct Seen {
    folder: PathBuf,
    /// So many bytes: whole lines.
    read: u64,
    gathered: Gathered,
}

/// A run that is being gathered, or that was stopped.
#[derive(Clone, Copy, Debug)]
pub struct Going<'a> {
    /// What it has measured.
    pub record: &'a RunRecord,
    /// What its runner noted.
    pub notes: &'a Notes,
}

impl Store {
    /// Begins to watch.
    pub fn watch(&self) -> Watch {
        Watch { runs: self.runs_folder(), seen: None }
    }
}

impl Watch {
    /// What is new is read; `None` while nothing is gathered.
    pub fn look(&mut self) -> Result<Option<Going<'_>>, Error> {
        let partial = folders(&self.runs)?.into_iter().filter(|(name, _)| name.starts_with(PARTIAL));
        // The time comes first in a name.
        let Some((_, folder)) = partial.max() else {
            self.seen = None;
            return Ok(None);
        };
        if self.seen.as_ref().is_none_or(|seen| seen.folder != folder) {
            self.seen = None;
        }
        let path = folder.join(journal::FILE);
        let mut file = match File::open(&path) {
            Ok(file) => file,
            // Not begun yet, or just being finished.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.seen = None;
                return Ok(None);
            }
            Err(error) => return Err(Error::io(path)(error)),
        };
        let from = self.seen.as_ref().map_or(0, |seen| seen.read);
        let mut bytes = Vec::new();
        file.seek(SeekFrom::Start(from))
            .and_then(|_| file.read_to_end(&mut bytes))
            .map_err(Error::io(&path))?;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let gathered = self.seen.take().map(|seen| seen.gathered);
        let gathered = journal::take_lines(gathered, &bytes[..whole], &path)?;
        self.seen = gathered.map(|gathered| Seen { folder, read: from + whole as u64, gathered });
        Ok(self
            .seen
            .as_ref()
            .map(|seen| Going { record: &seen.gathered.record, notes: &seen.gathered.notes }))
    }
}
