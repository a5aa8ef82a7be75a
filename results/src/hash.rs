//! Hashes of what a run was made from.

use std::{
    fs, io,
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

/// One hash over all files of some folders: their paths inside the folder and their contents, in one order. Where the
/// folders lie makes no difference, so that another checkout of the same sources has the same hash.
pub fn tree_hash(folders: &[PathBuf]) -> Result<String, Error> {
    let mut all = Sha256::new();
    for folder in folders {
        let mut files = Vec::new();
        gather(folder, Path::new(""), &mut Vec::new(), &mut files)?;
        files.sort();
        part(&mut all, folder.file_name().unwrap_or_default().as_encoded_bytes());
        all.update((files.len() as u64).to_le_bytes());
        for inside in files {
            let file = folder.join(&inside);
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

/// Links are followed, because the compiler follows them; `within` are the real folders that we are in, so that a link to
/// one of them does not lead round in a circle.
fn gather(
    folder: &Path,
    inside: &Path,
    within: &mut Vec<PathBuf>,
    files: &mut Vec<PathBuf>,
) -> Result<(), Error> {
    let real = fs::canonicalize(folder).map_err(Error::io(folder))?;
    if within.contains(&real) {
        return Ok(());
    }
    within.push(real);
    for entry in fs::read_dir(folder).map_err(Error::io(folder))? {
        let entry = entry.map_err(Error::io(folder))?;
        if makes_no_difference(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let (path, inside) = (entry.path(), inside.join(entry.file_name()));
        let kind = match fs::metadata(&path) {
            // A link to nothing: no compiler can read it either.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            other => other.map_err(Error::io(&path))?,
        };
        if kind.is_dir() {
            gather(&path, &inside, within, files)?;
        } else if kind.is_file() {
            files.push(inside);
        }
    }
    within.pop();
    Ok(())
}

/// Hidden files, and what is built or cached: none of it is a source.
fn makes_no_difference(name: &str) -> bool {
    name.starts_with('.') || matches!(name, "target" | "__pycache__")
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
