//! Comparisons of an output with the reference. They know NaN: on both sides it is the same, on one side it is wrong.

use std::{collections::HashMap, fmt::Debug, hash::Hash};

use model::{Check, CheckKind};

use crate::digest::Digest;

/// The comparisons of one output. None at all is no proof: an empty `Checks` fails, and so does one whose every comparison
/// found both sides empty.
///
/// [`relative`](Self::relative) and [`absolute`](Self::absolute) take NaN for a missing value: equal to NaN, and to nothing
/// else. [`exact`](Self::exact) asks the type itself, to which NaN is not equal. Narrower numbers are widened by the caller
/// (`.map(f64::from)`, which is exact), and nested ones flattened.
///
/// What passes through a comparison as `got` is taken to be the answer: its digest is kept beside the checks, and a gate
/// says whether two builds gave the same one, bit for bit. Where a comparison sees errors only, say what the answer is:
/// [`output`](Self::output).
#[derive(Clone, Debug, Default)]
pub struct Checks {
    list: Vec<Check>,
    /// How many items were compared in all.
    compared: usize,
    /// Of everything that was got.
    answer: Digest,
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

    /// Both are equal, item by item. An item enters the digest of the answer as what it shows of itself (`{:?}`), so it
    /// should show the same every time: no `HashMap`, no address.
    #[must_use]
    pub fn exact<T: PartialEq + Debug>(
        mut self,
        name: &str,
        reference: impl IntoIterator<Item = T>,
        got: impl IntoIterator<Item = T>,
    ) -> Self {
        let mut answer = Digest::default();
        let (mut reference, mut got) =
            (reference.into_iter(), got.into_iter().inspect(|item| answer.text(item)));
        let (mut place, mut wrong, mut note) = (0_usize, 0_u64, None);
        loop {
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
            place += 1;
        }
        drop(got);
        self.answer.part(answer);
        self.with(name, CheckKind::Exact, Some(wrong as f64), 0.0, note, place)
    }

    /// Both have the same members, equally often, in any order.
    #[must_use]
    pub fn set_equal<T: Eq + Hash + Debug>(
        mut self,
        name: &str,
        reference: impl IntoIterator<Item = T>,
        got: impl IntoIterator<Item = T>,
    ) -> Self {
        // What is missing from or too many in `got`, and in which place the member was first seen.
        let mut balance: HashMap<T, (i64, usize)> = HashMap::new();
        let mut members = Vec::new();
        let got = got.into_iter().inspect(|item| members.push(Digest::of_member(item)));
        let items = reference.into_iter().map(|item| (item, 1)).chain(got.map(|item| (item, -1)));
        let mut compared = 0;
        for (place, (item, one)) in items.enumerate() {
            balance.entry(item).or_insert((0, place)).0 += one;
            compared = place + 1;
        }
        let mut answer = Digest::default();
        answer.members(members);
        self.answer.part(answer);
        let wrong: u64 = balance.values().map(|(count, _)| count.unsigned_abs()).sum();
        let note =
            balance.iter().filter(|(_, (count, _))| *count != 0).min_by_key(|(_, (_, place))| *place).map(
                |(item, (count, _))| {
                    format!("{item:?} is {}", if *count > 0 { "missing" } else { "too many" })
                },
            );
        self.with(name, CheckKind::SetEqual, Some(wrong as f64), 0.0, note, compared)
    }

    /// A comparison of your own: the error that you found, and how much is allowed. A NaN error fails.
    #[must_use]
    pub fn at_most(mut self, name: &str, error: f64, tolerance: f64) -> Self {
        self.answer.number(error);
        let note = error.is_nan().then(|| "the error is NaN".to_owned());
        self.with(name, CheckKind::Absolute, (!error.is_nan()).then_some(error), tolerance, note, 1)
    }

