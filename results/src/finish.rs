//! A gathered run becomes a whole one: written, read back, synchronised, renamed without replacing.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use model::{Declaration, RunRecord, Side};
use polars::prelude::{DataFrame, PolarsResult};
use polars_io::parquet::write::{KeyValueMetadata, ParquetCompression, ParquetWriter};

use crate::{
    Error,
    columns::{SCHEMA, TableName},
    files,
    journal::{self, Journal},
    read,
    tables::{PATCH, to_frame},
};

/// The key of the schema's version in the footer of every file.
pub(crate) const FOOTER: &str = "touchstone.schema";

impl Journal {
    /// Makes the run whole, and says where it lies. Where that fails the journal stays, and `--resume` tries again.
    pub fn finish(self, record: &RunRecord, summary: &str) -> Result<PathBuf, Error> {
        let folder = self.folder();
        let runs = folder.parent().map(Path::to_owned).unwrap_or_default();
        let whole = runs.join(self.run());
        if whole.exists() {
            return Err(Error::Exists(whole));
        }
        for table in TableName::ALL {
            write_table(folder, table, record)?;
        }
        files::write(&folder.join("declarations.json"), &declarations(record))?;
        files::write(&folder.join("summary.md"), summary.as_bytes())?;
        if let Some(patch) = &record.header.pin.patch {
            files::write(&folder.join(PATCH), patch.as_bytes())?;
        }
        remove_empty_logs(&folder.join("logs"))?;
        // The rename is the moment of truth: a kill before it leaves a journal, under one name or the other, that is
        // all there; a kill after it leaves a whole run.
        let (journal, done) = (folder.join(journal::FILE), folder.join(journal::DONE));
        fs::rename(&journal, &done).map_err(Error::io(&journal))?;
        files::sync_folder(folder)?;
        if let Err(error) = files::rename_without_replacing(folder, &whole) {
            fs::rename(&done, &journal).map_err(Error::io(&done))?;
            return Err(error);
        }
        files::sync_folder(&runs)?;
        // The run is whole with it and without it; where it cannot go now, the next sweep takes it.
        let _ = fs::remove_file(whole.join(journal::DONE));
        Ok(whole)
    }
}

fn write_table(folder: &Path, table: TableName, record: &RunRecord) -> Result<(), Error> {
    let path = folder.join(table.file());
    let differs = |why: String| Error::Differs { path: path.clone(), why };
    let mut frame = to_frame(table, record).map_err(|error| differs(error.to_string()))?;
    let bytes = parquet(&mut frame).map_err(|error| differs(error.to_string()))?;
    files::write(&path, &bytes)?;
    let again = read::table(&path, table, &read::Wanted::ALL)?;
    if again.schema() != frame.schema() {
        return Err(differs(format!("{:?} instead of {:?}", again.schema(), frame.schema())));
    }
    if again.equals_missing(&frame) {
        Ok(())
    } else {
        Err(differs(format!("{} rows of {}, or other values", again.height(), frame.height())))
    }
}

/// A table with fewer rows is made of pages so short that a context of Zstandard for each takes longer than all else that
/// reading it takes: a quarter of the time of a page of a thousand runs. LZ4 has none.
const SHORT: usize = 10_000;

/// A table as a file holds it. In memory first, because Polars forgets why a write failed, and a full disk has a way out
/// of its own. Packed, because many small runs are kept and every name repeats.
pub(crate) fn parquet(frame: &mut DataFrame) -> PolarsResult<Vec<u8>> {
    let version = KeyValueMetadata::from_static(vec![(FOOTER.to_owned(), SCHEMA.to_string())]);
    let packing =
        if frame.height() < SHORT { ParquetCompression::Lz4Raw } else { ParquetCompression::Zstd(None) };
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes)
        .with_compression(packing)
        .with_key_value_metadata(Some(version))
        .finish(frame)?;
    Ok(bytes)
}

/// For people and for git: what each experiment claimed when it was measured; in a gate, the head's word.
pub(crate) fn declarations(record: &RunRecord) -> Vec<u8> {
    let of = |side: Side| record.header.experiments.iter().filter(move |pin| pin.side == side);
    let pins = [Side::Twin, Side::Base, Side::Head].into_iter().flat_map(of);
    let by_name: BTreeMap<&str, &Declaration> =
        pins.map(|pin| (pin.experiment.as_str(), &pin.declaration)).collect();
    let mut text = serde_json::to_vec_pretty(&by_name).unwrap_or_default();
    text.push(b'\n');
    text
}

/// Most invocations print nothing.
fn remove_empty_logs(logs: &Path) -> Result<(), Error> {
    let Ok(entries) = fs::read_dir(logs) else { return Ok(()) };
    let mut kept = 0;
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        if entry.metadata().is_ok_and(|file| file.is_file() && file.len() == 0) {
            fs::remove_file(&path).map_err(Error::io(path))?;
        } else {
            kept += 1;
        }
    }
    if kept == 0 { fs::remove_dir(logs).map_err(Error::io(logs)) } else { Ok(()) }
}
