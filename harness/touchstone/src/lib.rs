//! What an experiment links: declare, prepare, measure, check. This page is the tutorial.
//!
//! An experiment is a binary crate. It declares its workloads, one baseline, the candidates and what it claims of them;
//! the harness builds it, starts it in a fresh process for every invocation and judges what it measured. The words are
//! those of the project's `GLOSSARY.md`.
//!
//! 1. [An experiment at its smallest](#an-experiment-at-its-smallest)
//! 2. [Preparing is not measured](#preparing-is-not-measured)
//! 3. [Checks: a wrong answer has no speed](#checks-a-wrong-answer-has-no-speed)
//! 4. [What a hypothesis can expect](#what-a-hypothesis-can-expect)
//! 5. [Threads, and what the machine can give at all](#threads-and-what-the-machine-can-give-at-all)
//! 6. [Guards, conditions, claims and predictions](#guards-conditions-claims-and-predictions)
//! 7. [Devices prove that they worked](#devices-prove-that-they-worked)
//! 8. [When the baseline is too slow to be the reference](#when-the-baseline-is-too-slow-to-be-the-reference)
//! 9. [Peers: what a user would use instead](#peers-what-a-user-would-use-instead)
//! 10. [Mistakes are named with their place](#mistakes-are-named-with-their-place)
//! 11. [How the harness talks to it](#how-the-harness-talks-to-it)
//!
//! # An experiment at its smallest
//!
//! `cargo touchstone new my-idea` writes such a crate, and `cargo touchstone run my-idea` judges it. This is a whole
//! `src/main.rs`:
//!
//! ```
//! //! Adding up the even numbers: is a formula faster than a loop?
//! use touchstone::prelude::*;
//!
//! struct Evens;
//!
//! impl Experiment for Evens {
//!     type Workload = u64; // what tells one workload from another: here, how far to count
//!     type Input = u64; //    what the variants work on
//!     type Output = u64; //   what they return
//!
//!     fn declare() -> Declaration<Self> {
//!         Declaration::<Self>::new("A sum has a closed form")
//!             .workload("smoke", 1_000)
//!             .workload("full", 1_000_000)
//!             .sized(|n| *n as f64) // what the time should grow with
//!             .baseline("loop", |n, _| measured(move || (0..*n).filter(|i| i % 2 == 0).sum()))
//!             .candidate("formula", |n, _| {
//!                 measured(move || {
//!                     let count = n.div_ceil(2);
//!                     count * count.saturating_sub(1)
//!                 })
//!             })
//!             .control("off-by-one", |n, _| measured(move || (0..*n + 2).filter(|i| i % 2 == 0).sum()))
//!             .hypothesis(
//!                 Hypothesis::new("the formula needs no loop")
//!                     .expect(speedup("formula").over("loop").on("full").at_least(100.0))
//!                     .predicted(Confirmed),
//!             )
//!     }
//!
//!     fn input(n: &u64, _rng: &mut Rng) -> u64 {
//!         *n
//!     }
//!
//!     fn check(outputs: Outputs<'_, Self>) -> Checks {
//!         Checks::new().exact("sum", [outputs.reference], [outputs.got])
//!     }
//! }
//!
//! fn main() -> ExitCode {
//!     # assert_eq!(touchstone::problems::<Evens>(), [""; 0]);
//!     touchstone::main::<Evens>()
//! }
//! ```
//!
//! - A **workload** is a name and what the input is made from. One is called `smoke` and takes under a second: every test
//!   runs it. One that takes minutes is a [`named_workload`](Declaration::named_workload): it is measured only when it is
//!   asked for by name. All chance in [`Experiment::input`] comes from its `rng`, so a seed is an input. What the input is
//!   made from is a type of yours that is `Debug`: the declaration shows it, so that a gate can tell two inputs apart that
//!   go by the same name.
//! - The **size** of a workload ([`sized`](Declaration::sized)) is what its time should grow with. With two sizes or more a
//!   gate sees a variant that has turned from linear to quadratic, while it is still fast on the small ones.
//! - The **baseline** is what everything is compared with, a **candidate** is what should be better, and a **control** is
//!   a planted fault. A control must come out `inaccurate`: it proves that the checks can fail.
//! - A **hypothesis** says in words what should hold, and in numbers what must be measured for it.
//!
//! # Preparing is not measured
//!
//! A variant is a closure that is given the input and its [`Setting`], and hands the work to [`measured`]. What stands
//! before `measured` is preparation, which is not timed; what stands within is, and so is nothing else:
//!
//! ```
//! # use touchstone::prelude::*;
//! # struct Search;
//! # impl Experiment for Search {
//! #     type Workload = usize; type Input = Vec<u32>; type Output = usize;
//! #     fn input(n: &usize, rng: &mut Rng) -> Vec<u32> { (0..*n).map(|_| rng.random()).collect() }
//! #     fn check(o: Outputs<'_, Self>) -> Checks { Checks::new().exact("found", [*o.reference], [*o.got]) }
//! #     fn declare() -> Declaration<Self> {
//! Declaration::<Self>::new("Sorting once pays for many searches")
//!     .workload("smoke", 1_000)
//!     .baseline("scan", |numbers, _| {
//!         measured(|| (0..100).filter(|wanted| numbers.contains(wanted)).count())
//!     })
//!     .candidate("search", |numbers, _| {
//!         let mut sorted = numbers.clone(); // prepared
//!         sorted.sort_unstable();
//!         measured(move || (0..100).filter(|wanted| sorted.binary_search(wanted).is_ok()).count())
//!     })
//!     .candidate("sort-and-search", |numbers, _| {
//!         measured(|| {
//!             let mut sorted = numbers.clone(); // measured
//!             sorted.sort_unstable();
//!             (0..100).filter(|wanted| sorted.binary_search(wanted).is_ok()).count()
//!         })
//!     })
//! #     }
//! # }
//! # assert_eq!(touchstone::problems::<Search>(), [""; 0]);
//! ```
//!
//! The closure is called often and must do the same work every time: work that uses up its input makes a copy of it, and
//! the copy is measured too. Short work is called in a loop within one iteration, unless the variant is
//! [`never_looped`](Declaration::never_looped). The output is dropped after the clock has stopped, but between two calls
//! of one loop it is dropped within.
//!
//! The time of preparing is not lost: every variant has it as the metric `prepare`, in seconds.
//!
//! # Checks: a wrong answer has no speed
//!
//! Every variant's output is compared with the reference before it is measured. The error is kept, passed or not:
//!
//! ```
//! # use touchstone::prelude::*;
//! struct Solution {
//!     objective: f64,
//!     prices: Vec<f64>,   // NaN where nothing is sold
//!     used: Vec<u32>,     // in no particular order
//!     status: String,
//! }
//! # struct Solve;
//! # impl Experiment for Solve {
//! #     type Workload = (); type Input = (); type Output = Solution;
//! #     fn input(_: &(), _: &mut Rng) {}
//! #     fn declare() -> Declaration<Self> { Declaration::<Self>::new("") }
//!
//! fn check(outputs: Outputs<'_, Self>) -> Checks {
//!     let (reference, got) = (outputs.reference, outputs.got);
//!     let tolerance = if outputs.variant.ends_with("-f32") { 1e-4 } else { 1e-9 };
//!     Checks::new()
//!         .exact("status", [&reference.status], [&got.status])
//!         .relative("objective", [reference.objective], [got.objective], tolerance)
//!         .absolute("prices", reference.prices.iter().copied(), got.prices.iter().copied(), 0.01)
//!         .set_equal("used", &reference.used, &got.used)
//!         .at_most("used in all", got.used.len() as f64, 100.0)
//! }
//! # }
//! ```
//!
//! In `relative` and `absolute` NaN equals NaN and nothing else, and another length never passes. A check in which
//! nothing was compared fails: an empty answer is no right answer. [`Checks`] says the rest.
//!
//! Beside the checks stands a digest of the answer, made of every value that was got, so that a gate can say whether two
//! builds gave the same answer to the bit. A check that sees errors only says itself what the answer is; those bits are
//! compared with nothing:
//!
//! ```
//! # use touchstone::prelude::*;
//! # struct Nearest;
//! # impl Experiment for Nearest {
//! #     type Workload = (); type Input = (); type Output = f64;
//! #     fn input(_: &(), _: &mut Rng) {}
//! #     fn declare() -> Declaration<Self> { Declaration::<Self>::new("") }
//! fn check(outputs: Outputs<'_, Self>) -> Checks {
//!     let excess = outputs.got - outputs.reference; // of two that are equally near any one is right
//!     Checks::new().at_most("metres beyond the nearest", excess, 1e-3).output([outputs.got.to_bits()])
//! }
//! # }
//! ```
//!
//! # What a hypothesis can expect
//!
//! A variant reports what it knows of itself in [`reporting`](Measured::reporting), after the clock has stopped; that can
//! be expected like a time or a peak of memory:
//!
//! ```
//! # use touchstone::prelude::*;
//! # fn sum(numbers: &[f64]) -> (f64, u64) { (numbers.iter().sum(), numbers.len() as u64) }
//! # struct Sums;
//! # impl Experiment for Sums {
//! #     type Workload = usize; type Input = Vec<f64>; type Output = (f64, u64);
//! #     fn input(n: &usize, rng: &mut Rng) -> Vec<f64> { (0..*n).map(|_| rng.random()).collect() }
//! #     fn check(o: Outputs<'_, Self>) -> Checks { Checks::new().relative("sum", [o.reference.0], [o.got.0], 1e-12) }
//! #     fn declare() -> Declaration<Self> {
//! # Declaration::<Self>::new("Sums").workload("smoke", 1_000).workload("full", 1_000_000)
//! # .baseline("simple", |numbers, _| measured(|| sum(numbers)))
//! .candidate("pairwise", |numbers, _| {
//!     measured(|| sum(numbers)).reporting(|(_, visits), report| {
//!         report.count("visits", *visits);
//!         report.metric("hit-rate", 0.75, "");
//!         report.projected("on-a-cluster", 40.0, "x"); // for absent hardware: shown, never judged
//!         report.span("first-half", 0, 1_200); // a stage: its start and its length in nanoseconds
//!     })
//! })
//! .hypothesis(
//!     Hypothesis::new("pairwise is as fast, as small, and looks at no number twice")
//!         .expect(speedup("pairwise").over("simple").on("full").at_least(0.95))
//!         .expect(time("pairwise").on("full").at_most(0.005)) // seconds of one call
//!         .expect(peak_memory("pairwise").on("full").at_most(64e6)) // bytes
//!         .expect(peak_memory("pairwise").relative_to("simple").on("full").at_most(1.5)) // times its peak
//!         .expect(metric("pairwise", "visits").on("full").between(1e6, 1.1e6))
//!         .expect(count("pairwise", "visits").every_seed(6).on("full").at_most(1.1e6)) // with seeds 1 to 6, each
//!         .expect(metric("pairwise", "prepare").on("full").at_most(0.1))
//!         .expect(accurate("pairwise").on("full")),
//! )
//! #     }
//! # }
//! # assert_eq!(touchstone::problems::<Sums>(), [""; 0]);
//! ```
//!
//! | what is measured | in | a target may be |
//! | --- | --- | --- |
//! | [`speedup`]`(of).over(other)` | times as fast | a number, [`ceiling`]`(share)`, or that with its [`serial`](Ceiling::serial) part |
//! | [`time`]`(of)` | seconds of one call | a number |
//! | [`peak_memory`]`(of)` | bytes | a number, [`bytes`]`(base, each_thread)`, [`times_baseline`]`(times)` |
//! | [`metric`]`(of, name)` | what the variant says | a number, [`bytes`]`(base, each_thread)`, [`times_baseline`]`(times)` |
//! | [`count`]`(of, name)` | what the variant says, once with every seed | a number, [`times_baseline`]`(times)` |
//! | [`accurate`]`(of)` | its checks pass | |
//!
//! Each expectation has a workload ([`on`](Quantity::on)), a target ([`at_least`](Quantity::at_least),
//! [`at_most`](Quantity::at_most), [`between`](Quantity::between)) and a verdict of its own. A peak of memory or a metric
//! can be a multiple of another variant's: [`relative_to`](Quantity::relative_to).
//!
//! A **count** is a figure that is the same whenever the input is: iterations, passes, bytes. A `metric` is taken from every
//! round, with the seed of the run, which is another one every time. A [`count`] is taken once with each of the seeds from 1
//! to [`every_seed`](Quantity::every_seed) (with seed 1 alone where that is not said), before the rounds, in a process of its
//! own: one iteration, no warm-up. The answer is checked with each of these seeds, too. It holds if it holds with every one
//! of them; one that was not counted, for want of a budget, say, leaves it `not judged`. A variant of which only counts are
//! expected on a workload takes no part in the rounds there: work of 10 s is run 6 times and not 40.
//!
//! ## Where the time goes
//!
//! A **span** is one time that a stage ran. A [`Recorder`] makes spans within the measured closure; what a kernel kept as
//! [`Instant`](std::time::Instant)s is told with [`stage`](Report::stage), what a device counted with [`span`](Report::span).
//! What runs side by side has a lane for each:
//!
//! ```
//! # use touchstone::prelude::*;
//! # fn build(n: u64) -> u64 { n }
//! # fn solve(n: u64) -> u64 { n }
//! # struct Years;
//! # impl Experiment for Years {
//! #     type Workload = u64; type Input = u64; type Output = u64;
//! #     fn input(n: &u64, _: &mut Rng) -> u64 { *n }
//! #     fn check(o: Outputs<'_, Self>) -> Checks { Checks::new().exact("sum", [*o.reference], [*o.got]) }
//! #     fn declare() -> Declaration<Self> {
//! # Declaration::<Self>::new("Years").workload("smoke", 1_000).workload("full", 1_000_000)
//! # .baseline("plain", |n, _| measured(move || solve(build(*n)) + solve(1)))
//! .candidate("watched", |n, _| {
//!     let recorder = Recorder::with_room(16); // spans of a call, on each lane
//!     let (main, worker) = (recorder.clone(), recorder.on("worker-1"));
//!     measured(move || {
//!         let building = main.start();
//!         let model = build(*n);
//!         main.end("build", building);
//!         std::thread::scope(|scope| {
//!             let other = scope.spawn(|| {
//!                 let solving = worker.start();
//!                 let answer = solve(1);
//!                 worker.end("solve", solving);
//!                 answer
//!             });
//!             let solving = main.start();
//!             let answer = solve(model);
//!             main.end("solve", solving);
//!             answer + other.join().unwrap()
//!         })
//!     })
//!     .recording(&recorder) // emptied before every call, reported after the last of an iteration
//! })
//! .hypothesis(
//!     Hypothesis::new("watching costs at most 1 %")
//!         .expect(metric("watched", "watching-share").on("full").at_most(0.01)),
//! )
//! #     }
//! # }
//! # assert_eq!(touchstone::problems::<Years>(), [""; 0]);
//! ```
//!
//! `cargo touchstone profile` shows the shares. A stage has what the stages inside it leave, and what no span covers is shown
//! as outside every stage. Whoever reports spans has three more metrics: `spans` of a call, `span-cost` in seconds, and their
//! product as a share of the call, `watching-share`. Give no span to waiting for other lanes: it would count as work.
//!
//! # Threads, and what the machine can give at all
//!
//! A variant works on one thread unless it says [`threads`](Declaration::threads), which speaks of the variant declared
//! just before it. It is told how many it has:
//!
//! ```
//! # use touchstone::prelude::*;
//! # fn sum(part: &[f64]) -> f64 { part.iter().sum() }
//! # struct Sums;
//! # impl Experiment for Sums {
//! #     type Workload = usize; type Input = Vec<f64>; type Output = f64;
//! #     fn input(n: &usize, rng: &mut Rng) -> Vec<f64> { (0..*n).map(|_| rng.random()).collect() }
//! #     fn check(o: Outputs<'_, Self>) -> Checks { Checks::new().relative("sum", [*o.reference], [*o.got], 1e-12) }
//! #     fn declare() -> Declaration<Self> {
//! Declaration::<Self>::new("Sums in parallel")
//!     .workload("smoke", 1_000)
//!     .named_workload("huge", 100_000_000)
//!     .baseline("one", |numbers, _| measured(|| sum(numbers)))
//!     .candidate("all", |numbers, setting| {
//!         let chunk = numbers.len().div_ceil(setting.threads);
//!         measured(move || {
//!             std::thread::scope(|scope| {
//!                 let parts: Vec<_> = numbers.chunks(chunk).map(|c| scope.spawn(|| sum(c))).collect();
//!                 parts.into_iter().map(|part| part.join().unwrap()).sum()
//!             })
//!         })
//!     })
//!     .threads(Cores::Performance)
//!     .hypothesis(
//!         Hypothesis::new("cores add up")
//!             .expect(speedup("all").over("one").on("huge").at_least(ceiling(0.8)))
//!             .given(performance_cores(2)),
//!     )
//! #     }
//! # }
//! # assert_eq!(touchstone::problems::<Sums>(), [""; 0]);
//! ```
//!
//! [`ceiling`] is a share of what this machine can give at all: as many copies of the slower side as there are threads
//! are run at once in the same rounds, and what they reach together is the ceiling. So `ceiling(0.8)` asks for 80 % of
//! what is there, on 2 cores as on 64, and blames nobody for memory that they all share. The slower side works on one
//! thread.
//!
//! Not all work can be shared out evenly: 31 items keep 10 threads busy for the time of 4, and a first step that all others
//! wait for is done by one thread. The slower side says so itself, in two shares of its own time: the **serial** part, and
//! W times the longest part that one of W threads is given of the rest. The **bound** that they leave is 1 / (serial +
//! parallel / ceiling), and a share of it is asked for by [`serial`](Ceiling::serial) and [`parallel`](Serial::parallel):
//!
//! ```
//! # use touchstone::prelude::*;
//! # fn solve(year: &f64) -> f64 { year.sqrt() }
//! # struct Years;
//! # impl Experiment for Years {
//! #     type Workload = usize; type Input = Vec<f64>; type Output = Vec<f64>;
//! #     fn input(n: &usize, rng: &mut Rng) -> Vec<f64> { (0..*n).map(|_| rng.random()).collect() }
//! #     fn check(o: Outputs<'_, Self>) -> Checks { Checks::new().exact("years", o.reference, o.got) }
//! #     fn declare() -> Declaration<Self> {
//! # Declaration::<Self>::new("Years").workload("smoke", 5).workload("full", 31)
//! .baseline("one", |years, setting| {
//!     let longest = years.len().div_ceil(setting.cores); // of as many chunks as there are cores for us
//!     let share = (setting.cores * longest) as f64 / years.len() as f64;
//!     measured(|| years.iter().map(solve).collect()).reporting(move |_, report| {
//!         report.metric("serial-share", 0.0, ""); // with a first step its time over that of the whole
//!         report.metric("parallel-share", share, "");
//!     })
//! })
//! # .candidate("all", |years, _| measured(|| years.iter().map(solve).collect()))
//! # .threads(Cores::Performance)
//! .hypothesis(
//!     Hypothesis::new("years add up as far as they can be shared out")
//!         .expect(
//!             speedup("all")
//!                 .over("one")
//!                 .on("full")
//!                 .at_least(ceiling(0.8).serial("serial-share").parallel("parallel-share")),
//!         )
//!         .given(performance_cores(2)),
//! )
//! #     }
//! # }
//! # assert_eq!(touchstone::problems::<Years>(), [""; 0]);
//! ```
//!
//! On 10 cores with a ceiling of 10 the bound is 7.75x, on 2 with a ceiling of 2 it is 1.94x. Each round is judged by what
//! the slower side reported in it; without both shares, or with shares that cannot be, nothing is judged.
//!
//! # Guards, conditions, claims and predictions
//!
//! ```
//! # use touchstone::prelude::*;
//! # struct Case;
//! # impl Experiment for Case {
//! #     type Workload = (); type Input = (); type Output = u8;
//! #     fn input(_: &(), _: &mut Rng) {}
//! #     fn check(o: Outputs<'_, Self>) -> Checks { Checks::new().exact("all", [o.reference], [o.got]) }
//! #     fn declare() -> Declaration<Self> {
//! # Declaration::<Self>::new("Case").workload("smoke", ()).workload("full", ())
//! # .baseline("one", |(), _| measured(|| 1))
//! # .candidate("all", |(), _| measured(|| 1).reporting(|_, report| report.count("restarts", 0)))
//! # .threads(Cores::Performance)
//! .requires("full", file_in("STEEL_TRADE_DATA")) // without this file the workload is not judged
//! .hypothesis(
//!     Hypothesis::new("eight cores are worth five")
//!         .expect(speedup("all").over("one").on("full").at_least(5.0))
//!         .guard(peak_memory("all").at_most(bytes(100e6, 20e6))) // and 20 MB for each thread
//!         .guard(peak_memory("all").at_most(times_baseline(2.0)))
//!         .guard(metric("all", "restarts").on("full").at_most(0.0))
//!         .given(performance_cores(8))
//!         .given(memory(16 << 30))
//!         .given(quiet_host())
//!         .claimed("10x", "Apple M4 Pro, 10 performance cores")
//!         .predicted(Refuted)
//!         .because("the memory is shared, and two cores fill it"),
//! )
//! .regresses_beyond(percent(5.0))
//! #     }
//! # }
//! # assert_eq!(touchstone::problems::<Case>(), [""; 0]);
//! ```
//!
//! - A **guard** is what must hold besides, on every workload of the hypothesis unless it names one: a missed guard
//!   refutes. That the answer is right is always guarded.
//! - A **condition** ([`given`](Hypothesis::given), [`requires`](Declaration::requires)) is what must be there. Elsewhere
//!   the hypothesis is `not judged`, which is neither a pass nor a failure. There are [`performance_cores`], [`memory`],
//!   [`device`], [`discrete_gpu`], [`gpus`], [`quiet_host`] and [`file_in`].
//! - A **claim** is what a plan promised and for which machine, its processor first. It is judged on that machine only;
//!   the target of the expectation is what you hold to be true.
//! - A **prediction** (`Confirmed`, `Refuted`, `Inaccurate`, `Open`) is made before the result is known. One that fails is
//!   news, and is shown as such.
//!
//! # Devices prove that they worked
//!
//! ```
//! # use touchstone::prelude::*;
//! # struct Device;
//! # impl Device {
//! #     fn open() -> Result<Self, String> { Err("no Vulkan driver".into()) }
//! #     fn sum(&self, numbers: &[f32]) -> (f32, Proof) {
//! #         (numbers.iter().sum(), Proof { kernels: 1, nanoseconds: 2 })
//! #     }
//! # }
//! struct Proof {
//!     kernels: u64,
//!     nanoseconds: u64,
//! }
//!
//! struct Sum {
//!     sum: f32,
//!     proof: Option<Proof>, // what the device says of its work
//! }
//! # struct Sums;
//! # impl Experiment for Sums {
//! #     type Workload = usize; type Input = Vec<f32>; type Output = Sum;
//! #     fn input(n: &usize, rng: &mut Rng) -> Vec<f32> { (0..*n).map(|_| rng.random()).collect() }
//! #     fn check(o: Outputs<'_, Self>) -> Checks {
//! #         Checks::new().relative("sum", [f64::from(o.reference.sum)], [f64::from(o.got.sum)], 1e-4)
//! #     }
//! #     fn declare() -> Declaration<Self> {
//! # Declaration::<Self>::new("Sums on a GPU").workload("smoke", 1_000).workload("full", 1_000_000)
//! # .baseline("cpu", |numbers, _| measured(|| Sum { sum: numbers.iter().sum(), proof: None }))
//!
//! .candidate("gpu", |numbers, _| {
//!     let gpu = match Device::open() {
//!         Ok(gpu) => gpu,
//!         Err(error) => return cannot_run(&error), // never a quiet fall-back to the CPU
//!     };
//!     measured(move || {
//!         let (sum, proof) = gpu.sum(numbers);
//!         Sum { sum, proof: Some(proof) }
//!     })
//!     .reporting(|output, report| {
//!         if let Some(proof) = &output.proof {
//!             report.evidence(Evidence {
//!                 device: "NVIDIA H200".to_owned(),
//!                 backend: "Vulkan".to_owned(),
//!                 kind: GpuKind::Discrete,
//!                 driver: "580.82".to_owned(),
//!                 dispatches: proof.kernels,
//!                 bytes_up: 4 * 1_000_000,
//!                 bytes_down: 4,
//!                 device_ns: Some(proof.nanoseconds),
//!             });
//!         }
//!     })
//! })
//! .on_device(DeviceKind::Wgpu)
//! .hypothesis(
//!     Hypothesis::new("a GPU adds faster")
//!         .expect(speedup("gpu").over("cpu").on("full").at_least(2.0))
//!         .given(device(DeviceKind::Wgpu)),
//! )
//! #     }
//! # }
//! # assert_eq!(touchstone::problems::<Sums>(), [""; 0]);
//! ```
//!
//! Evidence counts when every measured iteration brought it. Without it nothing is judged of a variant that declares a
//! device, and a software driver proves that the answer is right, never a speed.
//!
//! # When the baseline is too slow to be the reference
//!
//! A variant may be limited to some workloads, and elsewhere another one's output counts as right. That one is checked
//! itself, by whatever can be said of an answer without knowing it:
//!
//! ```
//! # use touchstone::prelude::*;
//! # fn slow_root(n: f64) -> f64 { n.sqrt() }
//! # fn fast_root(n: f64) -> f64 { n.sqrt() }
//! # struct Roots;
//! # impl Experiment for Roots {
//! #     type Workload = f64; type Input = f64; type Output = f64;
//! #     fn input(n: &f64, _: &mut Rng) -> f64 { *n }
//! #     fn check(o: Outputs<'_, Self>) -> Checks { Checks::new().relative("root", [*o.reference], [*o.got], 1e-12) }
//! fn declare() -> Declaration<Self> {
//!     Declaration::<Self>::new("Roots without trying")
//!         .workload("smoke", 1e3)
//!         .workload("full", 1e12)
//!         .reference("full", "fast")
//!         .baseline("slow", |n, _| measured(|| slow_root(*n)))
//!         .only_on(["smoke"])
//!         .candidate("fast", |n, _| measured(|| fast_root(*n)))
//! }
//!
//! fn verify(n: &f64, root: &f64) -> Checks {
//!     Checks::new().relative("its square", [*n], [root * root], 1e-9)
//! }
//! # }
//! # assert_eq!(touchstone::problems::<Roots>(), [""; 0]);
//! ```
//!
//! # Peers: what a user would use instead
//!
//! [`peer`](Declaration::peer) declares a command in any language: `.peer("scipy", command("python3", ["peer.py"]))`. It
//! is started in the folder of the experiment, is measured in the same rounds and times itself, so its start-up is no part
//! of the number. [`Experiment::export`] writes the input for it, [`Experiment::import`] reads what it wrote; for arrays of
//! NumPy both have [`npy`].
//!
//! A peer in Python imports `peers/touchstone_peer.py` of this crate's folder, which speaks the protocol for it: the peer
//! says which packages each of its kinds needs, what it prepares and what its work is. Where a package is missing it cannot
//! run, which is a reason and no failure; `make peers` sets up those that this project compares itself with.
//!
//! # Mistakes are named with their place
//!
//! All at once, each with the line where it is written and the way out:
//!
//! ```
//! # use touchstone::prelude::*;
//! # struct Wrong;
//! # impl Experiment for Wrong {
//! #     type Workload = (); type Input = (); type Output = u8;
//! #     fn input(_: &(), _: &mut Rng) {}
//! #     fn check(_: Outputs<'_, Self>) -> Checks { Checks::new() }
//! #     fn declare() -> Declaration<Self> {
//! Declaration::<Self>::new("Nothing to smoke")
//!     .workload("small", ())
//!     .baseline("slow", |(), _| measured(|| 1))
//!     .candidate("fast", |(), _| measured(|| 1))
//!     .hypothesis(Hypothesis::new("typing is hard").expect(speedup("fats").over("slow").on("small").at_least(-1.0)))
//! #     }
//! # }
//! let problems = touchstone::problems::<Wrong>();
//! assert!(problems[0].contains("no workload is called `smoke`: declare one that takes under a second"));
//! assert!(problems[1].contains("there is no variant `fats`; did you mean `fast`?"));
//! assert!(problems[2].contains("-1 is no target: give a finite number above 0"));
//! ```
//!
//! # How the harness talks to it
//!
//! The binary of an experiment is its worker, and may be started by hand:
//!
//! ```text
//! cargo run --release -p my-idea -- describe
//! cargo run --release -p my-idea -- measure --workload smoke --variant formula
//! cargo run --release -p my-idea -- check --workload smoke --variant formula --variant off-by-one
//! ```
//!
//! `describe` prints the declaration as JSON; `measure` and `check` write one JSON object a line to the file named by
//! `TOUCHSTONE_OUT`, or to the terminal where there is none. Standard output and standard error stay free for the
//! libraries that print to them. The exit code is 0 when all is well, 2 for a wrong answer, 3 for what cannot run here, 64
//! for a declaration or a command line that is refused; anything else is a crash. The protocol is described by
//! `schemas/event.json` and `schemas/declaration.json` in this crate's folder, and any language can speak it.

