//! Runs a configuration file on a steel trade made from a seed, and writes what came out.

mod command_line;

use std::{
    env,
    io::{self, Write},
    process::ExitCode,
};

use steel_lp::Options;
use steel_simulation::{
    Configuration, Failure, Machine, OURS, Refusal, Results, World, compare, judge, run, write_comparison,
    write_run,
};
use steel_years::{Course, Horizon};

use crate::command_line::{Modes, Request, USAGE};

/// The file or the command line is refused.
const REFUSED: u8 = 64;
/// An answer is wrong, or two modes disagree.
const WRONG: u8 = 2;
/// The run failed.
const FAILED: u8 = 1;

fn main() -> ExitCode {
    let request = match Request::parse(env::args().skip(1)) {
        Ok(Some(request)) => request,
        Ok(None) => return end(0, USAGE),
        Err(words) => return end(REFUSED, &format!("{words}\n{USAGE}")),
    };
    match serve(&request) {
        Ok(right) => ExitCode::from(if right == Answers::Right { 0 } else { WRONG }),
        Err(Trouble::Refused(words)) => end(REFUSED, &format!("{words}\n")),
        Err(Trouble::Failed(words)) => end(FAILED, &format!("{words}\n")),
    }
}

#[derive(PartialEq, Eq)]
enum Answers {
    Right,
    Wrong,
}

enum Trouble {
    Refused(String),
    Failed(String),
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.to_string())
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Failed(format!("the report cannot be written: {error}"))
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusal) => refusal.into(),
            Failure::Failed(error) => Self::Failed(error.to_string()),
        }
    }
}

fn serve(request: &Request) -> Result<Answers, Trouble> {
    let configuration = Configuration::read(&request.file)?;
    let machine = request.cores.map_or_else(Machine::asked, Machine::of);
    let refused = |words: String| Trouble::Refused(words);
    let horizon = Horizon::of_trade(request.shape, Options::default(), request.years, request.seed)
        .map_err(|error| refused(error.to_string()))?;
    let world = match (&horizon.trade, request.grid) {
        (Some(trade), Some((n_lat, n_lon))) => Some(
            World::of_trade(trade, n_lat, n_lon, request.seed).map_err(|error| refused(error.to_string()))?,
        ),
        _ => None,
    };
    let mut out = io::stdout().lock();
    match request.modes {
        Modes::OfFile => {
            let results = run(&configuration, machine, &horizon, world.as_ref())?;
            tell(&mut out, &configuration, &horizon, None, &results)
        }
        Modes::All => {
            let comparison = compare(&configuration, machine, &horizon, world.as_ref())?;
            write_comparison(&mut out, &comparison)?;
            let agree = if comparison.disagreement() <= OURS { Answers::Right } else { Answers::Wrong };
            let reference = comparison.reference();
            comparison.runs.iter().try_fold(agree, |so_far, (mode, results)| {
                writeln!(out)?;
                let told = tell(&mut out, &configuration.in_mode(*mode), &horizon, reference, results)?;
                Ok(if told == Answers::Right { so_far } else { told })
            })
        }
    }
}

/// Writes one run, judged by whatever the file asks for.
fn tell(
    out: &mut impl Write,
    configuration: &Configuration,
    horizon: &Horizon,
    reference: Option<&Course>,
    results: &Results,
) -> Result<Answers, Trouble> {
    let judgement = judge(configuration, horizon, reference, &results.course);
    write_run(out, configuration, horizon, results, judgement.as_ref())?;
    let wrong = judgement.is_some_and(|judgement| !judgement.users.holds() || !judgement.ours.holds());
    Ok(if wrong { Answers::Wrong } else { Answers::Right })
}

/// Says why it ends: what was asked for on standard output, else on standard error.
fn end(code: u8, words: &str) -> ExitCode {
    // A closed pipe has nobody to tell.
    let _ = if code == 0 {
        io::stdout().write_all(words.as_bytes())
    } else {
        io::stderr().write_all(words.as_bytes())
    };
    ExitCode::from(code)
}
