//! What the plan has instead: the same steps in Python, compiled by Numba.

use std::{fs, io, path::Path};

use touchstone::{npy, prelude::*};

use crate::{
    H2Kernels,
    components::{AMBIENT, Components, LIMITS, ROUND, STEP_SECONDS},
    machine::Stepped,
};

const SCRIPT: &str = "peers/thermal_steps.py";

pub(crate) fn add(declaration: Declaration<H2Kernels>) -> Declaration<H2Kernels> {
    declaration
        .peer("numba-call", command("python3", [SCRIPT, "numba-call"]))
        .only_on(["smoke", "full-1", "full-50"])
        .peer("numba-batch", command("python3", [SCRIPT, "numba-batch"]))
        .only_on(["smoke", "small", "full", "full-1", "full-50"])
        .peer("numba-loop", command("python3", [SCRIPT, "numba-loop"]))
        .only_on(["smoke", "small", "full", "full-1", "full-50"])
}

pub(crate) fn export(components: &Components, folder: &Path) -> io::Result<()> {
    let many = components.size.components;
    npy::write(&folder.join("capacity.npy"), &[many], &components.capacities())?;
    npy::write(&folder.join("conductance.npy"), &[many], &components.conductances)?;
    npy::write(&folder.join("t.npy"), &[many], &components.states)?;
    npy::write(&folder.join("heat.npy"), &[ROUND, many], &components.inputs.concat())?;
    let [least, most] = LIMITS;
    let steps = components.size.steps;
    let numbers = format!(
        "{{\"steps\": {steps}, \"dt\": {STEP_SECONDS:?}, \"ambient\": {AMBIENT:?}, \"least\": {least:?}, \"most\": {most:?}}}\n"
    );
    fs::write(folder.join("plant.json"), numbers)
}

pub(crate) fn import(components: &Components, folder: &Path) -> io::Result<Stepped> {
    npy::read(&folder.join("after.npy"), &[components.size.components]).map(Stepped::Read)
}
