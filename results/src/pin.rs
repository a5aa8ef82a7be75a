//! From which sources: the commit, and the patch that makes it what was built.

use std::{fs, path::Path};

use git2::{DiffFormat, DiffOptions, ErrorCode, Repository, Tree};
use model::Pin;

use crate::hash::text_hash;

/// A new file larger than this is named in the caution instead of kept in the patch: it is data, hardly a source.
const LARGEST: u64 = 16 << 20;

/// The git pin of a folder. Outside a repository, or before the first commit, a run works and says so.
pub fn pin(root: &Path) -> Pin {
    let lock_hash = fs::read_to_string(root.join("Cargo.lock")).ok().map(|lock| text_hash(&lock));
    match pinned(root) {
        Ok(pin) => Pin { lock_hash, ..pin },
        Err(caution) => Pin { lock_hash, caution: Some(caution), ..Pin::default() },
    }
}

/// The pin, or why there is none.
fn pinned(root: &Path) -> Result<Pin, String> {
    let repository = Repository::discover(root).map_err(|error| match error.code() {
        ErrorCode::NotFound => {
            "not a git repository: nobody can say from which sources this was built".to_owned()
        }
        _ => format!("the git repository cannot be opened: {}", error.message()),
    })?;
    let head = repository.head().map_err(|error| match error.code() {
        ErrorCode::UnbornBranch | ErrorCode::NotFound => {
            "no commit yet in this git repository: commit, so that runs can be repeated".to_owned()
        }
        _ => format!("the git repository has no HEAD: {}", error.message()),
    })?;
    let unreadable = |error: git2::Error| format!("the commit cannot be read: {}", error.message());
    let commit = head.peel_to_commit().map_err(unreadable)?;
    let tree = commit.tree().map_err(unreadable)?;
    let branch = head.is_branch().then(|| head.shorthand().ok().map(str::to_owned)).flatten();
    let clean = Pin { commit: Some(commit.id().to_string()), branch, ..Pin::default() };
    Ok(match difference(&repository, &tree) {
        Ok(difference) if difference.files == 0 => clean,
        Ok(difference) => Pin {
            dirty: true,
            patch_hash: Some(text_hash(&difference.patch)),
            caution: Some(difference.caution()),
            patch: Some(difference.patch),
            ..clean
        },
        Err(why) => Pin {
            dirty: true,
            caution: Some(format!(
                "the tree cannot be compared with the commit, so it counts as dirty: {why}"
            )),
            ..clean
        },
    })
}

/// What lies between the commit and the working tree.
struct Difference {
    patch: String,
    files: usize,
    left_out: Vec<String>,
}

impl Difference {
    fn caution(&self) -> String {
        let files = if self.files == 1 {
            "1 file differs".to_owned()
        } else {
            format!("{} files differ", self.files)
        };
        let kept =
            format!("the tree is dirty: {files} from the commit; the difference is kept as patch.diff");
        if self.left_out.is_empty() {
            kept
        } else {
            format!("{kept}, without {}, too large to keep", self.left_out.join(", "))
        }
    }
}

/// New files that git does not ignore are part of it, and it is in a form that `git apply` takes.
fn difference(repository: &Repository, tree: &Tree<'_>) -> Result<Difference, String> {
    let words = |error: git2::Error| error.message().to_owned();
    match diff(repository, tree, false).map_err(words)? {
        Some(difference) => Ok(difference),
        // A file in another encoding: as a binary file it comes through unharmed.
        None => diff(repository, tree, true)
            .map_err(words)?
            .ok_or_else(|| "the names of its files are not UTF-8".to_owned()),
    }
}

/// `None` where the patch is no UTF-8.
fn diff(
    repository: &Repository,
    tree: &Tree<'_>,
    all_binary: bool,
) -> Result<Option<Difference>, git2::Error> {
    let mut options = DiffOptions::new();
    options
        .include_untracked(true)
        .recurse_untracked_dirs(true)
        .show_untracked_content(true)
        .show_binary(true)
        .force_binary(all_binary)
        .max_size(LARGEST as i64);
    let diff = repository.diff_tree_to_workdir_with_index(Some(tree), Some(&mut options))?;
    let too_large =
        |delta: &git2::DiffDelta<'_>| delta.new_file().size().max(delta.old_file().size()) > LARGEST;
    let mut patch = Vec::new();
    diff.print(DiffFormat::Patch, |delta, _, line| {
        // Git refuses a patch that says "binary files differ" as a whole.
        if !too_large(&delta) {
            if matches!(line.origin(), '+' | '-' | ' ') {
                patch.push(line.origin() as u8);
            }
            patch.extend_from_slice(line.content());
        }
        true
    })?;
    let left_out = diff
        .deltas()
        .filter(too_large)
        .filter_map(|delta| Some(delta.new_file().path()?.display().to_string()))
        .collect();
    let files = diff.deltas().len();
    Ok(String::from_utf8(patch).ok().map(|patch| Difference { patch, files, left_out }))
}
