//! From which sources: the commit, and the patch that makes it what was built.

use std::{fs, path::Path};

use git2::{Diff, DiffFormat, DiffOptions, Repository, Tree};
use model::Pin;

use crate::hash::text_hash;

/// The git pin of a folder. Outside a repository, or before the first commit, a run works and says so.
pub fn pin(root: &Path) -> Pin {
    let lock_hash = fs::read_to_string(root.join("Cargo.lock")).ok().map(|lock| text_hash(&lock));
    let unpinned = |caution: &str| Pin {
        lock_hash: lock_hash.clone(),
        caution: Some(caution.to_owned()),
        ..Pin::default()
    };
    let Ok(repository) = Repository::discover(root) else {
        return unpinned("not in a git repository: nobody can say from which sources this was built");
    };
    let Some(commit) = repository.head().ok().and_then(|head| head.peel_to_commit().ok()) else {
        return unpinned("the git repository has no commit yet: commit, so that runs can be repeated");
    };
    let branch = repository
        .head()
        .ok()
        .filter(|_| !repository.head_detached().unwrap_or(true))
        .and_then(|head| head.shorthand().ok().map(str::to_owned));
    let patch = commit.tree().map_err(|error| error.to_string()).and_then(|tree| patch(&repository, &tree));
    let (dirty, patch, caution) = match patch {
        Ok(patch) if patch.is_empty() => (false, None, None),
        Ok(patch) => (
            true,
            Some(patch),
            Some("the working tree differs from the commit; the difference is kept as patch.diff".to_owned()),
        ),
        Err(why) => (true, None, Some(format!("the working tree cannot be compared with the commit: {why}"))),
    };
    Pin {
        commit: Some(commit.id().to_string()),
        branch,
        dirty,
        patch_hash: patch.as_deref().map(text_hash),
        patch,
        lock_hash,
        caution,
    }
}

/// Everything between the commit and the working tree, new files included, in a form that `git apply` takes.
fn patch(repository: &Repository, tree: &Tree<'_>) -> Result<String, String> {
    let mut options = DiffOptions::new();
    options
        .include_untracked(true)
        .recurse_untracked_dirs(true)
        .show_untracked_content(true)
        .show_binary(true);
    let words = |error: git2::Error| error.message().to_owned();
    let diff: Diff<'_> =
        repository.diff_tree_to_workdir_with_index(Some(tree), Some(&mut options)).map_err(words)?;
    let mut text = Vec::new();
    diff.print(DiffFormat::Patch, |_, _, line| {
        if matches!(line.origin(), '+' | '-' | ' ') {
            text.push(line.origin() as u8);
        }
        text.extend_from_slice(line.content());
        true
    })
    .map_err(words)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
