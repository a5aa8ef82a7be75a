//! Comma-separated values (RFC 4180): numbers as they are stored, empty where there is none.

/// A line of cells that are set already.
pub(crate) fn line(cells: &[String]) -> String {
    cells.join(",") + "\n"
}

/// The shortest text that reads back as the same number.
pub(crate) fn value(value: Option<f64>) -> String {
    match value {
        Some(value) if value != 0.0 && !(1e-5..1e16).contains(&value.abs()) => format!("{value:e}"),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}

/// Quoted where it must be.
pub(crate) fn text(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
