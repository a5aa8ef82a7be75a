//! Time by stage: a few invocations of the variants that report spans, for looking at and not for judging. Nothing of it is
//! kept as a run, for a run is judged; the lock of the runs is held all the same, or two would measure each other.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};

use hardware::Gpus;
use judge::profile::{Because, LeftOut, Profile, WhyNot, profile};
use model::{
    CheckRow, Cores, Declaration, Event, FailureRow, Happened, HostRow, MetricRow, Name, Role, SampleRow,
    Side, SpanRow, Workload,
};
use results::{Row, Store};

use crate::{
    Error,
    build::{Freshness, build},
    checking::check,
    describe::describe,
    discover::Workspace,
    here::Here,
    invocation::{How, Invocation, Pace, Place, Task, World},
    local::Local,
    progress::{Progress, Step},
    round::play,
    settings::Settings,
    wanted::Want,
};

/// So many invocations of every variant show how far shares differ from one process to the next.
const ROUNDS: u32 = 3;
/// The workload that is meant where none is named.
const FULL: &str = "full";
/// An iteration longer than this is measured once in a process.
const LONG: Duration = Duration::from_secs(1);
/// What the iterations of a process should take together.
const WORTHWHILE: Duration = Duration::from_millis(200);
/// More iterations than this only make the trace longer.
const MOST: u32 = 10;

/// What was asked for.
pub struct ProfileRequest<'a> {
    /// Where.
    pub workspace: &'a Workspace,
    /// The results, of which only the lock is used.
    pub store: &'a Store,
    /// Which experiment.
    pub experiment: &'a str,
    /// On which workload, where one was named.
    pub workload: Option<&'a str>,
    /// Which variants; all that report spans when empty.
    pub variants: &'a [String],
    /// From which all chance comes.
    pub seed: u64,
    /// The environment, asked for by name.
    pub variable: &'a dyn Fn(&str) -> Option<OsString>,
    /// Set when somebody says stop.
    pub stop: Arc<AtomicBool>,
}

/// What was found.
pub struct Profiled {
    /// The experiment.
    pub experiment: Name,
    /// The workload.
    pub workload: Name,
    /// Why this one.
    pub because: Because,
    /// The seed.
    pub seed: u64,
    /// The rounds that were measured.
    pub rounds: u32,
    /// Of how many.
    pub of: u32,
    /// Why rounds were disturbed.
    pub disturbed: Vec<String>,
    /// The profiles, in the order of declaration.
    pub profiles: Vec<Profile>,
    /// The variants without one.
    pub left_out: Vec<LeftOut>,
    /// What was measured of those with one.
    pub samples: Vec<SampleRow>,
    /// Their spans.
    pub spans: Vec<SpanRow>,
}

/// Builds, looks which variants report spans, checks their answers and measures them.
pub fn profile_stages(request: &ProfileRequest<'_>, progress: &mut dyn Progress) -> Result<Profiled, Error> {
    let place = ready(request, progress)?;
    let declaration = place.declaration.clone();
    let (workload, because) = choose(&declaration, request.workload)?;
    let (variants, left_out) = variants(&declaration, &workload.name, request.variants)?;
    let machine = hardware::detect(if workload.requires.is_empty() { Gpus::Skip } else { Gpus::Ask });
    let here = Here::new(&machine, request.variable);
    let missing = workload.requires.iter().find_map(|condition| here.lacks(condition));
    if let Some(what) = missing {
        return Err(Error::Lacking { workload: workload.name.to_string(), what });
    }
    let _lock = request.store.lock()?;
    let root = &request.workspace.root;
    let limits = (Settings::new(request.seed).timeout, machine.usable_memory() / 10 * 9);
    let logs = root.join(".touchstone").join("logs");
    let experiment = place.experiment.clone();
    let mut world = Local::new(vec![place], root, &logs, limits, Duration::ZERO, Arc::clone(&request.stop))?;
    let order = Invocation {
        experiment: experiment.clone(),
        side: Side::Head,
        workload: workload.name.clone(),
        // Replaced by every use.
        task: Task::Check { variants: Vec::new() },
        seed: request.seed,
        threads: machine.cores.usable,
        padding: 0,
    };
    let mut watch = Watch {
        order: &order,
        declaration: &declaration,
        left_out,
        paces: BTreeMap::new(),
        rows: Rows::default(),
    };
    watch.look(&mut world, &variants, progress);
    watch.check(&mut world, &workload.reference, progress);
    let rounds = watch.measure(&mut world, &machine.cores, progress);
    Ok(watch.found(because, rounds))
}

