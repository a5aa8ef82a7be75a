//! Tasks as most people read them: the whole file becomes a tree of values, and every row a vector of its own. Slower than it
//! needs to be, and therefore what says exactly what is wrong.

use grid_batch::{COLOURS, Grid, GridError, MAX_SIDE};
use serde_json::{Map, Value};

use crate::{Collection, Fault, Part, Place, Reason, Side};

/// A grid, row by row.
pub type Rows = Vec<Vec<u8>>;

/// One task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainTask {
    /// As its file or its key names it.
    pub id: String,
    /// Where it belongs.
    pub collection: Collection,
    /// The pairs that are shown, then those that are asked for.
    pub pairs: Vec<PlainPair>,
    /// How many are shown.
    pub shown: usize,
}

/// One example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainPair {
    /// What is given.
    pub input: Rows,
    /// What is asked for.
    pub output: Rows,
}

/// What is wrong in a task, and where.
type Wrong = (Option<Place>, Reason);

/// The tasks of a file that holds all of them.
pub(crate) fn all(file: &str, value: &Value, tasks: &mut Vec<PlainTask>, faults: &mut Vec<Fault>) {
    const FORM: &str = "a file of all tasks has `train` and `eval`, and in them a task for each name";
    let mut wrong = |reason| faults.push(Fault { file: file.to_owned(), task: None, place: None, reason });
    let Some(file_of) = value.as_object() else {
        return wrong(Reason::Form { what: "the file".to_owned(), got: told(value), form: FORM });
    };
    if !file_of.contains_key("train") && !file_of.contains_key("eval") {
        return wrong(Reason::Missing("train"));
    }
    for (key, collection) in [("train", Collection::Training), ("eval", Collection::Evaluation)] {
        match file_of.get(key) {
            None => {}
            Some(Value::Object(named)) => {
                for (id, value) in named {
                    one(file, collection, id, value, tasks, faults);
                }
            }
            Some(other) => {
                let reason = Reason::Form { what: format!("`{key}`"), got: told(other), form: FORM };
                faults.push(Fault { file: file.to_owned(), task: None, place: None, reason });
            }
        }
    }
}

/// One task, or what is wrong with it.
pub(crate) fn one(
    file: &str,
    collection: Collection,
    id: &str,
    value: &Value,
    tasks: &mut Vec<PlainTask>,
    faults: &mut Vec<Fault>,
) {
    match pairs(value) {
        Ok((pairs, shown)) => tasks.push(PlainTask { id: id.to_owned(), collection, pairs, shown }),
        Err((place, reason)) => {
            let task = Some((collection, id.to_owned()));
            faults.push(Fault { file: file.to_owned(), task, place, reason });
        }
    }
}

fn pairs(task: &Value) -> Result<(Vec<PlainPair>, usize), Wrong> {
    const FORM: &str = "a task has the lists `train` and `test`";
    let keys = task
        .as_object()
        .ok_or_else(|| (None, Reason::Form { what: "the task".to_owned(), got: told(task), form: FORM }))?;
    let mut all = Vec::new();
    let mut shown = 0;
    for (key, part) in [("train", Part::Train), ("test", Part::Test)] {
        let pairs = match keys.get(key) {
            None => return Err((None, Reason::Missing(key))),
            Some(Value::Array(pairs)) => pairs,
            Some(other) => {
                let what = format!("`{key}`");
                return Err((None, Reason::Form { what, got: told(other), form: FORM }));
            }
        };
        for (number, pair) in pairs.iter().enumerate() {
            all.push(self::pair(part, number, pair)?);
        }
        if part == Part::Train {
            shown = all.len();
        }
    }
    if shown == 0 { Err((None, Reason::NoPairs)) } else { Ok((all, shown)) }
}

fn pair(part: Part, number: usize, pair: &Value) -> Result<PlainPair, Wrong> {
    const FORM: &str = "a pair has an `input` and an `output`";
    let at = |side| Some(Place { part, pair: number, side });
    let keys = pair.as_object().ok_or_else(|| {
        (at(None), Reason::Form { what: "the pair".to_owned(), got: told(pair), form: FORM })
    })?;
    let grid = |key, side| {
        let value = keys.get(key).ok_or((at(None), Reason::Missing(key)))?;
        rows(value).map_err(|reason| (at(Some(side)), reason))
    };
    Ok(PlainPair { input: grid("input", Side::Input)?, output: grid("output", Side::Output)? })
}

fn rows(grid: &Value) -> Result<Rows, Reason> {
    const GRID: &str = "a grid is a list of rows";
    const ROW: &str = "a row is a list of numbers";
    let form = |what: String, got: &Value, form| Reason::Form { what, got: told(got), form };
    let rows = grid.as_array().ok_or_else(|| form("the grid".to_owned(), grid, GRID))?;
    if rows.is_empty() {
        return Err(Reason::NoCells);
    }
    let mut all: Rows = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        let cells = row.as_array().ok_or_else(|| form(format!("row {at}"), row, ROW))?;
        let colours = cells.iter().enumerate().map(|(column, cell)| colour(at, column, cell));
        let colours: Vec<u8> = colours.collect::<Result<_, _>>()?;
        let width = all.first().map_or(colours.len(), Vec::len);
        if colours.len() != width {
            return Err(GridError::Ragged { row: at, got: colours.len(), width }.into());
        }
        all.push(colours);
    }
    let (height, width) = (all.len(), all[0].len());
    let fits = |side| (1..=MAX_SIDE).contains(&side);
    if fits(height) && fits(width) { Ok(all) } else { Err(GridError::Sides { height, width }.into()) }
}

fn colour(row: usize, column: usize, cell: &Value) -> Result<u8, Reason> {
    match cell.as_i64() {
        Some(value) if (0..COLOURS as i64).contains(&value) => Ok(value as u8),
        Some(value) => Err(GridError::Colour { row, column, value }.into()),
        None => {
            let what = format!("row {row}, column {column}");
            Err(Reason::Form { what, got: told(cell), form: "colours are 0 to 9" })
        }
    }
}

/// What stands there, short enough for a line.
fn told(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(keys) => told_keys(keys),
        other => {
            let text = other.to_string();
            if text.chars().count() <= 40 {
                text
            } else {
                text.chars().take(37).chain("...".chars()).collect()
            }
        }
    }
}

fn told_keys(keys: &Map<String, Value>) -> String {
    let names: Vec<String> = keys.keys().take(3).map(|key| format!("`{key}`")).collect();
    if names.is_empty() {
        "an empty object".to_owned()
    } else {
        format!("an object with {}", names.join(", "))
    }
}

impl PlainPair {
    /// Both grids, which were asked for their form when they were read.
    pub(crate) fn grids(&self) -> Result<[Grid; 2], GridError> {
        Ok([Grid::from_rows(&self.input)?, Grid::from_rows(&self.output)?])
    }
}
