//! Groups, stacks and pumps in f32, in the order of the kernels' WGSL.

use plant_steps::{COLD_STEPS, PemState, ThermalStep, WARM_STEPS, hydrogen};

use super::{Rounded, watts};
use crate::{
    Plant,
    place::{Kind, Place},
    trouble::{Cause, Trouble},
};

/// What a plant is made of, rounded once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    cell: [f32; 9],
    area: f32,
    worn_by_step: f32,
    worn_by_stop: f32,
    stack: Thermal,
    share: f32,
    effect: f32,
    per_kelvin: f32,
    above: f32,
    most: f32,
    pumping: f32,
}

/// A thermal mass.
#[derive(Clone, Copy, Debug)]
pub(super) struct Thermal {
    numbers: [f32; 4],
    limits: [f32; 2],
    ambient: f32,
}

impl Thermal {
    pub(super) fn of(plant: &Plant, step: &ThermalStep) -> Self {
        let numbers = step.numbers().map(|number| number as f32);
        let limits = step.limits().map(|limit| limit as f32);
        Self { numbers, limits, ambient: plant.design.site.ambient as f32 }
    }

    /// Temperature, loss and clamped heat, as `ThermalStep::advance`.
    pub(super) fn advance(&self, t: f32, heat: f32) -> [f32; 3] {
        let [gain, mean_gain, conductance, watts_per_kelvin] = self.numbers;
        let flow = heat - conductance * (t - self.ambient);
        let free = t + flow * gain;
        let [least, most] = self.limits;
        let kept = if free < least {
            least
        } else if free > most {
            most
        } else {
            free
        };
        let loss = conductance * (t + flow * mean_gain - self.ambient);
        [kept, loss, (free - kept) * watts_per_kelvin]
    }
}

impl Numbers {
    pub(super) fn of(plant: &Plant) -> Self {
        let (cooling, wear) = (&plant.design.cooling, &plant.design.pem.wear);
        Self {
            cell: plant.group.cell().numbers().map(|number| number as f32),
            area: plant.group.area() as f32,
            worn_by_step: (wear.per_hour * plant.dt.get() / 3600.0) as f32,
            worn_by_stop: wear.per_stop as f32,
            stack: Thermal::of(plant, &plant.stack.step),
            share: plant.pump_step.share() as f32,
            effect: cooling.effect as f32,
            per_kelvin: cooling.per_kelvin as f32,
            above: cooling.above as f32,
            most: cooling.most as f32,
            pumping: plant.pumping(1.0) as f32,
        }
    }
}

/// Voltage by current at one temperature.
struct Polarisation {
    open: f32,
    resistance: f32,
    volts: [f32; 2],
    per_ampere: [f32; 2],
}

impl Polarisation {
    fn at(cell: &[f32; 9], t: f32, worn: f32) -> Self {
        let [v, v_by_t, p_hydrogen, p_oxygen, exchange_a, exchange_c, act_a, act_c, gas] = *cell;
        let water = libm::expf(std::f32::consts::LN_10 * (8.071_31 - 1730.63 / (233.426 + (t - 273.15))))
            * (133.322 / 101_325.0);
        let nernst = 0.5 * gas * t * libm::logf((p_hydrogen - water) * (p_oxygen - water).sqrt());
        let from_there = (t - 353.15) / (t * 353.15);
        let exchange = [(exchange_a, act_a), (exchange_c, act_c)]
            .map(|(exchange, activation)| exchange * libm::expf(activation * from_there));
        let content = (0.016 * t - 2.895_56 + 1.625) / 0.1875;
        let conductivity =
            (0.005_139 * content - 0.003_26) * libm::expf(1268.0 * ((t - 303.0) / (303.0 * t)));
        Self {
            open: v + v_by_t * (t - 298.15) + nernst + worn,
            resistance: 0.0077 / conductivity,
            volts: [2.0, 0.5].map(|transfer| gas * t / transfer),
            per_ampere: exchange.map(|exchange| 0.5 / exchange),
        }
    }

