//! Is an answer right? Judged from the numbers alone, so that a solver's word counts for nothing.
//!
//! With `z = c - Aᵀy`, any `y` gives a bound below the optimum: `D`, each price times the bound that its sign points to. An
//! `x` within its bounds whose objective meets such a bound is optimal, whoever found it.

use crate::{Fault, LinearProgram, sum::Sum};

/// The tolerance at which answers are taken for right, unless another is named.
pub const TOLERANCE: f64 = 1e-6;

/// How far `(x, y)` is from being optimal: three numbers that are 0 at an optimum. NaN is as far as can be.
///
/// With `C = max |c_j|` and `s = min(1, C)` (1 where all costs are 0), so that costs written in a larger unit do not pass for
/// small residuals:
#[derive(Clone, Debug, PartialEq)]
pub struct Certificate {
    /// The largest violation of a bound, over 1 + |bound|.
    pub primal: f64,
    /// The largest price whose sign needs a bound that is infinite: of a row `|y_i|` over `s`, of a column `|z_j|` over
    /// `s + |c_j|`. Its own cost, not `C`: one penalty of 10,000 would excuse a cent everywhere else.
    pub dual: f64,
    /// `|P - D|` over `s + |P|`, both without the offset, which could make any gap look small.
    pub gap: f64,
    /// `cᵀx + offset`.
    pub objective: f64,
    /// `D + offset`, without the terms that `dual` counts; at most the optimum where `dual` is 0.
    pub bound: f64,
    primal_at: Option<Miss>,
    dual_at: Option<Miss>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Row(usize),
    Column(usize),
}

/// One place where something does not hold.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Miss {
    place: Place,
    share: f64,
    value: f64,
    bound: f64,
}

impl Certificate {
    /// Judges an answer. Lists of a wrong length, and what is no linear program, are faults.
    pub fn of(program: &LinearProgram, x: &[f64], y: &[f64]) -> Result<Self, Fault> {
        program.check()?;
        let (height, width) = (program.matrix.height(), program.matrix.width());
        for (what, want, got) in [("x", width, x.len()), ("y", height, y.len())] {
            if want != got {
                return Err(Fault::Lengths { what, want, got });
            }
        }
        let (primal, primal_at) = worst(misses_of_bounds(program, x));
        let largest = program.costs.iter().fold(0.0_f64, |largest, cost| largest.max(cost.abs()));
        let scale = if largest > 0.0 { largest.min(1.0) } else { 1.0 };
        let mut total = Sum::default();
        let mut misses = Vec::new();
        for (i, &price) in y.iter().enumerate() {
            let (lower, upper) = (program.rows.lower[i], program.rows.upper[i]);
            misses.extend(weigh(&mut total, Place::Row(i), price, lower, upper, scale));
        }
        for (j, &cost) in program.costs.iter().enumerate() {
            let priced = program.matrix.column(j).map(|(row, value)| -value * y[row as usize]);
            let reduced = std::iter::once(cost).chain(priced).collect::<Sum>().value();
            let (lower, upper) = (program.columns.lower[j], program.columns.upper[j]);
            let own = scale + cost.abs();
            misses.extend(weigh(&mut total, Place::Column(j), reduced, lower, upper, own));
        }
        let (dual, dual_at) = worst(misses);
        let spent = program.costs.iter().zip(x).map(|(cost, x)| cost * x).collect::<Sum>().value();
        let earned = total.value();
        Ok(Self {
            primal,
            dual,
            gap: (spent - earned).abs() / (scale + spent.abs()),
            objective: spent + program.offset,
            bound: earned + program.offset,
            primal_at,
            dual_at,
        })
    }

    /// Is the answer right? Written so that NaN, here or there, is no.
    pub fn holds(&self, tolerance: f64) -> bool {
        [self.primal, self.dual, self.gap].into_iter().all(|residual| residual <= tolerance)
    }

