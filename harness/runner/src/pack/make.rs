//! Makes a pack: builds, strips, copies, and seals every file with its hash.

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use model::{Name, Pin};
use results::{Checkouts, Store};

use super::{
    FILE,
    elf::Binary,
    manifest::{FORMAT, Manifest, Needs, Packed, Sealed, Symbols},
    readme::readme,
};
use crate::{
    Error, Workspace,
    discover::Found,
    progress::Progress,
    run::{Ready, prepare},
};

/// The command, as a file in the pack.
pub(crate) const COMMAND: &str = "touchstone";

/// A pack that was made.
pub struct Made {
    /// Where.
    pub folder: PathBuf,
    /// What it says of itself.
    pub manifest: Manifest,
}

impl Made {
    /// The size of all its files.
    pub fn bytes(&self) -> u64 {
        self.manifest.files.values().map(|sealed| sealed.bytes).sum()
    }

    /// Its binaries that still have their symbols.
    pub fn unstripped(&self) -> Vec<&str> {
        let kept = self.manifest.files.iter().filter(|(_, sealed)| sealed.symbols == Some(Symbols::Kept));
        kept.map(|(name, _)| name.as_str()).collect()
    }
}

/// Builds the chosen experiments and packs them into a folder that is not there yet. The store remembers the pack, so that
/// its runs are known when they come back.
pub fn pack(
    workspace: &Workspace,
    store: &Store,
    (names, plan): (&[String], Option<&str>),
    output: &Path,
    progress: &mut dyn Progress,
) -> Result<Made, Error> {
    let refused = |what: String| Error::NotPacked { what };
    if output.exists() {
        return Err(refused(format!(
            "{} exists already: name another folder, or remove it",
            output.display()
        )));
    }
    let chosen = workspace.select(names, plan)?;
    let ready = prepare(workspace, &chosen, progress)?;
    if let Some(broken) = ready.broken.first() {
        let why = match &broken.what {
            model::Happened::Failed(failure) => failure.to_string(),
            other => format!("{other:?}"),
        };
        return Err(refused(format!(
            "{} does not come out ({why}): repair it, or name the others",
            broken.experiment
        )));
    }
    // After the build, which may have written the lock file anew.
    let pin = workspace.pin();
    check_sources(workspace, &pin, &ready)?;
    let partial = beside(output);
    let folder = Folder::new(&partial)?;
    let manifest = folder.fill(workspace, &chosen, &ready, pin)?;
    let text = serde_json::to_string_pretty(&manifest).unwrap_or_default() + "\n";
    write(&partial.join(FILE), text.as_bytes())?;
    store.keep_pack(&text)?;
    fs::rename(&partial, output).map_err(at(output))?;
    folder.keep();
    Ok(Made { folder: output.to_owned(), manifest })
}

/// A run whose sources are no commit could not be merged: better said here than when it comes back.
fn check_sources(workspace: &Workspace, pin: &Pin, ready: &Ready) -> Result<(), Error> {
    let refused = |what: String| Error::NotPacked { what };
    let Some(commit) = &pin.commit else {
        let why = pin.caution.clone().unwrap_or_default();
        return Err(refused(format!(
            "{why}; the runs of a pack are merged by their commit, so make one first"
        )));
    };
    let committed = committed_sources(workspace, commit, pin.patch.as_deref())?;
    for own in &ready.pins {
        if committed.get(&own.experiment) != Some(&own.source_hash) {
            return Err(refused(format!(
                "the sources of {} are not those of its commit, not even with the patch of the tree: a file that git ignores, \
                 or that is too large for the patch, is among them. Commit it, or move it away",
                own.experiment
            )));
        }
    }
    Ok(())
}

