//! Answers that are used where they are made: nothing of the whole grid is kept, and what comes next finds a band in the cache.

use crate::{
    Grid, Lanes, Plants,
    threads::Threads,
    tiles::{BAND, Tiles},
};

/// The answer for one row of the grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowAnswer<'a> {
    /// The row.
    pub row: usize,
    /// The number of the nearest plant, by column.
    pub nearest: &'a [u32],
    /// Kilometres to it, by column.
    pub km: &'a [f32],
}

/// Finds the nearest plants by tiles, 64 rows at a time, and shows them to `visit` row by row, together with what the caller
/// has for that row. The bits are those of [`Method::Tiles`](crate::Method::Tiles), whatever the threads.
///
/// # Panics
/// Where `rows` is not as long as the grid has rows.
pub fn visit_rows<R, V>(
    grid: &Grid,
    plants: &Plants,
    lanes: Lanes,
    threads: &Threads,
    rows: &mut [R],
    visit: V,
) where
    R: Send,
    V: Fn(RowAnswer<'_>, &mut R) + Sync,
{
    assert_eq!(rows.len(), grid.n_lat(), "one item for each row of the grid");
    let (tiles, n_lon) = (Tiles::new(grid, plants, lanes), grid.n_lon());
    let room = || (vec![0; BAND * n_lon], vec![0.0; BAND * n_lon]);
    threads.over_chunks_with(rows, BAND, room, |(nearest, km), number, rows| {
        let (first, points) = (number * BAND, rows.len() * n_lon);
        let (nearest, km) = (&mut nearest[..points], &mut km[..points]);
        tiles.answer(first..first + rows.len(), nearest, km);
        for (at, mine) in rows.iter_mut().enumerate() {
            let columns = at * n_lon..(at + 1) * n_lon;
            let answer = RowAnswer { row: first + at, nearest: &nearest[columns.clone()], km: &km[columns] };
            visit(answer, mine);
        }
    });
}
