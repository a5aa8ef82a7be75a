//! The worker: what the binary of an experiment does when the harness starts it.

mod arguments;
mod check;
mod clock;
mod measure;
mod memory;
mod panics;
mod stream;

use std::{
    env,
    ffi::OsString,
    fs,
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    process::ExitCode,
    time::Instant,
};

use model::{Declaration as Declared, Event, Name, Threads};
use rand::{RngExt, SeedableRng};

use self::{arguments::Request, check::Answer, stream::Stream};
use crate::{
    Rng,
    declare::{Declaration, Experiment, Setting, VariantDraft, WorkDraft},
    digest::Digest,
    validate::{unknown, validate},
};

/// The exit codes of the protocol. Anything else is a crash.
const WRONG_ANSWER: u8 = 2;
const CANNOT_RUN: u8 = 3;
/// Rust's own code for a panic; said in words in the file of events.
const CRASHED: u8 = 101;
/// The command line or the declaration is wrong; nothing was started.
const USAGE: u8 = 64;

/// Why a request ended without what it was for.
pub(crate) enum Failed {
    CannotRun(String),
    Error(String),
    Stream(io::Error),
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Stream(error)
    }
}

/// The whole `main` of an experiment.
pub fn main<E: Experiment>() -> ExitCode {
    match command_line().and_then(start::<E>) {
        Ok(code) => code,
        Err(message) => {
            // Standard error is the log of the invocation; if even that is gone there is nobody to tell.
            let _ = writeln!(io::stderr(), "{message}");
            ExitCode::from(USAGE)
        }
    }
}

fn command_line() -> Result<Vec<String>, String> {
    let text = |argument: OsString| {
        argument.into_string().map_err(|argument| format!("{} is no UTF-8 text", argument.display()))
    };
    env::args_os().skip(1).map(text).collect()
}

fn start<E: Experiment>(arguments: Vec<String>) -> Result<ExitCode, String> {
    let request = Request::parse(arguments).map_err(|error| format!("{error}\n\n{}", arguments::USAGE))?;
    let Some(request) = request else {
        // Also where the declaration is wrong: who asks for help must get it.
        io::stdout().write_all(arguments::USAGE.as_bytes()).map_err(|error| error.to_string())?;
        return Ok(ExitCode::SUCCESS);
    };
    let draft = E::declare();
    let declared = validate(&draft).map_err(|problems| problems.join("\n"))?;
    let worker = Worker { draft, declared };
    match request {
        Request::Describe => worker.describe().map(|()| ExitCode::SUCCESS).map_err(|error| error.to_string()),
        Request::Export { workload, seed, to } => {
            let workload = worker.known_workload(&workload)?;
            fs::create_dir_all(&to)
                .and_then(|()| E::export(&worker.input(&workload, seed).0, &to))
                .map(|()| ExitCode::SUCCESS)
                .map_err(|error| format!("exporting to {}: {error}", to.display()))
        }
        Request::Measure { workload, variant, plan } => {
            let workload = worker.known_workload(&workload)?;
            let variant = worker.known_variant(&variant, &workload)?;
            Worker::<E>::reported(|stream| {
                let WorkDraft::Here(prepare) = &worker.draft(&variant).work else {
                    return Err(Failed::Error(format!("{variant} is an outside command: start that")));
                };
                let start = Instant::now();
                let (input, _) = worker.input(&workload, plan.seed);
                let setting = worker.setting(&variant, plan.threads);
                measure::measure(&input, prepare, setting, plan, start.elapsed(), stream)
                    .map(|()| Answer::Right)
            })
        }
        Request::Check { workload, variants, seed, threads, outputs } => {
            let workload = worker.known_workload(&workload)?;
            let variants = variants
                .iter()
                .map(|variant| worker.known_variant(variant, &workload))
                .collect::<Result<Vec<_>, _>>()?;
            Worker::<E>::reported(|stream| {
                check::check(&worker, &workload, &variants, seed, threads, &outputs, stream)
            })
        }
    }
}

