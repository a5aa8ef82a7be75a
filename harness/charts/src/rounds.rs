//! Every value of every round, series by series: what an interval was made of.

use crate::{
    Error,
    axis::{Axis, Span},
    canvas::{Anchor, Canvas, WIDTH},
    ink::Ink,
};

/// What one round gave.
#[derive(Clone, Debug)]
pub struct Value {
    /// How much.
    pub value: f64,
    /// Did something else on the host disturb that round? It is drawn as a ring and does not count for the median.
    pub disturbed: bool,
    /// What it says when it is touched.
    pub says: String,
}

/// The rounds of one variant.
#[derive(Clone, Debug)]
pub struct Series {
    /// Its name.
    pub label: String,
    /// In the order of the rounds.
    pub values: Vec<Value>,
}

/// Series below each other.
#[derive(Clone, Copy)]
pub struct Rounds<'a> {
    /// What the picture shows.
    pub title: &'a str,
    /// Along the bottom.
    pub axis: Axis<'a>,
    /// From top to bottom.
    pub series: &'a [Series],
}

const LABELS: i32 = 200;
const ROW: i32 = 34;
const TOP: i32 = 10;

/// Draws them. Within a row the first round is at the top and the last at the bottom, so that a drift is a slope.
pub fn rounds(picture: &Rounds<'_>) -> Result<String, Error> {
    let axis = &picture.axis;
    let holds = |value: &&Value| axis.holds(value.value);
    let values =
        picture.series.iter().flat_map(|series| &series.values).filter(holds).map(|value| value.value);
    let (left, right) = (LABELS + 16, WIDTH - 24);
    let Some(span) = Span::over(values, axis.scale, left, right) else {
        return Err(Error::Empty(picture.title.to_owned()));
    };
    let bottom = TOP + ROW * picture.series.len() as i32;
    let mut canvas = Canvas::new(picture.title, bottom + 48);
    canvas.bottom(axis, &span, (left, right), (TOP, bottom));
    for (row, series) in picture.series.iter().enumerate() {
        let top = TOP + ROW * row as i32;
        canvas.words_within(&series.label, (LABELS, top + ROW / 2), LABELS, Anchor::Right, Ink::Text);
        let drawn: Vec<&Value> = series.values.iter().filter(holds).collect();
        canvas.leave_out(series.values.len() - drawn.len());
        let ink = Ink::Series(row);
        if let Some(median) = median(&drawn) {
            let x = span.place(median);
            canvas.line((x, top + 2), (x, top + ROW - 2), ink, 2);
        }
        let room = f64::from(ROW - 12);
        for (place, value) in drawn.iter().enumerate() {
            let down = room * (place as f64 + 0.5) / drawn.len() as f64;
            let at = (span.place(value.value), top + 6 + down.round() as i32);
            if value.disturbed {
                canvas.ring(at, 3, ink);
            } else {
                canvas.dot(at, 3, ink);
            }
            canvas.touch((at.0 - 4, at.1 - 4), (at.0 + 4, at.1 + 4), &value.says);
        }
    }
    canvas.finish()
}

fn median(values: &[&Value]) -> Option<f64> {
    let mut quiet: Vec<f64> =
        values.iter().filter(|value| !value.disturbed).map(|value| value.value).collect();
    quiet.sort_by(f64::total_cmp);
    let upper = *quiet.get(quiet.len() / 2)?;
    Some(if quiet.len() % 2 == 1 { upper } else { f64::midpoint(quiet[quiet.len() / 2 - 1], upper) })
}
