//! Families whose grids are made of parts: halves, panels, full lines.

use grid_generator::Chance;
use rand::RngExt;

use super::board::{Board, between, one_of, sides};

/// A part whose cells are 0 or one of some colours.
fn sprinkled(height: isize, width: isize, colours: &[u8], chance: &mut Chance) -> Board {
    let share = 0.2 + 0.5 * chance.random::<f64>();
    Board::drawn(height, width, |_, _| if chance.random_bool(share) { one_of(chance, colours) } else { 0 })
}

pub(super) fn halves(chance: &mut Chance) -> Option<[Board; 2]> {
    let [height, width] = sides(chance, [1, 3], [30, 30]);
    let half = (width - 1) / 2;
    let [left, right] = [1, 2].map(|colour| sprinkled(height, half, &[colour], chance));
    let input = left.beside(&Board::of_one_colour([height, 1], 5)).beside(&right);
    let answer =
        Board::drawn(height, half, |row, column| match [left.at((row, column)), right.at((row, column))] {
            [0, 0] => 3,
            [0, _] | [_, 0] => 6,
            _ => 0,
        });
    Some([input, answer])
}

pub(super) fn stacked(chance: &mut Chance) -> Option<[Board; 2]> {
    let [height, width] = sides(chance, [2, 1], [30, 30]);
    let half = height / 2;
    let upper = sprinkled(half, width, &[2, 3, 4], chance);
    let lower = sprinkled(half, width, &[1, 6], chance);
    // The middle line of an odd height belongs to neither half.
    let middle = Board::of_one_colour([height % 2, width], 5);
    let input = upper.above(&middle).above(&lower);
    let answer = Board::drawn(half, width, |row, column| match upper.at((row, column)) {
        0 => lower.at((row, column)),
        colour => colour,
    });
    Some([input, answer])
}

/// Three panels side by side, between them a line where the width asks for one. Of the most colourful one the half with fewer
/// fives; of several the first.
pub(super) fn panels(chance: &mut Chance) -> Option<[Board; 2]> {
    let [height, width] = sides(chance, [2, 3], [30, 29]);
    // Three panels and two lines have a width that leaves 2, three panels alone one that leaves 0.
    let lines = isize::from(width % 3 == 2);
    let wide = (width - 2 * lines) / 3;
    let parts: Vec<Board> = (0..3)
        .map(|_| {
            let colours: Vec<u8> = (1..=between(chance, 1, 8) as u8).collect();
            sprinkled(height, wide, &colours, chance)
        })
        .collect();
    let line = Board::of_one_colour([height, lines], 9);
    let input = parts[0].beside(&line).beside(&parts[1]).beside(&line).beside(&parts[2]);
    let most = parts.iter().map(|part| part.colours().len()).max()?;
    let richest = parts.iter().find(|part| part.colours().len() == most)?;
    let half = height / 2;
    let pieces = [0, height - half].map(|top| richest.part((top, 0), [half, wide]));
    let [upper, lower] = pieces.each_ref().map(|piece| piece.counts()[5]);
    let [first, second] = pieces;
    Some([input, if upper <= lower { first } else { second }])
}

/// A grid without lines of one colour, and lines of one colour put between its own.
fn with_lines(chance: &mut Chance) -> Board {
    let [height, width] = sides(chance, [3, 3], [30, 30]);
    let mut board = sprinkled(height, width, &[1, 2, 4], chance);
    let line = one_of(chance, &[5, 8]);
    for _ in 0..between(chance, 1, 2) {
        let (row, column) = (between(chance, 0, height - 1), between(chance, 0, width - 1));
        if chance.random_bool(0.6) {
            board.fill((0..width).map(|column| (row, column)), line);
        }
        if chance.random_bool(0.6) {
            board.fill((0..height).map(|row| (row, column)), line);
        }
    }
    board
}

/// The rows and the columns that have more than one colour.
fn mixed_lines(board: &Board) -> [Vec<isize>; 2] {
    let row_is = |row: isize| (1..board.width).any(|column| board.at((row, column)) != board.at((row, 0)));
    let column_is =
        |column: isize| (1..board.height).any(|row| board.at((row, column)) != board.at((0, column)));
    [
        (0..board.height).filter(|&row| row_is(row)).collect(),
        (0..board.width).filter(|&at| column_is(at)).collect(),
    ]
}

pub(super) fn squeeze(chance: &mut Chance) -> Option<[Board; 2]> {
    let input = with_lines(chance);
    let [rows, columns] = mixed_lines(&input);
    let dense = Board::drawn(rows.len() as isize, columns.len() as isize, |row, column| {
        input.at((rows[row as usize], columns[column as usize]))
    });
    let ground = dense.most();
    // Nothing left, or one colour: there is no second one to change it for.
    let second = dense.colours().into_iter().find(|&colour| colour != ground)?;
    let answer = dense.recoloured(|colour| match colour {
        _ if colour == ground => second,
        _ if colour == second => ground,
        other => other,
    });
    Some([input, answer])
}

pub(super) fn rails(chance: &mut Chance) -> Option<[Board; 2]> {
    let input = with_lines(chance);
    let [rows, columns] = mixed_lines(&input);
    let answer = Board::drawn(input.height, input.width, |row, column| {
        let on_rail = !rows.contains(&row) || !columns.contains(&column);
        if on_rail { 3 } else { input.at((row, column)) }
    });
    (answer != input).then_some([input, answer])
}
