//! Tables that have a second form for a page that is too narrow for the first.

use crate::{Colour, Style, Table, width};

/// The wide table where all of its lines fit, and the narrow one otherwise; nothing where there are no rows.
pub(crate) fn fitting(wide: &Table, narrow: &Table, style: Style) -> String {
    if wide.is_empty() {
        return String::new();
    }
    // Colours take no columns, so what fits is asked of the plain text.
    let plain = wide.render(Style { colour: Colour::Off, ..style });
    let fits = plain.lines().all(|line| width(line) <= style.width);
    if fits { wide } else { narrow }.render(style)
}
