//! The real hyperfine, given both sides as two commands. It measures whole processes: their start, their input and their
//! warm-up are part of its times.

use std::{env, fs, io, path::PathBuf, process::Command};

use serde_json::Value;

use crate::{
    invocation::words,
    scene::{Case, Said, folder},
};

/// A program that answers.
pub(crate) struct Hyperfine {
    program: PathBuf,
    /// What it calls itself.
    pub(crate) version: String,
}

/// Mean and standard deviation of the times of one command.
#[derive(Debug, PartialEq)]
struct Times {
    mean: f64,
    sd: f64,
}

impl Hyperfine {
    /// The one that `scripts/rivals` installed, or else the one of the system.
    pub(crate) fn find() -> io::Result<Self> {
        let own = folder().join("bin/hyperfine");
        let program = if own.is_file() { own } else { PathBuf::from("hyperfine") };
        let output = Command::new(&program).arg("--version").output().map_err(|error| {
            io::Error::other(format!(
                "{} does not start ({error}); scripts/rivals installs it",
                program.display()
            ))
        })?;
        Ok(Self { program, version: String::from_utf8_lossy(&output.stdout).trim().to_owned() })
    }

    pub(crate) fn compare(&self, case: &Case) -> io::Result<Said> {
        let file = folder().join("hyperfine.json");
        let exe = env::current_exe()?;
        let command = |slowdown| format!("'{}' {}", exe.display(), words(case, slowdown).join(" "));
        // Without a shell, whose start would only blur it.
        let output = Command::new(&self.program)
            .args(["--shell", "none", "--warmup", "3", "--style", "none", "--export-json"])
            .arg(&file)
            .args([command("0"), command(case.slowdown)])
            .output()?;
        if !output.status.success() {
            let error = String::from_utf8_lossy(&output.stderr);
            return Err(io::Error::other(format!("hyperfine ended with {}: {error}", output.status)));
        }
        let text = fs::read_to_string(&file)?;
        let [base, head] = parsed(&text)
            .ok_or_else(|| io::Error::other(format!("hyperfine exported no two times: {text}")))?;
        Ok(said(&base, &head))
    }
}

fn parsed(json: &str) -> Option<[Times; 2]> {
    let whole: Value = serde_json::from_str(json).ok()?;
    let of = |result: &Value| Some(Times { mean: result["mean"].as_f64()?, sd: result["stddev"].as_f64()? });
    match &whole["results"].as_array()?[..] {
        [base, head] => Some([of(base)?, of(head)?]),
        _ => None,
    }
}

/// "The base ran x ± y times faster", and x is more than y above 1.
fn said(base: &Times, head: &Times) -> Said {
    let (faster, plus_minus) = summary(base, head);
    if faster - plus_minus > 1.0 { Said::Slower } else { Said::Fine }
}

/// Its x and its y: the ratio of the means, and what the standard deviations make of it.
fn summary(base: &Times, head: &Times) -> (f64, f64) {
    let ratio = head.mean / base.mean;
    (ratio, ratio * (head.sd / head.mean).hypot(base.sd / base.mean))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The recorded texts are of one call.
    #[test]
    fn the_ratio_and_its_uncertainty_are_those_of_its_own_summary() {
        let [base, head] = parsed(include_str!("recorded/hyperfine.json")).unwrap();
        let (faster, plus_minus) = summary(&base, &head);
        let words = format!("{faster:.2} ± {plus_minus:.2} times faster than");
        assert!(include_str!("recorded/hyperfine.txt").contains(&words), "{words}");
    }

    #[test]
    fn a_difference_is_an_alarm_beyond_both_deviations_and_only_upwards() {
        let times = |mean, sd| Times { mean, sd };
        assert_eq!(said(&times(1.0, 0.01), &times(1.1, 0.01)), Said::Slower);
        assert_eq!(said(&times(1.1, 0.01), &times(1.0, 0.01)), Said::Fine);
        assert_eq!(said(&times(1.0, 0.1), &times(1.1, 0.1)), Said::Fine);
    }

    #[test]
    fn what_lacks_a_command_or_a_number_is_no_comparison() {
        for text in [
            "",
            "{}",
            r#"{"results":[{"mean":1.0,"stddev":0.1}]}"#,
            r#"{"results":[{"mean":1.0},{"mean":1.0}]}"#,
        ] {
            assert_eq!(parsed(text), None, "{text:?}");
        }
    }
}
