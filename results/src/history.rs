//! What became of numbers and files in the history: an audit asks when a target moved, and what was known by then.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use git2::{DiffOptions, Oid, Patch, Sort};
use jiff::Timestamp;

use crate::{
    Commit, GitError, Repository, ancestry::Line, numbers::only_numbers_differ, repository::described,
};

/// A line in which only numbers changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineChange {
    /// By which commit.
    pub commit: Commit,
    /// In which file, from the root of the workspace; by its new name, where it was renamed too.
    pub path: PathBuf,
    /// The line afterwards, from 1.
    pub line: u32,
    /// How it read.
    pub removed: String,
    /// How it reads.
    pub added: String,
}

impl Repository {
    /// The lines of Rust under these folders in which only numbers changed, oldest first, in every commit that HEAD grew
    /// from and that was committed at `since` or later. The folders are inside the workspace; without any, all of it is
    /// meant.
    ///
    /// A merge is held against its first parent, and says only what none of the listed commits that it brought in says:
    /// what was changed in merging, and what was changed before `since` and merged after it.
    pub fn line_changes(
        &self,
        under: &[PathBuf],
        since: Option<Timestamp>,
    ) -> Result<Vec<LineChange>, GitError> {
        let mut changes: Vec<LineChange> = Vec::new();
        for id in self.history(since)? {
            let commit =
                self.git.find_commit(id).map_err(GitError::unreadable(format!("the commit {id}")))?;
            let mut own = self.changed_lines(&commit, under)?;
            if commit.parent_count() > 1 && !own.is_empty() {
                let first = commit.parent_id(0).map_err(GitError::unreadable(format!("the commit {id}")))?;
                let brought = self.grown(&[id], first, Line::Every)?;
                let brought: BTreeSet<String> = brought.iter().map(Oid::to_string).collect();
                own.retain(|change| {
                    !changes.iter().any(|known| {
                        brought.contains(&known.commit.id)
                            && (&known.path, &known.added) == (&change.path, &change.added)
                    })
                });
            }
            changes.append(&mut own);
        }
        Ok(changes)
    }

    /// The contents of a text file over the history, oldest first: one for every commit that made or changed it. The
    /// path is inside the workspace.
    pub fn file_versions(&self, path: &Path) -> Result<Vec<(Commit, String)>, GitError> {
        let inside = self.inside().join(path);
        let mut versions = Vec::new();
        for id in self.history(None)? {
            let unreadable = || GitError::unreadable(format!("{} of {id}", path.display()));
            let commit = self.git.find_commit(id).map_err(unreadable())?;
            let blob = |commit: &git2::Commit<'_>| -> Result<Option<Oid>, git2::Error> {
                match commit.tree()?.get_path(&inside) {
                    Ok(entry) => Ok(Some(entry.id())),
                    Err(error) if error.code() == git2::ErrorCode::NotFound => Ok(None),
                    Err(error) => Err(error),
                }
            };
            let Some(now) = blob(&commit).map_err(unreadable())? else { continue };
            let mut is_new = true;
            for parent in commit.parents() {
                is_new &= blob(&parent).map_err(unreadable())? != Some(now);
            }
            if is_new {
                let text = self.text(now, &format!("{} of {id}", path.display()))?;
                versions.push((described(&commit), text));
            }
        }
        Ok(versions)
    }

    /// Every commit that HEAD grew from, oldest first. Where a shallow clone hides some of them, that is an error:
    /// silence would read as innocence.
    fn history(&self, since: Option<Timestamp>) -> Result<Vec<Oid>, GitError> {
        let unreadable = || GitError::unreadable(format!("the history of {}", self.root().display()));
        let walked = || -> Result<Vec<Oid>, git2::Error> {
            let mut walk = self.git.revwalk()?;
            walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME | Sort::REVERSE)?;
            walk.push_head()?;
            walk.collect()
        };
        let mut commits = walked().map_err(unreadable())?;
        if let Some(since) = since {
            let mut late = Vec::new();
            for id in commits {
                let commit = self.git.find_commit(id).map_err(unreadable())?;
                if commit.time().seconds() >= since.as_second() {
                    late.push(id);
                }
            }
            commits = late;
        }
        let boundary = self.boundary()?;
        if commits.iter().any(|id| boundary.contains(id)) {
            return Err(GitError::Shallow { what: "what the history changed".to_owned() });
        }
        Ok(commits)
    }

    fn changed_lines(
        &self,
        commit: &git2::Commit<'_>,
        under: &[PathBuf],
    ) -> Result<Vec<LineChange>, GitError> {
        let changed = || -> Result<Vec<LineChange>, git2::Error> {
            // The first commit has nothing that could have been changed.
            if commit.parent_count() == 0 {
                return Ok(Vec::new());
            }
            let before = commit.parent(0)?.tree()?;
            let mut options = DiffOptions::new();
            options.context_lines(0).disable_pathspec_match(true).ignore_submodules(true);
            for folder in under {
                options.pathspec(self.inside().join(folder));
            }
            if under.is_empty() && !self.inside().as_os_str().is_empty() {
                options.pathspec(self.inside());
            }
            let mut diff =
                self.git.diff_tree_to_tree(Some(&before), Some(&commit.tree()?), Some(&mut options))?;
            // A number can move while its file does.
            diff.find_similar(None)?;
            let mut changes = Vec::new();
            for place in 0..diff.deltas().len() {
                let Some(delta) = diff.get_delta(place) else { continue };
                let Some(path) = delta.new_file().path().filter(|path| is_rust(path)) else { continue };
                let path = path.strip_prefix(self.inside()).unwrap_or(path).to_owned();
                if let Some(patch) = Patch::from_diff(&diff, place)? {
                    for (line, removed, added) in moved_numbers(&patch)? {
                        changes.push(LineChange {
                            commit: described(commit),
                            path: path.clone(),
                            line,
                            removed,
                            added,
                        });
                    }
                }
            }
            Ok(changes)
        };
        changed().map_err(GitError::unreadable(format!("what {} changed", commit.id())))
    }
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "rs")
}

/// Inside a hunk, every added line with the first removed one that it differs from by numbers only.
fn moved_numbers(patch: &Patch<'_>) -> Result<Vec<(u32, String, String)>, git2::Error> {
    let mut moved = Vec::new();
    for hunk in 0..patch.num_hunks() {
        let mut removed: Vec<String> = Vec::new();
        for place in 0..patch.num_lines_in_hunk(hunk)? {
            let line = patch.line_in_hunk(hunk, place)?;
            let text = String::from_utf8_lossy(line.content()).trim_end().to_owned();
            match line.origin() {
                '-' => removed.push(text),
                '+' => {
                    if let Some(partner) = removed.iter().position(|old| only_numbers_differ(old, &text)) {
                        moved.push((line.new_lineno().unwrap_or(0), removed.remove(partner), text));
                    }
                }
                _ => {}
            }
        }
    }
    Ok(moved)
}
