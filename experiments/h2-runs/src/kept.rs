//! The plan's large table takes seconds to build, so it is kept under the build folder, by the hash of what made it. Its building is
//! never hidden: it is the preparation of the first invocation, and reading it that of the others.

use std::{
    env, fs,
    hash::{DefaultHasher, Hash, Hasher},
    io,
    path::PathBuf,
    process,
};

use plant::{Equation, Gas, Searched};

/// The table with so many nodes on each axis.
///
/// # Panics
/// Where it cannot be built.
pub fn searched(nodes: usize) -> Searched {
    let kept = file(nodes);
    if let Some(table) = kept.as_deref().and_then(|file| read(nodes, file)) {
        return table;
    }
    let table = Searched::build(nodes).unwrap_or_else(|error| panic!("{nodes} nodes: {error}"));
    // Who cannot keep it builds it again: it costs time that is not measured, and changes no number.
    if let Some(file) = kept {
        drop(write(&file, &table.values()));
    }
    table
}

/// Beside the binary, named by what goes into the table: the equation of state, as it answers here and there, and the axes, as they
/// are asked in the table itself.
fn file(nodes: usize) -> Option<PathBuf> {
    let mut made_of = DefaultHasher::new();
    nodes.hash(&mut made_of);
    for (p, t) in [(0.05e5, 273.15), (35e5, 310.0), (350e5, 298.15), (1000e5, 1000.0)] {
        let caloric = Equation.caloric(p, t).ok()?;
        [caloric.h, caloric.s, caloric.cp].map(f64::to_bits).hash(&mut made_of);
    }
    let probe = Searched::build(16).ok()?;
    probe.values().iter().for_each(|value| value.to_bits().hash(&mut made_of));
    let folder = env::current_exe().ok()?.parent()?.join("h2-tables");
    Some(folder.join(format!("searched-{nodes}-{:016x}.f64", made_of.finish())))
}

/// Nothing where it is not there, or not whole.
fn read(nodes: usize, file: &std::path::Path) -> Option<Searched> {
    let bytes = fs::read(file).ok()?;
    let (numbers, rest) = bytes.as_chunks::<8>();
    let values: Vec<f64> = numbers.iter().map(|number| f64::from_le_bytes(*number)).collect();
    if rest.is_empty() { Searched::from_values(nodes, &values).ok() } else { None }
}

/// Under another name first: a reader finds all of it or nothing.
fn write(file: &std::path::Path, values: &[f64]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(file);
    fs::create_dir_all(folder)?;
    let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
    let unfinished = file.with_extension(format!("{}.tmp", process::id()));
    fs::write(&unfinished, bytes)?;
    fs::rename(&unfinished, file)
}
