//! The declaration that an author writes, with the code of its variants in it.

use std::{fmt::Debug, io, panic::Location, path::Path};

use model::{Command, Condition, DeviceKind, Role, Threads};

use crate::{Checks, Measured, Rng, hypothesis::Hypothesis, validate::Place};

/// One phase of a plan: a baseline, candidates, and what is claimed of them.
pub trait Experiment: Sized + 'static {
    /// What tells one workload from another: a size, a file, a shape. What it shows of itself (`{:?}`) is in the
    /// declaration, so it should show all of that, and the same every time.
    type Workload: Debug;
    /// What the variants work on.
    type Input;
    /// What they return.
    type Output;

    /// The whole declaration.
    fn declare() -> Declaration<Self>;

    /// Makes the input of a workload. All chance comes from `rng`: the same seed, the same input.
    fn input(workload: &Self::Workload, rng: &mut Rng) -> Self::Input;

    /// Compares an output with the reference.
    fn check(outputs: Outputs<'_, Self>) -> Checks;

    /// Checks the reference itself. Without it a reference that is not the baseline fails, and the baseline is right by
    /// definition.
    fn verify(_input: &Self::Input, _reference: &Self::Output) -> Checks {
        Checks::new()
    }

    /// Writes the input for peers, in the formats that their users have.
    fn export(_input: &Self::Input, _folder: &Path) -> io::Result<()> {
        Err(io::Error::other("this experiment has peers but does not say how to export its input"))
    }

    /// Reads what a peer wrote.
    fn import(_input: &Self::Input, _folder: &Path) -> io::Result<Self::Output> {
        Err(io::Error::other("this experiment has peers but does not say how to import their output"))
    }
}

/// What a check compares.
pub struct Outputs<'a, E: Experiment> {
    /// What both worked on.
    pub input: &'a E::Input,
    /// What counts as right.
    pub reference: &'a E::Output,
    /// What the variant returned.
    pub got: &'a E::Output,
    /// The variant: tolerances may differ.
    pub variant: &'a str,
}

/// What a variant is given besides its input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The number of threads to work on: what it declared, on this machine.
    pub threads: usize,
    /// The performance cores that are for us on this machine, W: what [`Cores::Performance`] gives. A variant on one thread
    /// needs them to report what part of its work W threads could share.
    pub cores: usize,
}

/// How many cores a variant works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cores {
    /// This many threads on every machine.
    Exactly(u32),
    /// All performance cores that are for us.
    Performance,
}

pub(crate) type Prepare<E> =
    Box<dyn for<'a> Fn(&'a <E as Experiment>::Input, Setting) -> Measured<'a, <E as Experiment>::Output>>;

pub(crate) type SizeOf<E> = Box<dyn Fn(&<E as Experiment>::Workload) -> f64>;

pub(crate) struct WorkloadDraft<W> {
    pub(crate) name: String,
    pub(crate) size: W,
    pub(crate) only_when_named: bool,
    pub(crate) at: Place,
}

pub(crate) struct VariantDraft<E: Experiment> {
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) threads: Threads,
    pub(crate) device: Option<DeviceKind>,
    pub(crate) only_on: Vec<String>,
    pub(crate) loops: model::Loops,
    pub(crate) work: WorkDraft<E>,
    pub(crate) at: Place,
}

pub(crate) enum WorkDraft<E: Experiment> {
    Here(Prepare<E>),
    Outside(Command),
}

/// An experiment in the making. What is wrong with it is said all at once, each with its place, when it is described.
pub struct Declaration<E: Experiment> {
    pub(crate) title: String,
    pub(crate) at: Place,
    pub(crate) workloads: Vec<WorkloadDraft<E::Workload>>,
    pub(crate) variants: Vec<VariantDraft<E>>,
    pub(crate) hypotheses: Vec<Hypothesis>,
    pub(crate) references: Vec<(String, String, Place)>,
    pub(crate) requires: Vec<(String, Condition, Place)>,
    pub(crate) sized: Option<(SizeOf<E>, Place)>,
    pub(crate) margin: Option<f64>,
    pub(crate) margin_at: Place,
    pub(crate) problems: Vec<(Place, String)>,
}

