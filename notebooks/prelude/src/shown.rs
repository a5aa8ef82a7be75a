//! From here to the page: in a kernel as HTML and SVG, in a program as text.

#![expect(clippy::print_stdout, reason = "what is printed is what a notebook shows")]

use std::env;

use notebook::SENTINEL;

use crate::{chart::Chart, table::Table};

/// Shows a table.
pub fn show(table: &Table) {
    if in_kernel() {
        block("text/html", &table.html());
        block("text/plain", &table.to_string());
    } else {
        println!("{table}");
    }
}

/// Shows a picture.
pub fn chart(chart: &Chart) {
    if in_kernel() {
        block("image/svg+xml", &charts::on_paper(&chart.svg));
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
