//! Which packs were made here: a copy of what each says of itself, kept beside the runs that will come back from it.

use std::{fs, io, path::PathBuf};

use crate::{Error, Store, files, hash::text_hash};

impl Store {
    /// Keeps the manifest of a pack.
    pub fn keep_pack(&self, manifest: &str) -> Result<(), Error> {
        let folder = self.packs_folder();
        fs::create_dir_all(&folder).map_err(Error::io(&folder))?;
        let hash: String = text_hash(manifest).chars().take(16).collect();
        files::write(&folder.join(format!("{hash}.json")), manifest.as_bytes())?;
        files::sync_folder(&folder)
    }

    /// The manifests of all packs that were made here, with the files that hold them.
    pub fn packs(&self) -> Result<Vec<(PathBuf, String)>, Error> {
        let folder = self.packs_folder();
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Error::io(folder)(error)),
        };
        let mut packs = Vec::new();
        for entry in entries {
            let path = entry.map_err(Error::io(&folder))?.path();
            let text = fs::read_to_string(&path).map_err(Error::io(&path))?;
            packs.push((path, text));
        }
        packs.sort();
        Ok(packs)
    }

    /// In `runs/`, which git ignores, and hidden, so that it is no run.
    fn packs_folder(&self) -> PathBuf {
        self.runs_folder().join(".packs")
    }
}
