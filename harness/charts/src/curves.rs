//! Curves over a number: scaling with its ceiling, the power of a gate, a roofline.

use crate::{
    Error,
    axis::{Axis, Span},
    canvas::{Canvas, Place, WIDTH},
    ink::Ink,
};

/// One place of a curve.
#[derive(Clone, Debug)]
pub struct Point {
    /// Along the bottom.
    pub x: f64,
    /// The lower bound, the estimate and the upper bound; all the same where there is no interval.
    pub y: [f64; 3],
    /// What it says when it is touched.
    pub says: String,
}

/// What a curve is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Something that was measured.
    Measured,
    /// What it is held against: a ceiling, an ideal, a roof.
    Reference,
}

/// Places that belong together.
#[derive(Clone, Debug)]
pub struct Curve {
    /// Its name.
    pub label: String,
    /// What it is.
    pub kind: Kind,
    /// In the order in which they are joined.
    pub points: Vec<Point>,
}

/// Curves in one picture.
#[derive(Clone, Copy)]
pub struct Curves<'a> {
    /// What the picture shows.
    pub title: &'a str,
    /// Along the bottom.
    pub x: Axis<'a>,
    /// Along the left.
    pub y: Axis<'a>,
    /// All of them.
    pub curves: &'a [Curve],
}

const LEFT: i32 = 84;
const TOP: i32 = 28;
const BOTTOM: i32 = 320;

/// Draws them.
pub fn curves(picture: &Curves<'_>) -> Result<String, Error> {
    let (x, y) = (&picture.x, &picture.y);
    let holds = |point: &&Point| x.holds(point.x) && point.y.iter().all(|value| y.holds(*value));
    let drawn: Vec<(&Curve, Vec<&Point>)> =
        picture.curves.iter().map(|curve| (curve, curve.points.iter().filter(holds).collect())).collect();
    let points = || drawn.iter().flat_map(|(_, points)| points.iter().copied());
    let right = WIDTH - 24;
    let across = Span::over(points().map(|point| point.x), x.scale, LEFT, right);
    let up = Span::from_zero(points().flat_map(|point| point.y), y.scale, BOTTOM, TOP);
    let (Some(across), Some(up)) = (across, up) else {
        return Err(Error::Empty(picture.title.to_owned()));
    };
    let entries: Vec<(&str, Ink)> = drawn
        .iter()
        .enumerate()
        .map(|(place, (curve, _))| (curve.label.as_str(), ink(place, curve.kind)))
        .collect();
    let mut canvas = Canvas::new(picture.title, 0);
    canvas.bottom(x, &across, (LEFT, right), (TOP, BOTTOM));
    canvas.left(y, &up, (LEFT, right));
    for (place, (curve, points)) in drawn.iter().enumerate() {
        let ink = ink(place, curve.kind);
        let at = |point: &Point, value: f64| (across.place(point.x), up.place(value));
        let places: Vec<Place> = points.iter().map(|point| at(point, point.y[1])).collect();
        canvas.leave_out(curve.points.len() - points.len());
        match curve.kind {
            Kind::Measured if places.len() > 1 => canvas.path(places.clone(), ink),
            Kind::Measured => {}
            Kind::Reference => places.windows(2).for_each(|pair| canvas.dashes(pair[0], pair[1], ink)),
        }
        for (point, middle) in points.iter().zip(places) {
            let (low, high) = (at(point, point.y[0]), at(point, point.y[2]));
            if low != high {
                canvas.line(low, high, ink, 1);
                for end in [low, high] {
                    canvas.line((end.0 - 4, end.1), (end.0 + 4, end.1), ink, 1);
                }
            }
            match curve.kind {
                Kind::Measured => canvas.dot(middle, 4, ink),
                Kind::Reference => canvas.ring(middle, 3, ink),
            }
            canvas.touch_dot(middle, &point.says);
        }
    }
    let bottom = canvas.legend(&entries, BOTTOM + 60);
    canvas.finish_at(bottom)
}

fn ink(place: usize, kind: Kind) -> Ink {
    match kind {
        Kind::Measured => Ink::Series(place),
        Kind::Reference => Ink::Faint,
    }
}

/// A roof for a roofline: what memory of this bandwidth and units of this peak allow at most, at each intensity.
#[must_use]
pub fn roof(label: &str, bandwidth: f64, peak: f64, (from, to): (f64, f64)) -> Curve {
    let ridge = peak / bandwidth;
    let at = |intensity: f64| {
        let most = (intensity * bandwidth).min(peak);
        Point { x: intensity, y: [most; 3], says: format!("{label}: at most {most:.3e} at {intensity:.3}") }
    };
    let inside = (from..to).contains(&ridge).then_some(ridge);
    let points = [Some(from), inside, Some(to)].into_iter().flatten().map(at).collect();
    Curve { label: label.to_owned(), kind: Kind::Reference, points }
}