impl<E: Experiment> Declaration<E> {
    /// The experiment in one sentence.
    #[track_caller]
    pub fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            at: Location::caller(),
            workloads: Vec::new(),
            variants: Vec::new(),
            hypotheses: Vec::new(),
            references: Vec::new(),
            requires: Vec::new(),
            sized: None,
            margin: None,
            margin_at: Location::caller(),
            problems: Vec::new(),
        }
    }

    /// A workload, measured whenever a hypothesis speaks of it. One is called `smoke` and takes under a second.
    #[must_use]
    #[track_caller]
    pub fn workload(mut self, name: &str, size: E::Workload) -> Self {
        let at = Location::caller();
        self.workloads.push(WorkloadDraft { name: name.to_owned(), size, only_when_named: false, at });
        self
    }

    /// A workload that is measured only when it is asked for by name.
    #[must_use]
    #[track_caller]
    pub fn named_workload(mut self, name: &str, size: E::Workload) -> Self {
        let at = Location::caller();
        self.workloads.push(WorkloadDraft { name: name.to_owned(), size, only_when_named: true, at });
        self
    }

    /// How large a workload is: what the time of the work is expected to grow with, as a number above 0. With it a gate
    /// sees how the time grows from one workload to the next.
    #[must_use]
    #[track_caller]
    pub fn sized(mut self, size: impl Fn(&E::Workload) -> f64 + 'static) -> Self {
        if let Some((_, first)) = &self.sized {
            let words =
                format!("sized is said twice, first at {first}: one function speaks of all workloads");
            self.problem(&words);
        }
        self.sized = Some((Box::new(size), Location::caller()));
        self
    }

    /// What everything is compared with, and the reference unless another is named.
    #[must_use]
    #[track_caller]
    pub fn baseline<F>(self, name: &str, prepare: F) -> Self
    where
        F: for<'a> Fn(&'a E::Input, Setting) -> Measured<'a, E::Output> + 'static,
    {
        self.variant(name, Role::Baseline, WorkDraft::Here(Box::new(prepare)))
    }

    /// A way that should be better.
    #[must_use]
    #[track_caller]
    pub fn candidate<F>(self, name: &str, prepare: F) -> Self
    where
        F: for<'a> Fn(&'a E::Input, Setting) -> Measured<'a, E::Output> + 'static,
    {
        self.variant(name, Role::Candidate, WorkDraft::Here(Box::new(prepare)))
    }

    /// A planted or known fault. It must come out `inaccurate`, which proves that the checks can fail.
    #[must_use]
    #[track_caller]
    pub fn control<F>(self, name: &str, prepare: F) -> Self
    where
        F: for<'a> Fn(&'a E::Input, Setting) -> Measured<'a, E::Output> + 'static,
    {
        self.variant(name, Role::Control, WorkDraft::Here(Box::new(prepare)))
    }

    /// What a user would use instead: a command that speaks the protocol, started in the folder of the experiment.
    #[must_use]
    #[track_caller]
    pub fn peer(self, name: &str, command: Command) -> Self {
        self.variant(name, Role::Peer, WorkDraft::Outside(command))
    }

    /// The variant just declared works on so many threads.
    #[must_use]
    #[track_caller]
    pub fn threads(mut self, cores: Cores) -> Self {
        if cores == Cores::Exactly(0) {
            self.problem("0 threads do no work: give at least 1, or Cores::Performance");
        }
        self.last("threads", |variant| {
            variant.threads = match cores {
                Cores::Exactly(1) => Threads::One,
                Cores::Exactly(count) => Threads::Exactly(count),
                Cores::Performance => Threads::PerformanceCores,
            };
        })
    }

    /// The variant just declared must run on such a device, and prove it.
    #[must_use]
    #[track_caller]
    pub fn on_device(self, kind: DeviceKind) -> Self {
        self.last("on_device", |variant| variant.device = Some(kind))
    }

    /// The variant just declared is limited to these workloads.
    #[must_use]
    #[track_caller]
    pub fn only_on<const N: usize>(mut self, workloads: [&str; N]) -> Self {
        if N == 0 {
            self.problem("only_on names no workload: name one, or leave it out");
        }
        self.last("only_on", |variant| variant.only_on = workloads.map(str::to_owned).to_vec())
    }

    /// The variant just declared is called once in an iteration, however short it is.
    #[must_use]
    #[track_caller]
    pub fn never_looped(self) -> Self {
        self.last("never_looped", |variant| variant.loops = model::Loops::Never)
    }

    /// On this workload the output of another variant counts as right; [`Experiment::verify`] checks that one.
    #[must_use]
    #[track_caller]
    pub fn reference(mut self, workload: &str, variant: &str) -> Self {
        self.references.push((workload.to_owned(), variant.to_owned(), Location::caller()));
        self
    }

    /// Without this the workload is not judged.
    #[must_use]
    #[track_caller]
    pub fn requires(mut self, workload: &str, condition: Condition) -> Self {
        self.requires.push((workload.to_owned(), condition, Location::caller()));
        self
    }

    /// What is claimed.
    #[must_use]
    pub fn hypothesis(mut self, hypothesis: Hypothesis) -> Self {
        self.hypotheses.push(hypothesis);
        self
    }

    /// From which slowdown on a change is a regression: `percent(5.0)`. Without it that is 5 % by the wall clock and 3 % by
    /// processor time.
    #[must_use]
    #[track_caller]
    pub fn regresses_beyond(mut self, margin: f64) -> Self {
        (self.margin, self.margin_at) = (Some(margin), Location::caller());
        self
    }

    #[track_caller]
    fn variant(mut self, name: &str, role: Role, work: WorkDraft<E>) -> Self {
        self.variants.push(VariantDraft {
            name: name.to_owned(),
            role,
            threads: Threads::One,
            device: None,
            only_on: Vec::new(),
            loops: model::Loops::Calibrated,
            work,
            at: Location::caller(),
        });
        self
    }

    #[track_caller]
    fn last(mut self, method: &str, change: impl FnOnce(&mut VariantDraft<E>)) -> Self {
        match self.variants.last_mut() {
            Some(variant) => change(variant),
            None => {
                self.problem(&format!(
                    "{method} speaks of the variant declared before it, and there is none"
                ));
            }
        }
        self
    }

    /// What can be seen to be wrong where it is written.
    #[track_caller]
    fn problem(&mut self, words: &str) {
        self.problems.push((Location::caller(), words.to_owned()));
    }
}

/// An outside command for [`Declaration::peer`].
pub fn command<const N: usize>(program: &str, arguments: [&str; N]) -> Command {
    Command { program: program.to_owned(), arguments: arguments.map(str::to_owned).to_vec() }
}
