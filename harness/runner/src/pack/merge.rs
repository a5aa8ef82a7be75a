//! Takes in the runs that a pack brought back, each of which must be a run of a pack that was made here, from sources that
//! this repository has.

use std::{collections::BTreeMap, path::Path};

use model::{Name, Pin, RunHeader, RunKind, RunRecord};
use results::{Arrival, Arrived, Store};

use super::{make::committed_sources, manifest::Manifest};
use crate::{Error, Workspace};

/// What is to be merged.
pub struct MergeRequest<'a> {
    /// The checkout in which the pack was made.
    pub workspace: &'a Workspace,
    /// Into which results.
    pub store: &'a Store,
    /// What came back: a pack, a folder of runs, or a run.
    pub folder: &'a Path,
    /// Makes the summary that is kept beside the tables.
    pub summarise: &'a dyn Fn(&RunRecord) -> String,
}

/// What became of everything that came back.
pub struct Merged {
    /// Every whole run, by name.
    pub runs: Vec<(String, Result<Arrival, Refusal>)>,
    /// Runs that were stopped and are not whole.
    pub partial: Vec<String>,
}

/// Why a run is not taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

/// Sources that were hashed already, by commit and patch.
type Known = BTreeMap<(Option<String>, Option<String>), Result<BTreeMap<Name, String>, Refusal>>;

/// Takes in every run that stands the test. One that does not is named and stays where it is; the others come in.
pub fn merge(request: &MergeRequest<'_>) -> Result<Merged, Error> {
    let arrived = Arrived::of(request.folder)?;
    let lock = request.store.lock()?;
    let packs = packs(request.store)?;
    let mut known = Known::new();
    let mut runs = Vec::new();
    for (name, folder) in arrived.whole {
        let taken = Arrived::read(&name, &folder).map_err(refusal).and_then(|record| {
            examine(&record.header, &packs, request.workspace, &mut known)?;
            let summary = (request.summarise)(&record);
            request.store.take_in(&record, &folder, &summary, &lock).map_err(refusal)
        });
        runs.push((name, taken));
    }
    Ok(Merged { runs, partial: arrived.partial })
}

/// The packs that were made here. One of another version made no run that we could merge.
fn packs(store: &Store) -> Result<Vec<Manifest>, Error> {
    Ok(store.packs()?.iter().filter_map(|(_, text)| serde_json::from_str(text).ok()).collect())
}

fn examine(
    header: &RunHeader,
    packs: &[Manifest],
    workspace: &Workspace,
    known: &mut Known,
) -> Result<(), Refusal> {
    if header.kind != RunKind::Run {
        return Err(Refusal(format!("it is a {}: a pack makes runs and nothing else", header.kind.as_str())));
    }
    let Some(commit) = &header.pin.commit else {
        return Err(Refusal("it says from no commit it was built".to_owned()));
    };
    was_packed_here(header, commit, packs)?;
    let of_commit = (header.pin.commit.clone(), header.pin.patch_hash.clone());
    let sources = known
        .entry(of_commit)
        .or_insert_with(|| sources(workspace, &header.pin, commit))
        .as_ref()
        .map_err(Clone::clone)?;
    for own in &header.experiments {
        let json = serde_json::to_string(&own.declaration).unwrap_or_default();
        if results::text_hash(&json) != own.declaration_hash {
            return Err(Refusal(format!(
                "the declaration of {} is not the one that was hashed",
                own.experiment
            )));
        }
        match sources.get(&own.experiment) {
            Some(hash) if *hash == own.source_hash => {}
            Some(hash) => {
                return Err(Refusal(format!(
                    "it says that {} was built from sources with the hash {}; those of its commit {commit} have {hash}",
                    own.experiment, own.source_hash
                )));
            }
            None => {
                return Err(Refusal(format!("its commit {commit} has no experiment {}", own.experiment)));
            }
        }
    }
    Ok(())
}

/// A run that no pack of ours can have made goes no further: its patch is not even tried.
fn was_packed_here(header: &RunHeader, commit: &str, packs: &[Manifest]) -> Result<(), Refusal> {
    let of_commit: Vec<&Manifest> =
        packs.iter().filter(|pack| pack.pin.commit == header.pin.commit).collect();
    let differences: Vec<Option<String>> = of_commit.iter().map(|pack| difference(pack, header)).collect();
    if differences.contains(&None) {
        return Ok(());
    }
    Err(Refusal(match differences.into_iter().flatten().next_back() {
        // The last one is told: the others are older packs of the same commit.
        Some(what) => format!("{what} is not that of any pack that was made here of its commit"),
        None => format!(
            "no pack was made here of its commit {commit}: merge it in the checkout, and into the results, that its pack was \
             made with"
        ),
    }))
}

fn sources(workspace: &Workspace, pin: &Pin, commit: &str) -> Result<BTreeMap<Name, String>, Refusal> {
    committed_sources(workspace, commit, pin.patch.as_deref())
        .map_err(|error| Refusal(format!("its commit {commit} cannot be held against it: {error}")))
}

/// The first pin of a run that is not the pack's.
fn difference(pack: &Manifest, header: &RunHeader) -> Option<String> {
    let pins = [
        (pack.pin == header.pin, "its git pin"),
        (pack.rustc == header.rustc, "the compiler it names"),
        (pack.flags == header.flags, "the flags it names"),
        (pack.harness == header.harness, "the harness it names"),
    ];
    if let Some((_, what)) = pins.iter().find(|(same, _)| !same) {
        return Some((*what).to_owned());
    }
    let packed = |name: &Name| pack.experiments.iter().find(|packed| packed.pin.experiment == *name);
    header.experiments.iter().find_map(|own| {
        let name = &own.experiment;
        match packed(name) {
            Some(packed) if packed.pin == *own => None,
            Some(packed) if packed.pin.binary_hash != own.binary_hash => {
                Some(format!("the binary of {name} ({})", own.binary_hash))
            }
            Some(_) => Some(format!("the declaration of {name}")),
            None => Some(format!("{name}, an experiment that was not packed,")),
        }
    })
}

fn refusal(error: impl std::fmt::Display) -> Refusal {
    Refusal(error.to_string())
}
