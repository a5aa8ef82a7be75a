//! Pictures, of an experiment's page or of a table of one's own.

use charts::{Axis, Curve, Curves, Kind, Point, Scale, curves, roof};

use crate::{
    error::{Result, asked},
    table::Table,
    unit,
};

/// A picture with its words.
pub struct Chart {
    pub(crate) caption: String,
    pub(crate) svg: String,
}

/// Any two columns of numbers against each other: a curve for each word in the column `by`.
pub fn points(table: &Table, x: &str, y: &str, by: &str) -> Result<Chart> {
    let title = format!("{} against {}, by {by}", unit::of(y).0, unit::of(x).0);
    let all = measured(table, (x, y, by))?;
    drawn(title, (x, y), Scale::Linear, &all)
}

/// What each row reaches, under what the machine allows: `x` is work for each byte moved, `y` work in a second, `bandwidth`
/// bytes in a second and `peak` work in a second at most. The roof is only as true as these two numbers: measure them.
pub fn roofline(table: &Table, (x, y, by): (&str, &str, &str), bandwidth: f64, peak: f64) -> Result<Chart> {
    if !(bandwidth > 0.0 && bandwidth.is_finite() && peak > 0.0 && peak.is_finite()) {
        return asked(format!("a roof needs a bandwidth and a peak above 0, not {bandwidth} and {peak}"));
    }
    let mut all = measured(table, (x, y, by))?;
    let xs = all.iter().flat_map(|curve| &curve.points).map(|point| point.x);
    let inside = xs.filter(|x| x.is_finite() && *x > 0.0);
    let ridge = peak / bandwidth;
    let (from, to) =
        inside.fold((ridge, ridge), |(from, to): (f64, f64), x| (from.min(x / 2.0), to.max(x * 2.0)));
    all.push(roof("the roof", bandwidth, peak, (from.min(ridge / 2.0), to.max(ridge * 2.0))));
    let title = format!("{} against {}, under the roof of the machine", unit::of(y).0, unit::of(x).0);
    drawn(title, (x, y), Scale::Factors, &all)
}

fn measured(table: &Table, (x, y, by): (&str, &str, &str)) -> Result<Vec<Curve>> {
    let (xs, ys, labels) = (table.numbers(x)?, table.numbers(y)?, table.texts(by)?);
    let words = |name: &str, value: f64| {
        let (heading, unit) = unit::of(name);
        format!("{heading} {}", unit.worded(value))
    };
    let mut all: Vec<Curve> = Vec::new();
    for ((x_at, y_at), label) in xs.into_iter().zip(ys).zip(labels) {
        let says = format!("{label}: {} at {}", words(y, y_at), words(x, x_at));
        let point = Point { x: x_at, y: [y_at; 3], says };
        match all.iter_mut().find(|curve| curve.label == label) {
            Some(curve) => curve.points.push(point),
            None => all.push(Curve { label, kind: Kind::Measured, points: vec![point] }),
        }
    }
    // Rows come in any order; the picture of the same rows is the same.
    for curve in &mut all {
        curve.points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.says.cmp(&b.says)));
    }
    all.sort_by(|a, b| a.label.cmp(&b.label));
    Ok(all)
}

fn drawn(title: String, (x, y): (&str, &str), scale: Scale, all: &[Curve]) -> Result<Chart> {
    let ((across, of_x), (up, of_y)) = (unit::of(x), unit::of(y));
    let svg = curves(&Curves {
        title: &title,
        x: Axis { words: across, scale, tick: &|value| of_x.worded(value) },
        y: Axis { words: up, scale, tick: &|value| of_y.worded(value) },
        curves: all,
    })?;
    Ok(Chart { caption: title, svg })
}
