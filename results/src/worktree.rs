//! Other commits on disk, beside the working tree: plain folders that git does not know of, so that neither its index nor
//! its branches nor `git worktree list` change, and a kill leaves nothing but a folder, which the next one removes.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use model::Pin;

use crate::{
    Commit, GitError, Repository,
    hash::text_hash,
    patch::patched,
    run_id::safe,
    tree_files::{self, Files},
};

/// Beside the folder `<name>` lies `<name>.touchstone-checkout`: it says that the folder is ours, and whoever works in
/// the folder holds a lock on it.
const MARKER: &str = "touchstone-checkout";

/// Held for the moment in which a checkout is claimed or given up, so that nobody locks a marker that is just removed.
const DOOR: &str = ".lock";

/// Checkouts of one repository in one folder.
#[derive(Debug)]
pub struct Checkouts {
    repository: Repository,
    folder: PathBuf,
}

/// A commit on disk, for one process, until it is dropped.
#[derive(Debug)]
pub struct Checkout {
    commit: Commit,
    git: PathBuf,
    folder: PathBuf,
    workspace: PathBuf,
    patch: Option<String>,
    claim: Option<Claim>,
}

impl Checkouts {
    /// Checkouts of the repository around a workspace, in a folder that is made where there is none. It should be one
    /// that git ignores.
    pub fn open(root: &Path, folder: &Path) -> Result<Self, GitError> {
        let repository = Repository::open(root)?;
        fs::create_dir_all(folder).map_err(GitError::io(folder))?;
        // Programs are started in it, so it must mean the same from everywhere.
        let folder = fs::canonicalize(folder).map_err(GitError::io(folder))?;
        Ok(Self { repository, folder })
    }

    /// The repository they are of.
    pub fn repository(&self) -> &Repository {
        &self.repository
    }

    /// Puts exactly this commit into the folder of this name. What a killed process left there is removed first; what
    /// is not ours, or is in use, is an error. The files are as new as the checkout.
    pub fn checkout(&self, commit: &Commit, name: &str) -> Result<Checkout, GitError> {
        let folder = self.folder.join(safe(name));
        let tree = self.repository.commit(commit)?.tree().map_err(GitError::unreadable(&commit.short))?;
        let files = tree_files::of_tree(&self.repository.git, &commit.short, &tree)?;
        let claim = {
            let _door = door(&self.folder)?;
            Claim::take(&self.folder, &folder)?
        };
        // From here on a failure removes what it began.
        let checkout = Checkout {
            commit: commit.clone(),
            git: self.repository.git.path().to_owned(),
            workspace: folder.join(self.repository.inside()),
            folder,
            patch: None,
            claim: Some(claim),
        };
        fs::create_dir(&checkout.folder).map_err(GitError::io(&checkout.folder))?;
        tree_files::write(&self.repository.git, &checkout.folder, &files)?;
        Ok(checkout)
    }

