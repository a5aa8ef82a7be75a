//! With which flags experiments are built. Cargo does not tell, so this says what its sources say: the manifest, the files of
//! configuration, and the environment, which are to be seen beside every number they made.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// The folder of cargo's configuration for all projects.
pub(crate) fn cargo_home() -> Option<PathBuf> {
    env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")))
}

/// The environment. What is no text sets no flag that cargo would take.
pub(crate) fn environment() -> impl Iterator<Item = (String, String)> {
    env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}

/// What is set for `release`, and everything that sets flags of the compiler.
pub(crate) fn flags(
    root: &Path,
    home: Option<PathBuf>,
    environment: impl Iterator<Item = (String, String)>,
) -> String {
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap_or_default();
    let mut said = settings(&manifest);
    if said.is_empty() {
        said.push("the defaults of cargo".to_owned());
    }
    for file in configurations(root, home) {
        let text = fs::read_to_string(file).unwrap_or_default();
        said.extend(settings(&text).into_iter().map(|setting| format!("configured {setting}")));
    }
    let mut variables: Vec<String> = environment
        .filter(|(name, value)| sets_flags(name) && !value.is_empty())
        // Cargo separates encoded flags by a character that no terminal shows.
        .map(|(name, value)| format!("{name}={}", value.replace('\u{1f}', " ")))
        .collect();
    variables.sort();
    said.extend(variables);
    format!("release: {}", said.join(", "))
}

/// Those that cargo reads for a folder, the nearest first.
fn configurations(root: &Path, home: Option<PathBuf>) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = root.ancestors().map(|folder| folder.join(".cargo")).collect();
    folders.extend(home.filter(|home| !folders.contains(home)));
    let files = folders.iter().flat_map(|folder| ["config.toml", "config"].map(|name| folder.join(name)));
    files.filter(|file| file.is_file()).collect()
}

fn sets_flags(variable: &str) -> bool {
    variable.ends_with("RUSTFLAGS")
        || variable.starts_with("CARGO_PROFILE_RELEASE_")
        || ["RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER"].contains(&variable)
}

/// The lines of `[profile.release]` and its parts, and all `rustflags`, as they are written.
fn settings(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut section = String::new();
    let mut lines = text.lines().map(|line| line.split(" #").next().unwrap_or_default().trim());
    while let Some(line) = lines.next() {
        if let Some(header) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            header.trim().clone_into(&mut section);
            continue;
        }
        let Some((key, _)) = line.split_once('=').filter(|_| !line.starts_with('#')) else { continue };
        let key = key.trim();
        let of_release = section == "profile.release" || section.starts_with("profile.release.");
        if of_release || key == "rustflags" || key.starts_with("profile.release") {
            let mut setting = line.to_owned();
            // A list may go on over several lines.
            while setting.matches('[').count() > setting.matches(']').count() {
                let Some(more) = lines.next() else { break };
                setting.push_str(more);
            }
            let part = section.strip_prefix("profile.release").unwrap_or(&section).trim_start_matches('.');
            found.push(if part.is_empty() { setting } else { format!("{part}: {setting}") });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(manifest: &str, configuration: Option<&str>, environment: &[(&str, &str)]) -> String {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
        if let Some(text) = configuration {
            fs::create_dir(folder.path().join(".cargo")).unwrap();
            fs::write(folder.path().join(".cargo/config.toml"), text).unwrap();
        }
        let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        flags(folder.path(), None, environment)
    }

    #[test]
    fn what_the_manifest_says_of_release_is_told_as_written() {
        let manifest = "[profile.dev]\nopt-level = 0\n\n[profile.release]\n# why\nopt-level = 1 # slow\ndebug = false\n\n\
                        [profile.release.package.highs]\nopt-level = 2\n\n[workspace.lints]\nx = 1\n";
        let told = "release: opt-level = 1, debug = false, package.highs: opt-level = 2";
        assert_eq!(of(manifest, None, &[]), told);
        assert_eq!(of("[workspace]\n", None, &[]), "release: the defaults of cargo");
    }

    #[test]
    fn flags_from_elsewhere_are_told_too() {
        let configuration = "[build]\njobs = 2\nrustflags = [\n  \"-C\",\n  \"target-cpu=native\",\n]\n[net]\noffline = true\n";
        let environment = [
            ("RUSTFLAGS", "-C lto"),
            ("CARGO_PROFILE_RELEASE_LTO", "fat"),
            ("PATH", "/bin"),
            ("CARGO_ENCODED_RUSTFLAGS", ""),
        ];
        assert_eq!(
            of("", Some(configuration), &environment),
            "release: the defaults of cargo, configured build: rustflags = [\"-C\",\"target-cpu=native\",], \
             CARGO_PROFILE_RELEASE_LTO=fat, RUSTFLAGS=-C lto"
        );
    }
}
