//! Which commit a word means, and which commits lie between two.

use std::{fs, path::PathBuf};

use git2::{ObjectType, Oid, Signature};
use results::{Commit, Repository, pin};

use crate::git::{Made, warns};

fn ids(commits: &[Commit]) -> Vec<String> {
    commits.iter().map(|commit| commit.id.clone()).collect()
}

fn words(ids: &[Oid]) -> Vec<String> {
    ids.iter().map(Oid::to_string).collect()
}

/// Four commits one after another, the last of them on `main`.
fn straight() -> (Made, [Oid; 4]) {
    let made = Made::new();
    let mut parents = Vec::new();
    let line = [1, 2, 3, 4].map(|minute| {
        let commit = made.text(minute, &parents, "file.txt", &format!("{minute}\n"));
        parents = vec![commit];
        commit
    });
    made.check_out(line[3]);
    (made, line)
}

/// A branch from the first commit of `main` that was merged into it: `1 - 2 - 4(merge of 2 and 3) - 5`, and `1 - 3`.
fn merged() -> (Made, [Oid; 5]) {
    let made = Made::new();
    let first = made.text(1, &[], "file.txt", "1\n");
    let main = made.text(2, &[first], "file.txt", "2\n");
    let side = made.text(3, &[first], "file.txt", "3\n");
    let merge = made.text(4, &[main, side], "file.txt", "4\n");
    let last = made.text(5, &[merge], "file.txt", "5\n");
    made.check_out(last);
    (made, [first, main, side, merge, last])
}

#[test]
fn every_way_to_name_a_commit_is_known() {
    let (made, line) = straight();
    made.git.reference("refs/remotes/origin/work", line[1], true, "").unwrap();
    made.git.remote("origin", "https://example.org/work.git").unwrap();
    let object = made.git.find_object(line[0], Some(ObjectType::Commit)).unwrap();
    let author = Signature::now("Somebody", "somebody@example.org").unwrap();
    made.git.tag("v1", &object, &author, "the first", false).unwrap();
    made.git.tag_lightweight("light", &object, false).unwrap();
    let repository = made.opened();
    let hash = line[2].to_string();
    for (rev, expected) in [
        ("main", line[3]),
        ("HEAD", line[3]),
        ("HEAD~3", line[0]),
        ("main^", line[2]),
        ("origin/work", line[1]),
        ("v1", line[0]),
        ("light", line[0]),
        (&hash, line[2]),
        (&hash[..9], line[2]),
    ] {
        assert_eq!(repository.resolve(rev).unwrap().id, expected.to_string(), "{rev}");
    }
    let commit = repository.resolve("HEAD~2").unwrap();
    assert_eq!(commit.short, line[1].to_string()[..8]);
    assert_eq!(commit.time.to_string(), "2026-01-01T00:02:00Z");
    assert_eq!(commit.author, "Somebody <somebody@example.org>");
    assert_eq!(commit.subject, "minute 2");
}

#[test]
fn a_word_that_names_no_commit_is_named_with_the_nearest() {
    let (made, line) = straight();
    made.branch("faster-tree", line[1]);
    made.git.reference("refs/remotes/origin/release", line[1], true, "").unwrap();
    made.git.remote("origin", "https://example.org/work.git").unwrap();
    let repository = made.opened();
    let root = made.root.display().to_string();
    warns(repository.resolve("mian"), &["no commit `mian`", &root, "did you mean `main`?"]);
    warns(repository.resolve("faster-treee"), &["did you mean `faster-tree`?"]);
    warns(repository.resolve("release"), &["did you mean `origin/release`?"]);
    warns(repository.resolve("origin/main"), &["did you mean `main`?", "`git fetch origin main`"]);
    warns(repository.resolve("HEAD~4"), &["no commit `HEAD~4`"]);
    warns(repository.resolve("qqqqqqqqqqqqqqqqq"), &["`git branch --all`"]);
    warns(repository.resolve("HEAD:file.txt"), &["`HEAD:file.txt` is not one commit", "it is a blob"]);
    warns(repository.resolve("HEAD~1..HEAD"), &["`HEAD~1..HEAD` is not one commit"]);
    for rev in ["", " ", "main mian", "\u{1f980}", "-", "@{", "HEAD~99999999999"] {
        assert!(repository.resolve(rev).is_err(), "{rev:?}");
    }
}

#[test]
fn in_a_shallow_clone_the_depth_is_suspected_and_the_way_out_named() {
    let (mut made, line) = straight();
    assert!(!made.opened().is_shallow());
    made.cut_before(line[2]);
    let repository = made.opened();
    assert!(repository.is_shallow());
    assert_eq!(repository.resolve("HEAD~1").unwrap().id, line[2].to_string());
    warns(repository.resolve("HEAD~2"), &["`HEAD~2`", "git fetch --unshallow", "fetch-depth: 0"]);
}

#[test]
fn a_folder_without_a_repository_and_one_without_files_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    warns(Repository::open(folder.path()), &["in no git repository", "git init"]);
    warns(Repository::open(&folder.path().join("nowhere")), &["nowhere"]);
    let bare = folder.path().join("bare");
    git2::Repository::init_bare(&bare).unwrap();
    warns(Repository::open(&bare), &["bare"]);
    let empty = Made::new();
    warns(empty.opened().resolve("HEAD"), &["no commit `HEAD`"]);
}