/// The hash of the sources of every experiment at a commit, with a patch on top.
pub(super) fn committed_sources(
    workspace: &Workspace,
    commit: &str,
    patch: Option<&str>,
) -> Result<BTreeMap<Name, String>, Error> {
    let folder = workspace.target.join("touchstone").join("pack");
    let checkouts = Checkouts::open(&workspace.root, &folder)?;
    checkouts.sweep()?;
    let commit = checkouts.repository().resolve(commit)?;
    let mut checkout = checkouts.checkout(&commit, &format!("sources-{}", std::process::id()))?;
    if let Some(patch) = patch {
        checkout.apply_patch(patch)?;
    }
    let there = Workspace::find(checkout.workspace())?;
    // Folders are hashed in the order of their paths, and a dependency may lie outside of the workspace: in the order at home.
    let home = |folder: &PathBuf| {
        folder.strip_prefix(&there.root).map_or(folder.clone(), |f| workspace.root.join(f))
    };
    let hashed = |found: &Found| {
        let mut sources = found.sources.clone();
        sources.sort_by_key(home);
        Ok((found.name.clone(), results::tree_hash(&sources)?))
    };
    let hashes = there.experiments.iter().map(hashed).collect();
    checkout.remove()?;
    hashes
}

/// A folder that goes unless it is kept.
struct Folder {
    path: PathBuf,
    kept: std::cell::Cell<bool>,
}

impl Folder {
    fn new(path: &Path) -> Result<Self, Error> {
        if path.exists() {
            // Left by a kill.
            fs::remove_dir_all(path).map_err(at(path))?;
        }
        fs::create_dir_all(path).map_err(at(path))?;
        Ok(Self { path: path.to_owned(), kept: false.into() })
    }

    fn keep(&self) {
        self.kept.set(true);
    }

    fn fill(
        &self,
        workspace: &Workspace,
        chosen: &[&Found],
        ready: &Ready,
        pin: Pin,
    ) -> Result<Manifest, Error> {
        let mut files: BTreeMap<String, Sealed> = BTreeMap::new();
        let mut needs = (BTreeSet::new(), None);
        let command = env::current_exe().map_err(at(Path::new(COMMAND)))?;
        let binaries = ready.places.iter().map(|place| {
            let built = ready.pins.iter().find(|pin| pin.experiment == place.experiment);
            let hash = built.map(|pin| pin.binary_hash.as_str());
            (format!("bin/{}", place.experiment), place.binary.clone(), hash)
        });
        for (name, from, hash) in binaries.chain([(COMMAND.to_owned(), command, None)]) {
            let to = self.path.join(&name);
            make_folder(&to)?;
            fs::copy(&from, &to).map_err(at(&from))?;
            if hash.is_some_and(|hash| results::file_hash(&to).is_ok_and(|copied| copied != hash)) {
                let what = format!("{} was built anew while it was packed: try again", from.display());
                return Err(Error::NotPacked { what });
            }
            let symbols = strip(&to)?;
            let bytes = fs::read(&to).map_err(at(&to))?;
            if let Some(binary) = Binary::read(&bytes) {
                needs.0.extend(binary.libraries());
                needs.1 = needs.1.max(binary.glibc());
            }
            files.insert(name, Sealed { symbols: Some(symbols), ..sealed(&to)? });
        }
        for found in chosen {
            let inside = format!("experiments/{}", found.name);
            // Peers are started in it, whether there is anything in it or not.
            fs::create_dir_all(self.path.join(&inside)).map_err(at(&self.path))?;
            self.copy_beside_sources(&found.folder, &inside, Depth::Root, &mut files)?;
        }
        for file in ["experiments/plans.toml", "scripts/peers"] {
            if workspace.root.join(file).is_file() {
                self.copy(&workspace.root.join(file), file, &mut files)?;
            }
        }
        let tools = workspace.tools();
        let packed = |found: &&Found| {
            let pin = ready.pins.iter().find(|pin| pin.experiment == found.name)?;
            Some(Packed {
                pin: pin.clone(),
                description: found.description.clone(),
                requires: found.requires.clone(),
            })
        };
        let mut manifest = Manifest {
            format: FORMAT,
            packed_utc: jiff::Timestamp::now().to_string(),
            system: format!("{} {}", env::consts::OS, env::consts::ARCH),
            pin,
            rustc: tools.rustc,
            flags: tools.flags,
            harness: tools.harness,
            experiments: chosen.iter().filter_map(packed).collect(),
            needs: Needs {
                glibc: needs.1.map(|(major, minor)| format!("{major}.{minor}")),
                libraries: needs.0.into_iter().collect(),
            },
            files,
        };
        let path = self.path.join("README.txt");
        write(&path, readme(&manifest).as_bytes())?;
        manifest.files.insert("README.txt".to_owned(), sealed(&path)?);
        Ok(manifest)
    }

