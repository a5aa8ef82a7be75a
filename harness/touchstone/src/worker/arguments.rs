//! The few words a worker understands. The harness writes them; an author may too.

use std::path::PathBuf;

pub(super) const USAGE: &str = "\
This is an experiment of Touchstone; `touchstone run` measures it. By hand:

  describe                                   print the declaration as JSON
  measure --workload W --variant V           measure, events go to TOUCHSTONE_OUT or the terminal
          [--iterations N] [--warmup K] [--loops L] [--seed S] [--threads W] [--gate]
  check   --workload W --variant V…          compare with the reference
          [--seed S] [--threads W] [--output V=FOLDER]…
  export  --workload W --to FOLDER [--seed S]   write the input for peers

  --threads is the number of performance cores: a variant is told it, and works on as many as it declared.
";

/// One command line, parsed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Request {
    Describe,
    Measure {
        workload: String,
        variant: String,
        plan: Plan,
    },
    Check {
        workload: String,
        variants: Vec<String>,
        seed: u64,
        threads: usize,
        outputs: Vec<(String, PathBuf)>,
    },
    Export {
        workload: String,
        seed: u64,
        to: PathBuf,
    },
}

/// How often what is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) iterations: u32,
    pub(super) warmup: u32,
    pub(super) loops: u32,
    pub(super) seed: u64,
    pub(super) threads: usize,
    pub(super) gate: Gate,
}

/// Does the worker wait for a line on its standard input before it measures?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gate {
    Open,
    WaitForLine,
}

impl Request {
    /// Nothing where help is asked for.
    pub(super) fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Option<Self>, String> {
        let mut arguments = arguments.into_iter();
        let Some(command) =
            arguments.next().filter(|word| !matches!(word.as_str(), "help" | "-h" | "--help"))
        else {
            return Ok(None);
        };
        let flags = flags_of(&command).ok_or_else(|| format!("there is no command {command:?}"))?;
        let mut given: Vec<String> = Vec::new();
        let (mut workload, mut variants, mut outputs, mut to) = (None, Vec::new(), Vec::new(), None);
        let mut plan = Plan { iterations: 5, warmup: 1, loops: 1, seed: 1, threads: 1, gate: Gate::Open };
        while let Some(flag) = arguments.next() {
            if !flags.contains(&flag.as_str()) {
                return Err(format!("{command} knows no {flag:?}"));
            }
            if !matches!(flag.as_str(), "--variant" | "--output") && given.contains(&flag) {
                return Err(format!("{flag} is given twice"));
            }
            given.push(flag.clone());
            if flag == "--gate" {
                plan.gate = Gate::WaitForLine;
                continue;
            }
            let value = arguments.next().ok_or_else(|| format!("{flag} needs a value"))?;
            match flag.as_str() {
                "--workload" => workload = Some(value),
                "--variant" => variants.push(value),
                "--iterations" => plan.iterations = positive(&flag, &value)?,
                "--warmup" => plan.warmup = whole(&flag, &value)?,
                "--loops" => plan.loops = positive(&flag, &value)?,
                "--seed" => plan.seed = whole(&flag, &value)?,
                "--threads" => plan.threads = positive(&flag, &value)?,
                "--output" => {
                    let (variant, folder) = value
                        .split_once('=')
                        .ok_or_else(|| format!("{flag} is VARIANT=FOLDER, not {value:?}"))?;
                    outputs.push((variant.to_owned(), PathBuf::from(folder)));
                }
                _ => to = Some(PathBuf::from(value)),
            }
        }
        let workload = workload.ok_or("say --workload");
        let request = match command.as_str() {
            "describe" => Ok(Self::Describe),
            "measure" => match <[String; 1]>::try_from(variants) {
                Ok([variant]) => Ok(Self::Measure { workload: workload?, variant, plan }),
                Err(variants) => Err(format!("measure takes one --variant, not {}", variants.len())),
            },
            "check" if variants.is_empty() => Err("say --variant".to_owned()),
            "check" => {
                if let Some((stray, _)) = outputs.iter().find(|(variant, _)| !variants.contains(variant)) {
                    return Err(format!(
                        "--output is for {stray:?}, which is not checked: say --variant {stray}"
                    ));
                }
                Ok(Self::Check {
                    workload: workload?,
                    variants,
                    seed: plan.seed,
                    threads: plan.threads,
                    outputs,
                })
            }
            _ => Ok(Self::Export { workload: workload?, seed: plan.seed, to: to.ok_or("say --to")? }),
        };
        request.map(Some)
    }
}

/// What each command understands; a flag of another one would be obeyed by nobody.
fn flags_of(command: &str) -> Option<&'static [&'static str]> {
    Some(match command {
        "describe" => &[],
        "measure" => &[
            "--workload",
            "--variant",
            "--iterations",
            "--warmup",
            "--loops",
            "--seed",
            "--threads",
            "--gate",
        ],
        "check" => &["--workload", "--variant", "--seed", "--threads", "--output"],
        "export" => &["--workload", "--seed", "--to"],
        _ => return None,
    })
}

fn whole<N: std::str::FromStr>(flag: &str, value: &str) -> Result<N, String> {
    value.parse().map_err(|_| format!("{flag} takes a whole number, not {value:?}"))
}

fn positive<N: std::str::FromStr + PartialEq + From<u8>>(flag: &str, value: &str) -> Result<N, String> {
    whole(flag, value).and_then(|number| {
        if number == N::from(0) { Err(format!("{flag} 0 measures nothing")) } else { Ok(number) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Option<Request>, String> {
        Request::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn a_measurement_is_understood() {
        let plan = Plan { iterations: 7, warmup: 0, loops: 3, seed: 9, threads: 2, gate: Gate::WaitForLine };
        assert_eq!(
            parse(
                "measure --workload w --variant v --iterations 7 --warmup 0 --loops 3 --seed 9 --threads 2 --gate"
            ),
            Ok(Some(Request::Measure { workload: "w".into(), variant: "v".into(), plan }))
        );
    }

    #[test]
    fn without_a_word_it_explains_itself() {
        for line in ["", "help", "--help"] {
            assert_eq!(parse(line), Ok(None));
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (line, named) in [
            ("mesure", "mesure"),
            ("measure --variant v", "--workload"),
            ("measure --workload w --variant v --iterations 0", "--iterations 0"),
            ("measure --workload w --variant v --seed x", "\"x\""),
            ("measure --workload w --variant a --variant b", "not 2"),
            ("check --workload w", "--variant"),
            ("check --workload w --variant v --output nowhere", "nowhere"),
            ("export --workload w", "--to"),
            ("measure --loudly", "measure knows no \"--loudly\""),
            ("measure loudly", "measure knows no \"loudly\""),
            ("measure --workload", "--workload needs a value"),
            ("describe --seed 1", "describe knows no \"--seed\""),
            ("check --workload w --variant v --iterations 3", "check knows no \"--iterations\""),
            ("export --workload w --to x --variant v", "export knows no \"--variant\""),
            ("measure --workload w --variant v --seed 1 --seed 2", "--seed is given twice"),
            ("measure --workload w --variant v --gate --gate", "--gate is given twice"),
            ("measure --workload w --variant v --threads -1", "--threads takes a whole number, not \"-1\""),
            ("measure --workload w --variant v --warmup 99999999999", "\"99999999999\""),
            ("check --workload w --variant v --output x=y", "--output is for \"x\""),
        ] {
            let error = parse(line).unwrap_err();
            assert!(error.contains(named), "{line:?} said {error:?}");
        }
    }
}
