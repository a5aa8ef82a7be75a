//! Writing results down: a file for each task, as most people do it, or all columns in one file at the end.

use std::{fs, io, path::Path};

use serde::{Deserialize, Serialize};

use crate::{
    Outcome, Row, Table,
    kept::{Bytes, put_counted},
};

/// What is in the file of a task.
#[derive(Serialize, Deserialize)]
struct TaskFile {
    task: String,
    rows: Vec<Row>,
}

const REFUSED: &str = "refused.json";
const MAGIC: [u8; 8] = *b"gridrows";
const VERSION: u32 = 1;

/// The plain form: a folder with `NNN-<task>.json` for each task, and `refused.json` for what could not be read.
///
/// # Errors
/// Where a file cannot be written.
pub fn record_files(table: &Table, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (number, task) in table.tasks.iter().enumerate() {
        let [start, end] =
            [number, number + 1].map(|to| table.rows.partition_point(|row| (row.task as usize) < to));
        let rows = table.rows[start..end].to_vec();
        let file = TaskFile { task: task.clone(), rows };
        fs::write(folder.join(format!("{number:03}-{task}.json")), serde_json::to_string(&file)?)?;
    }
    fs::write(folder.join(REFUSED), serde_json::to_string(&table.refused)?)
}

/// The table of such a folder.
///
/// # Errors
/// Where a file cannot be read, or is not one of a task.
pub fn recorded_files(folder: &Path) -> io::Result<Table> {
    let mut names: Vec<_> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    names.retain(|path| path.file_name().is_none_or(|name| name != REFUSED));
    names.sort();
    let mut table =
        Table { refused: serde_json::from_slice(&fs::read(folder.join(REFUSED))?)?, ..Table::default() };
    for path in names {
        let file: TaskFile = serde_json::from_slice(&fs::read(path)?)?;
        table.tasks.push(file.task);
        table.rows.extend(file.rows);
    }
    Ok(table)
}

/// The fast form: one buffer, written once.
///
/// # Errors
/// Where the file cannot be written.
pub fn record_columns(table: &Table, file: &Path) -> io::Result<()> {
    fs::write(file, columns(table))
}

/// The table of such a file.
///
/// # Errors
/// Where it cannot be read, or is no file of columns.
pub fn recorded_columns(file: &Path) -> io::Result<Table> {
    let bytes = fs::read(file)?;
    table(&bytes).ok_or_else(|| {
        let told = format!("{}: this is no file of result columns of version {VERSION}", file.display());
        io::Error::new(io::ErrorKind::InvalidData, told)
    })
}

/// The columns one after the other, little endian: task, pair, outcome (0 correct, 1 wrong, 2 failed), cells, instructions,
/// nanoseconds; then texts, each with its length before it: the reasons of what failed, and what was refused.
fn columns(table: &Table) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(64 + 25 * table.rows.len());
    bytes.extend(MAGIC);
    for number in [VERSION, table.tasks.len() as u32, table.rows.len() as u32, table.refused.len() as u32] {
        bytes.extend(number.to_le_bytes());
    }
    for task in &table.tasks {
        put_counted(&mut bytes, task.as_bytes());
    }
    let mut column =
        |of: fn(&Row) -> u32| bytes.extend(table.rows.iter().flat_map(|row| of(row).to_le_bytes()));
    column(|row| row.task);
    column(|row| row.pair);
    column(|row| row.cells);
    column(|row| row.instructions);
    bytes.extend(table.rows.iter().flat_map(|row| row.nanoseconds.to_le_bytes()));
    bytes.extend(table.rows.iter().map(|row| match row.outcome {
        Outcome::Correct => 0,
        Outcome::Wrong => 1,
        Outcome::Failed(_) => 2,
    }));
    for row in &table.rows {
        if let Outcome::Failed(told) = &row.outcome {
            put_counted(&mut bytes, told.as_bytes());
        }
    }
    for told in &table.refused {
        put_counted(&mut bytes, told.as_bytes());
    }
    bytes
}

fn table(bytes: &[u8]) -> Option<Table> {
    let mut bytes = Bytes(bytes);
    if bytes.take() != Some(MAGIC) || bytes.number() != Some(VERSION) {
        return None;
    }
    let [tasks, rows, refused] = [bytes.number()?, bytes.number()?, bytes.number()?];
    let tasks = (0..tasks).map(|_| bytes.text()).collect::<Option<_>>()?;
    let rows = rows as usize;
    let mut numbers =
        || Some(bytes.many(4 * rows)?.as_chunks().0.iter().map(|number| u32::from_le_bytes(*number)));
    let [task, pair, cells, instructions] = [numbers()?, numbers()?, numbers()?, numbers()?];
    let nanoseconds = bytes.many(8 * rows)?.as_chunks().0.iter().map(|number| u64::from_le_bytes(*number));
    let outcomes = bytes.many(rows)?;
    let mut all = Vec::new();
    let columns = task.zip(pair).zip(cells).zip(instructions).zip(nanoseconds).zip(outcomes);
    for (((((task, pair), cells), instructions), nanoseconds), outcome) in columns {
        let outcome = match outcome {
            0 => Outcome::Correct,
            1 => Outcome::Wrong,
            2 => Outcome::Failed(bytes.text()?),
            _ => return None,
        };
        all.push(Row { task, pair, outcome, cells, instructions, nanoseconds });
    }
    let refused = (0..refused).map(|_| bytes.text()).collect::<Option<_>>()?;
    bytes.0.is_empty().then_some(Table { tasks, rows: all, refused })
}
