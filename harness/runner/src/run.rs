//! A whole run, from the names on the command line to a folder of tables.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, atomic::AtomicBool},
    time::Duration,
};

use hardware::Gpus;
use judge::Rows;
use model::{
    Condition, Doubt, ExperimentPin, Failure, FailureRow, Happened, Name, OutcomeRow, Pin, RunHeader,
    RunKind, RunRecord, Side, Verdict, VerdictRow,
};
use results::{Journal, Notes, Row, Store};

use crate::{
    Error,
    build::{Freshness, build},
    describe::describe,
    discover::{Found, Workspace},
    here::Here,
    invocation::{Place, World},
    ledger::{BUSY, Ledger, note, remember},
    local::Local,
    order,
    progress::{Progress, Step},
    session::Session,
    settings::Settings,
};

/// What was asked for.
#[derive(Clone)]
pub struct Request<'a> {
    /// Where.
    pub workspace: &'a Workspace,
    /// Into which folder.
    pub store: &'a Store,
    /// Which experiments; all of them when empty.
    pub experiments: &'a [String],
    /// Of which plan only.
    pub plan: Option<&'a str>,
    /// How.
    pub settings: Settings,
    /// The command line, for the record.
    pub command: Vec<String>,
    /// The environment, asked for by name.
    pub variable: &'a dyn Fn(&str) -> Option<OsString>,
    /// Set when somebody says stop.
    pub stop: Arc<AtomicBool>,
    /// Makes the summary of a whole run, which is kept beside its tables.
    pub summarise: &'a dyn Fn(&RunRecord) -> String,
}

/// A run that is whole.
pub struct Finished {
    /// Where it lies.
    pub folder: PathBuf,
    /// What it holds.
    pub record: RunRecord,
}

/// An experiment ready to be measured, or why it is not.
pub(crate) struct Ready {
    pub(crate) places: Vec<Place>,
    pub(crate) pins: Vec<ExperimentPin>,
    pub(crate) broken: Vec<FailureRow>,
}

/// Measures, judges and stores.
pub fn run(request: &Request<'_>, progress: &mut dyn Progress) -> Result<Finished, Error> {
    run_as(request, RunKind::Run, &|_| Vec::new(), progress)
}

/// What a gate makes of a run that is judged.
type Outcomes<'a> = &'a dyn Fn(&RunRecord) -> Vec<OutcomeRow>;

/// A run that may be for something else than its verdicts.
pub(crate) fn run_as(
    request: &Request<'_>,
    kind: RunKind,
    outcomes: Outcomes<'_>,
    progress: &mut dyn Progress,
) -> Result<Finished, Error> {
    run_pinned(request, request.workspace.pin(), kind, outcomes, progress)
}

/// A run of sources that lie where git does not look.
pub(crate) fn run_pinned(
    request: &Request<'_>,
    pin: Pin,
    kind: RunKind,
    outcomes: Outcomes<'_>,
    progress: &mut dyn Progress,
) -> Result<Finished, Error> {
    let settings = request.settings.clone().checked()?;
    let chosen = request.workspace.select(request.experiments, request.plan)?;
    let lock = request.store.lock()?;
    request.store.sweep(&lock)?;
    let ready = prepare(request.workspace, &chosen, progress)?;
    check_names(&ready.places, &settings)?;
    let settings = settings.budgeted(ready.places.len());
    let machine = hardware::detect(Gpus::Ask);
    let tools = request.workspace.tools();
    let now = jiff::Timestamp::now();
    let header = RunHeader {
        kind,
        base: None,
        run: results::new_run_id(now, pin.commit.as_deref(), &machine.class, order::unique()),
        started_utc: now.to_string(),
        pin,
        experiments: ready.pins,
        rustc: tools.rustc,
        flags: tools.flags,
        harness: tools.harness,
        command: request.command.clone(),
        seed: settings.seed,
        ended_early: None,
    };
    let mut first: Vec<Row> = ready.broken.into_iter().map(Row::Failure).collect();
    first.push(Row::Note {
        key: "settings".to_owned(),
        value: serde_json::to_value(&settings).unwrap_or_default(),
    });
    let journal = request.store.begin(&header, &machine, &first)?;
    let mut record = RunRecord::new(header, machine);
    let mut notes = Notes::new();
    remember(first, &mut record, &mut notes);
    measure_all(request, &settings, &ready.places, (journal, record, notes), outcomes, progress)
}

