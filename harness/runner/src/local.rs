//! The world of real processes on this machine.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    fs::{File, OpenOptions},
    io::{Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use hardware::Root;
use model::{Declaration, Failure, HostReading, Name, Side, Variant};

use crate::{
    Error, events,
    invocation::{Ended, How, Invocation, Place, Task, World},
    process::{self, End, Limits},
};

/// Processes on this machine.
pub(crate) struct Local {
    places: BTreeMap<(Name, Side), Place>,
    limits: Limits,
    logs: PathBuf,
    scratch: PathBuf,
    peers: PathBuf,
    exported: BTreeSet<(Name, Name, u64)>,
    started: Instant,
    before: Duration,
    stop: Arc<AtomicBool>,
    launched: u64,
}

/// How many bytes of a log go into a row.
const TAIL: u64 = 4096;

impl Local {
    /// A world for these experiments. Logs are kept in `logs`; `root` holds the environment of the peers.
    pub(crate) fn new(
        places: Vec<Place>,
        root: &Path,
        logs: &Path,
        limits: (Duration, u64),
        before: Duration,
        stop: Arc<AtomicBool>,
    ) -> Result<Self, Error> {
        let scratch = env::temp_dir().join(format!("touchstone-{}", std::process::id()));
        for folder in [&scratch, logs] {
            fs::create_dir_all(folder)
                .map_err(|error| Error::Io { what: folder.display().to_string(), error })?;
        }
        Ok(Self {
            places: places.into_iter().map(|place| ((place.experiment.clone(), place.side), place)).collect(),
            limits: Limits { time: limits.0, memory: limits.1 },
            logs: logs.to_owned(),
            scratch,
            peers: peers_folder(root),
            exported: BTreeSet::new(),
            started: Instant::now(),
            before,
            stop,
            launched: 0,
        })
    }

    /// The twin is the base's binary, started once more.
    fn place(&self, experiment: &Name, side: Side) -> &Place {
        let build = if side == Side::Twin { Side::Base } else { side };
        &self.places[&(experiment.clone(), build)]
    }

    /// One process, started; the failure where it could not be.
    fn start(&mut self, order: &Invocation, copy: Option<u32>) -> Result<Started, Failure> {
        self.launched += 1;
        let out = self.scratch.join(format!("events-{}.ndjson", self.launched));
        let words = |error: std::io::Error| Failure::NotStarted(error.to_string());
        let mut command = self.command(order, copy.is_some()).map_err(Failure::NotStarted)?;
        command.env("TOUCHSTONE_OUT", &out).env("TOUCHSTONE_PADDING", "x".repeat(order.padding));
        let log_path = self.logs.join(log_name(order));
        let mut log =
            OpenOptions::new().create(true).append(true).read(true).open(&log_path).map_err(words)?;
        let log_from = log.seek(SeekFrom::End(0)).map_err(words)?;
        let stdin = if copy.is_some() { Stdio::piped() } else { Stdio::null() };
        let child = process::spawn(&mut command, log, stdin)
            .map_err(|error| Failure::NotStarted(format!("{}: {error}", command.get_program().display())))?;
        Ok(Started { child, out, log: log_path, log_from })
    }

    fn command(&mut self, order: &Invocation, gated: bool) -> Result<Command, String> {
        let place = self.place(&order.experiment, order.side).clone();
        let mut arguments = vec!["--workload".to_owned(), order.workload.to_string()];
        let mut push = |flag: &str, value: String| arguments.extend([flag.to_owned(), value]);
        push("--seed", order.seed.to_string());
        push("--threads", order.threads.to_string());
        match &order.task {
            Task::Measure { variant, pace } => {
                push("--variant", variant.to_string());
                push("--iterations", pace.iterations.to_string());
                push("--warmup", pace.warmup.to_string());
                push("--loops", pace.loops.to_string());
                if gated {
                    arguments.push("--gate".to_owned());
                }
                let declared = place.declaration.variant(variant);
                if let Some(peer) = declared.and_then(|variant| variant.command.as_ref()) {
                    let input = self.export(&place, order)?;
                    let output = self.output_of(order, variant);
                    fs::create_dir_all(&output).map_err(|error| format!("{}: {error}", output.display()))?;
                    let mut command = Command::new(self.find_program(&peer.program));
                    command.args(&peer.arguments).arg("measure").args(arguments);
                    command.arg("--input").arg(input).arg("--output").arg(output);
                    command.current_dir(&place.folder);
                    return Ok(command);
                }
                let mut command = Command::new(&place.binary);
                command.arg("measure").args(arguments).current_dir(&place.folder);
                Ok(command)
            }
            Task::Check { variants } => {
                let mut command = Command::new(&place.binary);
                command.arg("check").args(arguments).current_dir(&place.folder);
                for variant in variants {
                    command.args(["--variant", variant.as_str()]);
                    if is_peer(&place.declaration, variant) {
                        let output = self.output_of(order, variant);
                        command.arg("--output").arg(format!("{variant}={}", output.display()));
                    }
                }
                Ok(command)
            }
        }
    }

    fn output_of(&self, order: &Invocation, variant: &Name) -> PathBuf {
        // What was written with one seed is no answer with another.
        self.scratch.join(format!(
            "output-{}-{}-{}-{}-{variant}",
            order.side.as_str(),
            order.experiment,
            order.workload,
            order.seed
        ))
    }

    /// The input as files, once per workload.
    fn export(&mut self, place: &Place, order: &Invocation) -> Result<PathBuf, String> {
        let folder =
            self.scratch.join(format!("input-{}-{}-{}", order.experiment, order.workload, order.seed));
        let key = (order.experiment.clone(), order.workload.clone(), order.seed);
        if !self.exported.contains(&key) {
            let output = Command::new(&place.binary)
                .args([
                    "export",
                    "--workload",
                    order.workload.as_str(),
                    "--seed",
                    &order.seed.to_string(),
                    "--to",
                ])
                .arg(&folder)
                .current_dir(&place.folder)
                .output()
                .map_err(|error| error.to_string())?;
            if !output.status.success() {
                return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
            }
            self.exported.insert(key);
        }
        Ok(folder)
    }

    /// Peers have an environment of their own; what is not there is looked up on the PATH.
    fn find_program(&self, program: &str) -> PathBuf {
        let own = self.peers.join("bin").join(program);
        if own.exists() { own } else { PathBuf::from(program) }
    }

    fn finish(&self, order: &Invocation, started: &Told, end: End) -> Ended {
        let text = fs::read_to_string(&started.out).unwrap_or_default();
        // Read and done with; what cannot be removed is in a temporary folder.
        let _ = fs::remove_file(&started.out);
        let log_tail = tail(&started.log, started.log_from);
        let (events, how) =
            events::interpret(&text, end, self.limits, matches!(order.task, Task::Check { .. }));
        Ended { events, how, log_tail }
    }
}

/// Where `make peers` puts what users have instead.
pub fn peers_folder(root: &Path) -> PathBuf {
    root.join(".touchstone").join("peers")
}

struct Started {
    child: Child,
    out: PathBuf,
    log: PathBuf,
    log_from: u64,
}

/// What is left of a started process when its handle is with the watch.
struct Told {
    out: PathBuf,
    log: PathBuf,
    log_from: u64,
}

impl Started {
    fn split(self) -> (Child, Told) {
        (self.child, Told { out: self.out, log: self.log, log_from: self.log_from })
    }
}

fn not_started(failure: Failure) -> Ended {
    Ended { events: Vec::new(), how: How::Failed(failure), log_tail: String::new() }
}

impl World for Local {
    fn launch(&mut self, order: &Invocation) -> Ended {
        let (child, told) = match self.start(order, None) {
            Ok(started) => started.split(),
            Err(failure) => return not_started(failure),
        };
        let stop = Arc::clone(&self.stop);
        let ends = process::wait(vec![child], self.limits, &|| stop.load(Ordering::Relaxed));
        self.finish(order, &told, ends[0])
    }

    fn launch_together(&mut self, order: &Invocation, copies: u32) -> Vec<Ended> {
        let started: Vec<_> = (0..copies).map(|copy| self.start(order, Some(copy))).collect();
        let (mut children, mut told, mut gates) = (Vec::new(), Vec::new(), Vec::new());
        for started in started {
            match started {
                Ok(started) => {
                    let (mut child, words) = started.split();
                    gates.extend(child.stdin.take());
                    children.push(child);
                    told.push(words);
                }
                // A missing copy makes the others no ceiling: they end when their gates close.
                Err(failure) => return vec![not_started(failure)],
            }
        }
        let (limits, stop) = (self.limits, Arc::clone(&self.stop));
        let outs: Vec<PathBuf> = told.iter().map(|told| told.out.clone()).collect();
        let opener = thread::spawn(move || open_gates(&outs, gates, limits.time));
        let ends = process::wait(children, limits, &|| stop.load(Ordering::Relaxed));
        // It only ever sleeps and writes; a panic there leaves copies that ran ungated, which their times show.
        let _ = opener.join();
        told.iter().zip(ends).map(|(told, end)| self.finish(order, told, end)).collect()
    }

    fn host(&mut self) -> (HostReading, Duration) {
        (hardware::host_reading(&Root::real()), own_cpu())
    }

    fn elapsed(&self) -> Duration {
        self.before + self.started.elapsed()
    }

    fn interrupted(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl Drop for Local {
    fn drop(&mut self) {
        // A temporary folder; the system clears it if we cannot.
        let _ = fs::remove_dir_all(&self.scratch);
    }
}

/// Lets all copies go at once, when the last one is ready.
fn open_gates(outs: &[PathBuf], gates: Vec<std::process::ChildStdin>, patience: Duration) {
    let start = Instant::now();
    let ready = |out: &PathBuf| fs::metadata(out).is_ok_and(|file| file.len() > 0);
    while !outs.iter().all(ready) && start.elapsed() < patience {
        thread::sleep(Duration::from_millis(1));
    }
    for mut gate in gates {
        // A copy that is gone already is a failed invocation of its own.
        let _ = gate.write_all(b"\n");
    }
}

fn is_peer(declaration: &Declaration, variant: &Name) -> bool {
    declaration.variant(variant).is_some_and(|variant: &Variant| variant.command.is_some())
}

fn log_name(order: &Invocation) -> String {
    match &order.task {
        Task::Measure { variant, .. } => format!("{}.{}.{variant}.log", order.experiment, order.workload),
        Task::Check { .. } => format!("{}.{}.check.log", order.experiment, order.workload),
    }
}

/// The end of what was printed since `from`.
fn tail(log: &Path, from: u64) -> String {
    let read = || -> std::io::Result<Vec<u8>> {
        let mut file = File::open(log)?;
        let end = file.metadata()?.len();
        file.seek(SeekFrom::Start(from.max(end.saturating_sub(TAIL))))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    String::from_utf8_lossy(&read().unwrap_or_default()).trim().to_owned()
}

/// Processor time of this process and of all the children that it has waited for.
fn own_cpu() -> Duration {
    [libc::RUSAGE_SELF, libc::RUSAGE_CHILDREN].into_iter().map(usage).sum()
}

fn usage(of: libc::c_int) -> Duration {
    // SAFETY: an all-zero rusage is a valid value, and the call only writes into it.
    let usage = unsafe {
        let mut usage: libc::rusage = std::mem::zeroed();
        libc::getrusage(of, &raw mut usage);
        usage
    };
    let of = |time: libc::timeval| Duration::new(time.tv_sec as u64, time.tv_usec as u32 * 1000);
    of(usage.ru_utime) + of(usage.ru_stime)
}