    /// Removes the checkouts that nobody works in any more, and says which.
    pub fn sweep(&self) -> Result<Vec<PathBuf>, GitError> {
        let _door = door(&self.folder)?;
        let mut removed = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(GitError::io(&self.folder))? {
            let entry = entry.map_err(GitError::io(&self.folder))?;
            let marker = entry.path();
            let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
            if !is_file || marker.extension().is_none_or(|ending| ending != MARKER) {
                continue;
            }
            let folder = marker.with_extension("");
            match Claim::take(&self.folder, &folder) {
                Ok(claim) => {
                    claim.forget()?;
                    removed.push(folder);
                }
                Err(GitError::InUse { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        removed.sort();
        Ok(removed)
    }
}

impl Checkout {
    /// The commit.
    pub fn commit(&self) -> &Commit {
        &self.commit
    }

    /// The folder that holds its files.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The root of the workspace in it: the folder itself, unless the workspace is only a part of its repository.
    pub fn workspace(&self) -> &Path {
        &self.workspace
    }

    /// Makes the commit what a pin says was built. Only onto a fresh checkout, and only whole: where one file does not
    /// fit, nothing is changed.
    pub fn apply_patch(&mut self, patch: &str) -> Result<(), GitError> {
        let commit = &self.commit.short;
        if self.patch.is_some() {
            return Err(GitError::PatchDoesNotFit {
                commit: commit.clone(),
                file: "patch".to_owned(),
                why: "another one is on it already".to_owned(),
            });
        }
        // A tree can be dirty by nothing but files that are too large to keep.
        if !patch.trim().is_empty() {
            let git =
                git2::Repository::open(&self.git).map_err(|error| GitError::opening(&self.git, &error))?;
            let tree = git
                .revparse_single(&self.commit.id)
                .and_then(|object| object.peel_to_tree())
                .map_err(GitError::unreadable(commit))?;
            let before = tree_files::of_tree(&git, commit, &tree)?;
            let after = patched(&git, commit, &tree, &before, patch)?;
            let changed = |a: &Files, b: &Files| -> Files {
                a.iter()
                    .filter(|(path, file)| b.get(*path) != Some(*file))
                    .map(|(p, f)| (p.clone(), *f))
                    .collect()
            };
            tree_files::remove(&self.folder, changed(&before, &after).keys())?;
            tree_files::write(&git, &self.folder, &changed(&after, &before))?;
        }
        self.patch = Some(patch.to_owned());
        Ok(())
    }

    /// From which sources it is, for the header of a run. The pin of its folder would be that of the working tree around
    /// it.
    pub fn pin(&self) -> Pin {
        let lock = fs::read_to_string(self.workspace.join("Cargo.lock")).ok();
        Pin {
            commit: Some(self.commit.id.clone()),
            branch: None,
            dirty: self.patch.is_some(),
            patch_hash: self.patch.as_deref().map(text_hash),
            patch: self.patch.clone(),
            lock_hash: lock.as_deref().map(text_hash),
            caution: self.patch.as_ref().map(|_| "built from the commit with patch.diff on it".to_owned()),
        }
    }

    /// Removes it, and says where that fails. Dropping it does the same in silence.
    pub fn remove(mut self) -> Result<(), GitError> {
        self.claim.take().map_or(Ok(()), Claim::forget_alone)
    }
}

impl Drop for Checkout {
    fn drop(&mut self) {
        if let Some(claim) = self.claim.take() {
            // What cannot go now goes with the next sweep.
            let _ = claim.forget_alone();
        }
    }
}

/// The marker of a folder, locked.
#[derive(Debug)]
struct Claim {
    within: PathBuf,
    folder: PathBuf,
    marker: PathBuf,
    _lock: File,
}

impl Claim {
    /// The folder is ours afterwards, and is not there. The door must be held.
    fn take(within: &Path, folder: &Path) -> Result<Self, GitError> {
        let marker = folder
            .with_file_name(format!("{}.{MARKER}", folder.file_name().unwrap_or_default().to_string_lossy()));
        if !marker.exists() && is_foreign(folder) {
            return Err(GitError::Foreign(folder.to_owned()));
        }
        let mut lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(&marker)
            .map_err(GitError::io(&marker))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = fs::read_to_string(&marker).unwrap_or_default().trim().to_owned();
                return Err(GitError::InUse { path: folder.to_owned(), holder });
            }
            Err(TryLockError::Error(error)) => return Err(GitError::io(marker)(error)),
        }
        let holder = format!("process {} since {:.0}\n", std::process::id(), jiff::Timestamp::now());
        lock.set_len(0)
            .and_then(|()| lock.seek(SeekFrom::Start(0)))
            .and_then(|_| lock.write_all(holder.as_bytes()))
            .map_err(GitError::io(&marker))?;
        gone(folder)?;
        Ok(Self { within: within.to_owned(), folder: folder.to_owned(), marker, _lock: lock })
    }

    /// Removes the folder and its marker. The door must be held.
    fn forget(self) -> Result<(), GitError> {
        gone(&self.folder)?;
        fs::remove_file(&self.marker).map_err(GitError::io(&self.marker))
    }

    /// The same, for who does not hold the door.
    fn forget_alone(self) -> Result<(), GitError> {
        // The large part first: others need not wait for it.
        gone(&self.folder)?;
        let _door = door(&self.within)?;
        self.forget()
    }
}

/// Something is there that we did not make; an empty folder is nothing.
fn is_foreign(folder: &Path) -> bool {
    match fs::symlink_metadata(folder) {
        Ok(found) if found.is_dir() => {
            fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_some())
        }
        Ok(_) => true,
        Err(_) => false,
    }
}

fn gone(folder: &Path) -> Result<(), GitError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(GitError::io(folder)(error)),
        _ => Ok(()),
    }
}

/// Waits, for whoever is in it is out of it soon.
fn door(folder: &Path) -> Result<File, GitError> {
    let path = folder.join(DOOR);
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(GitError::io(&path))?;
    file.lock().map_err(GitError::io(path))?;
    Ok(file)
}