/// Takes the newest partial run up where it was left.
pub fn resume(request: &Request<'_>, progress: &mut dyn Progress) -> Result<Finished, Error> {
    let lock = request.store.lock()?;
    request.store.sweep(&lock)?;
    let partial = request.store.partial()?;
    let newest = partial.iter().rfind(|partial| partial.kind == RunKind::Run);
    let Some(newest) = newest else {
        return Err(match partial.last() {
            Some(other) => Error::NotResumed { run: other.run.clone(), kind: other.kind.as_str() },
            None => Error::NothingToResume(request.store.root().to_owned()),
        });
    };
    let (journal, record, notes) = request.store.resume(&newest.run)?;
    let changed = |what: &str| Error::Changed { run: newest.run.clone(), what: what.to_owned() };
    let settings: Settings = notes
        .iter()
        .find(|(key, _)| key == "settings")
        .and_then(|(_, value)| serde_json::from_value(value.clone()).ok())
        .ok_or_else(|| {
            changed("its settings were never written, which only an older Touchstone leaves; that")
        })?;
    let names: Vec<String> = record.header.experiments.iter().map(|pin| pin.experiment.to_string()).collect();
    let chosen = request.workspace.select(&names, None).unwrap_or_default();
    // An experiment that did not build then is a row already; it is not tried again in the middle of a run.
    let ready = if names.is_empty() {
        Ready { places: Vec::new(), pins: Vec::new(), broken: Vec::new() }
    } else {
        prepare(request.workspace, &chosen, progress)?
    };
    for before in &record.header.experiments {
        let now = ready.pins.iter().find(|pin| pin.experiment == before.experiment);
        if now.is_none_or(|now| now.binary_hash != before.binary_hash) {
            return Err(changed(&format!("the binary of {}", before.experiment)));
        }
    }
    if hardware::detect(Gpus::Skip).cores != record.machine.cores {
        return Err(changed("the machine"));
    }
    measure_all(request, &settings, &ready.places, (journal, record, notes), &|_| Vec::new(), progress)
}

