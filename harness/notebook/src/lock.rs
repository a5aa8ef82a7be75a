//! The part of a lock file that a crate is built from: what changes elsewhere changes nothing that a notebook shows.

use std::collections::{BTreeMap, BTreeSet};

/// A package as a lock file lists it.
struct Package<'a> {
    name: &'a str,
    version: &'a str,
    /// Of what came from a registry.
    checksum: &'a str,
    /// `name`, or `name version` where there are several of that name.
    dependencies: Vec<&'a str>,
}

/// All packages that `root` is built from, one on a line; none where the file does not list it.
pub fn built_from(lock: &str, root: &str) -> Vec<String> {
    let mut by_name: BTreeMap<&str, Vec<Package<'_>>> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1).map(package) {
        by_name.entry(package.name).or_default().push(package);
    }
    let (mut found, mut left) = (BTreeSet::new(), vec![root]);
    while let Some(wanted) = left.pop() {
        let mut words = wanted.split(' ');
        let (name, version) = (words.next().unwrap_or_default(), words.next());
        for package in by_name.get(name).into_iter().flatten() {
            let is_wanted = version.is_none_or(|version| version == package.version);
            if is_wanted && found.insert(format!("{name} {} {}", package.version, package.checksum)) {
                left.extend(&package.dependencies);
            }
        }
    }
    found.into_iter().collect()
}

fn package(entry: &str) -> Package<'_> {
    let value = |key: &str| {
        let line = entry.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
        line.and_then(|rest| rest.strip_suffix('"')).unwrap_or_default()
    };
    let listed = entry.split_once("dependencies = [").and_then(|(_, rest)| rest.split_once(']'));
    let dependencies = listed.map_or_else(Vec::new, |(listed, _)| {
        listed.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix("\",")).collect()
    });
    Package { name: value("name"), version: value("version"), checksum: value("checksum"), dependencies }
}
