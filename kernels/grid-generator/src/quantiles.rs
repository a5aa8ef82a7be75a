//! A distribution by some of its quantiles, with straight lines between them. Powers are those of libm: the same on every machine.

/// Where a uniform number is on the way from 0 to 1, and what is drawn there.
pub(crate) struct Quantiles<const N: usize>(pub(crate) [(f64, f64); N]);

impl<const N: usize> Quantiles<N> {
    pub(crate) fn at(&self, uniform: f64) -> f64 {
        let (low, high, along) = self.around(uniform);
        low + (high - low) * along
    }

    /// With straight lines in the logarithm.
    pub(crate) fn at_in_powers(&self, uniform: f64) -> f64 {
        let (low, high, along) = self.around(uniform);
        low * libm::pow(high / low, along)
    }

    /// The uniform number at which this is drawn, in straight lines.
    pub(crate) fn rank(&self, value: f64) -> f64 {
        let above = self.0.partition_point(|&(_, at)| at <= value).clamp(1, N - 1);
        let ((from, low), (to, high)) = (self.0[above - 1], self.0[above]);
        from + (to - from) * ((value - low) / (high - low)).clamp(0.0, 1.0)
    }

    fn around(&self, uniform: f64) -> (f64, f64, f64) {
        let above = self.0.partition_point(|&(share, _)| share <= uniform).clamp(1, N - 1);
        let ((from, low), (to, high)) = (self.0[above - 1], self.0[above]);
        (low, high, ((uniform - from) / (to - from)).clamp(0.0, 1.0))
    }
}
