//! The worker: what the binary of an experiment does when the harness starts it.

mod arguments;
mod check;
mod clock;
mod measure;
mod memory;
mod stream;

use std::{
    env, fs,
    io::{self, Write},
    panic::{self, AssertUnwindSafe, catch_unwind},
    process::ExitCode,
    sync::Mutex,
    time::Instant,
};

use model::{Declaration as Declared, Event, Name, Threads, nearest};
use rand::SeedableRng;

use self::{arguments::Request, check::Answer, stream::Stream};
use crate::{
    Rng,
    declare::{Declaration, Experiment, Setting, VariantDraft, WorkDraft},
    validate::validate,
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
    match start::<E>(env::args().skip(1)) {
        Ok(code) => code,
        Err(message) => {
            // Standard error is the log of the invocation; if even that is gone there is nobody to tell.
            let _ = writeln!(io::stderr(), "{message}");
            ExitCode::from(USAGE)
        }
    }
}

fn start<E: Experiment>(arguments: impl Iterator<Item = String>) -> Result<ExitCode, String> {
    let request = Request::parse(arguments).map_err(|error| format!("{error}\n\n{}", arguments::USAGE))?;
    let draft = E::declare();
    let declared = validate(&draft).map_err(|problems| problems.join("\n"))?;
    let worker = Worker { draft, declared };
    match request {
        Request::Help => {
            io::stdout().write_all(arguments::USAGE.as_bytes()).map_err(|error| error.to_string())?;
            Ok(ExitCode::SUCCESS)
        }
        Request::Describe => worker.describe().map(|()| ExitCode::SUCCESS).map_err(|error| error.to_string()),
        Request::Export { workload, seed, to } => {
            let workload = worker.known_workload(&workload)?;
            fs::create_dir_all(&to)
                .and_then(|()| E::export(&worker.input(&workload, seed), &to))
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
                let input = worker.input(&workload, plan.seed);
                let setting = Setting { threads: worker.threads(&variant, plan.threads) };
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
        remember_panics();
        let ended = catch_unwind(AssertUnwindSafe(|| work(&mut stream)));
        let (event, code) = match ended {
            Ok(Ok(Answer::Right)) => (Event::Done {}, 0),
            Ok(Ok(Answer::Wrong)) => (Event::Done {}, WRONG_ANSWER),
            Ok(Err(Failed::CannotRun(reason))) => (Event::CannotRun { reason, variant: None }, CANNOT_RUN),
            Ok(Err(Failed::Error(message))) => (Event::Error { message, variant: None }, CRASHED),
            Ok(Err(Failed::Stream(error))) => {
                (Event::Error { message: error.to_string(), variant: None }, CRASHED)
            }
            Err(_) => (Event::Error { message: panic_message(), variant: None }, CRASHED),
        };
        stream.write(&event).map_err(|error| format!("the file of events: {error}"))?;
        Ok(ExitCode::from(code))
    }

    /// The input of a workload. Its chance depends on the seed and the workload's name alone.
    fn input(&self, workload: &Name, seed: u64) -> E::Input {
        let size = &self
            .draft
            .workloads
            .iter()
            .find(|draft| draft.name == workload.as_str())
            .expect("a validated declaration and a known workload")
            .size;
        E::input(size, &mut rng(seed, workload.as_str()))
    }

    fn workload(&self, name: &Name) -> &model::Workload {
        self.declared.workload(name).expect("a known workload")
    }

    fn draft(&self, name: &Name) -> &VariantDraft<E> {
        self.draft.variants.iter().find(|draft| draft.name == name.as_str()).expect("a known variant")
    }

    fn threads(&self, variant: &Name, performance_cores: usize) -> usize {
        match self.draft(variant).threads {
            Threads::One => 1,
            Threads::Exactly(count) => count as usize,
            Threads::PerformanceCores => performance_cores,
        }
    }

    fn known_workload(&self, text: &str) -> Result<Name, String> {
        known("workload", text, self.declared.workloads.iter().map(|workload| &workload.name))
    }

    fn known_variant(&self, text: &str, workload: &Name) -> Result<Name, String> {
        let name = known("variant", text, self.declared.variants.iter().map(|variant| &variant.name))?;
        match self.declared.variant(&name) {
            Some(variant) if !variant.runs_on(workload) => {
                Err(format!("variant `{name}` does not run on workload `{workload}`"))
            }
            _ => Ok(name),
        }
    }
}

fn known<'a>(kind: &str, text: &str, names: impl Iterator<Item = &'a Name> + Clone) -> Result<Name, String> {
    names.clone().find(|name| name.as_str() == text).cloned().ok_or_else(|| {
        let hint = nearest(text, names.map(Name::as_str))
            .map_or_else(String::new, |name| format!("; did you mean `{name}`?"));
        format!("there is no {kind} `{text}`{hint}")
    })
}

/// FNV-1a over the workload's name, mixed with the seed: stable for ever, unlike the standard hasher.
fn rng(seed: u64, workload: &str) -> Rng {
    let mixed = workload.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    Rng::seed_from_u64(mixed)
}

static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Keeps the words of a panic for the file of events; the log gets them as always.
fn remember_panics() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map_or_else(String::new, |at| format!(" at {at}"));
        let words = info.payload_as_str().unwrap_or("something that is no text");
        if let Ok(mut kept) = PANIC.lock() {
            kept.get_or_insert_with(|| format!("panicked{place}: {words}"));
        }
        before(info);
    }));
}

fn panic_message() -> String {
    PANIC.lock().ok().and_then(|mut kept| kept.take()).unwrap_or_else(|| "panicked".to_owned())
}
