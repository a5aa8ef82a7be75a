//! What passes, what fails, and what is said of it: one value after the other.

use model::{Check, CheckKind};

use super::Checks;

const NAN: f64 = f64::NAN;
const INF: f64 = f64::INFINITY;
/// The smallest number above 0.
const TINY: f64 = 5e-324;

pub(super) fn passes(checks: Checks) -> bool {
    checks.into_list().iter().all(|check| check.passed)
}

/// The only check in there.
pub(super) fn only(checks: Checks) -> Check {
    <[Check; 1]>::try_from(checks.into_list()).expect("one check")[0].clone()
}

fn relative(reference: &[f64], got: &[f64], tolerance: f64) -> Check {
    only(Checks::new().relative("r", reference.iter().copied(), got.iter().copied(), tolerance))
}

fn absolute(reference: &[f64], got: &[f64], tolerance: f64) -> Check {
    only(Checks::new().absolute("a", reference.iter().copied(), got.iter().copied(), tolerance))
}

#[test]
fn numbers_pass_up_to_their_tolerance_and_not_beyond() {
    assert!(relative(&[100.0], &[100.5], 0.005).passed);
    assert!(!relative(&[100.0], &[100.6], 0.005).passed);
    assert!(absolute(&[1.0, -2.0], &[1.5, -2.5], 0.5).passed);
    assert!(!absolute(&[1.0, -2.0], &[1.5, -2.6], 0.5).passed);
    assert!(relative(&[-100.0], &[-100.5], 0.005).passed, "the size of the reference counts, not its sign");
    assert!(!relative(&[100.0], &[-100.0], 1.9).passed);
}

#[test]
fn nothing_but_zero_is_relatively_near_zero() {
    assert!(relative(&[0.0], &[0.0], 0.0).passed);
    assert!(relative(&[0.0], &[-0.0], 0.0).passed);
    assert!(!relative(&[0.0], &[1e-300], 1e9).passed);
    assert!(!relative(&[0.0], &[TINY], f64::MAX).passed);
    assert!(absolute(&[0.0], &[TINY], TINY).passed);
}

#[test]
fn signed_zeros_are_equal_in_every_comparison_of_numbers() {
    assert_eq!(relative(&[0.0, -0.0], &[-0.0, 0.0], 0.0).error, Some(0.0));
    assert_eq!(absolute(&[0.0, -0.0], &[-0.0, 0.0], 0.0).error, Some(0.0));
    assert!(passes(Checks::new().exact("e", [0.0], [-0.0])));
}

#[test]
fn denormals_keep_their_distance() {
    assert_eq!(relative(&[TINY], &[2.0 * TINY], 0.5).error, Some(1.0));
    assert!(!relative(&[TINY], &[2.0 * TINY], 0.5).passed);
    assert_eq!(absolute(&[TINY], &[3.0 * TINY], 0.0).error, Some(2.0 * TINY));
    assert!(!absolute(&[TINY], &[3.0 * TINY], TINY).passed);
}

#[test]
fn nan_equals_nan_and_nothing_else() {
    assert!(absolute(&[NAN, 1.0], &[NAN, 1.0], 0.0).passed);
    assert!(relative(&[NAN, 1.0], &[NAN, 1.0], 0.0).passed);
    for (reference, got, note) in
        [(NAN, 1.0, "at 1: expected NaN, got 1"), (1.0, NAN, "at 1: expected 1, got NaN")]
    {
        for check in [
            absolute(&[5.0, reference], &[5.0, got], f64::MAX),
            relative(&[5.0, reference], &[5.0, got], f64::MAX),
        ] {
            assert_eq!((check.passed, check.error), (false, None));
            assert_eq!(check.note.as_deref(), Some(note));
        }
    }
}

#[test]
fn nan_in_one_place_is_not_hidden_by_an_error_in_another() {
    let check = absolute(&[1.0, 1.0, 1.0], &[9.0, NAN, 99.0], 1e3);
    assert_eq!((check.passed, check.error), (false, None));
    assert_eq!(check.note.as_deref(), Some("at 1: expected 1, got NaN"));
}

