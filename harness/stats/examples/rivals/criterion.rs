//! The real criterion, run as its users do: a baseline is saved, and the head is compared with it.

use std::{fs, io, path::PathBuf, process::Command};

use serde_json::Value;

use crate::scene::{Case, Said, folder, name_of, project};

/// The benchmark of `yardstick` that criterion runs.
pub(crate) struct Criterion {
    program: PathBuf,
    home: PathBuf,
}

impl Criterion {
    /// Builds it, as `cargo bench` would.
    pub(crate) fn build() -> io::Result<Self> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args([
                "bench",
                "--package",
                "yardstick",
                "--bench",
                "slower",
                "--no-run",
                "--message-format",
                "json",
            ])
            .current_dir(project())
            .output()?;
        let program = executable(&String::from_utf8_lossy(&output.stdout)).ok_or_else(|| {
            let said = String::from_utf8_lossy(&output.stderr);
            io::Error::other(format!("the benchmark `slower` of yardstick was not built: {said}"))
        })?;
        Ok(Self { program, home: folder().join("criterion") })
    }

    pub(crate) fn compare(&self, case: &Case) -> io::Result<Said> {
        // Saving a baseline over another compares with that one; nothing of an earlier comparison may be read.
        if self.home.exists() {
            fs::remove_dir_all(&self.home)?;
        }
        fs::create_dir_all(&self.home)?;
        self.measure(case, "0", "--save-baseline")?;
        let text = self.measure(case, case.slowdown, "--baseline")?;
        said(&text).ok_or_else(|| io::Error::other(format!("criterion named no change: {text}")))
    }

    fn measure(&self, case: &Case, slowdown: &str, baseline: &str) -> io::Result<String> {
        let output = Command::new(&self.program)
            .args(["--bench", "--noplot", "--color", "never"])
            .args(["--warm-up-time", "0.3", "--measurement-time", "1", baseline, "base"])
            .env("CRITERION_HOME", &self.home)
            .env("YARDSTICK_KERNEL", name_of(case.kernel))
            .env("YARDSTICK_EXTRA", slowdown)
            .output()?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let error = String::from_utf8_lossy(&output.stderr);
        Err(io::Error::other(format!("criterion ended with {}: {error}", output.status)))
    }
}

/// Where cargo says that the benchmark lies.
fn executable(messages: &str) -> Option<PathBuf> {
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let mut built = messages.filter(|message| message["target"]["name"] == "slower");
    built.find_map(|message| message["executable"].as_str().map(PathBuf::from))
}

/// Its own words for what it found.
fn said(text: &str) -> Option<Said> {
    if text.contains("Performance has regressed.") {
        return Some(Said::Slower);
    }
    let others =
        ["Performance has improved.", "No change in performance detected.", "Change within noise threshold."];
    others.into_iter().any(|words| text.contains(words)).then_some(Said::Fine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_regression_is_an_alarm() {
        assert_eq!(said(include_str!("recorded/criterion_regressed.txt")), Some(Said::Slower));
        assert_eq!(said(include_str!("recorded/criterion_unchanged.txt")), Some(Said::Fine));
        assert_eq!(said(include_str!("recorded/criterion_improved.txt")), Some(Said::Fine));
    }

    #[test]
    fn a_text_that_compares_nothing_says_nothing() {
        assert_eq!(said(include_str!("recorded/criterion_baseline.txt")), None);
        assert_eq!(said(""), None);
    }

    #[test]
    fn the_benchmark_is_found_among_what_cargo_built() {
        let messages = r#"{"reason":"compiler-artifact","target":{"name":"yardstick"},"executable":null}
{"reason":"compiler-artifact","target":{"name":"slower"},"executable":"/t/release/deps/slower-1"}
{"reason":"build-finished","success":true}"#;
        assert_eq!(executable(messages), Some(PathBuf::from("/t/release/deps/slower-1")));
        assert_eq!(executable(r#"{"reason":"build-finished","success":false}"#), None);
    }
}
