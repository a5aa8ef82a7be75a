//! Other commits on disk: exactly what was committed, gone when it is no longer needed, and git sees nothing of it.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant, SystemTime},
};

use git2::Oid;
use results::{Checkouts, GitError, pin};

use crate::git::{LINK, Made, PLAIN, PROGRAM, SUBMODULE, listed, warns};

const ROOT: &str = "RESULTS_TEST_CHECKOUT";
const BINARY: &[u8] = &[0, 1, 2, 255, 254, 0, 0, 7, b'\n', 0, 128];

fn checkouts(made: &Made) -> Checkouts {
    Checkouts::open(&made.root, &made.root.join("target/touchstone/gate")).unwrap()
}

/// Of every kind of file one, and all that tempts git to change bytes.
fn odd(made: &Made) -> (Oid, Vec<(String, Vec<u8>)>) {
    let files: &[(&str, i32, &[u8])] = &[
        (".gitattributes", PLAIN, b"*.txt text eol=crlf\n*.rs ident\n*.out export-ignore\n"),
        (".gitignore", PLAIN, b"/target/\n"),
        ("Cargo.lock", PLAIN, b"version = 4\n"),
        ("bin/tool", PROGRAM, b"#!/bin/sh\n"),
        ("data.bin", PLAIN, BINARY),
        ("empty", PLAIN, b""),
        ("lines.txt", PLAIN, b"one\ntwo\r\nthree\n"),
        ("link", LINK, b"bin/tool"),
        ("nowhere", LINK, b"../../outside"),
        ("notes.out", PLAIN, b"kept\n"),
        ("src/lib.rs", PLAIN, b"// $Id$\n"),
    ];
    let marks = |mode: i32| match mode {
        PROGRAM => "*",
        LINK => "@",
        _ => "",
    };
    let expected =
        files.iter().map(|(path, mode, bytes)| (format!("{path}{}", marks(*mode)), bytes.to_vec()));
    let mut expected: Vec<_> = expected.collect();
    expected.sort();
    (made.commit(1, &[], files), expected)
}

#[test]
fn a_checkout_holds_exactly_the_bytes_modes_and_links_of_its_commit() {
    let made = Made::new();
    let (commit, expected) = odd(&made);
    made.git.config().unwrap().set_str("core.autocrlf", "true").unwrap();
    let begun = SystemTime::now() - Duration::from_secs(2);
    let checkout = checkouts(&made).checkout(&made.named(commit), "base").unwrap();
    assert_eq!(listed(checkout.folder()), expected);
    assert_eq!(checkout.folder(), checkout.workspace());
    assert_eq!(checkout.commit().id, commit.to_string());
    let newest = fs::metadata(checkout.folder().join("src/lib.rs")).unwrap().modified().unwrap();
    assert!(newest >= begun, "as new as the checkout, not as the commit of January");
    assert!(!checkout.folder().join(".git").exists());
}

#[test]
fn git_sees_nothing_of_a_checkout() {
    let made = Made::new();
    let (commit, _) = odd(&made);
    made.check_out(commit);
    let git = |made: &Made| -> Vec<(String, Vec<u8>)> { listed(made.git.path()) };
    let before = git(&made);
    let mut checkout = checkouts(&made).checkout(&made.named(commit), "base").unwrap();
    checkout.apply_patch("diff --git a/new.txt b/new.txt\nnew file mode 100644\n--- /dev/null\n+++ b/new.txt\n@@ -0,0 +1 @@\n+new\n").unwrap();
    assert_eq!(fs::read_to_string(checkout.folder().join("new.txt")).unwrap(), "new\n");
    assert!(git(&made) == before, "a file in .git is new or another");
    assert!(made.git.worktrees().unwrap().is_empty());
    assert!(made.opened().changed_files().unwrap().is_empty());
}

