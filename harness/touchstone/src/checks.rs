//! Comparisons of an output with the reference. They know NaN: on both sides it is the same, on one side it is wrong.

use std::{collections::HashMap, fmt::Debug, hash::Hash};

use model::{Check, CheckKind};

/// The comparisons of one output. None at all is no proof: an empty `Checks` fails.
#[derive(Clone, Debug, Default)]
pub struct Checks {
    list: Vec<Check>,
}

impl Checks {
    /// No comparison yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Every |got - reference| is at most `tolerance` times |reference|.
    #[must_use]
    pub fn relative(
        self,
        name: &str,
        reference: impl IntoIterator<Item = f64>,
        got: impl IntoIterator<Item = f64>,
        tolerance: f64,
    ) -> Self {
        let error = |r: f64, g: f64| if r == g { 0.0 } else { (g - r).abs() / r.abs() };
        self.numbers(name, CheckKind::Relative, reference, got, tolerance, error)
    }

    /// Every |got - reference| is at most `tolerance`.
    #[must_use]
    pub fn absolute(
        self,
        name: &str,
        reference: impl IntoIterator<Item = f64>,
        got: impl IntoIterator<Item = f64>,
        tolerance: f64,
    ) -> Self {
        let error = |r: f64, g: f64| if r == g { 0.0 } else { (g - r).abs() };
        self.numbers(name, CheckKind::Absolute, reference, got, tolerance, error)
    }

    /// Both are equal, item by item.
    #[must_use]
    pub fn exact<T: PartialEq + Debug>(
        self,
        name: &str,
        reference: impl IntoIterator<Item = T>,
        got: impl IntoIterator<Item = T>,
    ) -> Self {
        let (mut reference, mut got) = (reference.into_iter(), got.into_iter());
        let (mut wrong, mut note) = (0_u64, None);
        for place in 0_usize.. {
            let (r, g) = (reference.next(), got.next());
            if r.is_none() && g.is_none() {
                break;
            }
            if r != g {
                wrong += 1;
                note.get_or_insert_with(|| {
                    format!("first at {place}: expected {}, got {}", shown(r.as_ref()), shown(g.as_ref()))
                });
            }
        }
        self.with(name, CheckKind::Exact, Some(wrong as f64), 0.0, note)
    }

    /// Both have the same members, equally often, in any order.
    #[must_use]
    pub fn set_equal<T: Eq + Hash + Debug>(
        self,
        name: &str,
        reference: impl IntoIterator<Item = T>,
        got: impl IntoIterator<Item = T>,
    ) -> Self {
        let mut balance: HashMap<T, i64> = HashMap::new();
        for item in reference {
            *balance.entry(item).or_default() += 1;
        }
        for item in got {
            *balance.entry(item).or_default() -= 1;
        }
        let wrong: u64 = balance.values().map(|count| count.unsigned_abs()).sum();
        let note = balance
            .iter()
            .find(|(_, count)| **count != 0)
            .map(|(item, count)| format!("{item:?} is {}", if *count > 0 { "missing" } else { "too many" }));
        self.with(name, CheckKind::SetEqual, Some(wrong as f64), 0.0, note)
    }

    /// A comparison of your own: the error that you found, and how much is allowed. A NaN error fails.
    #[must_use]
    pub fn at_most(self, name: &str, error: f64, tolerance: f64) -> Self {
        self.with(name, CheckKind::Absolute, (!error.is_nan()).then_some(error), tolerance, None)
    }

    /// The list, with an entry that fails where there is none.
    pub(crate) fn into_list(self) -> Vec<Check> {
        if self.list.is_empty() {
            let note = Some("nothing was compared: return at least one check".to_owned());
            return Self::new().with("checks", CheckKind::Exact, None, 0.0, note).list;
        }
        self.list
    }

