//! What a run says, as text: for a terminal, for a reader who wants to know why, and for git to diff. Pure: it prints
//! nothing, and what came from outside (messages, logs, device names) is made harmless before it goes onto a page.

mod block;
mod expectation;
mod explain;
mod gate;
mod next;
mod page;
mod plan;
mod profile;
mod provenance;
mod rows;
mod sections;
mod site;
mod summary;
mod table;
mod text;
mod tone;
mod units;
mod verdicts;

#[cfg(test)]
mod tests;

pub use block::{Picture, anchor};
pub use explain::explain;
pub use gate::{
    GateKind, GateView, gate_annotations, gate_explained, gate_junit, gate_markdown, gate_sarif,
    gate_summary, gate_text, power_markdown, power_table, selftest_explained, selftest_summary,
};
pub use next::next_step;
pub use plan::{PlanView, plan_csv, plan_markdown, plan_text};
pub use profile::{ProfileView, profile_text, profile_trace};
pub use provenance::machine_line;
pub use site::{
    Drawn, File, Home, Known, MOST_SAMPLES, Sheet, Shown, SiteView, Unshown, alone, sheet_csv, sheet_json,
    sheet_markdown, sheet_text, site, standing,
};
pub use summary::summary_markdown;
pub use table::{Cell, Column, Table};
pub use text::{harmless, html, markdown, width, wrapped};
pub use tone::{Colour, Style, Tone, word};
pub use units::{bytes, measured, number, percent, seconds};
pub use verdicts::verdicts;
