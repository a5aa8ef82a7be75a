//! A patch that a pin kept, back onto its commit. Nothing of it is written into the repository.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use git2::{ApplyOptions, Delta, Diff, DiffDelta};

use crate::{
    GitError,
    tree_files::{File, Files, Kind, safe_path},
};

/// Above the stores of git, so that new contents stay in memory.
const FIRST: i32 = 1000;

/// What the tree of a commit is with a patch on it. `git` must be a handle of our own: the contents that the patch makes
/// are in it, and nowhere else.
pub(crate) fn patched(
    git: &git2::Repository,
    commit: &str,
    tree: &git2::Tree<'_>,
    before: &Files,
    patch: &str,
) -> Result<Files, GitError> {
    let does_not_fit = |file: &str, why: &str| GitError::PatchDoesNotFit {
        commit: commit.to_owned(),
        file: file.to_owned(),
        why: why.to_owned(),
    };
    let diff = Diff::from_buffer(patch.as_bytes()).map_err(|error| does_not_fit("patch", error.message()))?;
    // What is taken away can come back as something else: a file that became a link does.
    let removed: BTreeSet<PathBuf> = diff
        .deltas()
        .filter(|delta| delta.status() == Delta::Deleted)
        .filter_map(|delta| delta.old_file().path().map(Path::to_owned))
        .collect();
    for delta in diff.deltas() {
        fits(&delta, before, &removed).map_err(|why| does_not_fit(&name(&delta), why))?;
    }
    let memory = git.odb().map_err(GitError::unreadable(commit))?;
    memory.add_new_mempack_backend(FIRST).map_err(GitError::unreadable(commit))?;
    let mut at = String::new();
    let applied = {
        let mut options = ApplyOptions::new();
        options.delta_callback(|delta| {
            at = delta.as_ref().map(name).unwrap_or_default();
            true
        });
        git.apply_to_tree(tree, &diff, Some(&mut options))
    };
    let index = applied.map_err(|error| does_not_fit(&at, error.message()))?;
    let mut after = Files::new();
    for entry in index.iter() {
        let path = safe_path(commit, &entry.path)?;
        let kind = Kind::of(entry.mode)
            .ok_or_else(|| does_not_fit(&path.display().to_string(), "it would be a submodule"))?;
        after.insert(path, File { kind, blob: entry.id });
    }
    Ok(after)
}

/// The library would put a new file on top of one that is there.
fn fits(delta: &DiffDelta<'_>, before: &Files, removed: &BTreeSet<PathBuf>) -> Result<(), &'static str> {
    let there = |path: Option<&Path>| path.is_some_and(|path| before.contains_key(path));
    let stays = |path: Option<&Path>| there(path) && path.is_some_and(|path| !removed.contains(path));
    match delta.status() {
        Delta::Added if stays(delta.new_file().path()) => Err("the patch makes it, and it is there already"),
        Delta::Deleted | Delta::Modified | Delta::Typechange if !there(delta.old_file().path()) => {
            Err("the patch changes it, and it is not there")
        }
        _ => Ok(()),
    }
}

fn name(delta: &DiffDelta<'_>) -> String {
    let path = delta.new_file().path().or_else(|| delta.old_file().path());
    path.map(|path| path.display().to_string()).unwrap_or_default()
}