#[test]
fn a_checkout_is_removed_when_it_is_dropped_and_its_name_is_free_again() {
    let made = Made::new();
    let first = made.commit(1, &[], &[("a.txt", PLAIN, b"1"), ("gone/b.txt", PLAIN, b"1")]);
    let second = made.text(2, &[first], "a.txt", "2");
    let checkouts = checkouts(&made);
    let checkout = checkouts.checkout(&made.named(first), "base").unwrap();
    let folder = checkout.folder().to_owned();
    // What a build or a person leaves in it goes too.
    fs::write(folder.join("left-behind"), "").unwrap();
    drop(checkout);
    let beside = || -> Vec<_> {
        let within = fs::read_dir(folder.parent().unwrap()).unwrap();
        within.map(|entry| entry.unwrap().file_name()).collect()
    };
    assert_eq!(beside(), [".lock"]);
    let checkout = checkouts.checkout(&made.named(second), "base").unwrap();
    assert_eq!(listed(&folder), [("a.txt".to_owned(), b"2".to_vec())]);
    checkout.remove().unwrap();
    assert_eq!(beside(), [".lock"]);
}

#[test]
fn two_checkouts_stand_side_by_side_and_none_takes_the_folder_of_another() {
    let made = Made::new();
    let (commit, expected) = odd(&made);
    let (checkouts, commit) = (checkouts(&made), made.named(commit));
    let base = checkouts.checkout(&commit, "base").unwrap();
    let head = checkouts.checkout(&commit, "head").unwrap();
    assert_ne!(base.folder(), head.folder());
    let holder = format!("process {} since ", std::process::id());
    warns(checkouts.checkout(&commit, "base"), &[&base.folder().display().to_string(), "in use", &holder]);
    assert_eq!(checkouts.sweep().unwrap(), Vec::<PathBuf>::new());
    assert_eq!(listed(base.folder()), expected);
    assert_eq!(listed(head.folder()), expected);
}

#[test]
fn what_is_not_ours_is_never_touched() {
    let made = Made::new();
    let (commit, _) = odd(&made);
    let checkouts = checkouts(&made);
    let folder = made.root.join("target/touchstone/gate/base");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("thesis.tex"), "three years of work").unwrap();
    warns(
        checkouts.checkout(&made.named(commit), "base"),
        &["gate/base is there already", "no checkout of Touchstone", "move it away"],
    );
    assert_eq!(checkouts.sweep().unwrap(), Vec::<PathBuf>::new());
    assert_eq!(fs::read_to_string(folder.join("thesis.tex")).unwrap(), "three years of work");
    fs::remove_file(folder.join("thesis.tex")).unwrap();
    checkouts.checkout(&made.named(commit), "base").unwrap();
    fs::write(&folder, "a file").unwrap();
    assert!(matches!(checkouts.checkout(&made.named(commit), "base"), Err(GitError::Foreign(_))));
    // No name leads out of the folder.
    let outside = checkouts.checkout(&made.named(commit), "../../outside").unwrap();
    assert_eq!(outside.folder().parent(), folder.canonicalize().unwrap().parent());
}

#[test]
fn submodules_are_refused_by_name() {
    let made = Made::new();
    let files: &[(&str, i32, &[u8])] =
        &[("deep/theirs", SUBMODULE, b""), ("also", SUBMODULE, b""), ("a.txt", PLAIN, b"")];
    let commit = made.commit(1, &[], files);
    let result = checkouts(&made).checkout(&made.named(commit), "base");
    warns(result, &[&commit.to_string()[..8], "submodules (also, deep/theirs)"]);
    assert!(!made.root.join("target/touchstone/gate/base").exists());
}

#[test]
fn a_tree_that_was_made_to_write_elsewhere_is_refused() {
    let made = Made::new();
    let blob = made.git.blob(b"x").unwrap();
    for name in ["..", ".git", ".GIT"] {
        // The library refuses to make such a tree, as it should; so it is written byte by byte.
        let mut tree = format!("100644 {name}\0").into_bytes();
        tree.extend_from_slice(blob.as_bytes());
        let tree = made.git.odb().unwrap().write(git2::ObjectType::Tree, &tree).unwrap();
        let commit = made.commit_tree(1, &[], tree);
        warns(checkouts(&made).checkout(&made.named(commit), "base"), &[name, "not checked out"]);
    }
}

#[test]
fn a_workspace_that_is_a_part_of_its_repository_is_found_in_the_checkout() {
    let made = Made::new();
    let commit = made.commit(1, &[], &[("rust/Cargo.lock", PLAIN, b"version = 4\n"), ("a.txt", PLAIN, b"")]);
    made.check_out(commit);
    let within = made.root.join("target");
    let checkouts = Checkouts::open(&made.root.join("rust"), &within).unwrap();
    let checkout = checkouts.checkout(&made.named(commit), "base").unwrap();
    assert_eq!(checkout.workspace(), checkout.folder().join("rust"));
    assert!(checkout.workspace().join("Cargo.lock").exists());
    assert_eq!(checkout.pin().lock_hash, Some(results::text_hash("version = 4\n")));
}