/// Builds and describes the experiment.
fn ready(request: &ProfileRequest<'_>, progress: &mut dyn Progress) -> Result<Place, Error> {
    let names = [request.experiment.to_owned()];
    let chosen = request.workspace.select(&names, None)?;
    let builds = build(request.workspace, &chosen, Freshness::AskCargo, &mut |name| {
        progress.step(&Step::Compiled(name));
    })?;
    let found = chosen[0];
    let broken = |failure| Error::NotReady { experiment: found.name.clone(), failure };
    let binary = builds[&found.name].clone().map_err(broken)?;
    let declaration = describe(&binary, &found.folder).map_err(|(failure, _)| broken(failure))?;
    let (experiment, folder) = (found.name.clone(), found.folder.clone());
    Ok(Place { experiment, side: Side::Head, binary, folder, declaration })
}

/// The workload that was named; else `full`, else the largest that needs no naming.
fn choose<'a>(declaration: &'a Declaration, asked: Option<&str>) -> Result<(&'a Workload, Because), Error> {
    let all = &declaration.workloads;
    let named = |name: &str| all.iter().find(|workload| workload.name.as_str() == name);
    if let Some(asked) = asked {
        let unknown = || Error::unknown("workload", asked, all.iter().map(|w| w.name.as_str()));
        return named(asked).map(|workload| (workload, Because::Asked)).ok_or_else(unknown);
    }
    if let Some(full) = named(FULL) {
        return Ok((full, Because::Full));
    }
    let free: Vec<&Workload> = all.iter().filter(|workload| !workload.only_when_named).collect();
    let sizes: Option<Vec<f64>> = free.iter().map(|workload| workload.size).collect();
    let chosen = match (free.as_slice(), sizes) {
        ([one], _) => Some((*one, Because::OnlyOne)),
        (_, Some(sizes)) => {
            let largest = free.iter().zip(sizes).max_by(|(_, a), (_, b)| a.total_cmp(b));
            largest.map(|(workload, _)| (*workload, Because::Largest))
        }
        (_, None) => free.last().map(|workload| (*workload, Because::Last)),
    };
    // A validated declaration has a `smoke`, but what describes itself may be another language.
    chosen.ok_or_else(|| Error::unknown("workload", FULL, all.iter().map(|w| w.name.as_str())))
}

/// The variants to look at, and those that are not.
fn variants(
    declaration: &Declaration,
    workload: &Name,
    asked: &[String],
) -> Result<(Vec<Name>, Vec<LeftOut>), Error> {
    let known = || declaration.variants.iter().map(|variant| variant.name.as_str());
    for name in asked {
        let Some(variant) = declaration.variants.iter().find(|variant| variant.name.as_str() == name) else {
            return Err(Error::unknown("variant", name, known()));
        };
        if !variant.runs_on(workload) {
            let only_on: Vec<&str> = variant.only_on.iter().map(Name::as_str).collect();
            return Err(Error::NotOn {
                variant: name.clone(),
                workload: workload.to_string(),
                only_on: only_on.join(", "),
            });
        }
    }
    let (mut chosen, mut left_out) = (Vec::new(), Vec::new());
    for variant in &declaration.variants {
        let name = variant.name.clone();
        if asked.iter().any(|asked| asked == name.as_str()) {
            chosen.push(name);
            continue;
        }
        let why = match variant.role {
            _ if !asked.is_empty() => continue,
            _ if !variant.runs_on(workload) => WhyNot::Elsewhere(variant.only_on.clone()),
            Role::Peer => WhyNot::Peer,
            Role::Control => WhyNot::Control,
            Role::Baseline | Role::Candidate => {
                chosen.push(name);
                continue;
            }
        };
        left_out.push(LeftOut { variant: name, why });
    }
    Ok((chosen, left_out))
}

