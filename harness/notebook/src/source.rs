//! A notebook as a Rust program: from its lines to its cells.

use crate::cell::{Cell, Kind, Shows};

const CODE: &str = "// %%";
const TEXT: &str = "// %% [markdown]";
/// A cell inside `main` is moved left by so much.
const INDENT: &str = "    ";

/// Why a source is no notebook.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name}:{line}: {why}")]
pub struct Error {
    /// The file, as it was named.
    pub name: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and the way out.
    pub why: String,
}

/// A notebook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name, without an ending.
    pub name: String,
    /// From the first to the last.
    pub cells: Vec<Cell>,
}

impl Source {
    /// Reads a source. `name` stands in errors.
    pub fn read(name: &str, text: &str) -> Result<Self, Error> {
        let error = |line, why: &str| Error { name: name.to_owned(), line, why: why.to_owned() };
        let mut cells: Vec<Cell> = Vec::new();
        for (place, line) in text.lines().enumerate() {
            let mark = line.trim_start();
            if mark.starts_with(CODE) {
                let kind = match mark {
                    CODE => Kind::Code,
                    TEXT => Kind::Text,
                    _ => return Err(error(place + 1, &format!("a cell begins with `{CODE}` or `{TEXT}`"))),
                };
                cells.push(Cell { kind, line: place + 1, text: String::new() });
            } else if let Some(cell) = cells.last_mut()
                && !is_frame(line)
            {
                let words = match cell.kind {
                    Kind::Text => text_of(line).ok_or_else(|| {
                        error(place + 1, "a cell of text holds comments; `// %%` begins the next of code")
                    })?,
                    Kind::Code => code_of(line),
                };
                cell.text.push_str(words);
                cell.text.push('\n');
            }
        }
        for cell in &mut cells {
            cell.text = cell.text.trim_matches('\n').to_owned();
        }
        cells.retain(|cell| !cell.text.is_empty());
        check(&cells).map_err(|(line, why)| Error { name: name.to_owned(), line, why })?;
        Ok(Self { name: name.to_owned(), cells })
    }
}

/// What makes a program of the cells, and is none of them.
fn is_frame(line: &str) -> bool {
    let begins = line.starts_with("pub(crate) fn main()") || line.starts_with("fn main()");
    begins || line == "}" || line == "    Ok(())"
}

fn text_of(line: &str) -> Option<&str> {
    let line = line.trim();
    if line.is_empty() {
        return Some("");
    }
    let words = line.strip_prefix("//")?;
    Some(words.strip_prefix(' ').unwrap_or(words))
}

fn code_of(line: &str) -> &str {
    let line = line.strip_prefix(INDENT).unwrap_or(line);
    match line.strip_prefix("// :") {
        Some(_) => &line[3..],
        None => line,
    }
}

fn check(cells: &[Cell]) -> Result<(), (usize, String)> {
    let Some(first) = cells.first() else {
        return Err((1, format!("there is no cell; one begins with `{CODE}`")));
    };
    if first.kind != Kind::Text || !first.text.starts_with("# ") {
        return Err((first.line, "the first cell is of text and begins with a title, `// # …`".to_owned()));
    }
    for cell in cells.iter().filter(|cell| cell.kind == Kind::Code) {
        if cell.calls("show") + cell.calls("chart") > 1 {
            let why =
                "this cell shows more than one thing, of which the kernel keeps one: begin a cell for each";
            return Err((cell.line, why.to_owned()));
        }
        // The kernel asks rust-analyzer for the types of the others, which loads every dependency.
        let untyped = |line: &&str| line.starts_with("let ") && !line.contains(':');
        if let Some(line) = cell.text.lines().find(untyped) {
            return Err((cell.line, format!("`{line}` needs its type written down: `let name: Type = …`")));
        }
    }
    let last = cells.iter().rfind(|cell| cell.kind == Kind::Code);
    match last {
        Some(last) if last.shows() == Shows::TheEnd => Ok(()),
        _ => Err((
            cells.last().map_or(1, |cell| cell.line),
            "the last cell of code calls `finish();`".to_owned(),
        )),
    }
}
