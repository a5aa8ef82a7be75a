//! Intervals held against a line: what is certain stands on one side of it.

use crate::{
    Error, Tone,
    axis::{Axis, Span},
    canvas::{Anchor, Canvas, WIDTH},
    ink::Ink,
};

/// An estimate with its bounds.
#[derive(Clone, Debug)]
pub struct Interval {
    /// What it is of.
    pub label: String,
    /// The lower bound.
    pub lower: f64,
    /// The estimate.
    pub estimate: f64,
    /// The upper bound.
    pub upper: f64,
    /// What follows from it.
    pub tone: Tone,
    /// What it says when it is touched.
    pub says: String,
}

/// Several of them, one below the other.
#[derive(Clone, Copy)]
pub struct Intervals<'a> {
    /// What the picture shows.
    pub title: &'a str,
    /// What is shown along the bottom.
    pub axis: Axis<'a>,
    /// The line that they are held against, and its name.
    pub line: (f64, &'a str),
    /// From top to bottom.
    pub rows: &'a [Interval],
}

const LABELS: i32 = 330;
const ROW: i32 = 26;
const TOP: i32 = 26;

/// Draws them.
pub fn intervals(picture: &Intervals<'_>) -> Result<String, Error> {
    let axis = &picture.axis;
    let holds = |row: &&Interval| [row.lower, row.estimate, row.upper].iter().all(|value| axis.holds(*value));
    let rows: Vec<&Interval> = picture.rows.iter().filter(holds).collect();
    let bottom = TOP + ROW * rows.len() as i32;
    let mut canvas = Canvas::new(picture.title, bottom + 48);
    canvas.leave_out(picture.rows.len() - rows.len());
    let values = rows.iter().flat_map(|row| [row.lower, row.estimate, row.upper]);
    let line = axis.holds(picture.line.0).then_some(picture.line.0);
    let (left, right) = (LABELS + 16, WIDTH - 24);
    let Some(span) = Span::over(values.chain(line), axis.scale, left, right) else {
        return Err(Error::Empty(picture.title.to_owned()));
    };
    canvas.bottom(axis, &span, (left, right), (TOP, bottom));
    if let Some(line) = line {
        let x = span.place(line);
        canvas.line((x, TOP - 6), (x, bottom), Ink::Text, 1);
        canvas.words(picture.line.1, (x, TOP - 15), Anchor::Middle, Ink::Text);
    }
    for (place, row) in rows.into_iter().enumerate() {
        let (ink, y) = (Ink::from(row.tone), TOP + ROW * place as i32 + ROW / 2);
        canvas.words_within(&row.label, (LABELS, y), LABELS, Anchor::Right, Ink::Text);
        let [low, middle, high] = [row.lower, row.estimate, row.upper].map(|value| span.place(value));
        canvas.line((low, y), (high, y), ink, 3);
        for end in [low, high] {
            canvas.line((end, y - 5), (end, y + 5), ink, 2);
        }
        canvas.dot((middle, y), 5, ink);
        canvas.touch((low.min(middle - 9), y - ROW / 2), (high.max(middle + 9), y + ROW / 2), &row.says);
    }
    canvas.finish()
}
