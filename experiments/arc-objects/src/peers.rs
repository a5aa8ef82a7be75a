//! What users of Python and of Rust would take, and the files that they exchange with us.

use std::{fs, io, path::Path};

use grid_objects::Labels;
use touchstone::{npy, prelude::*};

use crate::{
    ArcObjects,
    answers::Answer,
    load::World,
    packing::{Packed, pixels},
};

const SCRIPT: &str = "peers/label.py";

/// It starts a program in Rust.
const IMAGEPROC: &str = "peers/imageproc.py";

/// Each library of Python with a call for each grid (or each colour of each grid), and with one for all of them in one image.
pub(crate) const LIBRARIES: [&str; 5] = ["scipy", "cc3d", "opencv", "skimage", "numba"];

/// How many times as fast as its calls for each grid masks should be.
pub(crate) fn asked_over(library: &str) -> f64 {
    match library {
        "scipy" => 15.0,
        "cc3d" => 9.0,
        "opencv" => 7.0,
        _ => 3.0,
    }
}

pub(crate) fn add(declaration: Declaration<ArcObjects>) -> Declaration<ArcObjects> {
    let libraries = LIBRARIES.map(|library| (library, SCRIPT)).into_iter().chain([("imageproc", IMAGEPROC)]);
    let kinds = libraries
        .flat_map(|(library, script)| ["each", "packed"].map(|how| (format!("{library}-{how}"), script)));
    kinds.fold(declaration, |declaration, (kind, script)| {
        declaration.peer(&kind, command("python3", [script, &kind])).only_on(["smoke", "small"])
    })
}

/// The cells of every mode, alone and packed. Peers are asked for one batch only.
pub(crate) fn export(world: &World, folder: &Path) -> io::Result<()> {
    let [batch] = world.batches.as_slice() else {
        return Err(io::Error::other("peers label one batch, and this workload has another number of them"));
    };
    let sides: Vec<u16> = batch.dims().iter().flatten().map(|&side| u16::from(side)).collect();
    npy::write(&folder.join("dims.npy"), &[batch.len(), 2], &sides)?;
    let wide = |pixels: &[u8]| -> Vec<u16> { pixels.iter().map(|&pixel| u16::from(pixel)).collect() };
    let mut names = Vec::new();
    for &mode in world.modes {
        let name = mode.letters().to_lowercase();
        let packed = Packed::of(batch, mode);
        let alone = wide(&pixels(batch, mode));
        npy::write(&folder.join(format!("cells-{name}.npy")), &[alone.len()], &alone)?;
        let image = wide(&packed.pixels);
        npy::write(&folder.join(format!("image-{name}.npy")), &[packed.height, packed.width], &image)?;
        npy::write(&folder.join("place.npy"), &[packed.place.len()], &packed.place)?;
        names.push(name);
    }
    fs::write(folder.join("modes.txt"), names.join("\n"))
}

pub(crate) fn import(world: &World, folder: &Path) -> io::Result<Answer> {
    let labels = world.cases().map(|(batch, mode)| {
        let read = |what: &str, length: usize| {
            let name = format!("{what}-{}.npy", mode.letters().to_lowercase());
            npy::read::<u16>(&folder.join(name), &[length])
        };
        Ok(Labels { label: read("label", batch.cells().len())?, counts: read("counts", batch.len())? })
    });
    Ok(Answer::of(labels.collect::<io::Result<_>>()?))
}
