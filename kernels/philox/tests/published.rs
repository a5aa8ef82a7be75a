//! The numbers that the authors of Philox published beside it (Random123, `kat_vectors`), and streams that do not meet.

use std::collections::HashSet;

use philox::{key, units, words};

#[test]
fn the_published_words_are_met() {
    for (counter, key, right) in [
        ([0; 4], [0; 2], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
        ([u32::MAX; 4], [u32::MAX; 2], [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
        (
            [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
            [0xa409_3822, 0x299f_31d0],
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
        ),
    ] {
        assert_eq!(words(counter, key), right, "{counter:x?}, {key:x?}");
    }
}

#[test]
fn a_seed_is_a_key_of_two_words() {
    let drawn = words([0; 4], key(42));
    assert_eq!(drawn, [0x9cea_f053, 0x77f5_493b, 0x12bf_50ad, 0x5742_b3d7]);
    assert_eq!(units(drawn)[0], 0.468_586_518_339_105_03);
    assert_eq!(key(0x0123_4567_89ab_cdef), [0x89ab_cdef, 0x0123_4567]);
}

#[test]
fn the_ends_of_the_unit_are_never_drawn() {
    assert_eq!(units([0; 4]), [0.5 / (1_u64 << 52) as f64; 2]);
    let [highest, _] = units([u32::MAX; 4]);
    assert!(highest < 1.0 && highest > 1.0 - 2e-16, "{highest}");
}

#[test]
fn every_place_of_the_counter_and_of_the_key_makes_another_stream() {
    let mut seen = HashSet::from([words([1; 4], [1; 2])]);
    for place in 0..4 {
        let mut counter = [1; 4];
        counter[place] = 2;
        assert!(seen.insert(words(counter, [1; 2])), "place {place} of the counter");
    }
    for key in [[2, 1], [1, 2]] {
        assert!(seen.insert(words([1; 4], key)), "key {key:?}");
    }
    let units = (0..10_000).flat_map(|number| units(words([number, 0, 0, 0], key(1))));
    let mean = units.sum::<f64>() / 20_000.0;
    // Five standard errors.
    assert!((mean - 0.5).abs() < 5.0 * (1.0_f64 / 12.0 / 20_000.0).sqrt(), "{mean}");
}
