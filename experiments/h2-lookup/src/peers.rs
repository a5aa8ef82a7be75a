//! What users would take instead, and the files that they exchange with us.

use std::{fs, io, path::Path};

use property_table::Axis;
use touchstone::{npy, prelude::*};

use crate::{H2Lookup, pass::Answers, tables, workload::World};

const SCRIPT: &str = "peers/look_up.py";
/// In the order in which peers write them.
const COLUMNS: [&str; 4] = ["rho", "h", "s", "cp"];

/// CoolProp takes longer to get ready than `smoke` may last.
pub(crate) fn add(declaration: Declaration<H2Lookup>) -> Declaration<H2Lookup> {
    let coolprop = ["coolprop-propssi", "coolprop-heos", "coolprop-bicubic"];
    coolprop
        .into_iter()
        .fold(declaration, |declaration, peer| {
            declaration.peer(peer, command("python3", [SCRIPT, peer])).only_on(["small"])
        })
        .peer("numba-octave", command("python3", [SCRIPT, "numba-octave"]))
        .only_on(["smoke", "small"])
}

/// The queries, and the table that Numba reads too: what is kept at each node, and where the nodes are.
pub(crate) fn export(world: &World, folder: &Path) -> io::Result<()> {
    let queries = &world.queries;
    npy::write(&folder.join("p.npy"), &[queries.p.len()], &queries.p)?;
    npy::write(&folder.join("t.npy"), &[queries.t.len()], &queries.t)?;
    let table = tables::octave().table;
    let (surface, pressures, temperatures) =
        (table.surface(), table.surface().rows(), table.surface().columns());
    let (rows, columns) = (pressures.nodes(), temperatures.nodes());
    let every = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    let kept: Vec<f64> = every.flat_map(|(row, column)| surface.node(row, column)).collect();
    npy::write(&folder.join("kept.npy"), &[rows, columns * COLUMNS.len()], &kept)?;
    let ([lowest, _], [coldest, hottest]) = (pressures.ends(), temperatures.ends());
    let gas_constant = table.gas_constant();
    let axes = format!(
        "{{\"lowest\": {lowest:?}, \"coldest\": {coldest:?}, \"hottest\": {hottest:?}, \"gas_constant\": {gas_constant:?}}}\n"
    );
    fs::write(folder.join("axes.json"), axes)
}

pub(crate) fn import(world: &World, folder: &Path) -> io::Result<Answers> {
    let read = |name: &str| npy::read(&folder.join(format!("{name}.npy")), &[world.queries.p.len()]);
    Ok(Answers::read(COLUMNS.into_iter().map(read).collect::<io::Result<_>>()?))
}