    fn numbers(
        self,
        name: &str,
        kind: CheckKind,
        reference: impl IntoIterator<Item = f64>,
        got: impl IntoIterator<Item = f64>,
        tolerance: f64,
        error: impl Fn(f64, f64) -> f64,
    ) -> Self {
        let (mut reference, mut got) = (reference.into_iter(), got.into_iter());
        let (mut worst, mut note) = (0.0_f64, None);
        for place in 0_usize.. {
            let (r, g) = match (reference.next(), got.next()) {
                (None, None) => break,
                (Some(r), Some(g)) => (r, g),
                (r, g) => {
                    let note = format!(
                        "lengths differ at {place}: expected {}, got {}",
                        shown(r.as_ref()),
                        shown(g.as_ref())
                    );
                    return self.with(name, kind, None, tolerance, Some(note));
                }
            };
            if r.is_nan() && g.is_nan() {
                continue;
            }
            let distance = error(r, g);
            if distance.is_nan() {
                return self.with(
                    name,
                    kind,
                    None,
                    tolerance,
                    Some(format!("at {place}: expected {r}, got {g}")),
                );
            }
            if distance > worst {
                (worst, note) = (distance, Some(format!("at {place}: expected {r}, got {g}")));
            }
        }
        self.with(name, kind, Some(worst), tolerance, note)
    }

    fn with(
        mut self,
        name: &str,
        kind: CheckKind,
        error: Option<f64>,
        tolerance: f64,
        note: Option<String>,
    ) -> Self {
        let passed = error.is_some_and(|error| error <= tolerance);
        // JSON has no infinity; the largest number fails just as well and can be written down.
        let error = error.map(|error| error.min(f64::MAX));
        self.list.push(Check { name: name.to_owned(), kind, error, tolerance, passed, note });
        self
    }
}

fn shown<T: Debug>(item: Option<&T>) -> String {
    item.map_or_else(|| "nothing".to_owned(), |item| format!("{item:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(checks: Checks) -> bool {
        checks.into_list().iter().all(|check| check.passed)
    }

    #[test]
    fn numbers_pass_up_to_their_tolerance_and_not_beyond() {
        assert!(passes(Checks::new().relative("r", [100.0], [100.5], 0.005)));
        assert!(!passes(Checks::new().relative("r", [100.0], [100.6], 0.005)));
        assert!(passes(Checks::new().absolute("a", [1.0, -2.0], [1.5, -2.5], 0.5)));
        assert!(!passes(Checks::new().absolute("a", [1.0, -2.0], [1.5, -2.6], 0.5)));
        assert!(passes(Checks::new().relative("zero", [0.0], [0.0], 0.0)));
        assert!(!passes(Checks::new().relative("zero", [0.0], [1e-300], 1e9)));
    }

    #[test]
    fn nan_equals_nan_and_nothing_else() {
        assert!(passes(Checks::new().absolute("a", [f64::NAN, 1.0], [f64::NAN, 1.0], 0.0)));
        assert!(!passes(Checks::new().absolute("a", [f64::NAN], [1.0], f64::MAX)));
        assert!(!passes(Checks::new().absolute("a", [1.0], [f64::NAN], f64::MAX)));
        assert!(!passes(Checks::new().at_most("own", f64::NAN, f64::MAX)));
    }

    #[test]
    fn infinities_are_compared_too() {
        assert!(passes(Checks::new().absolute("a", [f64::INFINITY], [f64::INFINITY], 0.0)));
        assert!(!passes(Checks::new().absolute("a", [f64::INFINITY], [1.0], 1e300)));
        assert!(!passes(Checks::new().relative("r", [f64::INFINITY], [1.0], 1.0)));
    }

    #[test]
    fn a_missing_item_fails_whatever_the_tolerance() {
        assert!(!passes(Checks::new().absolute("a", [1.0, 2.0], [1.0], f64::MAX)));
        assert!(!passes(Checks::new().exact("e", [1, 2], [1])));
        assert!(!passes(Checks::new().set_equal("s", [1, 1], [1])));
    }

    #[test]
    fn sets_ignore_order_and_lists_do_not() {
        assert!(passes(Checks::new().set_equal("s", [1, 2, 3], [3, 1, 2])));
        assert!(!passes(Checks::new().exact("e", [1, 2, 3], [3, 1, 2])));
    }

    #[test]
    fn the_error_and_its_place_are_kept() {
        let list = Checks::new().absolute("km", [1.0, 2.0], [1.0, 2.25], 0.1).into_list();
        assert_eq!((list[0].error, list[0].passed), (Some(0.25), false));
        assert_eq!(list[0].note.as_deref(), Some("at 1: expected 2, got 2.25"));
    }

    #[test]
    fn comparing_nothing_proves_nothing() {
        assert!(!passes(Checks::new()));
    }
}