    /// The bits of the answer, for an experiment whose comparisons see errors only. They are in its digest, and are
    /// compared with nothing.
    #[must_use]
    pub fn output(mut self, bits: impl IntoIterator<Item = u64>) -> Self {
        let mut answer = Digest::default();
        bits.into_iter().for_each(|bits| answer.bits(bits));
        self.answer.part(answer);
        self
    }

    /// The digest of everything that was got.
    pub(crate) fn answer(&self) -> Digest {
        self.answer
    }

    /// Is there no comparison at all?
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The list, with an entry that fails where nothing was compared.
    pub(crate) fn into_list(self) -> Vec<Check> {
        if self.compared > 0 {
            return self.list;
        }
        let why = if self.list.is_empty() {
            "nothing was compared: return at least one check"
        } else {
            "nothing was compared: both sides of every check are empty"
        };
        self.with("checks", CheckKind::Exact, None, 0.0, Some(why.to_owned()), 0).list
    }

    fn numbers(
        mut self,
        name: &str,
        kind: CheckKind,
        reference: impl IntoIterator<Item = f64>,
        got: impl IntoIterator<Item = f64>,
        tolerance: f64,
        error: impl Fn(f64, f64) -> f64,
    ) -> Self {
        let mut answer = Digest::default();
        let mut got = got.into_iter().inspect(|number| answer.number(*number));
        let worst = Worst::of(reference.into_iter(), got.by_ref(), error);
        // What stands behind a missing value is part of the answer too.
        got.for_each(drop);
        self.answer.part(answer);
        self.with(name, kind, worst.error, tolerance, worst.note, worst.compared)
    }

    fn with(
        mut self,
        name: &str,
        kind: CheckKind,
        error: Option<f64>,
        tolerance: f64,
        note: Option<String>,
        compared: usize,
    ) -> Self {
        self.compared += compared;
        // A tolerance that is no number allows nothing: every answer would fail it, or every answer would pass.
        let (tolerance, error, note) = if tolerance.is_finite() && tolerance >= 0.0 {
            (tolerance, error, note)
        } else {
            let why = format!("a tolerance of {tolerance} is none: give a finite number of 0 or more");
            (0.0, None, Some(why))
        };
        let passed = error.is_some_and(|error| error <= tolerance);
        // JSON has no infinity; the largest number fails just as well and can be written down.
        let error = error.map(|error| if error.is_infinite() { f64::MAX.copysign(error) } else { error });
        self.list.push(Check { name: name.to_owned(), kind, error, tolerance, passed, note });
        self
    }
}

/// The worst of the distances between two lists of numbers.
struct Worst {
    /// None where a number has no distance from its reference, or no reference.
    error: Option<f64>,
    note: Option<String>,
    compared: usize,
}

impl Worst {
    fn of(
        mut reference: impl Iterator<Item = f64>,
        mut got: impl Iterator<Item = f64>,
        error: impl Fn(f64, f64) -> f64,
    ) -> Self {
        let (mut place, mut worst, mut note) = (0_usize, 0.0_f64, None);
        loop {
            let (r, g) = match (reference.next(), got.next()) {
                (None, None) => break,
                (Some(r), Some(g)) => (r, g),
                (r, g) => {
                    let (r, g) = (shown(r.as_ref()), shown(g.as_ref()));
                    let note = Some(format!("lengths differ at {place}: expected {r}, got {g}"));
                    return Self { error: None, note, compared: place + 1 };
                }
            };
            let distance = if r.is_nan() && g.is_nan() { 0.0 } else { error(r, g) };
            if distance.is_nan() {
                let note = Some(format!("at {place}: expected {r}, got {g}"));
                return Self { error: None, note, compared: place + 1 };
            }
            if distance > worst {
                (worst, note) = (distance, Some(format!("at {place}: expected {r}, got {g}")));
            }
            place += 1;
        }
        Self { error: Some(worst), note, compared: place }
    }
}

fn shown<T: Debug>(item: Option<&T>) -> String {
    item.map_or_else(|| "nothing".to_owned(), |item| format!("{item:?}"))
}

#[cfg(test)]
mod answers;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
