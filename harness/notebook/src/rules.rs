//! What is wrong with a notebook that was executed. The kernel's own answer is not asked: it is `ok` after a panic.

use std::fmt;

use wire::SENTINEL;

use crate::{
    cell::{Cell, Kind, Shows},
    executed::{Executed, Ran},
    output::Output,
    source::Source,
};

/// Something that makes a notebook red.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The notebook.
    pub notebook: String,
    /// Where the cell begins in the source.
    pub line: usize,
    /// What is wrong.
    pub why: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.notebook, self.line, self.why)
    }
}

/// Everything that is wrong, in the order of the cells.
pub fn faults(source: &Source, executed: &Executed) -> Vec<Fault> {
    let fault = |line, why| Fault { notebook: source.name.clone(), line, why };
    let code: Vec<&Cell> = source.cells.iter().filter(|cell| cell.kind == Kind::Code).collect();
    let mut found: Vec<Fault> = Vec::new();
    for (cell, ran) in code.iter().zip(&executed.cells) {
        found.extend(wrong(cell, ran).map(|why| fault(cell.line, why)));
    }
    if let Some(why) = &executed.broke {
        let first = code.iter().zip(&executed.cells).find(|(_, ran)| !ran.ran);
        found.push(fault(first.map_or(1, |(cell, _)| cell.line), format!("the kernel gave up: {why}")));
    }
    found
}

fn wrong(cell: &Cell, ran: &Ran) -> Option<String> {
    if !ran.ran {
        return Some("it was never executed".to_owned());
    }
    let stream = |of: &str| -> String { ran.outputs.iter().filter_map(|output| output.stream(of)).collect() };
    let (said, complained) = (stream("stdout"), stream("stderr"));
    for text in [&complained, &said] {
        if let Some(panic) = text.lines().find(|line| line.contains("panicked at")) {
            return Some(format!("it panicked: {}", panic.trim()));
        }
    }
    if let Some((ename, evalue)) = ran.outputs.iter().find_map(|output| match output {
        Output::Error { ename, evalue } => Some((ename, evalue)),
        _ => None,
    }) {
        return Some(format!("it ended in an error: {}", first_line(&format!("{ename}: {evalue}"))));
    }
    if !complained.trim().is_empty() {
        let line = first_line(&complained);
        return Some(format!(
            "it wrote to standard error, as an error does that leaves a cell early: {line}"
        ));
    }
    let data = |mime: &str| ran.outputs.iter().find_map(|output| output.data(mime)).unwrap_or_default();
    match cell.shows() {
        Shows::Nothing => None,
        Shows::Lines => said.trim().is_empty().then(|| "it promises lines, and shows none".to_owned()),
        Shows::Table => {
            (!data("text/html").contains("<td")).then(|| "it promises a table, and shows none".to_owned())
        }
        Shows::Picture => (!data("image/svg+xml").contains("data-says="))
            .then(|| "it promises a picture, and shows none with anything in it".to_owned()),
        Shows::TheEnd => (!said.contains(SENTINEL)).then(|| {
            "its end was not reached: a cell above went wrong, or `finish` was taken out".to_owned()
        }),
    }
}

fn first_line(text: &str) -> &str {
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
}
