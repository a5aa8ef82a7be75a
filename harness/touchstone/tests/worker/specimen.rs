//! An experiment with a variant for every way in which a worker can end well or badly. The tests of this crate start it as
//! the harness would; `cargo run -p touchstone -- measure --workload smoke --variant sum` does by hand.

use std::{
    cell::Cell, env, fs, hint::black_box, io, panic, panic::catch_unwind, path::Path, rc::Rc, thread,
    time::Duration, time::Instant,
};

use touchstone::prelude::*;
use touchstone::{Measured, Report, Setting};

struct Specimen;

/// How many numbers, and whether their sum can be verified without the baseline.
#[derive(Debug)]
struct Size {
    count: usize,
    verifiable: bool,
}

struct Numbers {
    numbers: Vec<u32>,
    verifiable: bool,
}

/// The sum, and a witness of the moment in which it was dropped.
struct Sum {
    sum: u64,
    #[expect(dead_code, reason = "all it does is to be dropped")]
    witness: Option<Witness>,
}

struct Witness(Rc<Cell<Instant>>);

/// Long enough to be seen where it does not belong.
const SEEN: Duration = Duration::from_millis(20);

impl Drop for Witness {
    fn drop(&mut self) {
        thread::sleep(SEEN);
        self.0.set(Instant::now());
    }
}

impl Experiment for Specimen {
    type Workload = Size;
    type Input = Numbers;
    type Output = Sum;

    fn declare() -> Declaration<Self> {
        let whole = Declaration::<Self>::new("How a worker ends")
            .workload("smoke", Size { count: smoke_count(), verifiable: true })
            .workload("verified", Size { count: 2_000, verifiable: true })
            .reference("verified", "sum-backwards")
            .named_workload("unverified", Size { count: 3, verifiable: false })
            .reference("unverified", "sum-backwards")
            .requires("unverified", file_in("SPECIMEN_FILE"))
            .named_workload("plain", Size { count: 3, verifiable: false })
            .named_workload("lost", Size { count: 3, verifiable: true })
            .reference("lost", "panics")
            .named_workload("nowhere", Size { count: 3, verifiable: true })
            .reference("nowhere", "absent")
            .sized(|size| size.count as f64)
            .baseline("sum", |input, _| measured(|| right(input)))
            .candidate("sum-backwards", |input, _| {
                measured(|| Sum {
                    sum: input.numbers.iter().rev().map(|n| u64::from(*n)).sum(),
                    witness: None,
                })
            })
            .candidate("limited", |input, _| measured(|| right(input)))
            .only_on(["verified"])
            .peer("outside", command("python3", ["peer.py"]))
            .regresses_beyond(percent(7.5));
        broken(hypotheses(failing(observed(whole))))
    }

    fn input(size: &Size, rng: &mut Rng) -> Numbers {
        let numbers = (0..size.count).map(|_| rng.random()).collect();
        if changed("chance") {
            rng.random::<u32>();
        }
        Numbers { numbers, verifiable: size.verifiable }
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        assert!(outputs.variant != "uncheckable", "the check itself is at a loss");
        Checks::new().exact("sum", [outputs.reference.sum], [outputs.got.sum]).relative(
            "mean",
            [outputs.reference.sum as f64],
            [outputs.got.sum as f64],
            1e-3,
        )
    }

    fn verify(input: &Numbers, reference: &Sum) -> Checks {
        if !input.verifiable {
            return Checks::new();
        }
        Checks::new().exact("sum of halves", [right(input).sum], [reference.sum])
    }

    fn export(input: &Numbers, folder: &Path) -> io::Result<()> {
        let lines: Vec<String> = input.numbers.iter().map(u32::to_string).collect();
        fs::write(folder.join("numbers.txt"), lines.join("\n"))
    }

    fn import(_: &Numbers, folder: &Path) -> io::Result<Sum> {
        let sum = fs::read_to_string(folder.join("sum.txt"))?.trim().parse().map_err(io::Error::other)?;
        Ok(Sum { sum, witness: None })
    }
}

