//! A gathered run becomes a whole one: written, read back, synchronised, renamed without replacing.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use model::RunRecord;
use polars_io::parquet::write::{KeyValueMetadata, ParquetCompression, ParquetWriter};

use crate::{
    Error,
    columns::{SCHEMA, TableName},
    frames::to_frame,
    journal::{self, Journal},
    read::read_table,
};

/// The key of the schema's version in the footer of every file.
pub(crate) const FOOTER: &str = "touchstone.schema";

impl Journal {
    /// Makes the run whole. Where that fails the journal stays, and `--resume` tries again.
    pub fn finish(self, record: &RunRecord, summary: &str) -> Result<PathBuf, Error> {
        let folder = self.folder().to_owned();
        let runs = folder.parent().map(Path::to_owned).unwrap_or_default();
        let whole = runs.join(self.run());
        if whole.exists() {
            return Err(Error::Exists(whole));
        }
        for table in TableName::ALL {
            write_table(&folder, table, record)?;
        }
        write_file(&folder.join("summary.md"), summary.as_bytes())?;
        if let Some(patch) = &record.header.pin.patch {
            write_file(&folder.join("patch.diff"), patch.as_bytes())?;
        }
        remove_empty_logs(&folder.join("logs"))?;
        let journal = folder.join(journal::FILE);
        let kept = folder.join(".journal-done");
        // The rename is the moment of truth: until then a kill leaves a folder whose journal is all there.
        fs::rename(&journal, &kept).map_err(Error::io(&journal))?;
        sync_folder(&folder)?;
        if let Err(error) = rename_without_replacing(&folder, &whole) {
            // Not whole after all: give the journal its name back, so that nothing is lost.
            fs::rename(&kept, &journal).map_err(Error::io(&kept))?;
            return Err(match error.kind() {
                io::ErrorKind::AlreadyExists => Error::Exists(whole),
                _ => Error::io(whole)(error),
            });
        }
        sync_folder(&runs)?;
        let kept = whole.join(".journal-done");
        fs::remove_file(&kept).map_err(Error::io(&kept))?;
        Ok(whole)
    }
}

fn write_table(folder: &Path, table: TableName, record: &RunRecord) -> Result<(), Error> {
    let path = folder.join(format!("{}.parquet", table.as_str()));
    let mut frame = to_frame(table, record).map_err(|error| unreadable(&path, &error))?;
    let file = File::create(&path).map_err(Error::io(&path))?;
    ParquetWriter::new(&file)
        .with_compression(ParquetCompression::Snappy)
        .with_key_value_metadata(Some(KeyValueMetadata::from_static(vec![(
            FOOTER.to_owned(),
            SCHEMA.to_string(),
        )])))
        .finish(&mut frame)
        .map_err(|error| write_error(&path, error))?;
    file.sync_all().map_err(Error::io(&path))?;
    let again = read_table(&path, table, None)?;
    if again.equals_missing(&frame) {
        Ok(())
    } else {
        let why = format!("{} rows of {}", again.height(), frame.height());
        Err(Error::Differs { path, why })
    }
}

fn write_error(path: &Path, error: polars::prelude::PolarsError) -> Error {
    match error {
        polars::prelude::PolarsError::IO { error, .. } => {
            Error::io(path)(io::Error::new(error.kind(), error.to_string()))
        }
        other => unreadable(path, &other),
    }
}

fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> Error {
    Error::Unreadable { path: path.to_owned(), why: error.to_string() }
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut file = File::create(path).map_err(Error::io(path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(Error::io(path))
}

fn sync_folder(folder: &Path) -> Result<(), Error> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(Error::io(folder))
}

/// Most invocations print nothing.
fn remove_empty_logs(logs: &Path) -> Result<(), Error> {
    let Ok(entries) = fs::read_dir(logs) else { return Ok(()) };
    let mut kept = 0;
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        if entry.metadata().is_ok_and(|file| file.len() == 0) {
            fs::remove_file(&path).map_err(Error::io(path))?;
        } else {
            kept += 1;
        }
    }
    if kept == 0 { fs::remove_dir(logs).map_err(Error::io(logs)) } else { Ok(()) }
}

#[cfg(target_os = "linux")]
fn rename_without_replacing(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Some file systems do not know the flag; one harness at a time is ensured by the lock.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS) => checked_rename(from, to),
        other => other.map_err(io::Error::from),
    }
}

#[cfg(not(target_os = "linux"))]
fn rename_without_replacing(from: &Path, to: &Path) -> io::Result<()> {
    checked_rename(from, to)
}

fn checked_rename(from: &Path, to: &Path) -> io::Result<()> {
    if to.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)
}
