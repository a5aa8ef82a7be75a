//! Who may use whom, read from what cargo says.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

use crate::world::project;

const ROOMS: [&str; 6] = ["experiments", "kernels", "harness", "results", "tests", "notebooks"];

struct Member {
    room: &'static str,
    /// Is it no experiment, but what the experiments of a plan share?
    shared: bool,
    normal: Vec<String>,
}

/// Of the workspace that a folder belongs to.
fn metadata(folder: &Path) -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(folder)
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!("{}: {error}: {}", folder.display(), String::from_utf8_lossy(&output.stderr))
    })
}

/// The folders of programs that peers are.
fn peers_in_rust() -> Vec<PathBuf> {
    let inside =
        |folder: PathBuf| fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let peers: Vec<PathBuf> = ["experiments", "kernels"]
        .into_iter()
        .flat_map(|room| inside(project().join(room)))
        .flat_map(|package| inside(package.join("peers")))
        .filter(|folder| folder.join("Cargo.toml").is_file())
        .collect();
    assert!(peers.iter().any(|peer| peer.ends_with("arc-objects/peers/imageproc")), "{peers:?}");
    peers
}

fn members() -> BTreeMap<String, Member> {
    let metadata = metadata(&project());
    let packages = metadata["packages"].as_array().unwrap().iter();
    packages
        .map(|package| {
            let path = package["manifest_path"].as_str().unwrap();
            let inside = path.strip_prefix(project().to_str().unwrap()).unwrap().trim_start_matches('/');
            let room = ROOMS
                .into_iter()
                .find(|room| inside.starts_with(room))
                .unwrap_or_else(|| panic!("{inside} is in no room"));
            let normal = package["dependencies"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|dependency| dependency["kind"].is_null())
                .map(|dependency| dependency["name"].as_str().unwrap().to_owned())
                .collect();
            let shared = room == "experiments" && package["metadata"]["touchstone"].is_null();
            (package["name"].as_str().unwrap().to_owned(), Member { room, shared, normal })
        })
        .collect()
}

/// Only these; `ours` are members of the workspace.
fn uses_only(members: &BTreeMap<String, Member>, name: &str, allowed: &[&str]) {
    for used in &members[name].normal {
        assert!(allowed.contains(&used.as_str()), "{name} uses {used}; it may use {allowed:?}");
    }
}

#[test]
fn everything_keeps_to_its_room() {
    let members = members();
    uses_only(&members, "model", &["serde", "schemars"]);
    uses_only(&members, "notebook", &["serde", "serde_json", "sha2", "thiserror", "wire"]);
    // A notebook's kernel builds and loads all of them before it shows anything.
    uses_only(&members, "prelude", &["wire"]);
    uses_only(&members, "wire", &[]);
    uses_only(&members, "charts", &["plotters", "thiserror"]);
    uses_only(&members, "stats", &["libm", "serde"]);
    uses_only(&members, "judge", &["model", "stats"]);
    for (name, member) in &members {
        for used in &member.normal {
            let to = members.get(used).map(|used| used.room);
            match member.room {
                "experiments" => {
                    assert!(
                        used == "touchstone" || to == Some("kernels") || to.is_none() || members[used].shared,
                        "{name} uses {used}"
                    );
                    assert!(!["polars", "git2", "plotters"].contains(&used.as_str()), "{name} uses {used}");
                }
                "kernels" => assert!(to.is_none() || to == Some("kernels"), "{name} uses {used}"),
                _ => assert!(!matches!(to, Some("experiments" | "tests")), "{name} uses {used}"),
            }
            if used.starts_with("polars") {
                assert_eq!(name, "results", "Polars enters at results");
            }
        }
    }
}