/// Variants that show what is measured of them.
fn observed(declaration: Declaration<Specimen>) -> Declaration<Specimen> {
    declaration
        .candidate("watched", |input, _| watched(input))
        .candidate("eats", |input, _| {
            measured(|| {
                black_box(vec![1_u8; 64 << 20]);
                right(input)
            })
        })
        .candidate("one-thread", |input, _| measured(|| spin(right(input))))
        .candidate("threads", on_threads)
        .threads(Cores::Performance)
        .candidate("two-threads", on_threads)
        .threads(Cores::Exactly(2))
        .never_looped()
        .candidate("parts", |input, setting| {
            let chunk = input.numbers.len().div_ceil(setting.cores);
            let longest = (chunk * setting.cores) as f64 / input.numbers.len() as f64;
            measured(|| right(input)).reporting(move |_, report| report.metric("longest", longest, ""))
        })
        .candidate("figures", |input, _| {
            let mut iteration = 0;
            measured(|| right(input)).reporting(move |_, report| {
                iteration += 1;
                report.count("visits", 40 + iteration);
                report.metric("hit-rate", 0.75, "");
                report.metric("bandwidth", 12.5, "GB/s");
                report.projected("on-a-cluster", 99.0, "x");
                report.span("first-half", 0, 10 * iteration);
                report.span("second-half", 10 * iteration, 5);
            })
        })
        .candidate("recorded", |input, _| recorded(input, 8))
        .candidate("stages", |input, _| {
            staged(input, |report, begun| {
                let ended = Instant::now().min(begun + Duration::from_nanos(1));
                report.stage_on("worker-1", "solve", begun, ended);
            })
        })
        .candidate("on-device", |input, _| {
            measured(|| right(input)).reporting(|_, report| report.evidence(evidence()))
        })
        .on_device(DeviceKind::Wgpu)
        .candidate("on-device-at-last", |input, _| {
            let mut iteration = 0;
            measured(|| right(input)).reporting(move |_, report| {
                iteration += 1;
                if iteration > 1 {
                    report.evidence(evidence());
                }
            })
        })
        .on_device(DeviceKind::Wgpu)
        .candidate("device-in-silence", |input, _| measured(|| right(input)))
        .on_device(DeviceKind::Wgpu)
}

/// Variants that end badly, each in its own way.
fn failing(declaration: Declaration<Specimen>) -> Declaration<Specimen> {
    declaration
        .control("off-by-one", |input, _| measured(|| Sum { sum: right(input).sum + 1, witness: None }))
        .candidate("absent", |_, _| cannot_run(&"no driver here: install one"))
        .on_device(DeviceKind::Cuda)
        .candidate("nan", |input, _| reporting(input, "rate", f64::NAN))
        .candidate("infinite", |input, _| reporting(input, "rate", f64::INFINITY))
        .candidate("loud-metric", |input, _| reporting(input, "Rate", 1.0))
        .candidate("own-memory", |input, _| reporting(input, "peak-memory", 1.0))
        .candidate("loud-span", |input, _| {
            measured(|| right(input)).reporting(|_, report| report.span("Half", 0, 1))
        })
        .candidate("own-spans", |input, _| reporting(input, "watching-share", 0.0))
        .candidate("loud-lane", |input, _| {
            measured(|| right(input)).reporting(|_, report| report.span_on("Worker 1", "solve", 0, 1))
        })
        .candidate("cramped", |input, _| recorded(input, 1))
        .candidate("stale-stage", |input, _| {
            staged(input, |report, begun| {
                report.stage("solve", begun.checked_sub(SEEN).unwrap_or(begun), begun);
            })
        })
        .candidate("late-stage", |input, _| {
            staged(input, |report, begun| report.stage("solve", begun, begun + SEEN))
        })
        .candidate("swapped-stage", |input, _| {
            staged(input, |report, begun| report.stage("solve", begun + SEEN, begun))
        })
        .candidate("twice", |input, _| {
            measured(|| right(input)).reporting(|_, report| {
                report.count("visits", 1);
                report.count("visits", 2);
            })
        })
        .candidate("nan-at-first", |input, _| {
            let mut rate = f64::NAN;
            measured(|| right(input)).reporting(move |_, report| {
                report.metric("rate", rate, "");
                rate = 1.0;
            })
        })
        .candidate("panics", |_, _| measured(|| panic!("out of cheese")))
        .candidate("panics-late", |input, _| {
            let mut left = 2;
            measured(move || {
                assert!(left > 0, "none left");
                left -= 1;
                right(input)
            })
        })
        .candidate("aborts", |input, _| {
            let mut calls = 0;
            measured(move || {
                calls += 1;
                if calls > 2 {
                    std::process::abort();
                }
                right(input)
            })
        })
        .candidate("panics-preparing", |_, _| panic!("no pool"))
        .candidate("panics-wordless", |_, _| measured(|| panic::panic_any(7)))
        .candidate("panics-in-thread", |_, _| {
            measured(|| {
                let sum = thread::scope(|scope| {
                    scope.spawn(|| -> u64 { panic!("deep down") }).join().expect("it adds up")
                });
                Sum { sum, witness: None }
            })
        })
        .candidate("survives", |input, _| {
            measured(|| {
                let survived = catch_unwind(|| panic!("a panic that was survived"));
                assert!(survived.is_err());
                right(input)
            })
        })
        .candidate("uncheckable", |input, _| measured(|| right(input)))
}

