//! Families that turn, mirror, stretch or recolour whole grids.

use grid_generator::Chance;

use super::board::{Board, between, one_of, sides};

pub(super) fn quartet(chance: &mut Chance) -> Option<[Board; 2]> {
    let input = Board::any(sides(chance, [1, 1], [15, 15]), chance);
    let fold = |at: isize, side: isize| if at < side { at } else { 2 * side - 1 - at };
    let answer = Board::drawn(2 * input.height, 2 * input.width, |row, column| {
        input.at((fold(row, input.height), fold(column, input.width)))
    });
    Some([input, answer])
}

pub(super) fn pinwheel(chance: &mut Chance) -> Option<[Board; 2]> {
    let [side, _] = sides(chance, [1, 1], [15, 15]);
    let input = Board::any([side, side], chance);
    let last = side - 1;
    let answer = Board::drawn(2 * side, 2 * side, |row, column| {
        let (down, along) = (row % side, column % side);
        input.at(match (row < side, column < side) {
            (true, true) => (down, along),
            (true, false) => (last - along, down),
            (false, true) => (along, last - down),
            (false, false) => (last - down, last - along),
        })
    });
    Some([input, answer])
}

pub(super) fn agreement(chance: &mut Chance) -> Option<[Board; 2]> {
    let [side, _] = sides(chance, [1, 1], [30, 30]);
    let input = Board::any([side, side], chance);
    let answer = Board::drawn(side, side, |row, column| {
        let colour = input.at((column, row));
        if colour == input.at((side - 1 - column, side - 1 - row)) { colour } else { 0 }
    });
    Some([input, answer])
}

pub(super) fn swap(chance: &mut Chance) -> Option<[Board; 2]> {
    let input = Board::any(sides(chance, [1, 1], [30, 30]), chance);
    let counts = input.counts();
    let present = || input.colours().into_iter();
    let count = |colour: &u8| counts[usize::from(*colour)];
    let (most, least) = (present().max_by_key(count)?, present().min_by_key(count)?);
    let alone = |colour: u8| present().filter(|other| count(other) == count(&colour)).count() == 1;
    if most == least || !alone(most) || !alone(least) {
        return None;
    }
    let swapped = input.recoloured(|colour| match colour {
        _ if colour == most => least,
        _ if colour == least => most,
        other => other,
    });
    let answer = if count(&most).is_multiple_of(2) { swapped.upside_down() } else { swapped.left_right() };
    Some([input, answer])
}

pub(super) fn stretch(chance: &mut Chance) -> Option<[Board; 2]> {
    let input = Board::any(sides(chance, [1, 2], [10, 15]), chance);
    let [height, width] = [3 * input.height - 2, 2 * input.width - 2].map(|side| (side + 1) / 2 * 2);
    let answer = Board::drawn(height, width, |row, column| {
        input.at(((row / 2 * 2 + 1) / 3, (column / 2 * 2 + 1) / 2))
    });
    Some([input, answer])
}

pub(super) fn quarter(chance: &mut Chance) -> Option<[Board; 2]> {
    let input = Board::any(sides(chance, [2, 2], [30, 30]), chance);
    let part = input.part((0, 0), [input.height / 2, input.width / 2]);
    let ground = if part.colours().contains(&9) { 9 } else { input.at((0, 0)) };
    let coloured = part.recoloured(|colour| match colour {
        5 => 3,
        0 => ground,
        other => other,
    });
    Some([input, coloured.left_right()])
}

pub(super) fn repeats(chance: &mut Chance) -> Option<[Board; 2]> {
    let input = Board::any(sides(chance, [3, 7], [10, 30]), chance);
    let mirrored = input.left_right();
    let tower = input.above(&mirrored).above(&mirrored);
    let answer = tower.peeled().turned().upside_down().peeled().peeled();
    Some([input, answer])
}

pub(super) fn ends(chance: &mut Chance) -> Option<[Board; 2]> {
    let input = Board::any(sides(chance, [1, 1], [30, 30]), chance);
    let last = input.height - 1;
    let answer = Board::drawn(2, input.width, |row, column| input.at((row * last, column)));
    Some([input, answer])
}

/// A tile, laid again and again; the answer is the smallest tile, which may be smaller than the one that was laid.
pub(super) fn period(chance: &mut Chance) -> Option<[Board; 2]> {
    let [height, width] = sides(chance, [2, 2], [30, 30]);
    let tile = [between(chance, 1, height / 2), between(chance, 1, width / 2)];
    let colours: Vec<u8> = (0..between(chance, 2, 5) as u8).collect();
    let tile = Board::drawn(tile[0], tile[1], |_, _| one_of(chance, &colours));
    let input = Board::drawn(height, width, |row, column| tile.at((row % tile.height, column % tile.width)));
    let repeats = |down: isize, along: isize| {
        input.all().all(|(row, column)| {
            input.get((row - down, column - along)).is_none_or(|earlier| earlier == input.at((row, column)))
        })
    };
    let down = (1..height).find(|&down| repeats(down, 0)).unwrap_or(height);
    let along = (1..width).find(|&along| repeats(0, along)).unwrap_or(width);
    let answer = input.part((0, 0), [down, along]);
    Some([input, answer])
}
