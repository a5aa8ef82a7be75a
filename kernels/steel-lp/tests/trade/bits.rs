//! The same seed makes the same bits, here and elsewhere.

use steel_lp::{Options, Shape, SteelTrade, digest, hand_made, tall};

use crate::{everything, plain, trade};

#[test]
fn the_bits_of_every_named_shape_are_those_of_every_machine() {
    let digests = Shape::NAMED.map(|(name, shape)| (name, format!("{:016x}", plain(shape).digest(0..3))));
    let golden = [
        ("XS", "8986f648dbdfafbd"),
        ("S", "925ec6fd96865ecc"),
        ("M", "8197f46688eb648e"),
        ("L", "f6f9a163ca60c13a"),
        ("XL", "c60271fabc0e0a30"),
    ];
    assert_eq!(digests, golden.map(|(name, digest)| (name, digest.to_owned())));
}

#[test]
fn so_are_those_of_options_and_of_single_programs() {
    let digests = [trade(Shape::M, everything()).digest(0..31), digest(&tall(1)), digest(&hand_made(64.0))];
    assert_eq!(
        digests.map(|digest| format!("{digest:016x}")),
        ["d1274715d6e9b94d", "d53efa2dc03dde38", "2db7bc4c925cf1a3"]
    );
}

#[test]
fn another_seed_another_year_or_another_option_is_another_digest() {
    let of = |seed, options| SteelTrade::new(Shape::XS, options, seed).unwrap();
    let plain = Options::default();
    let mut digests = vec![
        of(1, plain).digest(0..2),
        of(2, plain).digest(0..2),
        of(1, plain).digest(0..3),
        of(1, plain).digest(1..2),
        of(1, Options { shock: 0.02, ..plain }).digest(0..2),
        of(1, Options { scenario: 1, ..plain }).digest(0..2),
        of(1, Options { quotas: Some(0.5), ..plain }).digest(0..2),
        of(1, Options { soft_minimum: Some(0.6), ..plain }).digest(0..2),
        of(1, Options { keep: Some(1), ..plain }).digest(0..2),
        of(1, Options { openings: Some(0.9), ..plain }).digest(0..2),
    ];
    let count = digests.len();
    digests.sort_unstable();
    digests.dedup();
    assert_eq!(digests.len(), count);
}

#[test]
fn making_it_twice_makes_the_same() {
    assert_eq!(trade(Shape::S, everything()).program(17), trade(Shape::S, everything()).program(17));
}
