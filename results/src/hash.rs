//! Hashes of what a run was made from.

use std::{
    fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::Error;

/// SHA-256 of a text, in hexadecimal.
pub fn text_hash(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

/// SHA-256 of a file.
pub fn file_hash(path: &Path) -> Result<String, Error> {
    fs::read(path).map(|bytes| hex(&Sha256::digest(bytes))).map_err(Error::io(path))
}

/// One hash over all files of some folders: their paths inside the folder and their contents, in one order.
pub fn tree_hash(folders: &[PathBuf]) -> Result<String, Error> {
    let mut all = Sha256::new();
    for folder in folders {
        let mut files = Vec::new();
        gather(folder, &mut files)?;
        files.sort();
        if let Some(name) = folder.file_name() {
            part(&mut all, name.as_encoded_bytes());
        }
        for file in files {
            let inside = file.strip_prefix(folder).unwrap_or(&file);
            part(&mut all, inside.as_os_str().as_encoded_bytes());
            part(&mut all, &fs::read(&file).map_err(Error::io(&file))?);
        }
    }
    Ok(hex(&all.finalize()))
}

/// The length goes in too, so that no two trees run together.
fn part(all: &mut Sha256, bytes: &[u8]) {
    all.update((bytes.len() as u64).to_le_bytes());
    all.update(bytes);
}

/// Hidden files and what is built or cached make no difference to what is measured.
fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(Error::io(folder))? {
        let entry = entry.map_err(Error::io(folder))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') || name == "target" || name == "__pycache__" {
            continue;
        }
        let path = entry.path();
        match entry.file_type().map_err(Error::io(&path))? {
            kind if kind.is_dir() => gather(&path, files)?,
            kind if kind.is_file() => files.push(path),
            _ => {}
        }
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
