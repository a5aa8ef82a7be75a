//! Pumps and valves: a flow that follows its set point with a lag, and what it costs to drive it.

use crate::{
    BadQuantity, TimeStep,
    quantity::{Must, check},
    thermal::decay,
};

/// How slowly a flow follows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lag(f64);

impl Lag {
    /// With this time constant.
    pub fn seconds(seconds: f64) -> Result<Self, BadQuantity> {
        check(&[("the time constant in s", seconds, Must::Positive)])?;
        Ok(Self(seconds))
    }
}

/// A step of one flow, prepared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlowStep {
    /// Which share of the way to its set point a flow goes.
    share: f64,
}

impl FlowStep {
    /// The exact solution: never more than the whole way.
    pub fn exact(lag: Lag, dt: TimeStep) -> Self {
        let x = dt.get() / lag.0;
        Self { share: x * decay(x) }
    }

    /// Euler's: beyond twice the time constant every step is farther off than the one before.
    pub fn euler(lag: Lag, dt: TimeStep) -> Self {
        Self { share: dt.get() / lag.0 }
    }

    /// Which share of the way to its set point a flow goes.
    pub fn share(self) -> f64 {
        self.share
    }

    /// From `flow` towards `set`.
    #[inline]
    pub fn advance(self, flow: f64, set: f64) -> f64 {
        flow + (set - flow) * self.share
    }
}

/// One exact step of a flow towards its set point.
pub fn flow_exact(lag: Lag, dt: TimeStep, flow: f64, set: f64) -> f64 {
    FlowStep::exact(lag, dt).advance(flow, set)
}

/// Euler's step of a flow towards its set point.
pub fn flow_euler(lag: Lag, dt: TimeStep, flow: f64, set: f64) -> f64 {
    FlowStep::euler(lag, dt).advance(flow, set)
}

/// Flows as columns, prepared.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowColumns {
    pub(crate) share: Vec<f64>,
}

impl FlowColumns {
    /// Of prepared steps.
    pub fn new(steps: &[FlowStep]) -> Self {
        Self { share: steps.iter().map(|step| step.share).collect() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.share.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.share.is_empty()
    }
}

/// One step of every flow, with the bits of [`FlowStep::advance`].
///
/// # Panics
/// Where a column is not as long as there are flows.
pub fn flow_batch(steps: &FlowColumns, set: &[f64], flow: &mut [f64]) {
    assert_eq!(set.len(), steps.len(), "set has one item for each flow");
    assert_eq!(flow.len(), steps.len(), "flow has one item for each of them");
    for ((flow, &set), &share) in flow.iter_mut().zip(set).zip(&steps.share) {
        *flow = FlowStep { share }.advance(*flow, set);
    }
}

/// A pump that works with one efficiency at every flow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pump {
    efficiency: f64,
}

impl Pump {
    /// With this share of its power going into the flow.
    pub fn new(efficiency: f64) -> Result<Self, BadQuantity> {
        check(&[("the efficiency of a pump", efficiency, Must::Share)])?;
        Ok(Self { efficiency })
    }

    /// W for a flow in m3/s against a pressure in Pa.
    #[inline]
    pub fn power(self, flow: f64, pressure: f64) -> f64 {
        pressure * flow / self.efficiency
    }
}