fn measure_all(
    request: &Request<'_>,
    settings: &Settings,
    places: &[Place],
    (mut journal, mut record, mut notes): (Journal, RunRecord, Notes),
    outcomes: Outcomes<'_>,
    progress: &mut dyn Progress,
) -> Result<Finished, Error> {
    let looks = settings.looks();
    let machine = record.machine.clone();
    let here = Here::new(&machine, request.variable);
    if places.iter().flat_map(|place| place.declaration.conditions()).any(|c| *c == Condition::QuietHost) {
        let mut ledger = Ledger { journal: &mut journal, record: &mut record, notes: &mut notes };
        ledger.keep(vec![note(BUSY.to_owned(), here.busy())])?;
    }
    let missing = |condition: &Condition| here.lacks(condition);
    let memory = settings.memory.unwrap_or(machine.usable_memory() / 10 * 9);
    // What a partial run has spent of its budget is spent.
    let before: Duration = record.host.iter().map(|row| Duration::from_nanos(row.wall_ns)).sum();
    let mut world = Local::new(
        places.to_vec(),
        &request.workspace.root,
        &journal.folder().join("logs"),
        (settings.timeout, memory),
        before,
        Arc::clone(&request.stop),
    )?;
    let mut ended_early = BTreeMap::new();
    let mut verdicts: Vec<VerdictRow> = Vec::new();
    let sessions: Vec<Session<'_>> = places
        .iter()
        .map(|place| Session {
            experiment: &place.experiment,
            declaration: &place.declaration,
            settings,
            machine: &machine,
            missing: &missing,
            looks: &looks,
        })
        .collect();
    let planned: Vec<(&Session<'_>, Name)> = sessions
        .iter()
        .flat_map(|session| session.workloads().0.into_iter().map(move |workload| (session, workload)))
        .collect();
    for (done, (session, workload)) in planned.iter().enumerate() {
        let until = settings.share_ends(world.elapsed(), planned.len() - done);
        let mut ledger = Ledger { journal: &mut journal, record: &mut record, notes: &mut notes };
        if let Some(doubt) = session.measure(&mut world, workload, until, &mut ledger, progress)? {
            ended_early.entry(session.experiment.clone()).or_insert(doubt);
        }
    }
    progress.step(&Step::Storing);
    let rows = Rows::of(&record);
    for session in &sessions {
        let not_run = session.not_run();
        let early: Option<Doubt> = ended_early.get(session.experiment).cloned();
        verdicts.extend(judge::judge(&session.case(&rows, &not_run, early)));
    }
    verdicts.extend(record.failures.iter().filter(|row| row.workload.is_none()).filter_map(unbuilt));
    record.verdicts = verdicts;
    record.outcomes = outcomes(&record);
    record.header.ended_early = ended_early.values().next().map(Doubt::to_string);
    let folder = if ended_early.values().any(|doubt| *doubt == Doubt::Interrupted) {
        // Kept as it is, so that `--resume` can go on.
        journal.folder().to_owned()
    } else {
        journal.finish(&record, &(request.summarise)(&record))?
    };
    Ok(Finished { folder, record })
}

/// A crate that does not build has no declaration; its verdict is that it crashed.
fn unbuilt(row: &FailureRow) -> Option<VerdictRow> {
    let Happened::Failed(failure) = &row.what else { return None };
    Some(VerdictRow {
        experiment: row.experiment.clone(),
        hypothesis: "the experiment can be built and described".to_owned(),
        expectation: format!("{} builds", row.experiment),
        workload: "smoke".parse().ok()?,
        target: "a declaration".to_owned(),
        target_value: None,
        estimate: None,
        lower: None,
        upper: None,
        unit: String::new(),
        clock: None,
        rounds: 0,
        detectable: None,
        verdict: Verdict::Crashed(failure.clone()),
        predicted: None,
        as_predicted: None,
        claim: None,
    })
}

/// Builds and describes. What does not come out is a row.
pub(crate) fn prepare(
    workspace: &Workspace,
    chosen: &[&Found],
    progress: &mut dyn Progress,
) -> Result<Ready, Error> {
    let builds =
        build(workspace, chosen, Freshness::AskCargo, &mut |name| progress.step(&Step::Compiled(name)))?;
    let mut ready = Ready { places: Vec::new(), pins: Vec::new(), broken: Vec::new() };
    for found in chosen {
        let described = match &builds[&found.name] {
            Ok(binary) => describe(binary, &found.folder).map(|declaration| (binary.clone(), declaration)),
            Err(failure) => Err((failure.clone(), String::new())),
        };
        match described {
            Ok((binary, declaration)) => {
                match workspace.experiment_pin(found, &binary, &declaration)? {
                    Ok(pin) => ready.pins.push(pin),
                    Err(failure) => {
                        ready.broken.push(broken(found, failure, String::new()));
                        continue;
                    }
                }
                ready.places.push(Place {
                    experiment: found.name.clone(),
                    side: Side::Head,
                    binary,
                    folder: found.folder.clone(),
                    declaration,
                });
            }
            Err((failure, log_tail)) => ready.broken.push(broken(found, failure, log_tail)),
        }
    }
    Ok(ready)
}

fn broken(found: &Found, failure: Failure, log_tail: String) -> FailureRow {
    FailureRow {
        side: Side::Head,
        experiment: found.name.clone(),
        workload: None,
        variant: None,
        round: None,
        what: Happened::Failed(failure),
        log_tail,
    }
}

/// A workload or variant that no chosen experiment has is a mistake of typing.
fn check_names(places: &[Place], settings: &Settings) -> Result<(), Error> {
    let workloads =
        || places.iter().flat_map(|place| place.declaration.workloads.iter().map(|w| w.name.as_str()));
    let variants =
        || places.iter().flat_map(|place| place.declaration.variants.iter().map(|v| v.name.as_str()));
    if places.is_empty() {
        return Ok(());
    }
    for wanted in &settings.workloads {
        if !workloads().any(|known| known == wanted) {
            return Err(Error::unknown("workload", wanted, workloads()));
        }
    }
    for wanted in &settings.variants {
        if !variants().any(|known| known == wanted) {
            return Err(Error::unknown("variant", wanted, variants()));
        }
    }
    Ok(())
}

pub(crate) fn rustc(root: &Path) -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").current_dir(root).output();
    output.map_or_else(
        |_| "unknown".to_owned(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}