/// Does the patch of the pin of a dirty tree make the same tree in a checkout?
#[track_caller]
fn comes_back(made: &Made, commit: Oid) {
    let pinned = pin(&made.root);
    let checkouts = checkouts(made);
    let mut checkout = checkouts.checkout(&made.named(commit), "head").unwrap();
    checkout.apply_patch(pinned.patch.as_deref().unwrap()).unwrap();
    let tree: Vec<_> = listed(&made.root)
        .into_iter()
        .filter(|(path, _)| !path.starts_with(".git/") && !path.starts_with("target/"))
        .collect();
    let names = |all: &[(String, Vec<u8>)]| all.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&listed(checkout.folder())), names(&tree));
    assert_eq!(listed(checkout.folder()), tree);
    let made_of = checkout.pin();
    assert_eq!((&made_of.commit, made_of.dirty), (&pinned.commit, true));
    assert_eq!((&made_of.patch, &made_of.patch_hash), (&pinned.patch, &pinned.patch_hash));
}

#[test]
fn a_dirty_tree_comes_back_in_a_checkout_from_the_patch_of_its_pin() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let made = Made::new();
    let long = (0..200).map(|line| format!("line {line}")).collect::<Vec<_>>().join("\n");
    let commit = made.commit(
        1,
        &[],
        &[
            (".gitignore", PLAIN, b"/target/\n"),
            ("long.rs", PLAIN, long.as_bytes()),
            ("gone/only.rs", PLAIN, b"gone\n"),
            ("data.bin", PLAIN, BINARY),
            ("old.bin", PLAIN, BINARY),
            ("tool", PLAIN, b"#!/bin/sh\n"),
            ("link", LINK, b"tool"),
            ("no-end", PLAIN, b"no newline"),
        ],
    );
    made.check_out(commit);
    let at = |path: &str| made.root.join(path);
    fs::write(at("long.rs"), long.replace("line 7\n", "").replace("line 150\n", "line 150\nand more\n"))
        .unwrap();
    fs::remove_dir_all(at("gone")).unwrap();
    fs::write(at("data.bin"), [BINARY, &[0, 200, 3]].concat()).unwrap();
    fs::remove_file(at("old.bin")).unwrap();
    fs::set_permissions(at("tool"), fs::Permissions::from_mode(0o755)).unwrap();
    fs::remove_file(at("link")).unwrap();
    symlink("long.rs", at("link")).unwrap();
    fs::write(at("no-end"), "still none").unwrap();
    fs::create_dir_all(at("new/deep")).unwrap();
    fs::write(at("new/deep/file.rs"), "new\n").unwrap();
    fs::write(at("new/empty.rs"), "").unwrap();
    fs::write(at("new/data.bin"), BINARY).unwrap();
    fs::write(at("na\u{ef}ve name.rs"), "1\n").unwrap();
    comes_back(&made, commit);
}

#[test]
fn a_file_that_became_a_link_comes_back_too() {
    let made = Made::new();
    let commit =
        made.commit(1, &[], &[("a.txt", PLAIN, b"one\n"), ("b.txt", PLAIN, b"one\n"), ("c", LINK, b"a.txt")]);
    made.check_out(commit);
    fs::write(made.git.path().join("info/exclude"), "/target/\n").unwrap();
    fs::remove_file(made.root.join("b.txt")).unwrap();
    std::os::unix::fs::symlink("a.txt", made.root.join("b.txt")).unwrap();
    fs::remove_file(made.root.join("c")).unwrap();
    fs::write(made.root.join("c"), "a file now\n").unwrap();
    comes_back(&made, commit);
}

#[test]
fn a_clean_checkout_has_a_clean_pin() {
    let made = Made::new();
    let (commit, _) = odd(&made);
    let checkout = checkouts(&made).checkout(&made.named(commit), "base").unwrap();
    let expected = model::Pin {
        commit: Some(commit.to_string()),
        lock_hash: Some(results::text_hash("version = 4\n")),
        ..model::Pin::default()
    };
    assert_eq!(checkout.pin(), expected);
}

