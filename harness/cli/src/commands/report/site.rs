//! `touchstone report --html`: the site, in a folder that opens from disk.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, bail};
use report::{File, Home, site};
use results::With;
use serde_json::json;

use super::kept::{Kept, Samples};
use crate::{arguments::Arguments, commands::say_json, say};

/// In the first page of every site of ours: only such a folder is written over.
const OURS: &str = "<code>touchstone report --html</code>";
pub(super) fn run(arguments: &Arguments, folder: &Path) -> anyhow::Result<u8> {
    let files = Kept::read(arguments, With::Checks, Samples::OfTheNewest)?.shown(Home::Disk, site);
    let bytes: usize = files.iter().map(|file| file.text.len()).sum();
    write(folder, &files)?;
    let first = folder.join("index.html");
    if arguments.json {
        say_json(&json!({ "folder": folder, "first": first, "files": files.len(), "bytes": bytes }))?;
    } else {
        say(&format!("{}\n", first.display()))?;
    }
    Ok(0)
}

fn write(folder: &Path, files: &[File]) -> anyhow::Result<()> {
    make_room(folder)?;
    for file in files {
        super::write(&folder.join(&file.path), &file.text)?;
    }
    Ok(())
}

/// An empty folder, or one that a site of ours has filled: its pages go, so that none of them is older than the rest.
fn make_room(folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let mut inside: BTreeMap<String, std::path::PathBuf> = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))? {
        let entry = entry.with_context(|| format!("{} cannot be read", folder.display()))?;
        inside.insert(entry.file_name().to_string_lossy().into_owned(), entry.path());
    }
    let is_ours = inside
        .get("index.html")
        .is_some_and(|page| fs::read_to_string(page).is_ok_and(|text| text.contains(OURS)));
    if !inside.is_empty() && !is_ours {
        bail!(
            "{} holds something that is no site of ours; name an empty folder, or a new one",
            folder.display()
        );
    }
    let is_page = |name: &str| Path::new(name).extension().is_some_and(|ending| ending == "html");
    for (_, path) in inside.iter().filter(|(name, _)| is_page(name)) {
        fs::remove_file(path).with_context(|| format!("{} cannot be removed", path.display()))?;
    }
    Ok(())
}
