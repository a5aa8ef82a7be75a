//! The repository around a workspace: which commit a word means, and what of the tree is not committed.

use std::{
    collections::BTreeSet,
    fmt, fs, io,
    path::{Path, PathBuf},
};

use git2::{BranchType, DiffOptions, ErrorCode, Oid};
use jiff::Timestamp;
use model::nearest;

use crate::{GitError, git_error::unshallow};

/// The git repository around a workspace. It is only ever read.
pub struct Repository {
    pub(crate) git: git2::Repository,
    root: PathBuf,
    inside: PathBuf,
}

impl fmt::Debug for Repository {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Repository").field("root", &self.root).finish_non_exhaustive()
    }
}

/// A commit, as people name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Its hash.
    pub id: String,
    /// The first eight letters of it, as in the names of runs.
    pub short: String,
    /// When it was committed, which is when it came into the history; its author may have written it long before.
    pub time: Timestamp,
    /// Who wrote it: `Name <address>`.
    pub author: String,
    /// The first line of its message.
    pub subject: String,
}

impl Repository {
    /// The repository that holds the root of a workspace.
    pub fn open(root: &Path) -> Result<Self, GitError> {
        let real = fs::canonicalize(root).map_err(GitError::io(root))?;
        let git = git2::Repository::discover(&real).map_err(|error| GitError::opening(root, &error))?;
        let unusable = |why: &str| GitError::Unusable { path: root.to_owned(), why: why.to_owned() };
        let working = git.workdir().ok_or_else(|| unusable("it is bare: a workspace needs its files"))?;
        let working = fs::canonicalize(working).map_err(GitError::io(working))?;
        let inside = real
            .strip_prefix(&working)
            .map_err(|_| unusable("the folder lies outside of its files"))?
            .to_owned();
        Ok(Self { git, root: root.to_owned(), inside })
    }

    /// The root of the workspace, as it was named.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where the workspace lies inside the repository; empty where it is the whole of it.
    pub fn inside(&self) -> &Path {
        &self.inside
    }

    /// The commit that a word means: a branch, a tag, `origin/main`, `HEAD~3`, the beginning of a hash.
    pub fn resolve(&self, rev: &str) -> Result<Commit, GitError> {
        let object = self.git.revparse_single(rev).map_err(|error| match error.code() {
            ErrorCode::NotFound => self.unknown(rev),
            ErrorCode::Ambiguous => GitError::NotOneCommit {
                rev: rev.to_owned(),
                why: "several begin so, say more of it".to_owned(),
            },
            _ => GitError::NotOneCommit { rev: rev.to_owned(), why: error.message().to_owned() },
        })?;
        let kind = object.kind().map_or("nothing", |kind| kind.str());
        let commit = object.peel_to_commit().map_err(|_| GitError::NotOneCommit {
            rev: rev.to_owned(),
            why: format!("it is a {kind}; name a branch, a tag or a hash"),
        })?;
        Ok(described(&commit))
    }

    /// Does this clone hold only the last commits?
    pub fn is_shallow(&self) -> bool {
        self.git.is_shallow()
    }

