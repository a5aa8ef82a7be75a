//! The pin says from which sources a run was built, and its patch makes them again.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use git2::{ApplyLocation, Diff, IndexAddOption, Oid, Repository, Signature, build::CheckoutBuilder};
use model::Pin;
use results::{pin, text_hash};
use tempfile::TempDir;

const LATIN_1: &[u8] = b"na\xefve, written long ago\nsecond line\n";
const BINARY: &[u8] = &[0, 1, 2, 255, 254, 0, 0, 7, b'\n', 0, 128];

fn repository() -> (TempDir, PathBuf, Repository) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("work");
    let mut options = git2::RepositoryInitOptions::new();
    let repository = Repository::init_opts(&root, options.initial_head("main")).unwrap();
    repository.config().unwrap().set_str("core.autocrlf", "false").unwrap();
    (folder, root, repository)
}

fn commit(repository: &Repository) -> Oid {
    let mut index = repository.index().unwrap();
    index.add_all(["*"], IndexAddOption::DEFAULT, None).unwrap();
    index.write().unwrap();
    let tree = repository.find_tree(index.write_tree().unwrap()).unwrap();
    let author = Signature::now("Somebody", "somebody@example.org").unwrap();
    let parent = repository.head().ok().and_then(|head| head.peel_to_commit().ok());
    let parents: Vec<_> = parent.iter().collect();
    repository.commit(Some("HEAD"), &author, &author, "a commit", &tree, &parents).unwrap()
}

/// A repository with one commit.
fn committed() -> (TempDir, PathBuf, Repository, Oid) {
    let (folder, root, repository) = repository();
    for (name, bytes) in [
        (".gitignore", &b"/target/\n*.log\n"[..]),
        ("Cargo.lock", b"version = 4\n"),
        ("src/lib.rs", b"one\ntwo\nthree\n"),
        ("src/gone.rs", b"gone\n"),
        ("data.bin", BINARY),
        ("old.txt", LATIN_1),
    ] {
        write(&root.join(name), bytes);
    }
    let commit = commit(&repository);
    (folder, root, repository, commit)
}

fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Every file that git would look at.
fn files(root: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    fn walk(root: &Path, folder: &Path, all: &mut Vec<(PathBuf, Vec<u8>)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() && name != ".git" && name != "target" {
                walk(root, &path, all);
            } else if path.is_file() && path.extension().is_none_or(|kind| kind != "log") {
                all.push((path.strip_prefix(root).unwrap().to_owned(), fs::read(&path).unwrap()));
            }
        }
    }
    let mut all = Vec::new();
    walk(root, root, &mut all);
    all.sort();
    all
}

/// The commit checked out elsewhere, with the patch on it.
fn rebuilt(root: &Path, pin: &Pin) -> Vec<(PathBuf, Vec<u8>)> {
    let (patch, commit) = (pin.patch.as_deref().unwrap(), pin.commit.as_deref().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let clone = Repository::clone(root.to_str().unwrap(), folder.path()).unwrap();
    clone.config().unwrap().set_str("core.autocrlf", "false").unwrap();
    clone.set_head_detached(Oid::from_str(commit).unwrap()).unwrap();
    let clean = || clone.checkout_head(Some(CheckoutBuilder::new().force().remove_untracked(true))).unwrap();
    clean();
    clone.apply(&Diff::from_buffer(patch.as_bytes()).unwrap(), ApplyLocation::WorkDir, None).unwrap();
    let by_library = files(folder.path());

    // People will take the command, where there is one.
    clean();
    fs::write(root.join(".git/patch.diff"), patch).unwrap();
    let command = Command::new("git")
        .arg("apply")
        .arg(root.join(".git/patch.diff"))
        .current_dir(folder.path())
        .output();
    if let Ok(applied) = command {
        assert!(applied.status.success(), "{}", String::from_utf8_lossy(&applied.stderr));
        assert_eq!(files(folder.path()), by_library);
    }
    by_library
}

#[track_caller]
fn cautions(pin: &Pin, words: &[&str]) {
    let caution = pin.caution.as_deref().unwrap();
    for word in words {
        assert!(caution.contains(word), "{word:?} is not in: {caution}");
    }
}

#[test]
fn outside_a_repository_a_pin_has_the_lock_and_a_caution() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("Cargo.lock"), "version = 4\n").unwrap();
    let pin = pin(folder.path());
    cautions(&pin, &["not a git repository"]);
    let lock_hash = Some(text_hash("version = 4\n"));
    assert_eq!(pin, Pin { lock_hash, caution: pin.caution.clone(), ..Pin::default() });
}

#[test]
fn before_the_first_commit_a_pin_says_so() {
    let (_folder, root, _) = repository();
    let pin = pin(&root);
    cautions(&pin, &["no commit yet"]);
    assert_eq!(pin, Pin { caution: pin.caution.clone(), ..Pin::default() });
}

