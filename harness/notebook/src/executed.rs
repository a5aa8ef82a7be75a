//! A notebook that a kernel has executed.

use serde::Deserialize;
use serde_json::Value;

use crate::{
    cell::Kind,
    output::{Output, joined},
    source::Source,
};

/// What became of every cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Executed {
    /// One for each cell of code, in their order.
    pub cells: Vec<Ran>,
    /// How long it took until the kernel could be asked, in seconds.
    pub opened_s: f64,
    /// Why not every cell was executed, if so.
    pub broke: Option<String>,
}

/// What became of a cell of code.
#[derive(Clone, Debug, PartialEq)]
pub struct Ran {
    /// Was it executed?
    pub ran: bool,
    /// What it gave.
    pub outputs: Vec<Output>,
    /// How long it took, in seconds.
    pub seconds: f64,
}

/// As the program that talks to the kernel writes it down.
#[derive(Deserialize)]
struct Written {
    opened_s: f64,
    broke: Option<String>,
    cells: Vec<WrittenCell>,
}

#[derive(Deserialize)]
struct WrittenCell {
    ran: bool,
    seconds: f64,
    outputs: Vec<Value>,
}

impl Executed {
    /// Reads what was written down of `source`.
    pub fn read(source: &Source, text: &str) -> Result<Self, serde_json::Error> {
        let written: Written = serde_json::from_str(text)?;
        let mut cells = Vec::with_capacity(written.cells.len());
        for WrittenCell { ran, seconds, outputs } in written.cells {
            // What only a front end understands, like an update of a picture, is nothing that we show.
            let known =
                outputs.into_iter().filter_map(|output| serde_json::from_value(output).ok()).collect();
            cells.push(Ran { ran, outputs: joined(known), seconds });
        }
        let code = source.cells.iter().filter(|cell| cell.kind == Kind::Code).count();
        cells.resize(code, Ran { ran: false, outputs: Vec::new(), seconds: 0.0 });
        Ok(Self { cells, opened_s: written.opened_s, broke: written.broke })
    }

    /// Until the first table stood there: what opening a notebook costs.
    pub fn until_first_table_s(&self) -> Option<f64> {
        let is_table = |cell: &Ran| cell.outputs.iter().any(|output| output.data("text/html").is_some());
        let place = self.cells.iter().position(is_table)?;
        Some(self.opened_s + self.cells[..=place].iter().map(|cell| cell.seconds).sum::<f64>())
    }
}