    /// What lies beside the sources of an experiment: the scripts of its peers, its data.
    fn copy_beside_sources(
        &self,
        from: &Path,
        inside: &str,
        depth: Depth,
        files: &mut BTreeMap<String, Sealed>,
    ) -> Result<(), Error> {
        for entry in fs::read_dir(from).map_err(at(from))? {
            let entry = entry.map_err(at(from))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_left_out(&name, depth) {
                continue;
            }
            let (path, inside) = (entry.path(), format!("{inside}/{name}"));
            // A link to a folder may lead round in a circle.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.copy_beside_sources(&path, &inside, Depth::Below, files)?;
            } else if path.is_file() {
                self.copy(&path, &inside, files)?;
            }
        }
        Ok(())
    }

    fn copy(&self, from: &Path, inside: &str, files: &mut BTreeMap<String, Sealed>) -> Result<(), Error> {
        let to = self.path.join(inside);
        make_folder(&to)?;
        fs::copy(from, &to).map_err(at(from))?;
        files.insert(inside.to_owned(), sealed(&to)?);
        Ok(())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !self.kept.get() {
            // It is named as what it is, and the next pack of that name removes it.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

/// How deep in the folder of an experiment.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Root,
    Below,
}

/// Rust stays at home, and so does what makes no difference to the hash of the sources.
fn is_left_out(name: &str, depth: Depth) -> bool {
    let of_cargo = ["Cargo.toml", "Cargo.lock", "build.rs", "src", "tests", "benches", "examples"];
    name.starts_with('.')
        || ["target", "__pycache__"].contains(&name)
        || (depth == Depth::Root && of_cargo.contains(&name))
}

/// Strips a binary where that leaves everything alone that is loaded.
fn strip(path: &Path) -> Result<Symbols, Error> {
    let before = fs::read(path).map_err(at(path))?;
    let stripped = path.with_extension("stripped");
    let done = Command::new("strip").arg("-o").arg(&stripped).arg(path).output();
    let after = fs::read(&stripped).unwrap_or_default();
    let loaded = |bytes| Binary::read(bytes)?.loaded();
    let same = loaded(&before).is_some_and(|content| loaded(&after) == Some(content));
    if done.is_ok_and(|output| output.status.success()) && same {
        fs::rename(&stripped, path).map_err(at(path))?;
        return Ok(Symbols::Stripped);
    }
    if stripped.exists() {
        fs::remove_file(&stripped).map_err(at(&stripped))?;
    }
    Ok(Symbols::Kept)
}

fn sealed(path: &Path) -> Result<Sealed, Error> {
    let bytes = fs::metadata(path).map_err(at(path))?.len();
    Ok(Sealed { bytes, sha256: results::file_hash(path)?, symbols: None })
}

/// Where a pack is put together: beside its place, so that it is moved there in one step.
fn beside(output: &Path) -> PathBuf {
    let name = output.file_name().unwrap_or_default().to_string_lossy().into_owned();
    output.with_file_name(format!(".packing-{name}"))
}

fn make_folder(file: &Path) -> Result<(), Error> {
    file.parent().map_or(Ok(()), |folder| fs::create_dir_all(folder).map_err(at(folder)))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    fs::write(path, bytes).map_err(at(path))
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> Error {
    let what = path.display().to_string();
    move |error| Error::Io { what, error }
}
