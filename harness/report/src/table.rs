//! A table in plain text: aligned by what a terminal shows, no wider than the page, no longer than asked.

mod html;

use std::cmp::Reverse;

use crate::{
    Style, Tone,
    text::{harmless, markdown, width, wrapped},
};

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
    /// Words that may be broken into lines where the table is wider than the page.
    Wrap,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    heading: String,
    align: Align,
}

/// One cell: its text, and its tone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    text: String,
    tone: Tone,
    /// Where it leads to, on a page that can lead anywhere.
    link: Option<String>,
}

/// Columns and rows. Whatever stands in a cell is made harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Row>,
    heading: Option<String>,
    cap: usize,
    margin: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    /// Stands above the row, across all columns.
    heading: Option<String>,
    cells: Vec<Cell>,
    notes: Vec<String>,
}

/// Between two columns.
const GAP: usize = 2;
/// A column that is broken into lines is not made narrower than this.
const NARROWEST: usize = 10;

impl Column {
    /// Words.
    pub fn left(heading: &str) -> Self {
        Self { heading: heading.to_owned(), align: Align::Left }
    }

    /// Numbers.
    pub fn right(heading: &str) -> Self {
        Self { heading: heading.to_owned(), align: Align::Right }
    }

    /// Words that may be broken into lines.
    pub fn wrap(heading: &str) -> Self {
        Self { heading: heading.to_owned(), align: Align::Wrap }
    }
}

impl Cell {
    /// A cell with a tone.
    pub fn new(text: &str, tone: Tone) -> Self {
        Self { text: harmless(text), tone, link: None }
    }

    /// The cell, leading to another page.
    #[must_use]
    pub fn leading_to(self, link: &str) -> Self {
        Self { link: Some(link.to_owned()), ..self }
    }
}

impl<T: AsRef<str>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::new(text.as_ref(), Tone::Plain)
    }
}