mod checks;
mod declare;
mod digest;
mod hypothesis;
pub mod npy;
mod prepared;
mod spans;
mod validate;
mod worker;

pub use checks::Checks;
pub use declare::{Cores, Declaration, Experiment, Outputs, Setting, command};
pub use hypothesis::{
    Accurate, Amount, Ceiling, Expected, Hypothesis, Quantity, Serial, Speedup, accurate, bytes, ceiling,
    count, device, discrete_gpu, file_in, gpus, memory, metric, peak_memory, percent, performance_cores,
    quiet_host, speedup, time, times_baseline,
};
pub use model::{Command, Condition, DeviceKind, Evidence, GpuKind, Prediction};
pub use prepared::{Measured, Report, cannot_run, measured};
pub use spans::{Recorder, span_cost_ns};
pub use worker::main;

/// The only source of chance: a generator that gives the same numbers on every machine and in every version.
pub type Rng = rand_pcg::Pcg64;

/// What is wrong with a declaration, each with its place; empty when nothing is.
pub fn problems<E: Experiment>() -> Vec<String> {
    validate::validate(&E::declare()).err().unwrap_or_default()
}

/// Everything that an experiment needs, in one line.
pub mod prelude {
    pub use std::process::ExitCode;

    pub use model::Prediction::{Confirmed, Inaccurate, Open, Refuted};
    pub use rand::RngExt;

    pub use crate::{
        Checks, Cores, Declaration, DeviceKind, Evidence, Experiment, GpuKind, Hypothesis, Outputs, Recorder,
        Rng, accurate, bytes, cannot_run, ceiling, command, count, device, discrete_gpu, file_in, gpus,
        measured, memory, metric, peak_memory, percent, performance_cores, quiet_host, speedup, time,
        times_baseline,
    };
}
