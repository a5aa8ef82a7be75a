//! What a whole is made of: the stages of a variant's time.

use crate::{
    Error,
    canvas::{Anchor, Canvas, WIDTH},
    ink::Ink,
};

/// A part of a whole.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its name; equal names have equal colours in all bars.
    pub name: String,
    /// 0 to 1.
    pub share: f64,
    /// What it says when it is touched.
    pub says: String,
}

/// A whole.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it is.
    pub label: String,
    /// From left to right.
    pub parts: Vec<Part>,
}

/// Wholes below each other.
#[derive(Clone, Copy)]
pub struct Shares<'a> {
    /// What the picture shows.
    pub title: &'a str,
    /// From top to bottom.
    pub bars: &'a [Bar],
}

const LABELS: i32 = 200;
const ROW: i32 = 30;
const TOP: i32 = 8;

/// Draws them.
pub fn shares(picture: &Shares<'_>) -> Result<String, Error> {
    let holds = |part: &&Part| part.share.is_finite() && part.share >= 0.0;
    let mut names: Vec<&str> = Vec::new();
    for part in picture.bars.iter().flat_map(|bar| &bar.parts).filter(holds) {
        if !names.contains(&part.name.as_str()) {
            names.push(&part.name);
        }
    }
    if names.is_empty() {
        return Err(Error::Empty(picture.title.to_owned()));
    }
    let mut canvas = Canvas::new(picture.title, 0);
    let (left, right) = (LABELS + 16, WIDTH - 24);
    for (row, bar) in picture.bars.iter().enumerate() {
        let (top, mut from) = (TOP + ROW * row as i32, 0.0);
        canvas.words_within(&bar.label, (LABELS, top + ROW / 2), LABELS, Anchor::Right, Ink::Text);
        canvas.leave_out(bar.parts.len() - bar.parts.iter().filter(holds).count());
        let place = |share: f64| left + (share.min(1.0) * f64::from(right - left)).round() as i32;
        for part in bar.parts.iter().filter(holds) {
            let ink = Ink::Series(names.iter().position(|name| *name == part.name).unwrap_or_default());
            let (low, high) = (place(from), place(from + part.share));
            canvas.bar((low, top + 4), (high, top + ROW - 4), ink, 0.85);
            canvas.touch((low, top + 2), (high.max(low + 3), top + ROW - 2), &part.says);
            from += part.share;
        }
    }
    let entries: Vec<(&str, Ink)> =
        names.iter().enumerate().map(|(place, name)| (*name, Ink::Series(place))).collect();
    let bottom = canvas.legend(&entries, TOP + ROW * picture.bars.len() as i32 + 22);
    canvas.finish_at(bottom)
}