impl Table {
    /// An empty table. Without any heading it has no line of headings.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
            heading: None,
            cap: usize::MAX,
            margin: 0,
        }
    }

    /// Shows so many rows and says how many more there are.
    #[must_use]
    pub fn at_most(mut self, rows: usize) -> Self {
        self.cap = rows;
        self
    }

    /// Starts every line with so many spaces.
    #[must_use]
    pub fn indented(mut self, margin: usize) -> Self {
        self.margin = margin;
        self
    }

    /// Adds a row. What is missing at its end is empty, what is too much has no column and is dropped.
    pub fn row<C: Into<Cell>>(&mut self, cells: impl IntoIterator<Item = C>) {
        let mut cells: Vec<Cell> = cells.into_iter().map(Into::into).collect();
        cells.resize(self.columns.len(), Cell::from(""));
        self.rows.push(Row { heading: self.heading.take(), cells, notes: Vec::new() });
    }

    /// Puts a heading above the next row, across all columns.
    pub fn heading(&mut self, text: &str) {
        self.heading = Some(harmless(text));
    }

    /// Adds a remark under the last row, across all columns.
    pub fn note(&mut self, text: &str) {
        if let Some(row) = self.rows.last_mut() {
            row.notes.push(harmless(text));
        }
    }

    /// No rows at all?
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The text, each line with its end.
    pub fn render(&self, style: Style) -> String {
        let shown = &self.rows[..self.rows.len().min(self.cap)];
        let widths = self.widths(shown, style);
        let mut out = String::new();
        if self.columns.iter().any(|column| !column.heading.is_empty()) {
            let headings: Vec<Cell> =
                self.columns.iter().map(|column| Cell::new(&column.heading, Tone::Strong)).collect();
            self.line(&headings, &widths, style, &mut out);
        }
        for row in shown {
            if let Some(heading) = &row.heading {
                across(heading, self.margin.saturating_sub(GAP), Tone::Plain, style, &mut out);
            }
            self.line(&row.cells, &widths, style, &mut out);
            for note in &row.notes {
                across(note, self.margin + GAP, Tone::Faint, style, &mut out);
            }
        }
        if shown.len() < self.rows.len() {
            out.push_str(&" ".repeat(self.margin));
            let hidden = format!("… and {} more", self.rows.len() - shown.len());
            out.push_str(&Tone::Faint.paint(&hidden, style.colour));
            out.push('\n');
        }
        out
    }

    /// The same as Markdown. What stands across all columns has one of its own there: in front what is above rows, at the end
    /// what is below them; each is left out where no row has any.
    pub(crate) fn markdown(&self, above: &str, below: &str) -> String {
        let has_above = self.rows.iter().any(|row| row.heading.is_some());
        let has_below = self.rows.iter().any(|row| !row.notes.is_empty());
        let line = |first: &str, cells: Vec<String>, last: &str| {
            let first = has_above.then(|| markdown(first));
            let last = has_below.then(|| markdown(last));
            let cells: Vec<String> = first.into_iter().chain(cells).chain(last).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let headings = self.columns.iter().map(|column| markdown(&column.heading)).collect();
        let rules: Vec<&str> = std::iter::repeat_n("---", usize::from(has_above))
            .chain(
                self.columns.iter().map(|column| if column.align == Align::Right { "---:" } else { "---" }),
            )
            .chain(std::iter::repeat_n("---", usize::from(has_below)))
            .collect();
        let mut out = line(above, headings, below) + &format!("| {} |\n", rules.join(" | "));
        for row in &self.rows {
            let cells = row.cells.iter().map(|cell| markdown(cell.text.trim_end())).collect();
            out.push_str(&line(row.heading.as_deref().unwrap_or_default(), cells, &row.notes.join("; ")));
        }
        out
    }

    /// What every column needs; of those that may be broken, the one that breaks the fewest cells gives way until the
    /// table fits, the widest among equals.
    fn widths(&self, shown: &[Row], style: Style) -> Vec<usize> {
        let mut widths: Vec<usize> = self.columns.iter().map(|column| width(&column.heading)).collect();
        for row in shown {
            for (most, cell) in widths.iter_mut().zip(&row.cells) {
                *most = (*most).max(width(&cell.text));
            }
        }
        let gaps = GAP * widths.len().saturating_sub(1) + self.margin;
        while widths.iter().sum::<usize>() + gaps > style.width {
            let broken = |place: usize| {
                shown.iter().filter(|row| width(&row.cells[place].text) >= widths[place]).count()
            };
            let places = self.columns.iter().enumerate().map(|(place, column)| (place, column.align));
            let breakable =
                places.filter(|(place, align)| *align == Align::Wrap && widths[*place] > NARROWEST);
            match breakable.min_by_key(|(place, _)| (broken(*place), Reverse(widths[*place]))) {
                Some((place, _)) => widths[place] -= 1,
                None => break,
            }
        }
        widths
    }

    fn line(&self, cells: &[Cell], widths: &[usize], style: Style, out: &mut String) {
        let broken: Vec<Vec<String>> = cells
            .iter()
            .zip(&self.columns)
            .zip(widths)
            .map(|((cell, column), width)| match column.align {
                Align::Wrap => wrapped(&cell.text, *width),
                Align::Left | Align::Right => vec![cell.text.clone()],
            })
            .collect();
        let height = broken.iter().map(Vec::len).max().unwrap_or(1);
        for level in 0..height {
            let mut line = " ".repeat(self.margin);
            // Blanks are written only before something, so that no line ends in them.
            let mut owed = 0;
            for (place, column) in self.columns.iter().enumerate() {
                let text = broken[place].get(level).map_or("", String::as_str);
                let blank = widths[place].saturating_sub(width(text));
                if column.align == Align::Right {
                    owed += blank;
                }
                if !text.is_empty() {
                    line.push_str(&" ".repeat(owed));
                    owed = 0;
                    line.push_str(&cells[place].tone.paint(text, style.colour));
                }
                if column.align != Align::Right {
                    owed += blank;
                }
                owed += GAP;
            }
            out.push_str(line.trim_end());
            out.push('\n');
        }
    }
}

/// Text across all columns.
fn across(text: &str, margin: usize, tone: Tone, style: Style, out: &mut String) {
    for line in wrapped(text, style.width.saturating_sub(margin)) {
        out.push_str(&" ".repeat(margin));
        out.push_str(&tone.paint(&line, style.colour));
        out.push('\n');
    }
}
