//! How components act on each other, as functions of numbers: every layout of the state uses these, so that their bits agree.

use std::ops::Range;

use crate::Plant;

impl Plant {
    /// What a pump carries away from a stack, W.
    #[inline]
    pub(crate) fn cooled(&self, flow: f64, stack_t: f64) -> f64 {
        flow * (self.design.cooling.effect * (stack_t - self.design.site.ambient))
    }

    /// What a pump is asked for, m3/s.
    #[inline]
    pub(crate) fn flow_wanted(&self, stack_t: f64) -> f64 {
        let cooling = &self.design.cooling;
        keep(cooling.per_kelvin * (stack_t - cooling.above), cooling.most)
    }

    /// What a pump takes, W.
    #[inline]
    pub(crate) fn pumping(&self, flow: f64) -> f64 {
        self.pump.power(flow, self.design.cooling.pressure)
    }

    /// What a train draws from a tank of this pressure, kg/s.
    #[inline]
    pub(crate) fn draw(&self, pressure: f64) -> f64 {
        let draw = &self.design.draw;
        keep(draw.most * ((pressure - draw.from) / (draw.to - draw.from)), draw.most)
    }

    /// What each high-pressure tank is asked for, kg/s.
    #[inline]
    pub(crate) fn demand_of_tank(&self) -> f64 {
        self.design.demand / (self.count.trains * self.count.high_tanks) as f64
    }

    /// What each low-pressure tank of a line gets, kg/s.
    #[inline]
    pub(crate) fn inflow_of_tank(&self, hydrogen: f64) -> f64 {
        hydrogen / self.count.trains as f64
    }

    /// Where the tanks lie that a train fills.
    #[inline]
    pub(crate) fn highs_of(&self, train: usize) -> Range<usize> {
        train * self.count.high_tanks..(train + 1) * self.count.high_tanks
    }

    /// Where the coolers of a train lie, and its stages.
    #[inline]
    pub(crate) fn coolers_of(&self, train: usize) -> Range<usize> {
        train * self.count.stages..(train + 1) * self.count.stages
    }
}

/// Between zero and `most`; NaN stays NaN.
#[inline]
fn keep(value: f64, most: f64) -> f64 {
    if value < 0.0 {
        0.0
    } else if value > most {
        most
    } else {
        value
    }
}
