//! Small repositories, made by hand: every commit says what it holds, what it grew from and when it was made.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use git2::{Oid, Repository, RepositoryInitOptions, Signature, Time};
use tempfile::TempDir;

/// The mode of a file in a tree.
pub(crate) const PLAIN: i32 = 0o100_644;
pub(crate) const PROGRAM: i32 = 0o100_755;
pub(crate) const LINK: i32 = 0o120_000;
pub(crate) const SUBMODULE: i32 = 0o160_000;

/// Path, mode, bytes.
pub(crate) type Entry<'a> = (&'a str, i32, &'a [u8]);

/// A repository that is gone when the test is.
pub(crate) struct Made {
    _folder: TempDir,
    pub(crate) root: PathBuf,
    pub(crate) git: Repository,
}

impl Made {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("work");
        let git = Repository::init_opts(&root, RepositoryInitOptions::new().initial_head("main")).unwrap();
        git.config().unwrap().set_str("core.autocrlf", "false").unwrap();
        Self { _folder: folder, root, git }
    }

    /// A commit that holds exactly these files, made `minute` minutes after the first of January. HEAD stays.
    pub(crate) fn commit(&self, minute: i64, parents: &[Oid], files: &[Entry<'_>]) -> Oid {
        let mut folders: BTreeMap<&str, Vec<Entry<'_>>> = BTreeMap::new();
        for (path, mode, bytes) in files {
            let (folder, name) = path.split_once('/').unwrap_or(("", path));
            folders.entry(folder).or_default().push((name, *mode, bytes));
        }
        let tree = |files: &[Entry<'_>], inner: &[(&str, Oid)]| {
            let mut tree = self.git.treebuilder(None).unwrap();
            for (name, mode, bytes) in files {
                let id = if *mode == SUBMODULE {
                    Oid::from_bytes(&[7; 20]).unwrap()
                } else {
                    self.git.blob(bytes).unwrap()
                };
                tree.insert(name, id, *mode).unwrap();
            }
            for (name, id) in inner {
                tree.insert(name, *id, 0o040_000).unwrap();
            }
            tree.write().unwrap()
        };
        let top = folders.remove("").unwrap_or_default();
        let inner: Vec<(&str, Oid)> = folders.iter().map(|(name, files)| (*name, tree(files, &[]))).collect();
        self.commit_tree(minute, parents, tree(&top, &inner))
    }

    pub(crate) fn commit_tree(&self, minute: i64, parents: &[Oid], tree: Oid) -> Oid {
        let time = Time::new(1_767_225_600 + 60 * minute, 0);
        let author = Signature::new("Somebody", "somebody@example.org", &time).unwrap();
        let parents: Vec<_> = parents.iter().map(|id| self.git.find_commit(*id).unwrap()).collect();
        let message = format!("minute {minute}\n\nand more\n");
        let tree = self.git.find_tree(tree).unwrap();
        self.git.commit(None, &author, &author, &message, &tree, &parents.iter().collect::<Vec<_>>()).unwrap()
    }

    /// One plain file.
    pub(crate) fn text(&self, minute: i64, parents: &[Oid], path: &str, text: &str) -> Oid {
        self.commit(minute, parents, &[(path, PLAIN, text.as_bytes())])
    }

    /// `main` is this commit, and its files are in the working tree.
    pub(crate) fn check_out(&self, commit: Oid) {
        self.branch("main", commit);
        self.git
            .checkout_head(Some(git2::build::CheckoutBuilder::new().force().remove_untracked(true)))
            .unwrap();
    }

    pub(crate) fn branch(&self, name: &str, commit: Oid) {
        self.git.reference(&format!("refs/heads/{name}"), commit, true, "").unwrap();
    }

    /// As a clone whose history ends at this commit.
    pub(crate) fn cut_before(&mut self, commit: Oid) {
        fs::write(self.git.path().join("shallow"), format!("{commit}\n")).unwrap();
        self.git = Repository::open(&self.root).unwrap();
    }

    pub(crate) fn opened(&self) -> results::Repository {
        results::Repository::open(&self.root).unwrap()
    }

    pub(crate) fn named(&self, commit: Oid) -> results::Commit {
        self.opened().resolve(&commit.to_string()).unwrap()
    }
}

/// Everything in a folder, links and programs as such: `path`, `path*` or `path@`, with the bytes.
pub(crate) fn listed(folder: &Path) -> Vec<(String, Vec<u8>)> {
    use std::os::unix::{ffi::OsStrExt, fs::PermissionsExt};
    let (mut all, mut waiting) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let inside = path.strip_prefix(folder).unwrap().display().to_string();
            let found = fs::symlink_metadata(&path).unwrap();
            if found.is_dir() {
                waiting.push(path);
            } else if found.is_symlink() {
                all.push((
                    format!("{inside}@"),
                    fs::read_link(&path).unwrap().as_os_str().as_bytes().to_vec(),
                ));
            } else {
                let mark = if found.permissions().mode() & 0o111 == 0 { "" } else { "*" };
                all.push((format!("{inside}{mark}"), fs::read(&path).unwrap()));
            }
        }
    }
    all.sort();
    all
}

/// What an error says.
#[track_caller]
pub(crate) fn warns<T>(result: Result<T, results::GitError>, words: &[&str]) {
    let Err(error) = result else { panic!("there is no error that says {words:?}") };
    let text = error.to_string();
    for word in words {
        assert!(text.contains(word), "{word:?} is not in: {text}");
    }
}
