//! A hash of sources changes with their contents and names, and with nothing else.

use std::{
    fs,
    path::{Path, PathBuf},
};

use results::{file_hash, text_hash, tree_hash};
use tempfile::TempDir;

fn tree(files: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("crate");
    fs::create_dir(&root).unwrap();
    for (name, text) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    (folder, root)
}

fn hash(files: &[(&str, &str)]) -> String {
    let (_folder, root) = tree(files);
    tree_hash(&[root]).unwrap()
}

const SOURCES: [(&str, &str); 3] = [("Cargo.toml", "[package]"), ("src/lib.rs", "mod a;"), ("src/a.rs", "")];

#[test]
fn the_same_sources_elsewhere_and_written_in_another_order_have_the_same_hash() {
    let mut reversed = SOURCES;
    reversed.reverse();
    assert_eq!(hash(&SOURCES), hash(&reversed));
    assert_eq!(hash(&SOURCES).len(), 64);
}

#[test]
fn a_changed_name_content_or_file_changes_it() {
    let all = [
        SOURCES.to_vec(),
        vec![("Cargo.toml", "[package]"), ("src/lib.rs", "mod b;"), ("src/a.rs", "")],
        vec![("Cargo.toml", "[package]"), ("src/lib.rs", "mod a;"), ("src/b.rs", "")],
        vec![("Cargo.toml", "[package]"), ("src/lib.rs", "mod a;")],
        vec![("Cargo.toml", "[package]"), ("src/lib.rs", "mod a;"), ("src/a.rs", ""), ("src/c.rs", "")],
        // The same bytes, cut elsewhere.
        vec![("Cargo.toml", "[package]m"), ("src/lib.rs", "od a;"), ("src/a.rs", "")],
        vec![("Cargo.toml", "[package]"), ("src/lib.rs", "mod a;"), ("srca.rs", "")],
        vec![
            ("Cargo.toml", "[package]"),
            ("src/lib.rs", "mod a;"),
            ("src/a.rs", ""),
            ("src/results/mod.rs", ""),
        ],
    ];
    let mut hashes: Vec<String> = all.iter().map(|files| hash(files)).collect();
    hashes.sort();
    hashes.dedup();
    assert_eq!(hashes.len(), all.len());
}

#[test]
fn what_is_built_cached_or_hidden_makes_no_difference() {
    let mut more = SOURCES.to_vec();
    more.extend([
        ("target/debug/x", "1"),
        (".git/HEAD", "2"),
        ("src/.lib.rs.swp", "3"),
        ("peer/__pycache__/p.pyc", "4"),
    ]);
    assert_eq!(hash(&more), hash(&SOURCES));
}

#[test]
fn several_folders_count_in_their_order() {
    let ((_a, one), (_b, two)) = (tree(&SOURCES), tree(&SOURCES[..1]));
    let both = tree_hash(&[one.clone(), two.clone()]).unwrap();
    assert_ne!(both, tree_hash(&[two, one.clone()]).unwrap());
    assert_ne!(both, tree_hash(&[one]).unwrap());
}

#[cfg(unix)]
#[test]
fn links_are_followed_as_the_compiler_follows_them_and_never_in_a_circle() {
    use std::os::unix::fs::symlink;
    let shared = tempfile::tempdir().unwrap();
    fs::write(shared.path().join("kernel.rs"), "one").unwrap();
    let (_folder, root) = tree(&SOURCES);
    symlink(shared.path(), root.join("src/shared")).unwrap();
    symlink(&root, root.join("src/round")).unwrap();
    symlink("nowhere", root.join("src/dangling")).unwrap();
    let before = tree_hash(std::slice::from_ref(&root)).unwrap();
    fs::write(shared.path().join("kernel.rs"), "two").unwrap();
    assert_ne!(tree_hash(&[root]).unwrap(), before);
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let missing = Path::new("/nowhere/at/all");
    crate::says(&tree_hash(&[missing.to_owned()]).unwrap_err(), missing, &["No such file"]);
    crate::says(&file_hash(missing).unwrap_err(), missing, &["No such file"]);
}

#[test]
fn hashes_are_sha256_in_hexadecimal() {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(text_hash(""), empty);
    let (_folder, root) = tree(&SOURCES);
    assert_eq!(file_hash(&root.join("src/a.rs")).unwrap(), empty);
    assert_eq!(file_hash(&root.join("Cargo.toml")).unwrap(), text_hash("[package]"));
}
