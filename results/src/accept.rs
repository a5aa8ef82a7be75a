//! A run becomes the accepted reference of its hardware class: a copy for the commit, with the reason beside it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use crate::{Error, Store, files, run_id::safe, tables::read_run};

impl Store {
    /// Copies a run to `accepted/<class>/`, where git keeps it. Logs stay behind.
    pub fn accept(&self, run: &str, because: &str, now: Timestamp) -> Result<PathBuf, Error> {
        let found = self.find_folder(run)?;
        // What cannot be read today must not become what later runs are compared with.
        let record = read_run(&found.folder)?;
        let class = self.accepted_folder().join(safe(&record.machine.class));
        let (whole, partial) = (class.join(&found.run), class.join(format!(".tmp-{}", found.run)));
        if whole.exists() {
            return Err(Error::Exists(whole));
        }
        fs::create_dir_all(&class).map_err(Error::io(&class))?;
        if partial.exists() {
            // Left by a kill; what it was a copy of is still there.
            fs::remove_dir_all(&partial).map_err(Error::io(&partial))?;
        }
        fs::create_dir(&partial).map_err(Error::io(&partial))?;
        copy_files(&found.folder, &partial)?;
        let words = format!("Accepted {now:.0}, because: {}\n", because.trim());
        files::write(&partial.join("accepted.md"), words.as_bytes())?;
        files::sync_folder(&partial)?;
        files::rename_without_replacing(&partial, &whole)?;
        files::sync_folder(&class)?;
        Ok(whole)
    }
}

fn copy_files(from: &Path, to: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(from).map_err(Error::io(from))? {
        let entry = entry.map_err(Error::io(from))?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if !hidden && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let path = entry.path();
            let bytes = fs::read(&path).map_err(Error::io(&path))?;
            files::write(&to.join(entry.file_name()), &bytes)?;
        }
    }
    Ok(())
}
