//! Pumps and valves, as columns: Euler beside the exact step.

use plant_steps::{FlowColumns, FlowStep, Lag, TimeStep, flow_batch};

use crate::{
    components::{Components, step},
    machine::Machine,
};

pub(crate) struct Flows {
    steps_of: FlowColumns,
    set: Vec<Vec<f64>>,
    flow: Vec<f64>,
    steps: usize,
}

impl Flows {
    pub(crate) fn new(components: &Components, prepare: fn(Lag, TimeStep) -> FlowStep) -> Self {
        let steps_of: Vec<FlowStep> = components.lags().map(|lag| prepare(lag, step())).collect();
        Self {
            steps_of: FlowColumns::new(&steps_of),
            set: components.inputs.to_vec(),
            flow: components.states.clone(),
            steps: components.size.steps,
        }
    }
}

impl Machine for Flows {
    fn go(&mut self) {
        for set in self.set.iter().cycle().take(self.steps) {
            flow_batch(&self.steps_of, set, &mut self.flow);
        }
    }

    fn states(&self) -> Vec<f64> {
        self.flow.clone()
    }
}