#[test]
fn two_branches_part_where_they_grew_from_one_commit() {
    let (made, line) = straight();
    let side = made.text(9, &[line[1]], "file.txt", "side\n");
    let repository = made.opened();
    let base = |a: Oid, b: Oid| repository.merge_base(&made.named(a), &made.named(b)).map(|commit| commit.id);
    assert_eq!(base(side, line[3]).unwrap(), line[1].to_string());
    assert_eq!(base(line[3], side).unwrap(), line[1].to_string());
    assert_eq!(base(line[0], line[3]).unwrap(), line[0].to_string());
    assert_eq!(base(line[3], line[3]).unwrap(), line[3].to_string());
    let other = made.text(10, &[], "file.txt", "another world\n");
    warns(base(other, line[3]), &[&other.to_string()[..8], &line[3].to_string()[..8], "unrelated"]);
}

#[test]
fn where_branches_part_is_not_guessed_in_a_shallow_clone() {
    let (mut made, line) = straight();
    let side = made.text(9, &[line[1]], "file.txt", "side\n");
    made.cut_before(line[2]);
    let (side, head) = (made.named(side), made.named(line[3]));
    warns(
        made.opened().merge_base(&side, &head),
        &["cannot be told", "git fetch --unshallow", "fetch-depth: 0"],
    );
    // What is whole in it is told.
    let base = made.opened().merge_base(&made.named(line[2]), &head).unwrap();
    assert_eq!(base.id, line[2].to_string());
}

#[test]
fn a_common_ancestor_is_not_taken_where_a_newer_one_may_be_hidden() {
    // 1 - 2 - 3 on main; the head is a merge of 1 and of a branch that grew from 2, whose history is cut.
    let mut made = Made::new();
    let first = made.text(1, &[], "file.txt", "1\n");
    let second = made.text(2, &[first], "file.txt", "2\n");
    let main = made.text(3, &[second], "file.txt", "3\n");
    let cut = made.text(4, &[second], "file.txt", "4\n");
    let head = made.text(5, &[first, cut], "file.txt", "5\n");
    let whole = made.opened().merge_base(&made.named(main), &made.named(head)).unwrap();
    assert_eq!(whole.id, second.to_string());
    made.cut_before(cut);
    warns(made.opened().merge_base(&made.named(main), &made.named(head)), &["git fetch --unshallow"]);
}

#[test]
fn between_good_and_bad_lie_the_commits_after_the_one_up_to_the_other() {
    let (made, line) = straight();
    let between = |good: Oid, bad: Oid| made.opened().between(&made.named(good), &made.named(bad));
    assert_eq!(ids(&between(line[0], line[3]).unwrap()), words(&line[1..]));
    assert_eq!(ids(&between(line[2], line[3]).unwrap()), words(&line[3..]));
}

#[test]
fn a_merged_branch_is_one_step() {
    let (made, [first, main, side, merge, last]) = merged();
    let between =
        |good: Oid, bad: Oid| ids(&made.opened().between(&made.named(good), &made.named(bad)).unwrap());
    assert_eq!(between(first, last), words(&[main, merge, last]));
    assert_eq!(between(main, last), words(&[merge, last]));
    // Good on the branch: what main had besides came in with the line, and is searched.
    assert_eq!(between(side, last), words(&[main, merge, last]));
}

#[test]
fn good_and_bad_the_wrong_way_round_are_told_apart() {
    let (made, line) = straight();
    let between = |good: Oid, bad: Oid| made.opened().between(&made.named(good), &made.named(bad));
    let short = |id: Oid| id.to_string()[..8].to_owned();
    warns(between(line[3], line[0]), &["the other way round", &short(line[3]), "swap them"]);
    warns(between(line[1], line[1]), &["the same commit"]);
    let side = made.text(9, &[line[1]], "file.txt", "side\n");
    warns(between(side, line[3]), &["neither grows from the other", &short(side)]);
}

#[test]
fn what_lies_beyond_the_depth_of_a_clone_is_not_between() {
    let (mut made, line) = straight();
    made.cut_before(line[2]);
    let between = |good: Oid, bad: Oid| made.opened().between(&made.named(good), &made.named(bad));
    warns(between(line[0], line[3]), &["cannot be told", "git fetch --unshallow"]);
    assert_eq!(ids(&between(line[2], line[3]).unwrap()), words(&line[3..]));
}

#[test]
fn a_tree_is_dirty_by_what_a_pin_calls_dirty() {
    let (made, _) = straight();
    let dirty = |expected: &[&str]| {
        let changed = made.opened().changed_files().unwrap();
        assert_eq!(changed, expected.iter().map(PathBuf::from).collect::<Vec<_>>());
        assert_eq!(pin(&made.root).dirty, !expected.is_empty());
    };
    dirty(&[]);
    fs::write(made.git.path().join("info/exclude"), "*.log\n").unwrap();
    fs::write(made.root.join("run.log"), "ignored").unwrap();
    dirty(&[]);
    fs::write(made.root.join("file.txt"), "changed\n").unwrap();
    dirty(&["file.txt"]);
    fs::create_dir(made.root.join("new")).unwrap();
    fs::write(made.root.join("new/a.rs"), "").unwrap();
    fs::write(made.root.join("new/b.rs"), "").unwrap();
    dirty(&["file.txt", "new/a.rs", "new/b.rs"]);
    fs::remove_file(made.root.join("file.txt")).unwrap();
    dirty(&["file.txt", "new/a.rs", "new/b.rs"]);
}

#[test]
fn a_file_is_read_as_it_was_at_a_commit() {
    let (made, line) = straight();
    let text = |at: Oid, path: &str| made.opened().text_at(&made.named(at), path.as_ref()).unwrap();
    assert_eq!(text(line[1], "file.txt").as_deref(), Some("2\n"));
    assert_eq!(text(line[3], "file.txt").as_deref(), Some("4\n"));
    assert_eq!(text(line[1], "nothing.txt"), None);
}
