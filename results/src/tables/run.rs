//! What was run. A run whose experiments could not be built still has a row, or it could never be read again.

use std::{fs, path::Path};

use model::{ExperimentPin, Machine, Name, RunHeader, Side};
use polars::prelude::{DataFrame, PolarsResult};

use super::{
    declarations::Declarations,
    put::{Columns, json},
    take,
};
use crate::{Error, hash::text_hash};

/// The patch lies beside the tables, where `git apply` finds it; the header holds this name in its place.
pub(crate) const PATCH: &str = "patch.diff";

pub(super) fn to_frame(header: &RunHeader, machine: &Machine) -> PolarsResult<DataFrame> {
    let mut alone = header.clone();
    alone.experiments.clear();
    alone.pin.patch = header.pin.patch.as_ref().map(|_| PATCH.to_owned());
    let (alone, command) = (json(&alone), header.command.join(" "));
    let pins: Vec<(Option<&ExperimentPin>, Option<String>)> = if header.experiments.is_empty() {
        vec![(None, None)]
    } else {
        header.experiments.iter().map(|pin| (Some(pin), Some(json(pin)))).collect()
    };
    let pin = &header.pin;
    Columns::of(&pins)
        .maybe_text("experiment", |(e, _)| e.as_ref().map(|e| e.experiment.as_str()))
        .maybe_text("plan", |(e, _)| e.as_ref().and_then(|e| e.plan.as_deref()))
        .maybe_count("phase", |(e, _)| e.as_ref().and_then(|e| e.phase))
        .text("side", |(e, _)| e.as_ref().map_or(Side::Head, |e| e.side).as_str())
        .text("kind", |_| header.kind.as_str())
        .text("started", |_| &header.started_utc)
        .maybe_text("commit", |_| pin.commit.as_deref())
        .maybe_text("branch", |_| pin.branch.as_deref())
        .maybe_text("base_commit", |_| header.base.as_ref().and_then(|base| base.commit.as_deref()))
        .yes_no("dirty", |_| pin.dirty)
        .maybe_text("caution", |_| pin.caution.as_deref())
        .maybe_text("patch_hash", |_| pin.patch_hash.as_deref())
        .maybe_text("lock_hash", |_| pin.lock_hash.as_deref())
        .maybe_text("declaration_hash", |(e, _)| e.as_ref().map(|e| e.declaration_hash.as_str()))
        .maybe_text("source_hash", |(e, _)| e.as_ref().map(|e| e.source_hash.as_str()))
        .maybe_text("binary_hash", |(e, _)| e.as_ref().map(|e| e.binary_hash.as_str()))
        .text("rustc", |_| &header.rustc)
        .text("flags", |_| &header.flags)
        .text("harness", |_| &header.harness)
        .text("command", |_| &command)
        .whole("seed", |_| header.seed)
        .text("class", |_| &machine.class)
        .text("fingerprint", |_| &machine.fingerprint)
        .maybe_text("ended_early", |_| header.ended_early.as_deref())
        .text("header_json", |_| &alone)
        .maybe_text("experiment_json", |(_, json)| json.as_deref())
        .frame()
}

/// What the header is made from.
pub(super) const NEEDED: &[&str] = &["experiment", "header_json", "experiment_json"];

/// The header, its patch still to come from the folder.
pub(super) fn from_frame(frame: &DataFrame) -> Result<RunHeader, String> {
    if frame.height() == 0 {
        return Err("it has no row".to_owned());
    }
    let mut header: RunHeader = take::json(frame, "header_json")?()?;
    let mut pins = take::maybe_json::<ExperimentPin>(frame, "experiment_json")?;
    let mut experiment = take::maybe_name(frame, "experiment")?;
    let pins = take::rows(frame, || {
        let (pin, experiment) = (pins()?, experiment()?);
        let named = pin.as_ref().map(|pin| pin.experiment.as_str());
        if named == experiment.as_ref().map(Name::as_str) {
            Ok(pin)
        } else {
            Err(format!("experiment {experiment:?} has the pin of {named:?}"))
        }
    })?;
    header.experiments = pins.into_iter().flatten().collect();
    Ok(header)
}

/// What the header is made from where its declarations were read before, and the fingerprint.
pub(super) const PINNED: &[&str] = &[
    "experiment",
    "side",
    "plan",
    "phase",
    "declaration_hash",
    "source_hash",
    "binary_hash",
    "fingerprint",
    "header_json",
];

/// The header from [`PINNED`]; `None` where one of its declarations was not read before.
pub(super) fn of_known(frame: &DataFrame, known: &Declarations) -> Result<Option<RunHeader>, String> {
    let mut experiment = take::maybe_name(frame, "experiment")?;
    let mut side = take::maybe_word(frame, "side")?;
    let mut plan = take::maybe_text(frame, "plan")?;
    let mut phase = take::maybe_count(frame, "phase")?;
    let mut declaration_hash = take::maybe_text(frame, "declaration_hash")?;
    let mut source_hash = take::maybe_text(frame, "source_hash")?;
    let mut binary_hash = take::maybe_text(frame, "binary_hash")?;
    let mut are_known = true;
    let pins = take::rows(frame, || {
        let (experiment, side, plan, phase) = (experiment()?, side()?, plan()?, phase()?);
        let (hash, source_hash, binary_hash) = (declaration_hash()?, source_hash()?, binary_hash()?);
        let Some(experiment) = experiment else { return Ok(None) };
        let declaration = hash.as_deref().and_then(|hash| known.get(hash)).cloned();
        let pin = match (declaration, hash, source_hash, binary_hash) {
            (Some(declaration), Some(declaration_hash), Some(source_hash), Some(binary_hash)) => {
                let side = side.unwrap_or_default();
                Some(ExperimentPin {
                    experiment,
                    side,
                    plan,
                    phase,
                    declaration,
                    declaration_hash,
                    source_hash,
                    binary_hash,
                })
            }
            _ => None,
        };
        are_known &= pin.is_some();
        Ok(pin)
    })?;
    if frame.height() == 0 || !are_known {
        return Ok(None);
    }
    let mut header: RunHeader = take::json(frame, "header_json")?()?;
    header.experiments = pins.into_iter().flatten().collect();
    Ok(Some(header))
}

/// Of the machine that it was run on: empty where it is not known.
pub(super) fn fingerprint(frame: &DataFrame) -> Result<String, String> {
    let column = frame.column("fingerprint").and_then(|column| column.str());
    Ok(column.map_err(|error| error.to_string())?.first().unwrap_or_default().to_owned())
}

pub(super) fn restore_patch(header: &mut RunHeader, folder: &Path) -> Result<(), Error> {
    if header.pin.patch.is_none() {
        return Ok(());
    }
    let path = folder.join(PATCH);
    let patch = fs::read_to_string(&path).map_err(Error::io(&path))?;
    if header.pin.patch_hash.as_ref().is_some_and(|hash| *hash != text_hash(&patch)) {
        let why = "it is not the patch that was stored: its hash differs".to_owned();
        return Err(Error::Unreadable { path, why });
    }
    header.pin.patch = Some(patch);
    Ok(())
}