/// What was gathered.
#[derive(Default)]
struct Rows {
    samples: Vec<SampleRow>,
    spans: Vec<SpanRow>,
    metrics: Vec<MetricRow>,
    checks: Vec<CheckRow>,
    host: Vec<HostRow>,
    failures: Vec<FailureRow>,
}

impl Rows {
    fn keep(&mut self, rows: Vec<Row>) {
        for row in rows {
            match row {
                Row::Sample(row) => self.samples.push(row),
                Row::Span(row) => self.spans.push(row),
                Row::Metric(row) => self.metrics.push(row),
                Row::Check(row) => self.checks.push(row),
                Row::Host(row) => self.host.push(*row),
                Row::Failure(row) => self.failures.push(row),
                Row::Note { .. } | Row::Begin { .. } => {}
            }
        }
    }

    /// What a variant failed with, or everybody.
    fn failure(&self, variant: &Name) -> Option<WhyNot> {
        let of = |row: &&FailureRow| row.variant.as_ref().is_none_or(|of| of == variant);
        self.failures.iter().filter(of).find_map(|row| match &row.what {
            Happened::CannotRun(reason) => Some(WhyNot::CannotRun(reason.clone())),
            Happened::Failed(failure) => Some(WhyNot::Failed(failure.clone())),
            Happened::Ran(_) => None,
        })
    }
}

/// One experiment on one workload, watched.
struct Watch<'a> {
    order: &'a Invocation,
    declaration: &'a Declaration,
    left_out: Vec<LeftOut>,
    /// The variants that are still in it.
    paces: BTreeMap<Name, Pace>,
    rows: Rows,
}

