//! The page of a plan: what it promised, what arithmetic allows, what every phase gave here, and what is not known. One page
//! of blocks, set for a terminal or as Markdown with the same words; and its expectations as CSV.

mod card;
mod csv;
mod measured;
mod origins;
mod promised;
mod stacked;
mod unmeasured;

use judge::plan::{Became, Question};

pub use csv::plan_csv;

use crate::{
    Style,
    block::{self, Block},
};

/// Everything that is shown of a plan.
#[derive(Clone, Copy)]
pub struct PlanView<'a> {
    /// What was asked.
    pub question: &'a Question<'a>,
    /// What became of it.
    pub became: &'a Became<'a>,
    /// The hardware class of the runs.
    pub class: &'a str,
    /// Runs of the plan on other classes, and how many of each: they are never mixed with these.
    pub elsewhere: &'a [(String, usize)],
}

/// The page for a terminal.
pub fn plan_text(view: &PlanView<'_>, style: Style) -> String {
    block::terminal(&blocks(view), style)
}

/// The page as Markdown. Same tables, same bytes.
pub fn plan_markdown(view: &PlanView<'_>) -> String {
    block::markdown_page(&blocks(view))
}

/// The page as blocks.
pub(crate) fn blocks(view: &PlanView<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    origins::write(view, &mut blocks);
    promised::write(view, &mut blocks);
    measured::write(view, &mut blocks);
    stacked::write(view, &mut blocks);
    card::write(view, &mut blocks);
    unmeasured::write(view, &mut blocks);
    blocks
}

/// How a run is called on the page.
fn mark(run: usize) -> String {
    format!("R{}", run + 1)
}

fn phase(number: Option<u32>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

/// `1 run`, `3 runs`.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
