//! What of a lock file an experiment is built from: another dependency of another crate makes no difference to it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

#[derive(Deserialize)]
struct LockFile {
    #[serde(default, rename = "package")]
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    source: Option<String>,
    checksum: Option<String>,
    #[serde(default)]
    dependencies: Vec<String>,
}

/// The entries that a crate reaches, one line each; the whole text where it cannot be read, so that any change of it counts.
pub(crate) fn reached(text: &str, crate_name: &str) -> String {
    let Ok(lock) = toml::from_str::<LockFile>(text) else { return text.to_owned() };
    let mut named: BTreeMap<&str, Vec<&Package>> = BTreeMap::new();
    for package in &lock.packages {
        named.entry(&package.name).or_default().push(package);
    }
    let (mut seen, mut open) = (BTreeSet::new(), vec![crate_name]);
    while let Some(dependency) = open.pop() {
        // `name`, `name version` or `name version (source)`.
        let mut words = dependency.split(' ');
        let (name, version) = (words.next().unwrap_or_default(), words.next());
        for package in named.get(name).into_iter().flatten() {
            if version.is_some_and(|version| version != package.version) {
                continue;
            }
            let source = package.source.as_deref().unwrap_or("here");
            let checksum = package.checksum.as_deref().unwrap_or_default();
            if seen.insert(format!("{name} {} {source} {checksum}\n", package.version)) {
                open.extend(package.dependencies.iter().map(String::as_str));
            }
        }
    }
    seen.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
version = 4
[[package]]
name = "idea"
version = "0.0.0"
dependencies = ["left 1.0.0", "touchstone"]
[[package]]
name = "touchstone"
version = "0.0.0"
[[package]]
name = "left"
version = "1.0.0"
source = "registry"
checksum = "aa"
[[package]]
name = "left"
version = "2.0.0"
source = "registry"
checksum = "bb"
[[package]]
name = "other"
version = "0.0.0"
dependencies = ["left 2.0.0"]
"#;

    #[test]
    fn only_what_is_reached_counts() {
        let idea = reached(LOCK, "idea");
        assert!(idea.contains("left 1.0.0 registry aa") && idea.contains("touchstone"), "{idea}");
        assert_eq!(idea, reached(&LOCK.replace("\"bb\"", "\"cc\""), "idea"), "a crate of another one");
        assert_ne!(
            idea,
            reached(&LOCK.replace("\"aa\"", "\"cc\""), "idea"),
            "another build of the same version"
        );
        assert_eq!(reached(LOCK, "other").lines().count(), 2);
    }

    #[test]
    fn a_lock_file_that_cannot_be_read_counts_whole() {
        assert_eq!(reached("no = [toml", "idea"), "no = [toml");
    }
}
