//! All peers of this repository, whoever has them: where their packages are missing they say so.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use super::{Peer, bare_python, here};
use crate::worker::CANNOT_RUN;

/// Every script in a folder `peers` of an experiment or a kernel that leaves the protocol to `touchstone_peer.py`.
fn scripts() -> Vec<PathBuf> {
    let names = |folder: &Path| fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let root = here().join("../..");
    let mut scripts: Vec<PathBuf> = ["experiments", "kernels"]
        .into_iter()
        .flat_map(|room| names(&root.join(room)))
        .flat_map(|package| names(&package.join("peers")))
        .filter(|file| file.extension() == Some(OsStr::new("py")))
        .filter(|file| fs::read_to_string(file).unwrap().contains("from touchstone_peer import"))
        .collect();
    scripts.sort();
    assert!(scripts.iter().any(|script| script.ends_with("geo-nearest/peers/nearest.py")), "{scripts:?}");
    scripts
}

/// The kinds of a peer, out of the first braces of its help.
fn kinds(script: &Path) -> Option<Vec<String>> {
    let output = bare_python()?.arg(script).arg("--help").output().unwrap();
    let help = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}: {}", script.display(), String::from_utf8_lossy(&output.stderr));
    let (_, rest) = help.split_once('{').unwrap();
    let (kinds, _) = rest.split_once('}').unwrap();
    Some(kinds.split(',').map(|kind| kind.trim().to_owned()).collect())
}

#[test]
fn every_kind_of_every_peer_says_how_to_get_its_packages() {
    for script in scripts() {
        let Some(kinds) = kinds(&script) else { return };
        for kind in kinds {
            let Some(peer) = Peer::new(&script, &kind, &[]) else { return };
            let ended = peer.run().ends(CANNOT_RUN);
            let (reason, script) = (ended.reason(), script.display());
            assert!(
                reason.contains("is missing") && reason.contains("make peers"),
                "{script} {kind}: {reason}"
            );
        }
    }
}
