//! Columns back into rows: each call takes the next cell of one column, so that a row is written down once.

use model::Name;
use polars::prelude::{ChunkedArray, DataFrame, PolarsDataType, PolarsResult, StaticArray};
use serde::de::DeserializeOwned;

type Cell<T> = Result<T, String>;

/// As many rows as the frame has.
pub(super) fn rows<R>(frame: &DataFrame, mut row: impl FnMut() -> Cell<R>) -> Cell<Vec<R>> {
    (0..frame.height()).map(|_| row()).collect()
}

pub(super) fn text<'a>(frame: &'a DataFrame, name: &'static str) -> Cell<impl FnMut() -> Cell<String> + 'a> {
    let mut cells = strs(frame, name)?;
    Ok(move || cells().and_then(|cell| filled(cell, name)).map(str::to_owned))
}

pub(super) fn maybe_text<'a>(
    frame: &'a DataFrame,
    name: &'static str,
) -> Cell<impl FnMut() -> Cell<Option<String>> + 'a> {
    let mut cells = strs(frame, name)?;
    Ok(move || Ok(cells()?.map(str::to_owned)))
}

/// Names repeat for thousands of rows: only a change of name is parsed.
pub(super) fn name<'a>(frame: &'a DataFrame, name: &'static str) -> Cell<impl FnMut() -> Cell<Name> + 'a> {
    let mut cells = maybe_name(frame, name)?;
    Ok(move || cells().and_then(|cell| filled(cell, name)))
}

pub(super) fn maybe_name<'a>(
    frame: &'a DataFrame,
    name: &'static str,
) -> Cell<impl FnMut() -> Cell<Option<Name>> + 'a> {
    let mut cells = strs(frame, name)?;
    let mut last: Option<Name> = None;
    Ok(move || {
        let Some(text) = cells()? else { return Ok(None) };
        if last.as_ref().is_none_or(|last| last.as_str() != text) {
            last = Some(text.parse().map_err(|error| format!("{name}: {error}"))?);
        }
        Ok(last.clone())
    })
}

/// An enum without data, out of its word.
pub(super) fn word<'a, W: DeserializeOwned + Copy + 'a>(
    frame: &'a DataFrame,
    name: &'static str,
) -> Cell<impl FnMut() -> Cell<W> + 'a> {
    let mut cells = maybe_word(frame, name)?;
    Ok(move || cells().and_then(|cell| filled(cell, name)))
}

pub(super) fn maybe_word<'a, W: DeserializeOwned + Copy + 'a>(
    frame: &'a DataFrame,
    name: &'static str,
) -> Cell<impl FnMut() -> Cell<Option<W>> + 'a> {
    let mut cells = strs(frame, name)?;
    let mut last: Option<(&str, W)> = None;
    Ok(move || {
        let Some(text) = cells()? else { return Ok(None) };
        if last.is_none_or(|(last, _)| last != text) {
            let word = serde_json::from_value(text.into()).map_err(|error| format!("{name}: {error}"))?;
            last = Some((text, word));
        }
        Ok(last.map(|(_, word)| word))
    })
}

/// Parsed anew where it is another text than in the row before.
pub(super) fn json<'a, J: DeserializeOwned + Clone + 'a>(
    frame: &'a DataFrame,
    name: &'static str,
) -> Cell<impl FnMut() -> Cell<J> + 'a> {
    let mut cells = maybe_json(frame, name)?;
    Ok(move || cells().and_then(|cell| filled(cell, name)))
}

pub(super) fn maybe_json<'a, J: DeserializeOwned + Clone + 'a>(
    frame: &'a DataFrame,
    name: &'static str,
) -> Cell<impl FnMut() -> Cell<Option<J>> + 'a> {
    let mut cells = strs(frame, name)?;
    let mut last: Option<(&str, J)> = None;
    Ok(move || {
        let Some(text) = cells()? else { return Ok(None) };
        if last.as_ref().is_none_or(|(last, _)| *last != text) {
            let value = serde_json::from_str(text).map_err(|error| format!("{name}: {error}"))?;
            last = Some((text, value));
        }
        Ok(last.as_ref().map(|(_, value)| value.clone()))
    })
}

pub(super) fn count<'a>(frame: &'a DataFrame, name: &'static str) -> Cell<impl FnMut() -> Cell<u32> + 'a> {
    let mut cells = maybe_count(frame, name)?;
    Ok(move || cells().and_then(|cell| filled(cell, name)))
}

pub(super) fn maybe_count<'a>(
    frame: &'a DataFrame,
    name: &'static str,
) -> Cell<impl FnMut() -> Cell<Option<u32>> + 'a> {
    cells(frame.column(name).and_then(|column| column.u32()), name)
}

pub(super) fn whole<'a>(frame: &'a DataFrame, name: &'static str) -> Cell<impl FnMut() -> Cell<u64> + 'a> {
    let mut cells = maybe_whole(frame, name)?;
    Ok(move || cells().and_then(|cell| filled(cell, name)))
}

pub(super) fn maybe_whole<'a>(
    frame: &'a DataFrame,
    name: &'static str,
) -> Cell<impl FnMut() -> Cell<Option<u64>> + 'a> {
    cells(frame.column(name).and_then(|column| column.u64()), name)
}

pub(super) fn number<'a>(frame: &'a DataFrame, name: &'static str) -> Cell<impl FnMut() -> Cell<f64> + 'a> {
    let mut cells = maybe_number(frame, name)?;
    Ok(move || cells().and_then(|cell| filled(cell, name)))
}

pub(super) fn maybe_number<'a>(
    frame: &'a DataFrame,
    name: &'static str,
) -> Cell<impl FnMut() -> Cell<Option<f64>> + 'a> {
    cells(frame.column(name).and_then(|column| column.f64()), name)
}

pub(super) fn yes_no<'a>(frame: &'a DataFrame, name: &'static str) -> Cell<impl FnMut() -> Cell<bool> + 'a> {
    let mut cells = maybe_yes_no(frame, name)?;
    Ok(move || cells().and_then(|cell| filled(cell, name)))
}

pub(super) fn maybe_yes_no<'a>(
    frame: &'a DataFrame,
    name: &'static str,
) -> Cell<impl FnMut() -> Cell<Option<bool>> + 'a> {
    cells(frame.column(name).and_then(|column| column.bool()), name)
}

fn strs<'a>(frame: &'a DataFrame, name: &'static str) -> Cell<impl FnMut() -> Cell<Option<&'a str>> + 'a> {
    cells(frame.column(name).and_then(|column| column.str()), name)
}

/// The frame is in one piece: see [`super::rows`].
fn cells<'a, T: PolarsDataType>(
    column: PolarsResult<&'a ChunkedArray<T>>,
    name: &'static str,
) -> Cell<impl FnMut() -> Cell<Option<T::Physical<'a>>> + 'a> {
    let column = column.map_err(|error| error.to_string())?;
    let mut pieces = column.downcast_iter();
    let (Some(cells), None) = (pieces.next(), pieces.next()) else {
        return Err(format!("{name} is in several pieces"));
    };
    let mut row = 0;
    Ok(move || {
        row += 1;
        Ok(cells.get(row - 1))
    })
}

fn filled<T>(cell: Option<T>, name: &str) -> Cell<T> {
    cell.ok_or_else(|| format!("{name} is empty where it must not be"))
}
