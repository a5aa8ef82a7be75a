//! What must hold of triples and their columns, by hand and for any matrix.
#![expect(clippy::unwrap_used, reason = "a test may fail, its helpers too")]

use std::{collections::BTreeMap, num::NonZeroUsize};

use csc_assembly::{AssemblyError, Compressed, Generator, Method, Threads, Triples, TriplesError, assemble};
use proptest::prelude::*;

const METHODS: [Method; 3] = [Method::CountSort, Method::Dense { limit: 1 << 20 }, Method::Radix];

/// By every method, which must agree.
fn columns(height: u32, width: u32, rows: &[u32], columns: &[u32], values: &[f64]) -> Compressed {
    let triples = Triples::new(height, width, rows.to_vec(), columns.to_vec(), values.to_vec()).unwrap();
    let answers = METHODS.map(|method| assemble(&triples, method, &Threads::one()).unwrap());
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    let [answer, ..] = answers;
    answer
}

#[test]
fn three_by_three_by_hand() {
    let got = columns(3, 3, &[1, 0, 1, 1], &[0, 2, 0, 2], &[1.5, 2.0, 2.5, -4.0]);
    assert_eq!(got.starts, [0, 1, 1, 3]);
    assert_eq!(got.rows, [1, 0, 1]);
    assert_eq!(got.values, [4.0, 2.0, -4.0]);
    let matrix = got.into_columns(3).unwrap();
    assert_eq!(matrix.dot(2, &[1.0, 10.0, 100.0]), -38.0);
}

#[test]
fn no_entries_are_empty_columns() {
    let got = columns(2, 3, &[], &[], &[]);
    assert_eq!(got.starts, [0, 0, 0, 0]);
    assert_eq!((got.rows.len(), got.values.len()), (0, 0));
}

#[test]
fn empty_rows_and_columns_stay() {
    let got = columns(9, 6, &[7, 2], &[4, 1], &[1.0, 2.0]);
    assert_eq!(got.starts, [0, 0, 1, 1, 1, 2, 2]);
    assert_eq!(got.rows, [2, 7]);
}

#[test]
fn one_column_is_sorted_by_rows() {
    let got = columns(4, 1, &[3, 0, 2, 0], &[0; 4], &[1.0, 2.0, 3.0, 4.0]);
    assert_eq!((got.starts, got.rows, got.values), (vec![0, 3], vec![0, 2, 3], vec![6.0, 3.0, 1.0]));
}

#[test]
fn entries_of_one_cell_add_up_from_left_to_right() {
    let sum = |values: &[f64]| columns(2, 2, &[1; 3], &[1; 3], values).values;
    assert_eq!(sum(&[1e16, 1.0, -1e16]), [0.0], "a sum of nothing is kept");
    assert_eq!(sum(&[1e16, -1e16, 1.0]), [1.0]);
}

#[test]
fn an_index_out_of_range_is_refused_with_its_place() {
    let refused = |rows: &[u32], columns: &[u32], values: &[f64]| {
        Triples::new(2, 3, rows.to_vec(), columns.to_vec(), values.to_vec()).unwrap_err()
    };
    let row = refused(&[0, 2], &[0, 0], &[1.0, 1.0]);
    assert_eq!(row, TriplesError::Row { place: 1, row: 2, height: 2 });
    assert_eq!(row.to_string(), "entry 1 is in row 2, and there are 2 rows (they count from 0)");
    assert_eq!(refused(&[0], &[3], &[1.0]), TriplesError::Column { place: 0, column: 3, width: 3 });
    assert_eq!(refused(&[0, 1], &[0], &[1.0]), TriplesError::Lengths { rows: 2, columns: 1, values: 1 });
    assert_eq!(
        refused(&[0], &[0], &[f64::INFINITY]),
        TriplesError::NotFinite { place: 0, value: f64::INFINITY }
    );
}

#[test]
fn digits_reach_the_last_row_that_can_be_named() {
    let rows = vec![u32::MAX - 1, 7, u32::MAX - 1, 0];
    let triples = Triples::new(u32::MAX, 2, rows, vec![1, 1, 1, 0], vec![1.0, 2.0, 3.0, 4.0]).unwrap();
    let got = assemble(&triples, Method::Radix, &Threads::one()).unwrap();
    assert_eq!(got.starts, [0, 1, 3]);
    assert_eq!((got.rows, got.values), (vec![0, 7, u32::MAX - 1], vec![4.0, 2.0, 4.0]));
}