/// `exact` asks the type: who wants NaN to equal NaN compares numbers, or bits.
#[test]
fn nan_is_exactly_equal_to_nothing_and_its_bits_are() {
    assert!(!passes(Checks::new().exact("e", [NAN], [NAN])));
    assert!(passes(Checks::new().exact("e", [NAN.to_bits()], [NAN.to_bits()])));
}

#[test]
fn an_error_of_ones_own_must_be_a_number() {
    let check = only(Checks::new().at_most("own", NAN, f64::MAX));
    assert_eq!((check.passed, check.error, check.note.as_deref()), (false, None, Some("the error is NaN")));
    assert!(passes(Checks::new().at_most("own", 0.5, 0.5)));
    assert!(!passes(Checks::new().at_most("own", 0.5_f64.next_up(), 0.5)));
    assert!(!passes(Checks::new().at_most("own", INF, f64::MAX)));
}

#[test]
fn infinities_are_equal_to_themselves_only() {
    for check in [absolute(&[INF, -INF], &[INF, -INF], 0.0), relative(&[INF, -INF], &[INF, -INF], 0.0)] {
        assert_eq!((check.passed, check.error), (true, Some(0.0)));
    }
    for (reference, got) in [(INF, 1.0), (1.0, INF), (INF, -INF), (-INF, INF), (INF, NAN)] {
        assert!(!absolute(&[reference], &[got], f64::MAX).passed, "{reference} and {got}");
        assert!(!relative(&[reference], &[got], f64::MAX).passed, "{reference} and {got}");
    }
}

/// JSON would turn infinity into nothing, and nothing reads like no error.
#[test]
fn an_infinite_error_is_kept_as_the_largest_number_and_fails() {
    for check in [
        absolute(&[1.0], &[INF], f64::MAX),
        relative(&[0.0], &[1.0], f64::MAX),
        absolute(&[f64::MAX], &[f64::MIN], f64::MAX),
        only(Checks::new().at_most("own", INF, f64::MAX)),
    ] {
        assert_eq!((check.passed, check.error), (false, Some(f64::MAX)));
        let there_and_back: Check = serde_json::from_str(&serde_json::to_string(&check).unwrap()).unwrap();
        assert_eq!(there_and_back, check);
    }
    assert_eq!(only(Checks::new().at_most("own", -INF, 0.0)).error, Some(f64::MIN));
}

#[test]
fn a_tolerance_that_is_no_number_fails_whatever_is_compared() {
    for (tolerance, words) in [(NAN, "NaN"), (INF, "inf"), (-INF, "-inf"), (-1e-9, "-0.000000001")] {
        for check in [
            absolute(&[1.0], &[1.0], tolerance),
            relative(&[1.0], &[1.0], tolerance),
            only(Checks::new().at_most("own", -1.0, tolerance)),
        ] {
            assert_eq!((check.passed, check.error, check.tolerance), (false, None, 0.0));
            let note = format!("a tolerance of {words} is none: give a finite number of 0 or more");
            assert_eq!(check.note, Some(note));
        }
    }
}

#[test]
fn narrower_and_nested_numbers_are_widened_and_flattened_by_the_caller() {
    let (reference, got) = ([[1.0_f32, 0.1], [3.0, f32::NAN]], [[1.0_f32, 0.1], [3.5, f32::NAN]]);
    let wide = |rows: [[f32; 2]; 2]| rows.into_iter().flatten().map(f64::from);
    let check = only(Checks::new().absolute("rows", wide(reference), wide(got), 0.25));
    assert_eq!((check.passed, check.error), (false, Some(0.5)));
    assert_eq!(check.note.as_deref(), Some("at 2: expected 3, got 3.5"));
    assert!(passes(Checks::new().exact("rows", [vec![1, 2], vec![]], [vec![1, 2], vec![]])));
    assert!(!passes(Checks::new().exact("rows", [vec![1, 2], vec![]], [vec![1], vec![2]])));
}

