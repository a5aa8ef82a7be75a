//! Numbers become pictures: SVG for a page or a notebook. Pure: whoever asks brings numbers and words, and gets text back.
//!
//! A picture follows the colours of the page that it stands in, light or dark, through CSS variables (`--ts-good` and so
//! on), and has a colour of its own where there are none. Every value in it can be touched: what it says stands in a
//! `<title>` and in `data-says`, so that a page, a reader of the screen and a test find the same words.
//!
//! What is not finite cannot be drawn. It is left out and counted below the picture; a picture of nothing is an error, so
//! that nobody takes an empty frame for a result.

mod axis;
mod canvas;
mod curves;
mod escape;
mod history;
mod ink;
mod intervals;
mod rounds;
mod shares;
#[cfg(test)]
mod tests;

pub use axis::{Axis, Scale};
pub use curves::{Curve, Curves, Kind, Point, curves, roof};
pub use history::{History, Moment, history};
pub use ink::{Tone, on_paper, theme};
pub use intervals::{Interval, Intervals, intervals};
pub use rounds::{Rounds, Series, Value, rounds};
pub use shares::{Bar, Part, Shares, shares};

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Nothing that could be drawn was given.
    #[error("`{0}` has nothing to draw: no finite value was given")]
    Empty(String),
    /// The picture could not be written.
    #[error("`{title}` could not be drawn: {why}")]
    NotDrawn {
        /// What it was to show.
        title: String,
        /// What went wrong.
        why: String,
    },
}
