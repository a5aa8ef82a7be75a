//! Groups, their stacks and their pumps.

use plant_steps::{PemState, Solver};

use super::{Boxes, Bus, Component, Properties};
use crate::{
    Plant,
    columns::Part,
    place::{Kind, Place},
    trouble::{Cause, Trouble},
};

pub(super) fn boxes<G: 'static, S: Solver + Default + 'static>(plant: &Plant) -> Boxes<G> {
    let all = || 0..plant.count.all_groups();
    let groups = all().map(|index| {
        let group = GroupObject { index, state: PemState::NEW, solver: S::default() };
        Box::new(group) as Box<dyn Component<G>>
    });
    let stacks = all().map(|index| Box::new(StackObject { index, t: 0.0 }) as Box<dyn Component<G>>);
    let pumps = all().map(|index| Box::new(PumpObject { index, flow: 0.0 }) as Box<dyn Component<G>>);
    groups.chain(stacks).chain(pumps).collect()
}

struct GroupObject<S> {
    index: usize,
    state: PemState,
    solver: S,
}

impl<G, S: Solver> Component<G> for GroupObject<S> {
    fn step(&mut self, plant: &Plant, _gas: &Properties<G>, bus: &mut Bus) -> Result<(), Trouble> {
        let offered = bus.offered[self.index % plant.count.groups];
        let t = bus.stack_t[self.index];
        let step = plant.group.step_by(&mut self.state, offered, t, &self.solver);
        if !step.voltage.is_finite() {
            let place = Place { kind: Kind::Group, index: self.index };
            let cause = Cause::NotANumber { what: "the voltage of a cell in V", value: step.voltage };
            return Err(Trouble { place, cause });
        }
        bus.groups.made(self.index, &step);
        Ok(())
    }

    fn state(&self, row: &mut Vec<f64>) {
        let PemState { voltage, hours, stops, .. } = self.state;
        row.extend([f64::from(crate::mode_code::code_of(self.state.mode)), voltage, hours, f64::from(stops)]);
    }

    fn copy_out(&self, columns: &mut Part<1>) {
        columns.groups.keep(self.index, &self.state);
    }

    fn copy_back(&mut self, columns: &Part<1>) {
        self.state = columns.groups.state(self.index);
    }
}

struct StackObject {
    index: usize,
    t: f64,
}

impl<G> Component<G> for StackObject {
    fn step(&mut self, plant: &Plant, _gas: &Properties<G>, bus: &mut Bus) -> Result<(), Trouble> {
        let k = self.index;
        let cooled = plant.cooled(bus.flow[k], self.t);
        let heat = bus.groups.heat[k] - cooled;
        let warmed = plant.stack.step.advance(self.t, heat, plant.design.site.ambient);
        self.t = warmed.t;
        bus.stack_t[k] = warmed.t;
        let out = &mut bus.groups;
        (out.cooled[k], out.lost[k], out.clamped[k]) = (cooled, warmed.loss, warmed.clamped);
        Ok(())
    }

    fn state(&self, row: &mut Vec<f64>) {
        row.push(self.t);
    }

    fn copy_out(&self, columns: &mut Part<1>) {
        columns.groups.stack_t_mut()[self.index] = self.t;
    }

    fn copy_back(&mut self, columns: &Part<1>) {
        self.t = columns.groups.stack_t()[self.index];
    }
}

struct PumpObject {
    index: usize,
    flow: f64,
}

impl<G> Component<G> for PumpObject {
    fn step(&mut self, plant: &Plant, _gas: &Properties<G>, bus: &mut Bus) -> Result<(), Trouble> {
        let wanted = plant.flow_wanted(bus.stack_t[self.index]);
        self.flow = plant.pump_step.advance(self.flow, wanted);
        bus.flow[self.index] = self.flow;
        bus.groups.pumping[self.index] = plant.pumping(self.flow);
        Ok(())
    }

    fn state(&self, row: &mut Vec<f64>) {
        row.push(self.flow);
    }

    fn copy_out(&self, columns: &mut Part<1>) {
        columns.groups.flow_mut()[self.index] = self.flow;
    }

    fn copy_back(&mut self, columns: &Part<1>) {
        self.flow = columns.groups.flow()[self.index];
    }
}