#[test]
fn a_dense_array_beyond_its_limit_is_refused_in_words() {
    let triples = Triples::new(20_000, 10_000, vec![], vec![], vec![]).unwrap();
    let refused = assemble(&triples, Method::Dense { limit: 1 << 30 }, &Threads::one()).unwrap_err();
    let AssemblyError::Dense { bytes, .. } = refused;
    assert_eq!(bytes, 1_600_000_000);
    assert!(refused.to_string().contains("20000 x 10000"), "{refused}");
}

#[test]
fn the_generator_repeats_one_triple_in_twenty() {
    for (height, width, count) in [(2_000, 1_000, 10_000), (20_000, 10_000, 100_000), (50, 70_000, 9_000)] {
        let generator = Generator::new(height, width, count, 7).unwrap();
        let triples = generator.triples();
        let mut cells: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for cell in triples.columns().iter().zip(triples.rows()) {
            *cells.entry((*cell.0, *cell.1)).or_default() += 1;
        }
        assert_eq!(triples.len(), count);
        assert_eq!(cells.len(), count - count / 20);
        assert!(cells.values().any(|times| *times == 3), "some cells stand there three times");
        assert!(triples.columns().windows(2).any(|pair| pair[0] > pair[1]), "they are shuffled");
    }
}

#[test]
fn a_generator_refuses_what_does_not_fit() {
    assert_eq!(Generator::new(3, 3, 11, 1), None);
    assert_eq!(Generator::new(3, 0, 1, 1), None);
    assert!(Generator::new(3, 3, 9, 1).is_some());
    assert!(Generator::new(0, 0, 0, 1).is_some());
}

#[test]
fn another_seed_is_another_matrix() {
    let of = |seed| Generator::new(100, 100, 500, seed).unwrap().ordered().emit();
    assert_eq!(of(1), of(1));
    assert_ne!(of(1).rows, of(2).rows);
    assert_ne!(of(1).values, of(2).values);
}

/// What a person would write: a map of sums.
fn by_map(triples: &Triples) -> Compressed {
    let mut cells: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    for ((row, column), value) in triples.rows().iter().zip(triples.columns()).zip(triples.values()) {
        cells.entry((*column, *row)).and_modify(|sum| *sum += value).or_insert(*value);
    }
    let starts = (0..=triples.width()).map(|column| cells.range(..(column, 0)).count() as u32).collect();
    Compressed {
        starts,
        rows: cells.keys().map(|(_, row)| *row).collect(),
        values: cells.into_values().collect(),
    }
}

fn any_triples() -> impl Strategy<Value = Triples> {
    (1_u32..40, 1_u32..40).prop_flat_map(|(height, width)| {
        prop::collection::vec((0..height, 0..width, -1e3..1e3), 0..600).prop_map(move |cells| {
            let (rows, (columns, values)) = cells.into_iter().map(|(r, c, v)| (r, (c, v))).unzip();
            Triples::new(height, width, rows, columns, values).unwrap()
        })
    })
}

proptest! {
    #[test]
    fn every_method_gives_the_sums_of_a_map(triples in any_triples(), threads in 1_usize..5) {
        let threads = Threads::new(NonZeroUsize::new(threads).unwrap()).unwrap();
        let wanted = by_map(&triples);
        for method in METHODS {
            prop_assert_eq!(&assemble(&triples, method, &threads).unwrap(), &wanted, "{:?}", method);
        }
    }

    #[test]
    fn columns_in_order_are_what_sorting_makes_of_the_triples(
        height in 1_u32..200, width in 1_u32..200, share in 0.0..1.0, seed: u64,
    ) {
        let count = (f64::from(height) * f64::from(width) * share) as usize;
        let generator = Generator::new(height, width, count, seed).unwrap();
        let sorted = assemble(&generator.triples(), Method::CountSort, &Threads::one()).unwrap();
        prop_assert_eq!(generator.ordered().emit(), sorted);
    }
}
