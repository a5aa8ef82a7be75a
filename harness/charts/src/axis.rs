//! From numbers to places: linear or by factors, with ticks at round numbers.

/// How places follow from numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Equal differences are equally far apart.
    Linear,
    /// Equal factors are; only what is above zero has a place.
    Factors,
}

/// One side of a picture.
#[derive(Clone, Copy)]
pub struct Axis<'a> {
    /// What is shown along it.
    pub words: &'a str,
    /// How.
    pub scale: Scale,
    /// A value in words.
    pub tick: &'a dyn Fn(f64) -> String,
}

impl Axis<'_> {
    /// Can this number be drawn on it?
    pub(crate) fn holds(&self, value: f64) -> bool {
        value.is_finite() && (self.scale == Scale::Linear || value > 0.0)
    }
}

/// The places of all numbers between two, along so many pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    scale: Scale,
    /// On the scale: the logarithm where it goes by factors.
    low: f64,
    high: f64,
    from: i32,
    to: i32,
}

impl Span {
    /// Of these values and a little more on both sides. `None` without a value.
    pub(crate) fn over(values: impl Iterator<Item = f64>, scale: Scale, from: i32, to: i32) -> Option<Self> {
        let on_scale = values.map(|value| if scale == Scale::Factors { value.log10() } else { value });
        let (low, high) = on_scale
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        if low > high {
            return None;
        }
        // One value alone has no width; a tenth of it, or a tenth of a factor of ten, gives it one.
        let alone = if scale == Scale::Factors { 0.1 } else { (low.abs() * 0.1).max(1e-12) };
        let around = if high > low { (high - low) * 0.05 } else { alone };
        Some(Self { scale, low: low - around, high: high + around, from, to })
    }

    /// The same, but from zero where nothing is below it.
    pub(crate) fn from_zero(
        values: impl Iterator<Item = f64> + Clone,
        scale: Scale,
        from: i32,
        to: i32,
    ) -> Option<Self> {
        let is_below = values.clone().any(|value| value < 0.0);
        let span = Self::over(values, scale, from, to)?;
        Some(if scale == Scale::Linear && !is_below { Self { low: 0.0, ..span } } else { span })
    }

    pub(crate) fn place(&self, value: f64) -> i32 {
        let value = if self.scale == Scale::Factors { value.log10() } else { value };
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.from + (share * f64::from(self.to - self.from)).round() as i32
    }

    /// Round numbers within it, about so many.
    pub(crate) fn ticks(&self, about: usize) -> Vec<f64> {
        match self.scale {
            Scale::Linear => round_numbers(self.low, self.high, about),
            Scale::Factors => {
                // Beyond these, powers of ten are no numbers any more.
                let (low, high) = (10_f64.powf(self.low.max(-300.0)), 10_f64.powf(self.high.min(300.0)));
                let by = |steps: &[f64]| powers(low, high, steps);
                // The finest of these that is not too many; a narrow range has too few of them all.
                let candidates =
                    [by(&[1.0, 2.0, 3.0, 5.0, 7.0]), by(&[1.0, 2.0, 5.0]), by(&[1.0, 3.0]), by(&[1.0])];
                let fits = |ticks: &Vec<f64>| ticks.len() >= 3 && ticks.len() <= about + 2;
                candidates.iter().find(|ticks| fits(ticks)).cloned().unwrap_or_else(|| {
                    let decades = &candidates[3];
                    if decades.len() > about {
                        decades.iter().copied().step_by(decades.len().div_ceil(about)).collect()
                    } else {
                        round_numbers(low, high, about)
                    }
                })
            }
        }
    }
}

/// 1, 2 or 5 times a power of ten apart.
fn round_numbers(low: f64, high: f64, about: usize) -> Vec<f64> {
    let rough = (high - low) / about.max(1) as f64;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|step| step * power).into_iter().find(|step| *step >= rough);
    let step = step.unwrap_or(10.0 * power);
    let first = (low / step).ceil() as i64;
    let last = (high / step).floor() as i64;
    // Whole multiples, divided where the step is below one: 3 * 0.1 is not 0.3, 3 / 10 is.
    (first..=last)
        .map(|place| if step < 1.0 { place as f64 / (1.0 / step).round() } else { place as f64 * step })
        .collect()
}

fn powers(low: f64, high: f64, steps: &[f64]) -> Vec<f64> {
    let decades = low.log10().floor() as i32..=high.log10().ceil() as i32;
    decades
        .flat_map(|power| {
            steps.iter().map(
                move |step| {
                    if power < 0 { step / 10_f64.powi(-power) } else { step * 10_f64.powi(power) }
                },
            )
        })
        .filter(|tick| (low..=high).contains(tick))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Scale, Span};

    fn ticks(values: &[f64], scale: Scale) -> Vec<f64> {
        Span::over(values.iter().copied(), scale, 0, 100).unwrap().ticks(6)
    }

    #[test]
    fn ticks_are_round_numbers_inside_the_span() {
        assert_eq!(ticks(&[0.0, 1.0], Scale::Linear), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(ticks(&[1.0, 1000.0], Scale::Factors), [1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0]);
        assert_eq!(ticks(&[1.0, 1e12], Scale::Factors), [1.0, 1e3, 1e6, 1e9, 1e12]);
        assert_eq!(ticks(&[1.02, 1.05], Scale::Factors), [1.02, 1.03, 1.04, 1.05]);
    }

    #[test]
    fn one_value_alone_stands_in_the_middle() {
        for scale in [Scale::Linear, Scale::Factors] {
            let span = Span::over([7.0].into_iter(), scale, 0, 100).unwrap();
            assert_eq!(span.place(7.0), 50);
        }
        assert!(Span::over(std::iter::empty(), Scale::Linear, 0, 1).is_none());
    }
}