fn hypotheses(declaration: Declaration<Specimen>) -> Declaration<Specimen> {
    declaration.hypothesis(
        Hypothesis::new("threads add up")
            .expect(speedup("threads").over("sum").on("verified").at_least(ceiling(0.8)))
            .guard(peak_memory("threads").at_most(times_baseline(2.0)))
            .given(performance_cores(2))
            .claimed("5-15x", "Apple M4 Pro, 10 performance cores")
            .predicted(Open),
    )
}

/// With mistakes in it, where a test asks for them.
fn broken(declaration: Declaration<Specimen>) -> Declaration<Specimen> {
    if env::var_os("SPECIMEN_BROKEN").is_none() {
        return declaration;
    }
    declaration
        .regresses_beyond(0.0)
        .hypothesis(Hypothesis::new("typing is hard").expect(accurate("som").on("smoke")))
}

/// Has a test asked for an input that is made in another way?
fn changed(what: &str) -> bool {
    env::var_os("SPECIMEN_INPUT").is_some_and(|change| change == what)
}

fn smoke_count() -> usize {
    if changed("size") { 1_001 } else { 1_000 }
}

fn right(input: &Numbers) -> Sum {
    Sum { sum: input.numbers.iter().map(|n| u64::from(*n)).sum(), witness: None }
}

/// As a device would give it.
fn evidence() -> Evidence {
    Evidence {
        device: "Specimen 9000".to_owned(),
        backend: "Vulkan".to_owned(),
        kind: GpuKind::Discrete,
        driver: "specimen 1.2.3".to_owned(),
        dispatches: 7,
        bytes_up: 4_000,
        bytes_down: 8,
        device_ns: Some(1_234),
    }
}

fn reporting<'a>(input: &'a Numbers, metric: &'static str, value: f64) -> Measured<'a, Sum> {
    measured(|| right(input)).reporting(move |_, report| report.metric(metric, value, ""))
}

fn spin(sum: Sum) -> Sum {
    for i in 0..20_000_000_u64 {
        black_box(i);
    }
    sum
}

/// Two spans in one on `main`, and one on a thread that has a lane of its own.
fn recorded(input: &Numbers, room: usize) -> Measured<'_, Sum> {
    let recorder = Recorder::with_room(room);
    let (inside, worker) = (recorder.clone(), recorder.on("worker-1"));
    measured(move || {
        let year = inside.start();
        let build = inside.start();
        let sum = black_box(right(input));
        inside.end("build", build);
        thread::scope(|scope| {
            scope.spawn(|| worker.end("solve", worker.start()));
        });
        inside.end("year", year);
        sum
    })
    .recording(&recorder)
    .reporting(|_, report| report.count("reports", 1))
}

/// Reports a stage with the moment in which the call began, as a kernel keeps it.
fn staged(input: &Numbers, mut stage: impl FnMut(&mut Report, Instant) + 'static) -> Measured<'_, Sum> {
    let begun = Rc::new(Cell::new(Instant::now()));
    let begun_too = begun.clone();
    measured(move || {
        begun_too.set(Instant::now());
        right(input)
    })
    .reporting(move |_, report| stage(report, begun.get()))
}

/// The calling thread only waits.
fn on_threads(input: &Numbers, setting: Setting) -> Measured<'_, Sum> {
    measured(move || {
        thread::scope(|scope| {
            let all: Vec<_> = (0..setting.threads).map(|_| scope.spawn(|| spin(right(input)).sum)).collect();
            let sums = all.into_iter().map(|one| one.join().expect("it adds up"));
            Sum { sum: sums.max().unwrap_or_default(), witness: None }
        })
    })
}

/// Looks at its own clock whenever it is called. What the worker measures must lie between: no shorter than `inside`, and
/// no longer than `around`, into which neither preparing, nor reporting, nor dropping what came out fits.
fn watched(input: &Numbers) -> Measured<'_, Sum> {
    thread::sleep(SEEN);
    let calls = Rc::new(Cell::new(0));
    let quiet_since = Rc::new(Cell::new(Instant::now()));
    let inside = Rc::new(Cell::new(Duration::ZERO));
    let (calls_too, quiet_too, inside_too) = (calls.clone(), quiet_since.clone(), inside.clone());
    let mut reports = 0;
    measured(move || {
        let start = Instant::now();
        calls_too.set(calls_too.get() + 1);
        let sum = right(input).sum;
        inside_too.set(start.elapsed());
        Sum { sum, witness: Some(Witness(quiet_too.clone())) }
    })
    .reporting(move |_, report| {
        let nanos = |duration: Duration| u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        report.span("around", 0, nanos(quiet_since.get().elapsed()));
        report.span("inside", 0, nanos(inside.get()));
        reports += 1;
        report.count("calls", calls.get());
        report.count("reports", reports);
        thread::sleep(SEEN);
    })
}

fn main() -> ExitCode {
    touchstone::main::<Specimen>()
}
