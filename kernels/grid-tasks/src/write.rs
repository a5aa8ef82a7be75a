//! Tasks as files, in both layouts: what is made from a seed goes through the same reader as what is downloaded.

use std::{fmt::Write, fs, io, path::Path};

use grid_batch::GridView;
use serde_json::Value;

use crate::{Collection, Task, Tasks};

/// The file that holds all tasks.
#[must_use]
pub fn one_file(tasks: &Tasks) -> String {
    let mut text = "{".to_owned();
    for (key, collection) in [("train", Collection::Training), ("eval", Collection::Evaluation)] {
        let of_collection = tasks.tasks().iter().filter(|task| task.collection == collection);
        let named: Vec<String> = of_collection
            .map(|task| format!("{}:{}", Value::from(task.id.as_str()), object(tasks, task)))
            .collect();
        let comma = if text.len() > 1 { "," } else { "" };
        text += &format!("{comma}\"{key}\":{{{}}}", named.join(","));
    }
    text + "}"
}

/// A folder for each collection, with a file for each task.
///
/// # Errors
/// Where a folder or a file cannot be written.
pub fn write_folder(tasks: &Tasks, folder: &Path) -> io::Result<()> {
    for task in tasks.tasks() {
        let folder = folder.join(task.collection.name());
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("{}.json", task.id)), object(tasks, task))?;
    }
    Ok(())
}

fn object(tasks: &Tasks, task: &Task) -> String {
    let list = |pairs: std::ops::Range<usize>| {
        let pairs = pairs.map(|pair| {
            let [input, output] = [tasks.inputs(), tasks.outputs()].map(|grids| rows(grids.get(pair)));
            format!("{{\"input\":{input},\"output\":{output}}}")
        });
        pairs.collect::<Vec<_>>().join(",")
    };
    let middle = task.pairs.start + task.shown;
    format!("{{\"train\":[{}],\"test\":[{}]}}", list(task.pairs.start..middle), list(middle..task.pairs.end))
}

/// A grid as JSON.
pub(crate) fn rows(grid: GridView<'_>) -> String {
    let mut text = "[".to_owned();
    for (row, cells) in grid.cells.chunks(grid.width.max(1)).enumerate() {
        text += if row == 0 { "[" } else { ",[" };
        for (column, colour) in cells.iter().enumerate() {
            // Writing to a String cannot fail.
            let _ = write!(text, "{}{colour}", if column == 0 { "" } else { "," });
        }
        text += "]";
    }
    text + "]"
}