#[test]
fn a_repository_that_cannot_be_opened_is_not_called_none() {
    let (_folder, root, _) = repository();
    fs::write(root.join(".git/config"), "[core\nnonsense").unwrap();
    let pin = pin(&root);
    assert_eq!(pin.commit, None);
    cautions(&pin, &["cannot be opened"]);
}

#[test]
fn a_clean_tree_has_a_commit_a_branch_and_no_caution() {
    let (_folder, root, _, commit) = committed();
    write(&root.join("target/debug/x"), b"built");
    write(&root.join("run.log"), b"ignored");
    let expected = Pin {
        commit: Some(commit.to_string()),
        branch: Some("main".to_owned()),
        lock_hash: Some(text_hash("version = 4\n")),
        ..Pin::default()
    };
    assert_eq!(pin(&root), expected);
    // A folder inside it is in it too; its lock is that of the folder.
    assert_eq!(pin(&root.join("src")), Pin { lock_hash: None, ..expected });
}

#[test]
fn a_detached_head_has_no_branch() {
    let (_folder, root, repository, commit) = committed();
    repository.set_head_detached(commit).unwrap();
    let pin = pin(&root);
    assert_eq!((pin.commit, pin.branch, pin.dirty), (Some(commit.to_string()), None, false));
}

#[test]
fn a_dirty_tree_comes_back_from_its_commit_and_its_patch() {
    let (_folder, root, repository, commit) = committed();
    write(&root.join("src/lib.rs"), b"one\n2\nthree\nno end of line");
    write(&root.join("src/new/deep.rs"), "untracked 🦀\n".as_bytes());
    write(&root.join("new.bin"), &[BINARY, BINARY, &[9]].concat());
    write(&root.join("empty"), b"");
    write(&root.join("run.log"), b"ignored");
    fs::write(root.join("data.bin"), [BINARY, &[42]].concat()).unwrap();
    fs::remove_file(root.join("src/gone.rs")).unwrap();
    // One file that is in the index already, and changed again since.
    write(&root.join("staged.rs"), b"first\n");
    repository.index().unwrap().add_path(Path::new("staged.rs")).unwrap();
    repository.index().unwrap().write().unwrap();
    write(&root.join("staged.rs"), b"second\n");

    let pin = pin(&root);
    assert!(pin.dirty);
    assert_eq!(pin.commit, Some(commit.to_string()));
    assert_eq!(pin.patch_hash, pin.patch.as_deref().map(text_hash));
    cautions(&pin, &["the tree is dirty", "7 files differ", "patch.diff"]);
    assert_eq!(rebuilt(&root, &pin), files(&root));
}

#[test]
fn a_file_in_another_encoding_comes_back_byte_for_byte() {
    let (_folder, root, ..) = committed();
    fs::write(root.join("old.txt"), [LATIN_1, b"third: \xe9\n"].concat()).unwrap();
    write(&root.join("new.txt"), b"\xfcber\n");
    write(&root.join("src/lib.rs"), b"plain\n");
    let pin = pin(&root);
    assert_eq!(rebuilt(&root, &pin), files(&root));
}

#[test]
fn one_new_file_makes_a_tree_dirty() {
    let (_folder, root, ..) = committed();
    write(&root.join("notes.txt"), b"x");
    let pin = pin(&root);
    assert!(pin.dirty && pin.patch.as_deref().unwrap().contains("notes.txt"));
    cautions(&pin, &["1 file differs"]);
}

#[cfg(unix)]
#[test]
fn a_file_that_became_a_program_makes_a_tree_dirty() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, root, ..) = committed();
    fs::set_permissions(root.join("src/lib.rs"), fs::Permissions::from_mode(0o755)).unwrap();
    let pin = pin(&root);
    assert!(pin.dirty && pin.patch.as_deref().unwrap().contains("new mode 100755"));
}

#[test]
fn a_new_file_too_large_to_keep_is_named_and_the_rest_still_applies() {
    let (_folder, root, ..) = committed();
    write(&root.join("src/lib.rs"), b"changed\n");
    let large = root.join("table.npy");
    fs::write(&large, vec![7; (16 << 20) + 1]).unwrap();
    let pin = pin(&root);
    assert!(pin.dirty);
    cautions(&pin, &["without table.npy", "too large"]);
    assert!(pin.patch.as_deref().unwrap().len() < 10_000);
    fs::remove_file(large).unwrap();
    assert_eq!(rebuilt(&root, &pin), files(&root));
}

#[test]
fn two_changes_have_two_hashes_and_the_same_change_has_one() {
    let (_folder, root, ..) = committed();
    let hash = |text: &str| {
        write(&root.join("src/lib.rs"), text.as_bytes());
        pin(&root).patch_hash.unwrap()
    };
    let (one, two, again) = (hash("a\n"), hash("b\n"), hash("a\n"));
    assert_eq!(one, again);
    assert_ne!(one, two);
}
