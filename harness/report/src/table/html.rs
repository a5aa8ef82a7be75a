//! A table for a browser: numbers to the right, tones as classes, headings across all columns, no more rows than asked.

use super::{Align, Cell, Column, Table};
use crate::html;

impl Table {
    /// The table, with its own width to scroll in. What stands across all columns does so here, too; `above` and `below` are
    /// what those lines are, for who hears the page.
    pub fn html(&self, above: &str, below: &str) -> String {
        let shown = &self.rows[..self.rows.len().min(self.cap)];
        let columns = self.columns.len();
        let across = |class: &str, label: &str, text: &str| {
            let label =
                if label.is_empty() { String::new() } else { format!(" aria-label=\"{}\"", html(label)) };
            format!("<tr class=\"{class}\"><td colspan=\"{columns}\"{label}>{}</td></tr>\n", html(text))
        };
        let mut out = "<div class=\"table\" tabindex=\"0\"><table>\n".to_owned();
        if self.columns.iter().any(|column| !column.heading.is_empty()) {
            let headings: String = self.columns.iter().map(heading).collect();
            out.push_str(&format!("<thead><tr>{headings}</tr></thead>\n"));
        }
        out.push_str("<tbody>\n");
        for row in shown {
            if let Some(heading) = &row.heading {
                out.push_str(&across("above", above, heading));
            }
            let cells: String =
                row.cells.iter().zip(&self.columns).map(|(cell, column)| data(cell, column)).collect();
            out.push_str(&format!("<tr>{cells}</tr>\n"));
            out.extend(row.notes.iter().map(|note| across("below", below, note)));
        }
        if shown.len() < self.rows.len() {
            let more = format!("{} of {} rows are shown", shown.len(), self.rows.len());
            out.push_str(&across("more", "", &more));
        }
        out + "</tbody></table></div>\n"
    }
}

fn heading(column: &Column) -> String {
    format!("<th scope=\"col\"{}>{}</th>", class(column), html(&column.heading))
}

fn data(cell: &Cell, column: &Column) -> String {
    let text = html(cell.text.trim_end());
    let toned = match cell.tone.class() {
        Some(tone) if !text.is_empty() => format!("<span class=\"{tone}\">{text}</span>"),
        _ => text,
    };
    let linked = match &cell.link {
        Some(link) => format!("<a href=\"{}\">{toned}</a>", html(link)),
        None => toned,
    };
    format!("<td{}>{linked}</td>", class(column))
}

fn class(column: &Column) -> &'static str {
    match column.align {
        Align::Right => " class=\"number\"",
        Align::Left => " class=\"whole\"",
        Align::Wrap => "",
    }
}
