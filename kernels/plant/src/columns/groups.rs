//! PEM groups with their stacks and pumps.

use std::ops::Range;

use plant_steps::{FlowStep, PemState, solve_current_batch};

use super::padded;
use crate::{
    Plant,
    mode_code::{code_of, mode_of},
    outcomes::GroupOutcomes,
    place::{Kind, Place},
    trouble::{Cause, Trouble},
};

/// Columns of groups; the state first, then what only lasts for a step.
#[derive(Clone, Debug)]
pub(crate) struct Groups<const W: usize> {
    /// Which groups of the plant.
    pub(crate) range: Range<usize>,
    pub(crate) mode: Vec<u32>,
    pub(crate) stops: Vec<u32>,
    pub(crate) voltage: Vec<f64>,
    pub(crate) hours: Vec<f64>,
    stack_t: Vec<f64>,
    flow: Vec<f64>,
    worn: Vec<f64>,
    density: Vec<f64>,
    current: Vec<f64>,
    heat: Vec<f64>,
    pub(crate) outcomes: GroupOutcomes,
}

impl<const W: usize> Groups<W> {
    pub(super) fn new(plant: &Plant, range: Range<usize>) -> Self {
        let (count, blocks) = (range.len(), padded::<W>(range.len()));
        Self {
            range,
            mode: vec![code_of(PemState::NEW.mode); count],
            stops: vec![0; count],
            voltage: vec![0.0; count],
            hours: vec![0.0; count],
            stack_t: vec![plant.design.site.ambient; blocks],
            flow: vec![0.0; blocks],
            worn: vec![0.0; count],
            density: vec![0.0; count],
            current: vec![0.0; count],
            heat: vec![0.0; blocks],
            outcomes: GroupOutcomes::new(count, blocks),
        }
    }

    pub(crate) fn stack_t(&self) -> &[f64] {
        &self.stack_t[..self.len()]
    }

    pub(crate) fn flow(&self) -> &[f64] {
        &self.flow[..self.len()]
    }

    pub(crate) fn stack_t_mut(&mut self) -> &mut [f64] {
        &mut self.stack_t
    }

    pub(crate) fn flow_mut(&mut self) -> &mut [f64] {
        &mut self.flow
    }

    fn len(&self) -> usize {
        self.range.len()
    }

    pub(super) fn step(&mut self, plant: &Plant, offered: &[u32]) -> Result<(), Trouble> {
        self.cells(plant, offered)?;
        self.stacks(plant);
        self.pumps(plant);
        Ok(())
    }

    /// Switches, solves for all currents side by side, and says what came of it. Where a group does not run it takes no power, for
    /// which the current is zero.
    fn cells(&mut self, plant: &Plant, offered: &[u32]) -> Result<(), Trouble> {
        let in_line = plant.count.groups;
        let mut any = false;
        for k in 0..self.len() {
            let mut state = self.state(k);
            let power = plant.group.switch(&mut state, offered[(self.range.start + k) % in_line]);
            self.keep(k, &state);
            self.worn[k] = plant.group.worn(&state);
            self.density[k] = f64::from(power) / plant.group.area();
            self.outcomes.power[k] = power;
            any |= power > 0;
        }
        let count = self.len();
        if any {
            let t = &self.stack_t[..count];
            let cell = plant.group.cell();
            solve_current_batch(cell, t, &self.worn, &self.density, &mut self.voltage, &mut self.current);
        }
        for k in 0..count {
            let (power, voltage) = (self.outcomes.power[k], self.voltage[k]);
            if any && !voltage.is_finite() {
                let place = Place { kind: Kind::Group, index: self.range.start + k };
                let cause = Cause::NotANumber { what: "the voltage of a cell in V", value: voltage };
                return Err(Trouble { place, cause });
            }
            let mut state = self.state(k);
            let offered = offered[(self.range.start + k) % in_line];
            let step = plant.group.outcome(&mut state, offered, power, self.current[k], voltage);
            self.keep(k, &state);
            self.outcomes.made(k, &step);
        }
        Ok(())
    }

    /// What comes in, what pumps carry away, and the rest is warmth.
    fn stacks(&mut self, plant: &Plant) {
        let ambient = plant.design.site.ambient;
        let out = &mut self.outcomes;
        let cooled = out.cooled.as_chunks_mut::<W>().0;
        let heat = self.heat.as_chunks_mut::<W>().0;
        let (flow, made) = (self.flow.as_chunks::<W>().0, out.heat.as_chunks::<W>().0);
        let t = self.stack_t.as_chunks_mut::<W>().0;
        let (lost, clamped) = (out.lost.as_chunks_mut::<W>().0, out.clamped.as_chunks_mut::<W>().0);
        for block in 0..t.len() {
            for lane in 0..W {
                cooled[block][lane] = plant.cooled(flow[block][lane], t[block][lane]);
                heat[block][lane] = made[block][lane] - cooled[block][lane];
                let warmed = plant.stack.step.advance(t[block][lane], heat[block][lane], ambient);
                t[block][lane] = warmed.t;
                lost[block][lane] = warmed.loss;
                clamped[block][lane] = warmed.clamped;
            }
        }
    }

    fn pumps(&mut self, plant: &Plant) {
        let step: FlowStep = plant.pump_step;
        let flow = self.flow.as_chunks_mut::<W>().0;
        let t = self.stack_t.as_chunks::<W>().0;
        let pumping = self.outcomes.pumping.as_chunks_mut::<W>().0;
        for block in 0..flow.len() {
            for lane in 0..W {
                flow[block][lane] = step.advance(flow[block][lane], plant.flow_wanted(t[block][lane]));
                pumping[block][lane] = plant.pumping(flow[block][lane]);
            }
        }
    }

    #[inline]
    pub(crate) fn state(&self, k: usize) -> PemState {
        let [voltage, hours] = [self.voltage[k], self.hours[k]];
        PemState { mode: mode_of(self.mode[k]), voltage, hours, stops: self.stops[k] }
    }

    #[inline]
    pub(crate) fn keep(&mut self, k: usize, state: &PemState) {
        self.mode[k] = code_of(state.mode);
        self.voltage[k] = state.voltage;
        self.hours[k] = state.hours;
        self.stops[k] = state.stops;
    }
}