    /// Why it is not, with the worst row or column; nothing where it is. Places count from 0.
    pub fn refusal(&self, tolerance: f64) -> Option<String> {
        let mut reasons = Vec::new();
        // Not `>`: NaN must be told too.
        let fails = |residual: f64| !matches!(residual.partial_cmp(&tolerance), Some(order) if order.is_le());
        if fails(self.primal) {
            let place = self.primal_at.map_or_else(String::new, Miss::of_bound);
            reasons.push(format!("{place}primal residual {:?}", self.primal));
        }
        if fails(self.dual) {
            let place = self.dual_at.map_or_else(String::new, Miss::of_price);
            reasons.push(format!("{place}dual residual {:?}", self.dual));
        }
        if fails(self.gap) {
            let (objective, bound) = (self.objective, self.bound);
            reasons
                .push(format!("the objective is {objective:?} and its bound {bound:?}: gap {:?}", self.gap));
        }
        (!reasons.is_empty()).then(|| format!("{}; at most {tolerance:?} is allowed", reasons.join("; ")))
    }
}

impl Miss {
    fn of_bound(self) -> String {
        let Self { place, value, bound, .. } = self;
        let name = match place {
            Place::Row(i) => format!("row {i}"),
            Place::Column(j) => format!("column {j}"),
        };
        if !value.is_finite() {
            return format!("{name} is {value:?}, which is no finite number: ");
        }
        let side = if value < bound { "at least" } else { "at most" };
        format!("{name} is {value:?} and must be {side} {bound:?}: ")
    }

    fn of_price(self) -> String {
        let Self { place, value, .. } = self;
        let name = match place {
            Place::Row(i) => format!("the price of row {i}"),
            Place::Column(j) => format!("the reduced cost of column {j}"),
        };
        if !value.is_finite() {
            return format!("{name} is {value:?}, which is no finite number: ");
        }
        let side = if value > 0.0 { "lower" } else { "upper" };
        format!("{name} is {value:?}, and there is no {side} bound to hold it: ")
    }
}

/// Every bound that is missed, of the columns and then of the rows.
fn misses_of_bounds(program: &LinearProgram, x: &[f64]) -> Vec<Miss> {
    let mut activity = vec![Sum::default(); program.matrix.height()];
    let mut misses = Vec::new();
    for (j, &value) in x.iter().enumerate() {
        misses.extend(miss(Place::Column(j), value, program.columns.lower[j], program.columns.upper[j]));
        for (row, entry) in program.matrix.column(j) {
            activity[row as usize].add(entry * value);
        }
    }
    for (i, sum) in activity.into_iter().enumerate() {
        misses.extend(miss(Place::Row(i), sum.value(), program.rows.lower[i], program.rows.upper[i]));
    }
    misses
}

fn miss(place: Place, value: f64, lower: f64, upper: f64) -> Option<Miss> {
    if !value.is_finite() {
        return Some(Miss { place, share: f64::NAN, value, bound: f64::NAN });
    }
    let bound = if value < lower {
        lower
    } else if value > upper {
        upper
    } else {
        return None;
    };
    Some(Miss { place, share: (value - bound).abs() / (1.0 + bound.abs()), value, bound })
}

/// Adds a price times the bound that it points to, or says that there is none.
fn weigh(total: &mut Sum, place: Place, price: f64, lower: f64, upper: f64, scale: f64) -> Option<Miss> {
    // A price of 0 asks for no bound.
    if price == 0.0 {
        return None;
    }
    let bound = if price > 0.0 { lower } else { upper };
    if price.is_finite() && bound.is_finite() {
        total.add(price * bound);
        return None;
    }
    let share = if price.is_finite() { price.abs() / scale } else { f64::NAN };
    Some(Miss { place, share, value: price, bound })
}

/// The largest share and where it is; the first NaN, where there is one.
fn worst(misses: Vec<Miss>) -> (f64, Option<Miss>) {
    let none: Option<Miss> = None;
    let found = misses.into_iter().fold(none, |worst, miss| match worst {
        Some(worst) if worst.share.is_nan() || miss.share <= worst.share => Some(worst),
        _ => Some(miss),
    });
    (found.map_or(0.0, |miss| miss.share), found)
}