/// An experiment with its declaration in both forms.
pub(crate) struct Worker<E: Experiment> {
    draft: Declaration<E>,
    declared: Declared,
}

impl<E: Experiment> Worker<E> {
    fn describe(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        serde_json::to_writer_pretty(&mut out, &self.declared)?;
        out.write_all(b"\n")
    }

    /// Runs the work with a file of events, in which its end is written whatever happens.
    fn reported(work: impl FnOnce(&mut Stream) -> Result<Answer, Failed>) -> Result<ExitCode, String> {
        let mut stream = Stream::open().map_err(|error| error.to_string())?;
        panics::remember();
        let ended = catch_unwind(AssertUnwindSafe(|| work(&mut stream)));
        let (event, code) = match ended {
            Ok(Ok(Answer::Right)) => (Event::Done {}, 0),
            Ok(Ok(Answer::Wrong)) => (Event::Done {}, WRONG_ANSWER),
            Ok(Err(Failed::CannotRun(reason))) => (Event::CannotRun { reason, variant: None }, CANNOT_RUN),
            Ok(Err(Failed::Error(message))) => (Event::Error { message, variant: None }, CRASHED),
            Ok(Err(Failed::Stream(error))) => {
                (Event::Error { message: error.to_string(), variant: None }, CRASHED)
            }
            Err(_) => (Event::Error { message: panics::message(), variant: None }, CRASHED),
        };
        stream.write(&event).map_err(|error| format!("the file of events: {error}"))?;
        Ok(ExitCode::from(code))
    }

    /// The input of a workload, and its digest. Its chance depends on the seed and the workload's name alone.
    fn input(&self, workload: &Name, seed: u64) -> (E::Input, Digest) {
        let size = &self
            .draft
            .workloads
            .iter()
            .find(|draft| draft.name == workload.as_str())
            .expect("a validated declaration and a known workload")
            .size;
        let mut rng = rng(seed, workload.as_str());
        let input = E::input(size, &mut rng);
        let made_from = self.workload(workload).made_from.as_deref().unwrap_or_default();
        (input, Digest::of_input(made_from, workload, seed, rng.random()))
    }

    fn workload(&self, name: &Name) -> &model::Workload {
        self.declared.workload(name).expect("a known workload")
    }

    fn draft(&self, name: &Name) -> &VariantDraft<E> {
        self.draft.variants.iter().find(|draft| draft.name == name.as_str()).expect("a known variant")
    }

    fn setting(&self, variant: &Name, cores: usize) -> Setting {
        let threads = match self.draft(variant).threads {
            Threads::One => 1,
            Threads::Exactly(count) => count as usize,
            Threads::PerformanceCores => cores,
        };
        Setting { threads, cores }
    }

    fn known_workload(&self, text: &str) -> Result<Name, String> {
        known("workload", text, self.declared.workloads.iter().map(|workload| &workload.name))
    }

    fn known_variant(&self, text: &str, workload: &Name) -> Result<Name, String> {
        let name = known("variant", text, self.declared.variants.iter().map(|variant| &variant.name))?;
        match self.declared.variant(&name) {
            Some(variant) if !variant.runs_on(workload) => {
                let limit: Vec<&str> = variant.only_on.iter().map(Name::as_str).collect();
                Err(format!("`{name}` does not run on `{workload}`: it is limited to {}", limit.join(", ")))
            }
            _ => Ok(name),
        }
    }
}

fn known<'a>(kind: &str, text: &str, names: impl Iterator<Item = &'a Name>) -> Result<Name, String> {
    let names: Vec<&Name> = names.collect();
    names.iter().find(|name| name.as_str() == text).map(|name| (*name).clone()).ok_or_else(|| {
        let names: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
        unknown(kind, &names, text)
    })
}

/// FNV-1a over the workload's name, mixed with the seed: stable for ever, unlike the standard hasher.
fn rng(seed: u64, workload: &str) -> Rng {
    let mixed = workload.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    Rng::seed_from_u64(mixed)
}
