//! The digest of an answer: the same for the same answer, another for one that differs in one bit.

use proptest::{collection::vec, num::f64::ANY, prelude::*, sample::Index};

use super::Checks;

/// As the worker writes it.
fn digest(checks: &Checks) -> String {
    checks.answer().to_string()
}

/// Every comparison of numbers, with an answer that may well be wrong.
fn of_numbers(got: &[f64]) -> [String; 2] {
    let (reference, got) = (|| [1.0, 2.0], || got.iter().copied());
    [
        digest(&Checks::new().relative("r", reference(), got(), 0.5)),
        digest(&Checks::new().absolute("a", reference(), got(), 0.5)),
    ]
}

fn of_list(got: &[u64]) -> [String; 2] {
    [
        digest(&Checks::new().exact("e", [1, 2], got.iter().copied())),
        digest(&Checks::new().output(got.iter().copied())),
    ]
}

fn of_set(got: &[u64]) -> String {
    digest(&Checks::new().set_equal("s", [1, 2], got.iter().copied()))
}

/// The same list with one bit of one item turned round.
fn turned(list: &[u64], place: Index, bit: u32) -> Vec<u64> {
    let mut turned = list.to_vec();
    turned[place.index(list.len())] ^= 1 << bit;
    turned
}

fn none_in_common(one: &[String], other: &[String]) -> bool {
    one.iter().zip(other).all(|(one, other)| one != other)
}

proptest! {
    #[test]
    fn one_bit_of_one_number_makes_another_digest(list in vec(ANY, 1..6), place in any::<Index>(), bit in 0..64_u32) {
        let bits: Vec<u64> = list.iter().map(|number| number.to_bits()).collect();
        let other: Vec<f64> = turned(&bits, place, bit).into_iter().map(f64::from_bits).collect();
        let place = place.index(list.len());
        prop_assume!(!(list[place].is_nan() && other[place].is_nan()));
        prop_assert_eq!(of_numbers(&list), of_numbers(&list));
        prop_assert!(none_in_common(&of_numbers(&list), &of_numbers(&other)));
    }

    #[test]
    fn one_bit_of_one_item_makes_another_digest(list in vec(any::<u64>(), 1..6), place in any::<Index>(), bit in 0..64_u32) {
        let other = turned(&list, place, bit);
        prop_assert_eq!(of_list(&list), of_list(&list));
        prop_assert!(none_in_common(&of_list(&list), &of_list(&other)));
        prop_assert_ne!(of_set(&list), of_set(&other));
    }

    #[test]
    fn the_order_counts_in_a_list_and_not_in_a_set((list, shuffled) in vec(0..9_u64, 1..20)
        .prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())))
    {
        prop_assert_eq!(of_set(&list), of_set(&shuffled));
        prop_assert_eq!(list == shuffled, of_list(&list) == of_list(&shuffled));
    }

    #[test]
    fn an_item_more_makes_another_digest(list in vec(0..3_u64, 0..6), more in 0..3_u64) {
        let longer: Vec<u64> = list.iter().copied().chain([more]).collect();
        let wide = |list: &[u64]| list.iter().map(|item| *item as f64).collect::<Vec<_>>();
        prop_assert!(none_in_common(&of_list(&list), &of_list(&longer)));
        prop_assert!(none_in_common(&of_numbers(&wide(&list)), &of_numbers(&wide(&longer))));
        prop_assert_ne!(of_set(&list), of_set(&longer));
    }
}

#[test]
fn members_that_add_up_to_the_same_are_still_others() {
    assert_ne!(of_set(&[1, 4]), of_set(&[2, 3]));
    assert_ne!(of_set(&[1, 1, 2]), of_set(&[1, 2, 2]));
}

#[test]
fn what_stands_behind_a_missing_value_counts_too() {
    for [one, other] in [[[f64::NAN, 2.0], [f64::NAN, 3.0]], [[f64::NAN, 2.0], [1.0, f64::NAN]]] {
        assert!(none_in_common(&of_numbers(&one), &of_numbers(&other)), "{one:?} and {other:?}");
    }
    assert!(none_in_common(&of_numbers(&[1.0, 2.0, 3.0, 4.0]), &of_numbers(&[1.0, 2.0, 3.0, 5.0])));
}

#[test]
fn the_answer_counts_and_neither_the_reference_nor_the_tolerance_nor_a_name_does() {
    let one = Checks::new().absolute("sum", [1.0], [1.5], 1.0).exact("status", ["ok"], ["ok"]);
    let other = Checks::new().absolute("total", [2.0], [1.5], 0.1).exact("state", ["bad"], ["ok"]);
    assert_eq!(digest(&one), digest(&other));
}

#[test]
fn an_error_of_ones_own_is_part_of_the_answer() {
    let of = |error: f64| digest(&Checks::new().at_most("own", error, 1.0));
    assert_eq!(of(0.25), of(0.25));
    assert_ne!(of(0.25), of(0.25_f64.next_up()));
}

#[test]
fn which_comparison_saw_a_value_counts() {
    let sevens = |one: usize, other: usize| {
        let none = || [0; 0];
        digest(&Checks::new().exact("one", none(), vec![7; one]).exact("other", none(), vec![7; other]))
    };
    assert_ne!(sevens(2, 0), sevens(0, 2));
    assert_ne!(sevens(1, 1), sevens(2, 0));
}

/// Bits that are compared with nothing prove nothing.
#[test]
fn an_answer_that_is_only_named_is_no_comparison() {
    let list = Checks::new().output([1, 2, 3]).into_list();
    assert_eq!(list.len(), 1);
    assert!(!list[0].passed);
    assert_eq!(list[0].note.as_deref(), Some("nothing was compared: return at least one check"));
}