#[test]
fn a_peer_in_rust_shares_nothing_with_the_workspace() {
    let everybodys = fs::read_to_string(project().join("Cargo.lock")).unwrap();
    for folder in peers_in_rust() {
        let metadata = metadata(&folder);
        assert_eq!(metadata["workspace_root"].as_str().map(Path::new), Some(folder.as_path()));
        let lock = fs::read_to_string(folder.join("Cargo.lock")).unwrap();
        let dependencies = metadata["packages"][0]["dependencies"].as_array().unwrap();
        let (measured, others): (Vec<_>, Vec<_>) =
            dependencies.iter().partition(|dependency| dependency["req"].as_str().unwrap().starts_with('='));
        assert!(!measured.is_empty(), "{}: what is measured has one version: write `=`", folder.display());
        for name in measured.iter().map(|dependency| dependency["name"].as_str().unwrap()) {
            let line = format!("name = \"{name}\"\n");
            assert!(lock.contains(&line) && !everybodys.contains(&line), "{name} is for its peer alone");
        }
        for dependency in others.into_iter().chain(measured) {
            assert!(dependency["path"].is_null(), "{} is ours: a peer builds alone", dependency["name"]);
        }
    }
}

#[test]
fn polars_is_built_once_whatever_is_selected() {
    let features = |edges: &str| -> Vec<String> {
        let output = Command::new(env!("CARGO"))
            .args([
                "tree",
                "--workspace",
                "--edges",
                edges,
                "--prefix",
                "none",
                "--format",
                "{p} {f}",
                "--offline",
            ])
            .current_dir(project())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let mut lines: Vec<String> = String::from_utf8(output.stdout)
            .unwrap()
            .lines()
            .map(|line| line.trim_end_matches(" (*)").trim().to_owned())
            .collect();
        lines.sort();
        lines.dedup();
        lines
    };
    let closure = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--package",
            "results",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--format",
            "{p}",
            "--offline",
        ])
        .current_dir(project())
        .output()
        .unwrap();
    let (with, without) = (features("normal,build,dev"), features("normal,build"));
    for package in String::from_utf8(closure.stdout).unwrap().lines() {
        let package = package.trim_end_matches(" (*)");
        let of =
            |all: &[String]| all.iter().filter(|line| line.starts_with(package)).cloned().collect::<Vec<_>>();
        assert_eq!(
            of(&with),
            of(&without),
            "tests change what Polars is built from: pin the feature in results/Cargo.toml"
        );
    }
}

#[test]
fn every_source_file_is_compiled() {
    let roots = target_roots();
    let mut files = Vec::new();
    for room in ROOMS {
        sources(&project().join(room), &mut files);
    }
    assert!(files.len() > roots.len(), "{roots:?}");
    let named = named(&files);
    for file in files.iter().filter(|file| !roots.contains(*file) && !named.contains(*file)) {
        let is_folder = file.ends_with("mod.rs");
        let module = if is_folder { file.parent().unwrap() } else { file };
        let declared = format!("mod {};", module.file_stem().unwrap().to_str().unwrap());
        let folder = module.parent().unwrap();
        let declares = |by: &PathBuf| {
            (by.parent() == Some(folder) || *by == folder.with_extension("rs"))
                && fs::read_to_string(by).unwrap().contains(&declared)
        };
        assert!(files.iter().any(declares), "{} is never compiled", file.display());
    }
}

/// Modules whose file is named where they are declared.
fn named(files: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut named = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        let paths = text.lines().filter_map(|line| line.strip_prefix("#[path = \"")?.strip_suffix("\"]"));
        named.extend(paths.map(|path| file.parent().unwrap().join(path).canonicalize().unwrap()));
    }
    named
}

/// What cargo begins with, of ours and of peers: libraries, binaries, tests, examples and benchmarks.
fn target_roots() -> BTreeSet<PathBuf> {
    let all = peers_in_rust().into_iter().chain([project()]).map(|folder| metadata(&folder));
    let packages = all.flat_map(|metadata| metadata["packages"].as_array().unwrap().clone());
    let targets = packages.flat_map(|package| package["targets"].as_array().unwrap().clone());
    targets.map(|target| target["src_path"].as_str().unwrap().into()).collect()
}

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}