#[test]
fn a_missing_item_fails_whatever_the_tolerance_and_is_named() {
    let check = absolute(&[1.0, 2.0], &[1.0], f64::MAX);
    assert_eq!((check.passed, check.error), (false, None));
    assert_eq!(check.note.as_deref(), Some("lengths differ at 1: expected 2.0, got nothing"));
    let check = relative(&[], &[7.0], f64::MAX);
    assert_eq!((check.passed, check.error), (false, None));
    assert_eq!(check.note.as_deref(), Some("lengths differ at 0: expected nothing, got 7.0"));
    let check = only(Checks::new().exact("e", [1, 2], [1]));
    assert_eq!(check.note.as_deref(), Some("first at 1: expected 2, got nothing"));
    assert!(!passes(Checks::new().set_equal("s", [1, 1], [1])));
}

#[test]
fn sets_ignore_order_and_lists_do_not() {
    assert!(passes(Checks::new().set_equal("s", [1, 2, 3], [3, 1, 2])));
    assert!(!passes(Checks::new().exact("e", [1, 2, 3], [3, 1, 2])));
}

#[test]
fn sets_count_their_members_and_name_the_first_that_is_wrong() {
    let check = only(Checks::new().set_equal("s", ["a", "b", "b", "c"], ["c", "b", "d", "d"]));
    assert_eq!((check.kind, check.passed, check.error), (CheckKind::SetEqual, false, Some(4.0)));
    assert_eq!(check.note.as_deref(), Some("\"a\" is missing"));
    let check = only(Checks::new().set_equal("s", ["a"], ["z", "a", "y"]));
    assert_eq!(check.note.as_deref(), Some("\"z\" is too many"));
}

#[test]
fn exact_comparisons_count_what_is_wrong_and_show_the_first() {
    let check = only(Checks::new().exact("e", [1, 2, 3, 4], [1, 0, 3, 0]));
    assert_eq!((check.kind, check.passed, check.error), (CheckKind::Exact, false, Some(2.0)));
    assert_eq!(check.note.as_deref(), Some("first at 1: expected 2, got 0"));
}

#[test]
fn the_worst_error_and_its_place_are_kept_passed_or_not() {
    let check = absolute(&[1.0, 2.0, 3.0, 4.0], &[1.0, 2.25, 3.5, 4.125], 0.1);
    assert_eq!((check.name.as_str(), check.kind), ("a", CheckKind::Absolute));
    assert_eq!((check.error, check.tolerance, check.passed), (Some(0.5), 0.1, false));
    assert_eq!(check.note.as_deref(), Some("at 2: expected 3, got 3.5"));
    let check = relative(&[1.0, 100.0], &[1.5, 101.0], 1.0);
    assert_eq!((check.kind, check.error, check.passed), (CheckKind::Relative, Some(0.5), true));
    assert_eq!(check.note.as_deref(), Some("at 0: expected 1, got 1.5"));
    assert_eq!(absolute(&[1.0], &[1.0], 0.0).note, None, "no error has no place");
}

#[test]
fn one_check_that_fails_does_not_hide_behind_one_that_passes() {
    let list =
        Checks::new().exact("good", [1], [1]).exact("bad", [1], [2]).exact("fine", [3], [3]).into_list();
    let told: Vec<_> = list.iter().map(|check| (check.name.as_str(), check.passed)).collect();
    assert_eq!(told, [("good", true), ("bad", false), ("fine", true)]);
}

#[test]
fn comparing_nothing_proves_nothing() {
    let check = only(Checks::new());
    assert_eq!(check.note.as_deref(), Some("nothing was compared: return at least one check"));
    assert!(!check.passed);
    let empty =
        Checks::new().absolute("a", [], [], 1.0).exact("e", [0; 0], [0; 0]).set_equal("s", [0; 0], []);
    let list = empty.into_list();
    let last = list.last().unwrap();
    assert_eq!(last.note.as_deref(), Some("nothing was compared: both sides of every check are empty"));
    assert_eq!(list.iter().map(|check| check.passed).collect::<Vec<_>>(), [true, true, true, false]);
}

#[test]
fn an_empty_list_beside_one_that_is_not_may_well_be_right() {
    assert!(passes(Checks::new().exact("violations", [0; 0], [0; 0]).absolute(
        "objective",
        [1.0],
        [1.0],
        0.0
    )));
}
