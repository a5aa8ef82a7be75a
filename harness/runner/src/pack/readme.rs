//! The page that lies in a pack, for whoever unpacks it on a machine that has never seen the project.

use super::{
    FILE,
    manifest::{Manifest, Symbols},
};

/// Its text.
pub(super) fn readme(manifest: &Manifest) -> String {
    let names: Vec<&str> = manifest.experiments.iter().map(|packed| packed.pin.experiment.as_str()).collect();
    let pin = &manifest.pin;
    let commit = pin.commit.as_deref().unwrap_or("no commit");
    let changes = if pin.dirty { ", with the changes that are kept with every run" } else { "" };
    let glibc = manifest.needs.glibc.as_ref().map_or_else(
        || "It could not be told which C library it needs.\n".to_owned(),
        |version| {
            format!(
                "It needs glibc {version} or newer (`ldd --version` tells). On an older one nothing of it starts: the loader \
                 says\n`version `GLIBC_...' not found`; pack it on a system that is as old.\n"
            )
        },
    );
    let libraries = manifest.needs.libraries.join(", ");
    let kept: Vec<&str> = manifest
        .files
        .iter()
        .filter(|(_, sealed)| sealed.symbols == Some(Symbols::Kept))
        .map(|(name, _)| name.as_str())
        .collect();
    let stripped = if kept.is_empty() {
        String::new()
    } else {
        format!("Not stripped of their symbols: {}.\n", kept.join(", "))
    };
    let native = if manifest.flags.contains("target-cpu=native") {
        "It was built with target-cpu=native: it runs on processors like the one that built it, and on no others.\n"
    } else {
        ""
    };
    format!(
        "A pack of Touchstone: {experiments}
built from {commit}{changes}
by {rustc}, {flags}

It is run where it lies, without Rust, git or a checkout:

    ./touchstone doctor                what this machine is, and what it lacks
    ./touchstone list                  what can be judged here
    ./touchstone run --packed .        measure and judge
    ./touchstone run --packed . --resume
    ./touchstone show

`run` takes the same words as at home (`./touchstone run --help`). Runs are kept in runs/. Send the folder back, or
runs/ alone; where it was packed

    touchstone merge FOLDER

takes them into the tables.

It is for {system}. {glibc}Shared libraries: {libraries}.
{native}{stripped}
CUDA variants need the driver of NVIDIA (libcuda.so.1) and NVRTC of the CUDA toolkit (libnvrtc.so); the loader finds
both on LD_LIBRARY_PATH. Variants for wgpu need a Vulkan driver. Peers need Python with their packages, in
.touchstone/peers or on the PATH; where scripts/peers is here, it installs them. What is missing is skipped, with its
reason.

{FILE} holds the hash of every file here. A run does not begin where one of them was changed.
",
        experiments = names.join(", "),
        rustc = manifest.rustc,
        flags = manifest.flags,
        system = manifest.system,
    )
}
