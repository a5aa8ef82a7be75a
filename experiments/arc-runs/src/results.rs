//! Where a run writes its results: into a new folder of its own process, so that no other run is touched and nothing is overwritten.

use std::{
    cell::Cell,
    fs, io,
    path::{Path, PathBuf},
    rc::Rc,
};

use grid_tasks::{Table, record_columns, record_files, recorded_columns, recorded_files};
use tempfile::TempDir;

use crate::{
    Record,
    scratch::{self, Place},
};

/// A folder with a place for every run.
#[derive(Clone, Debug)]
pub(crate) struct Results {
    folder: Rc<TempDir>,
    place: Place,
    runs: Rc<Cell<usize>>,
}

/// What a run wrote; it is there as long as this is.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    path: PathBuf,
    way: Record,
    number: usize,
    /// Where it lies.
    pub(crate) place: Place,
    _folder: Rc<TempDir>,
}

impl Results {
    pub(crate) fn new() -> io::Result<Self> {
        let (folder, place) = scratch::temporary("results")?;
        Ok(Self { folder: Rc::new(folder), place, runs: Rc::default() })
    }

    /// Writes a table where nothing is yet.
    pub(crate) fn record(&self, mut table: Table, way: Record) -> io::Result<Recorded> {
        let number = self.runs.get();
        self.runs.set(number + 1);
        let path = self.at(number);
        match way {
            Record::Files => record_files(&table, &path)?,
            Record::Columns => record_columns(&table, &path)?,
            Record::AllButLast => {
                table.rows.pop();
                record_columns(&table, &path)?;
            }
        }
        Ok(Recorded { path, way, number, place: self.place, _folder: Rc::clone(&self.folder) })
    }

    /// Removes what was written before this run.
    pub(crate) fn forget_before(&self, last: &Recorded) -> io::Result<()> {
        for path in (0..last.number).map(|number| self.at(number)).rev().take_while(|path| path.exists()) {
            if path.is_dir() { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
        }
        Ok(())
    }

    fn at(&self, number: usize) -> PathBuf {
        self.folder.path().join(number.to_string())
    }
}

impl Recorded {
    /// The table as it stands in the files.
    pub(crate) fn read(&self) -> io::Result<Table> {
        match self.way {
            Record::Files => recorded_files(&self.path),
            Record::Columns | Record::AllButLast => recorded_columns(&self.path),
        }
    }

    /// How much was written.
    pub(crate) fn bytes(&self) -> io::Result<u64> {
        let length = |path: &Path| Ok::<u64, io::Error>(fs::metadata(path)?.len());
        if self.way == Record::Files {
            fs::read_dir(&self.path)?.map(|entry| length(&entry?.path())).sum()
        } else {
            length(&self.path)
        }
    }
}

#[cfg(test)]
mod tests {
    use grid_tasks::{Outcome, Row};

    use super::*;

    fn table() -> Table {
        let row =
            |task, pair, outcome| Row { task, pair, outcome, cells: 4, instructions: 2, nanoseconds: 9 };
        let rows = vec![row(0, 0, Outcome::Correct), row(0, 1, Outcome::Wrong), row(1, 0, Outcome::Correct)];
        Table { tasks: vec!["one".to_owned(), "two".to_owned()], rows, refused: Vec::new() }
    }

    #[test]
    fn what_is_recorded_is_read_back_and_the_planted_fault_loses_a_row() {
        let results = Results::new().unwrap();
        for way in [Record::Files, Record::Columns] {
            assert_eq!(results.record(table(), way).unwrap().read().unwrap(), table(), "{way:?}");
        }
        let lost = results.record(table(), Record::AllButLast).unwrap().read().unwrap();
        assert_eq!(lost.rows, table().rows[..2]);
    }

    #[test]
    fn runs_never_share_a_place_and_only_the_last_one_stays() {
        let results = Results::new().unwrap();
        let runs: Vec<Recorded> = [Record::Files, Record::Columns, Record::Files]
            .map(|way| results.record(table(), way).unwrap())
            .into();
        results.forget_before(&runs[2]).unwrap();
        assert_eq!([0, 1, 2].map(|run: usize| runs[run].path.exists()), [false, false, true]);
    }

    #[test]
    fn the_folder_goes_with_the_last_who_knows_of_it() {
        let results = Results::new().unwrap();
        let recorded = results.record(table(), Record::Columns).unwrap();
        drop(results);
        assert!(recorded.read().is_ok());
        let path = recorded.path.clone();
        drop(recorded);
        assert!(!path.exists());
    }
}