#[test]
fn a_patch_for_another_tree_names_the_first_file_that_does_not_fit() {
    let made = Made::new();
    let commit = made.commit(1, &[], &[("a.txt", PLAIN, b"one\n"), ("b.txt", PLAIN, b"one\n")]);
    let mut checkout = checkouts(&made).checkout(&made.named(commit), "head").unwrap();
    let before = listed(checkout.folder());
    let change = |path: &str, from: &str| {
        format!("diff --git a/{path} b/{path}\n--- a/{path}\n+++ b/{path}\n@@ -1 +1 @@\n-{from}\n+two\n")
    };
    let add =
        "diff --git a/a.txt b/a.txt\nnew file mode 100644\n--- /dev/null\n+++ b/a.txt\n@@ -0,0 +1 @@\n+two\n";
    let remove = "diff --git a/c.txt b/c.txt\ndeleted file mode 100644\n--- a/c.txt\n+++ /dev/null\n@@ -1 +0,0 @@\n-one\n";
    let short = &commit.to_string()[..8];
    for (patch, file) in [
        (change("a.txt", "one") + &change("b.txt", "three"), "b.txt: "),
        (change("c.txt", "one"), "c.txt: the patch changes it, and it is not there"),
        (remove.to_owned(), "c.txt: the patch changes it, and it is not there"),
        (add.to_owned(), "a.txt: the patch makes it, and it is there already"),
        ("this is no patch\n".to_owned(), "patch: "),
    ] {
        warns(checkout.apply_patch(&patch), &["does not fit", short, file]);
        assert_eq!(listed(checkout.folder()), before, "nothing is changed by half");
    }
    checkout.apply_patch(&change("a.txt", "one")).unwrap();
    warns(checkout.apply_patch(&change("b.txt", "one")), &["another one is on it already"]);
    assert_eq!(fs::read_to_string(checkout.folder().join("a.txt")).unwrap(), "two\n");
}

/// Holds a checkout until it is killed.
fn victim(root: &Path) {
    let checkouts = Checkouts::open(root, &root.join("target/touchstone/gate")).unwrap();
    let commit = checkouts.repository().resolve("HEAD").unwrap();
    let _held = checkouts.checkout(&commit, "base").unwrap();
    fs::write(root.join("target/ready"), "").unwrap();
    loop {
        thread::sleep(Duration::from_secs(1));
    }
}

fn started(made: &Made) -> Child {
    let child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "worktree::a_checkout_of_a_killed_process_is_swept_and_one_in_use_is_not"])
        .env(ROOT, &made.root)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while !made.root.join("target/ready").exists() {
        assert!(begun.elapsed() < Duration::from_mins(1), "the victim checks nothing out");
        thread::sleep(Duration::from_millis(5));
    }
    child
}

#[test]
fn a_checkout_of_a_killed_process_is_swept_and_one_in_use_is_not() {
    // This test starts itself again, in a process that it can kill.
    if let Some(root) = env::var_os(ROOT) {
        return victim(root.as_ref());
    }
    let made = Made::new();
    let (commit, expected) = odd(&made);
    made.check_out(commit);
    let mut child = started(&made);
    let checkouts = checkouts(&made);
    let folder = made.root.canonicalize().unwrap().join("target/touchstone/gate/base");
    let in_use = checkouts.sweep();
    let holder = format!("process {}", child.id());
    let refused = checkouts.checkout(&made.named(commit), "base");
    let whole = listed(&folder);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(in_use.unwrap(), Vec::<PathBuf>::new());
    warns(refused, &[&holder]);
    assert_eq!(whole, expected);
    assert!(folder.exists(), "a kill leaves the folder");
    assert_eq!(checkouts.sweep().unwrap(), std::slice::from_ref(&folder));
    assert!(!folder.exists());
    assert_eq!(checkouts.sweep().unwrap(), Vec::<PathBuf>::new());
}

#[test]
fn a_killed_checkout_is_taken_over_by_the_next_of_its_name() {
    let made = Made::new();
    let (commit, expected) = odd(&made);
    let checkouts = checkouts(&made);
    let folder = made.root.join("target/touchstone/gate/base");
    // As a kill in the middle of writing leaves it.
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("src/lib.rs"), "half").unwrap();
    fs::write(folder.with_extension("touchstone-checkout"), "process 1 since yesterday\n").unwrap();
    let checkout = checkouts.checkout(&made.named(commit), "base").unwrap();
    assert_eq!(listed(checkout.folder()), expected);
}