    /// The files of the working tree that differ from the commit, new ones among them, ignored ones not. By these a
    /// tree is dirty, and a pin says the same.
    pub fn changed_files(&self) -> Result<Vec<PathBuf>, GitError> {
        let unreadable = || GitError::unreadable(format!("the tree of {}", self.root.display()));
        let head = self.git.head().and_then(|head| head.peel_to_tree());
        let tree = match head {
            Ok(tree) => Some(tree),
            Err(error) if error.code() == ErrorCode::UnbornBranch => None,
            Err(error) => return Err(unreadable()(error)),
        };
        let mut options = DiffOptions::new();
        options.include_untracked(true).recurse_untracked_dirs(true);
        let diff = self
            .git
            .diff_tree_to_workdir_with_index(tree.as_ref(), Some(&mut options))
            .map_err(unreadable())?;
        let path = |delta: git2::DiffDelta<'_>| {
            delta.new_file().path().or_else(|| delta.old_file().path()).map(Path::to_owned)
        };
        let mut changed: Vec<PathBuf> = diff.deltas().filter_map(path).collect();
        // A file that became a link is one that went and one that came.
        changed.dedup();
        Ok(changed)
    }

    /// The text of a file at a commit; `None` where there is none of that name. The path is inside the workspace.
    pub fn text_at(&self, commit: &Commit, path: &Path) -> Result<Option<String>, GitError> {
        let tree = self.commit(commit)?.tree().map_err(GitError::unreadable(&commit.short))?;
        match tree.get_path(&self.inside.join(path)) {
            Ok(entry) => self.text(entry.id(), &format!("{} of {}", path.display(), commit.short)).map(Some),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(GitError::unreadable(path.display().to_string())(error)),
        }
    }

    pub(crate) fn text(&self, id: Oid, what: &str) -> Result<String, GitError> {
        let blob = self.git.find_blob(id).map_err(GitError::unreadable(what))?;
        String::from_utf8(blob.content().to_vec())
            .map_err(|_| GitError::Unreadable { what: what.to_owned(), why: "it is no UTF-8".to_owned() })
    }

    pub(crate) fn commit(&self, commit: &Commit) -> Result<git2::Commit<'_>, GitError> {
        Oid::from_str(&commit.id)
            .and_then(|id| self.git.find_commit(id))
            .map_err(GitError::unreadable(format!("the commit {}", commit.id)))
    }

    pub(crate) fn described(&self, id: Oid) -> Result<Commit, GitError> {
        let commit = self.git.find_commit(id).map_err(GitError::unreadable(format!("the commit {id}")))?;
        Ok(described(&commit))
    }

    /// The commits whose parents are not in this clone; none where it is not shallow.
    pub(crate) fn boundary(&self) -> Result<BTreeSet<Oid>, GitError> {
        let path = self.git.commondir().join("shallow");
        match fs::read_to_string(&path) {
            Ok(text) => Ok(text.lines().filter_map(|line| Oid::from_str(line.trim()).ok()).collect()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
            Err(error) => Err(GitError::io(path)(error)),
        }
    }

    fn unknown(&self, rev: &str) -> GitError {
        let names = self.names();
        let mut hints = Vec::new();
        if let Some(near) = meant(rev, &names) {
            hints.push(format!("did you mean `{near}`?"));
        }
        if let Some((remote, branch)) = rev.split_once('/')
            && self.git.find_remote(remote).is_ok()
        {
            hints.push(format!("`git fetch {remote} {branch}` gets it, where `{remote}` has it"));
        }
        if self.is_shallow() {
            hints.push(unshallow().to_owned());
        }
        if hints.is_empty() {
            hints.push("`git branch --all` and `git tag` list the names".to_owned());
        }
        GitError::UnknownRevision { rev: rev.to_owned(), root: self.root.clone(), hint: hints.join(" ") }
    }

    /// What people name commits by.
    fn names(&self) -> Vec<String> {
        let branches = |kind: BranchType| -> Vec<String> {
            let Ok(branches) = self.git.branches(Some(kind)) else { return Vec::new() };
            branches
                .filter_map(Result::ok)
                .filter_map(|(branch, _)| branch.name().ok().flatten().map(str::to_owned))
                .collect()
        };
        let mut names = branches(BranchType::Local);
        names.extend(branches(BranchType::Remote));
        if let Ok(tags) = self.git.tag_names(None) {
            names.extend(tags.iter().filter_map(|tag| tag.ok().flatten().map(str::to_owned)));
        }
        names
    }
}

/// The branch of that name on a remote (or the other way round), else the name with the fewest slips.
fn meant<'a>(rev: &str, names: &'a [String]) -> Option<&'a str> {
    let last = |name: &str| name.rsplit('/').next().map(str::to_owned);
    names
        .iter()
        .find(|name| last(name) == last(rev))
        .map(String::as_str)
        .or_else(|| nearest(rev, names.iter().map(String::as_str)))
}

pub(crate) fn described(commit: &git2::Commit<'_>) -> Commit {
    let id = commit.id().to_string();
    let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let author = commit.author();
    Commit {
        short: id.chars().take(8).collect(),
        id,
        // No calendar holds the years that a broken commit may claim; the beginning of time sorts it first.
        time: Timestamp::from_second(commit.time().seconds()).unwrap_or(Timestamp::UNIX_EPOCH),
        author: format!("{} <{}>", lossy(author.name_bytes()), lossy(author.email_bytes())),
        subject: lossy(commit.summary_bytes().unwrap_or_default()),
    }
}
