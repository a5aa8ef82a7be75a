//! Tasks in one file, packed as they are in memory: whoever loads them again parses nothing.

use std::{io, path::Path};

use grid_batch::{COLOURS, GridBatch, GridView, MAX_SIDE};

use crate::{
    Collection, ContentHash, Task, Tasks,
    kept::{self, Bytes, Keeps, NotUsed, put_counted},
};

/// Keeps tasks that were read from these sources. Only those without faults are worth it: faults are not kept.
///
/// # Errors
/// Where the file cannot be written.
pub fn keep_tasks(path: &Path, sources: ContentHash, tasks: &Tasks) -> io::Result<()> {
    kept::keep(path, Keeps::Tasks, sources, &content(tasks))
}

/// The tasks that were kept, if they are of these sources.
///
/// # Errors
/// Where there are none, or other ones, or the file is not what was written.
pub fn kept_tasks(path: &Path, sources: ContentHash) -> Result<Tasks, NotUsed> {
    let content = kept::kept(path, Keeps::Tasks, sources)?;
    tasks(&content).ok_or_else(|| {
        let what = "its tasks do not fit together".to_owned();
        NotUsed::Damaged { path: path.to_owned(), what }
    })
}

fn content(tasks: &Tasks) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend((tasks.tasks().len() as u32).to_le_bytes());
    for task in tasks.tasks() {
        put_counted(&mut bytes, task.id.as_bytes());
        bytes.push(task.collection as u8);
        bytes.extend((task.shown as u32).to_le_bytes());
        bytes.extend((task.pairs.len() as u32).to_le_bytes());
    }
    for grids in [tasks.inputs(), tasks.outputs()] {
        put_counted(&mut bytes, grids.dims().as_flattened());
        put_counted(&mut bytes, grids.cells());
    }
    bytes
}

/// None where the bytes are no tasks: no byte of them is believed.
fn tasks(content: &[u8]) -> Option<Tasks> {
    let mut bytes = Bytes(content);
    let mut tasks = Vec::new();
    let mut pairs = 0;
    for _ in 0..bytes.number()? {
        let id = bytes.text()?;
        let [collection] = bytes.take()?;
        let collection = Collection::ALL.into_iter().find(|known| *known as u8 == collection)?;
        let shown = bytes.number()? as usize;
        let start = pairs;
        pairs += bytes.number()? as usize;
        tasks.push(Task { id, collection, pairs: start..pairs, shown });
    }
    let (inputs, outputs) = (grids(&mut bytes)?, grids(&mut bytes)?);
    Tasks::from_parts(tasks, inputs, outputs).filter(|_| bytes.0.is_empty())
}

fn grids(bytes: &mut Bytes<'_>) -> Option<GridBatch> {
    let (dims, rest) = bytes.counted()?.as_chunks::<2>();
    let mut cells = Bytes(bytes.counted()?);
    let is_colour = |cell: &u8| usize::from(*cell) < COLOURS;
    if !rest.is_empty() || !cells.0.iter().all(is_colour) {
        return None;
    }
    let mut grids = GridBatch::default();
    for sides in dims {
        let [height, width] = sides.map(usize::from);
        if ![height, width].iter().all(|side| (1..=MAX_SIDE).contains(side)) {
            return None;
        }
        grids.push(GridView { height, width, cells: cells.many(height * width)? });
    }
    cells.0.is_empty().then_some(grids)
}
