//! From here to the page: in a kernel as HTML and SVG, in a program as text.

#![expect(clippy::print_stdout, reason = "what is printed is what a notebook shows")]

use std::env;

use wire::SENTINEL;

use crate::{chart::Chart, table::Table};

/// Shows a table.
///
/// # Panics
/// Where the command that has its rows does not answer any more.
pub fn show(table: &Table) {
    let (html, text) = table.laid_out().unwrap_or_else(|why| panic!("{why}"));
    if in_kernel() {
        block("text/html", &html);
        block("text/plain", &text);
    } else {
        println!("{text}");
    }
}

/// Shows a picture.
pub fn chart(chart: &Chart) {
    if in_kernel() {
        block("image/svg+xml", &chart.svg);
        block("text/plain", &chart.caption);
    } else {
        println!("{}", chart.caption);
    }
}

/// Ends a notebook: whoever checks it knows by this line that every cell was executed.
pub fn finish() {
    println!("{SENTINEL}");
}

/// The kernel's own mark on the process that it runs cells in.
fn in_kernel() -> bool {
    env::var_os("EVCXR_IS_RUNTIME").is_some()
}

/// The kernel reads its blocks line by line.
fn block(mime: &str, text: &str) {
    println!("EVCXR_BEGIN_CONTENT {mime}\n{}\nEVCXR_END_CONTENT", text.trim_end());
}
