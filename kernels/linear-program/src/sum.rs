//! Sums that keep what plain addition loses: a residual of 1e-9 must not drown in the rounding of a million terms.

/// A compensated sum (Neumaier 1974): exact to about one rounding, also where terms cancel.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sum {
    total: f64,
    lost: f64,
}

impl Sum {
    pub(crate) fn add(&mut self, term: f64) {
        let total = self.total + term;
        self.lost += if self.total.abs() >= term.abs() {
            (self.total - total) + term
        } else {
            (term - total) + self.total
        };
        self.total = total;
    }

    pub(crate) fn value(self) -> f64 {
        self.total + self.lost
    }
}

impl FromIterator<f64> for Sum {
    fn from_iter<I: IntoIterator<Item = f64>>(terms: I) -> Self {
        let mut sum = Self::default();
        terms.into_iter().for_each(|term| sum.add(term));
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::Sum;

    #[test]
    fn what_cancels_is_not_lost() {
        assert_eq!([1.0, 1e100, 1.0, -1e100].into_iter().collect::<Sum>().value(), 2.0);
        assert_eq!([1e100, 1.0, -1e100].into_iter().sum::<f64>(), 0.0, "plain addition loses it");
        let tenths: Sum = std::iter::repeat_n(0.1, 1_000_000).collect();
        assert!((tenths.value() - 100_000.0).abs() < 1e-10);
    }

    #[test]
    fn what_is_no_number_stays_none() {
        assert!([1.0, f64::NAN, 1.0].into_iter().collect::<Sum>().value().is_nan());
        assert!(!f64::is_finite([f64::MAX, f64::MAX].into_iter().collect::<Sum>().value()));
    }
}
