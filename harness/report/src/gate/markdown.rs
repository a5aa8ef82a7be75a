//! A gate as a comment under a pull request: one that a bot finds again and replaces, that says the answer in its heading,
//! and that is never too long to be accepted.

use model::OutcomeRow;

use super::{
    GateView,
    answer::{Answer, headline},
    group::{groups, worst_first},
    kind::Kind,
    numbers,
    words::{clipped, comparison, reason, remarks, side, subject},
};
use crate::markdown;

/// By this a bot finds its own comment.
const MARKER: &str = "<!-- touchstone-gate -->";
/// GitHub refuses a comment of over 65,536 characters. Counted in bytes, which are never fewer.
const LONGEST: usize = 64_500;
/// Kept for what stands under the rows.
const TAIL: usize = 2_500;
/// One text from outside; a compiler's error may be a book.
const LONGEST_CELL: usize = 200;
/// A caution is read, a hundred are not.
const MOST_CAUTIONS: usize = 10;

const COLUMNS: &str = "| outcome | experiment | what | base | head | change | margin | rounds | why |\n\
                       | --- | --- | --- | ---: | ---: | --- | ---: | ---: | --- |\n";

/// The whole comment. Same gate, same bytes.
pub fn gate_markdown(view: &GateView<'_>) -> String {
    let mut out = head(view);
    let sorted = worst_first(view.rows);
    let telling = sorted.iter().filter(|row| !is_quiet(row)).map(|row| (line(row), 1)).collect();
    let mut left_out = rows(&mut out, COLUMNS, "", telling);
    let quiet = quiet(view, &sorted);
    let count: usize = quiet.iter().map(|(_, rows)| rows).sum();
    if left_out > 0 {
        left_out += count;
    } else if count > 0 {
        let opening = format!("<details>\n<summary>{count} ok or identical</summary>\n\n{COLUMNS}");
        left_out += rows(&mut out, &opening, "\n</details>\n", quiet);
    }
    if left_out > 0 {
        out.push_str(&format!(
            "\n**{left_out} of {} rows are left out here, for length; the worst are above.**\n",
            view.rows.len()
        ));
    }
    if let Some(run) = view.run {
        out.push_str(&format!("\nMore: {}\n", command(run)));
    }
    out
}

fn head(view: &GateView<'_>) -> String {
    let answer = Answer::of(view);
    let mut out = format!("{MARKER}\n## {} {}\n\n", answer.sign(), cell(&headline(view)));
    let (base, head) = (cell(&side(view.base)), cell(&side(view.head)));
    out.push_str(&format!("Base {base}, head {head}: {}.\n\n", comparison(view)));
    for caution in view.cautions.iter().take(MOST_CAUTIONS) {
        out.push_str(&format!("> **Caution:** {}\n\n", cell(caution)));
    }
    if view.cautions.len() > MOST_CAUTIONS {
        let more = view.cautions.len() - MOST_CAUTIONS;
        out.push_str(&format!("> **Caution:** and {more} cautions more\n\n"));
    }
    out
}

/// Writes lines while there is room, and gives back how many rows found none.
fn rows(out: &mut String, opening: &str, closing: &str, lines: Vec<(String, usize)>) -> usize {
    if lines.is_empty() {
        return 0;
    }
    let room = |out: &String, line: &str| out.len() + line.len() + closing.len() + TAIL <= LONGEST;
    if !room(out, opening) {
        return lines.iter().map(|(_, rows)| rows).sum();
    }
    out.push_str(opening);
    let mut lines = lines.into_iter().peekable();
    while let Some((line, _)) = lines.next_if(|(line, _)| room(out, line)) {
        out.push_str(&line);
    }
    out.push_str(closing);
    if closing.is_empty() {
        out.push('\n');
    }
    lines.map(|(_, rows)| rows).sum()
}

fn is_quiet(row: &OutcomeRow) -> bool {
    matches!(Kind::of(&row.outcome), Kind::Ok | Kind::Identical)
}

/// What is ok, row by row; what is identical, one line for an experiment.
fn quiet(view: &GateView<'_>, sorted: &[&OutcomeRow]) -> Vec<(String, usize)> {
    let ok = sorted.iter().filter(|row| Kind::of(&row.outcome) == Kind::Ok).map(|row| (line(row), 1));
    let groups = groups(view.rows);
    let identical = groups.iter().filter(|group| !group.identical.is_empty()).map(|group| {
        let count = group.identical.len();
        let all = if count == 1 { subject(group.identical[0]) } else { format!("{count} series") };
        let cells = [
            cell(&Kind::Identical.signed()),
            cell(group.experiment.as_str()),
            cell(&all),
            cell(""),
            cell(""),
            cell(""),
            cell(""),
            cell(""),
            cell(&group.sameness()),
        ];
        (joined(&cells), count)
    });
    ok.chain(identical).collect()
}

fn line(row: &OutcomeRow) -> String {
    let kind = Kind::of(&row.outcome);
    let word = cell(&kind.signed());
    let rounds = if row.rounds == 0 { String::new() } else { row.rounds.to_string() };
    let why: Vec<String> =
        [reason(row)].into_iter().chain(remarks(row)).filter(|words| !words.is_empty()).collect();
    joined(&[
        if kind == Kind::Regressed { format!("**{word}**") } else { word },
        cell(row.experiment.as_str()),
        cell(&subject(row)),
        cell(&numbers::side(row, row.base)),
        cell(&numbers::side(row, row.head)),
        cell(&numbers::change(row).unwrap_or_default()),
        cell(&numbers::margin(row).unwrap_or_default()),
        cell(&rounds),
        cell(&why.join("; ")),
    ])
}

fn joined(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// Text from outside on one line: no markup, nobody called by name, no longer than one can read. An empty one is a dash.
fn cell(text: &str) -> String {
    if text.trim().is_empty() {
        return "–".to_owned();
    }
    // A forge reads `@name` as a call even where nothing else is markup; what cannot be seen between the two ends that.
    markdown(&clipped(text, LONGEST_CELL)).replace('@', "@\u{200b}")
}

/// To be copied; what could break out of the code stands beside it.
fn command(run: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if run.len() <= LONGEST_CELL && run.chars().all(is_plain) {
        format!("`touchstone show {run}`")
    } else {
        format!("`touchstone show` {}", cell(run))
    }
}