impl Watch<'_> {
    /// Runs each variant once: does it report spans, and how long does it take?
    fn look(&mut self, world: &mut dyn World, variants: &[Name], progress: &mut dyn Progress) {
        for variant in variants {
            progress.step(&Step::Calibrating {
                experiment: &self.order.experiment,
                workload: &self.order.workload,
                variant,
            });
            let task =
                Task::Measure { variant: variant.clone(), pace: Pace { iterations: 1, warmup: 0, loops: 1 } };
            let ended = world.launch(&Invocation { task, ..self.order.clone() });
            let has_spans = ended.events.iter().any(|event| matches!(event, Event::Span { .. }));
            let wall = ended.events.iter().find_map(|event| match event {
                Event::Sample { wall_ns, .. } => Some(Duration::from_nanos(*wall_ns)),
                _ => None,
            });
            let why = match ended.how {
                How::Interrupted => return,
                How::CannotRun(reason) => WhyNot::CannotRun(reason),
                How::Failed(failure) => WhyNot::Failed(failure),
                How::Well if !has_spans => WhyNot::NoSpans,
                How::Well => {
                    self.paces.insert(variant.clone(), pace(wall.unwrap_or_default()));
                    continue;
                }
            };
            self.left_out.push(LeftOut { variant: variant.clone(), why });
        }
    }

    /// A wrong answer has no speed, in a profile neither.
    fn check(&mut self, world: &mut dyn World, reference: &Name, progress: &mut dyn Progress) {
        if self.paces.is_empty() || world.interrupted() {
            return;
        }
        let (experiment, workload) = (&self.order.experiment, &self.order.workload);
        progress.step(&Step::Checking { experiment, workload });
        let mut all: Vec<Name> = self.paces.keys().cloned().collect();
        let role = |name: &Name| self.declaration.variant(name).map(|variant| variant.role);
        let peers: Vec<Name> = all.iter().filter(|name| role(name) == Some(Role::Peer)).cloned().collect();
        if !all.contains(reference) {
            all.push(reference.clone());
        }
        let rows = check(world, self.order, &peers, &all);
        self.rows.keep(rows);
        if world.interrupted() {
            self.paces.clear();
            return;
        }
        let failed = |variant: &Name| {
            let mut of = self.rows.checks.iter().filter(|row| row.variant == *variant);
            of.find(|row| !row.check.passed).map(|row| row.check.name.clone())
        };
        let is_compared = |variant: &Name| self.rows.checks.iter().any(|row| row.variant == *variant);
        let why = |variant: &Name| {
            let wrong = failed(variant).map(WhyNot::Wrong);
            let no_reference = || failed(reference).map(WhyNot::NoReference);
            let never =
                || (!is_compared(variant)).then(|| WhyNot::NoReference("it was never compared".to_owned()));
            wrong.or_else(no_reference).or_else(|| self.rows.failure(variant)).or_else(never)
        };
        let out: Vec<LeftOut> = self
            .paces
            .keys()
            .filter_map(|variant| Some(LeftOut { variant: variant.clone(), why: why(variant)? }))
            .collect();
        self.leave_out(out);
    }

    /// Round after round, in random order; says how many were measured.
    fn measure(&mut self, world: &mut dyn World, cores: &Cores, progress: &mut dyn Progress) -> u32 {
        for round in 0..ROUNDS {
            if self.paces.is_empty() || world.interrupted() {
                return round;
            }
            progress.step(&Step::Round {
                experiment: &self.order.experiment,
                workload: &self.order.workload,
                round,
                of: ROUNDS,
                remaining: Duration::ZERO,
            });
            let wanted = self.paces.keys().map(|name| (Side::Head, Want::Alone(name.clone()))).collect();
            let Some(rows) = play(world, self.order, round, wanted, &self.paces, cores) else { return round };
            self.rows.keep(rows);
            let failed =
                |variant: &Name| Some(LeftOut { variant: variant.clone(), why: self.rows.failure(variant)? });
            let out = self.paces.keys().filter_map(failed).collect();
            self.leave_out(out);
        }
        ROUNDS
    }

    fn leave_out(&mut self, out: Vec<LeftOut>) {
        for left_out in out {
            self.paces.remove(&left_out.variant);
            self.left_out.push(left_out);
        }
    }

    fn found(self, because: Because, rounds: u32) -> Profiled {
        let Self { order, declaration, mut left_out, paces, mut rows } = self;
        rows.samples.retain(|row| paces.contains_key(&row.variant));
        rows.spans.retain(|row| paces.contains_key(&row.variant));
        let mut profiles = Vec::new();
        for variant in declaration.variants.iter().map(|variant| &variant.name) {
            if !rows.samples.iter().any(|row| row.variant == *variant) {
                continue;
            }
            match profile(variant, &rows.samples, &rows.spans, &rows.metrics) {
                Some(profile) => profiles.push(profile),
                // It reported some when it was looked at, and none when it was measured.
                None => left_out.push(LeftOut { variant: variant.clone(), why: WhyNot::NoSpans }),
            }
        }
        let place = |left: &LeftOut| declaration.variants.iter().position(|v| v.name == left.variant);
        left_out.sort_by_key(place);
        Profiled {
            experiment: order.experiment.clone(),
            workload: order.workload.clone(),
            because,
            seed: order.seed,
            rounds,
            of: ROUNDS,
            disturbed: rows.host.into_iter().filter_map(|row| row.disturbance).collect(),
            profiles,
            left_out,
            samples: rows.samples,
            spans: rows.spans,
        }
    }
}

/// One call in an iteration, so that an iteration is what its spans are of.
fn pace(call: Duration) -> Pace {
    if call >= LONG {
        return Pace { iterations: 1, warmup: 0, loops: 1 };
    }
    let worthwhile = WORTHWHILE.as_nanos() / call.as_nanos().max(1);
    let iterations = u32::try_from(worthwhile).unwrap_or(MOST).clamp(ROUNDS, MOST);
    Pace { iterations, warmup: 1, loops: 1 }
}