    fn voltage_and_slope(&self, current: f32) -> [f32; 2] {
        let [anode, cathode] = [0, 1].map(|side| {
            let x = current * self.per_ampere[side];
            let root = (x * x + 1.0).sqrt();
            let activation = self.volts[side] * libm::logf(x + root);
            (activation, self.volts[side] * self.per_ampere[side] / root)
        });
        let voltage = self.open + anode.0 + cathode.0 + current * self.resistance;
        [voltage, anode.1 + cathode.1 + self.resistance]
    }

    fn current(&self, power: f32, before: f32) -> f32 {
        let (from, steps) = if before > 0.0 { (before, WARM_STEPS) } else { (self.open, COLD_STEPS) };
        let mut current = power / from;
        for _ in 0..steps {
            let [voltage, slope] = self.voltage_and_slope(current);
            current -= (current * voltage - power) / (voltage + current * slope);
        }
        current
    }
}

impl Rounded {
    pub(super) fn cells(&mut self, plant: &Plant, offered: &[u32]) -> Result<(), Trouble> {
        let numbers = self.numbers;
        for k in 0..self.modes.len() {
            // Only integers of this state are used.
            let state: &mut PemState = &mut self.modes[k];
            let power = plant.group.switch(state, offered[k % plant.count.groups]);
            let out = &mut self.groups;
            out.power[k] = power;
            if power == 0 {
                self.voltage[k] = 0.0;
                (out.hydrogen[k], out.heat[k], out.crossover[k]) = (0.0, 0.0, 0.0);
                continue;
            }
            let worn = numbers.worn_by_step * self.ran[k] as f32 + numbers.worn_by_stop * state.stops as f32;
            let cell = Polarisation::at(&numbers.cell, self.stack_t[k], worn);
            let current = cell.current(power as f32 / numbers.area, self.voltage[k]);
            let [voltage, _] = cell.voltage_and_slope(current);
            if !voltage.is_finite() {
                let value = f64::from(voltage);
                let cause = Cause::NotANumber { what: "the voltage of a cell in V", value };
                return Err(Trouble { place: Place { kind: Kind::Group, index: k }, cause });
            }
            (self.voltage[k], self.ran[k]) = (voltage, self.ran[k] + 1);
            let amperes = numbers.area * current;
            let squared = 1e6 * current * current;
            let arrives = squared / (250.0 + squared) * 0.9909;
            let kilograms_an_ampere = (hydrogen::MOLAR_MASS / (2.0 * hydrogen::FARADAY)) as f32;
            let neutral = hydrogen::THERMONEUTRAL as f32;
            let made = arrives * amperes * kilograms_an_ampere * 60.0;
            out.hydrogen[k] = super::kilograms(made) / 60.0;
            out.heat[k] = watts(amperes * (voltage - neutral));
            out.crossover[k] = watts((1.0 - arrives) * amperes * neutral);
        }
        Ok(())
    }

    pub(super) fn stacks_and_pumps(&mut self) {
        let numbers = self.numbers;
        let out = &mut self.groups;
        for k in 0..self.stack_t.len() {
            let t = self.stack_t[k];
            let cooled = self.flow[k] * (numbers.effect * (t - numbers.stack.ambient));
            let [t, lost, clamped] = numbers.stack.advance(t, out.heat[k] as f32 - cooled);
            self.stack_t[k] = t;
            let wanted = (numbers.per_kelvin * (t - numbers.above)).clamp(0.0, numbers.most);
            self.flow[k] += (wanted - self.flow[k]) * numbers.share;
            out.pumping[k] = watts(numbers.pumping * self.flow[k]);
            (out.cooled[k], out.lost[k], out.clamped[k]) = (watts(cooled), watts(lost), watts(clamped));
        }
    }
}
