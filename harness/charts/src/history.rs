//! A figure from run to run, with the places where it changed.

use crate::{
    Error, Tone,
    axis::{Axis, Scale, Span},
    canvas::{Anchor, Canvas, Place, WIDTH},
    ink::Ink,
};

/// The figure in one run.
#[derive(Clone, Debug)]
pub struct Moment {
    /// When, in words; the first and the last are shown.
    pub when: String,
    /// The lower bound, the estimate and the upper bound; all the same where there is no interval.
    pub y: [f64; 3],
    /// What was said of it.
    pub tone: Tone,
    /// What it says when it is touched.
    pub says: String,
}

/// From the oldest to the newest.
#[derive(Clone, Copy)]
pub struct History<'a> {
    /// What the picture shows.
    pub title: &'a str,
    /// Along the left.
    pub y: Axis<'a>,
    /// One for each run.
    pub moments: &'a [Moment],
    /// Places among the moments at which something new begins.
    pub changes: &'a [usize],
    /// Where the target is, if it is one number, and its name.
    pub target: Option<(f64, &'a str)>,
}

const LEFT: i32 = 84;
const TOP: i32 = 28;
const BOTTOM: i32 = 220;

/// Draws it.
pub fn history(picture: &History<'_>) -> Result<String, Error> {
    let (axis, right) = (&picture.y, WIDTH - 24);
    let holds = |moment: &Moment| moment.y.iter().all(|value| axis.holds(*value));
    let shown: Vec<(usize, &Moment)> =
        picture.moments.iter().enumerate().filter(|(_, moment)| holds(moment)).collect();
    let target = picture.target.filter(|(value, _)| axis.holds(*value));
    let values = shown.iter().flat_map(|(_, moment)| moment.y).chain(target.map(|(value, _)| value));
    let up = Span::over(values, axis.scale, BOTTOM, TOP);
    let last = picture.moments.len().saturating_sub(1);
    let across = Span::over([0.0, last.max(1) as f64].into_iter(), Scale::Linear, LEFT, right);
    let (Some(up), Some(across), false) = (up, across, shown.is_empty()) else {
        return Err(Error::Empty(picture.title.to_owned()));
    };
    let mut canvas = Canvas::new(picture.title, BOTTOM + 44);
    canvas.leave_out(picture.moments.len() - shown.len());
    canvas.left(axis, &up, (LEFT, right));
    canvas.line((LEFT, BOTTOM), (right, BOTTOM), Ink::Faint, 1);
    if let Some((value, name)) = target {
        let y = up.place(value);
        canvas.dashes((LEFT, y), (right, y), Ink::Text);
        canvas.words(name, (right, y - 9), Anchor::Right, Ink::Text);
    }
    let column = |place: usize| across.place(place as f64);
    for change in picture.changes.iter().filter(|change| (1..=last).contains(*change)) {
        let x = i32::midpoint(column(change - 1), column(*change));
        canvas.dashes((x, TOP), (x, BOTTOM), Ink::Bad);
        canvas.words("changed", (x, TOP - 9), Anchor::Middle, Ink::Bad);
    }
    let places: Vec<Place> =
        shown.iter().map(|(place, moment)| (column(*place), up.place(moment.y[1]))).collect();
    if places.len() > 1 {
        canvas.path(places.clone(), Ink::Rule);
    }
    for ((place, moment), middle) in shown.iter().zip(places) {
        let ink = Ink::from(moment.tone);
        let [low, high] = [moment.y[0], moment.y[2]].map(|value| (column(*place), up.place(value)));
        canvas.line(low, high, ink, 1);
        canvas.dot(middle, 4, ink);
        canvas.touch(
            (middle.0 - 9, high.1.min(middle.1 - 9)),
            (middle.0 + 9, low.1.max(middle.1 + 9)),
            &moment.says,
        );
    }
    let ends = [(0, Anchor::Left), (last, Anchor::Right)];
    for (place, anchor) in ends.into_iter().take(picture.moments.len().min(2)) {
        canvas.words(&picture.moments[place].when, (column(place), BOTTOM + 16), anchor, Ink::Faint);
    }
    canvas.finish()
}
