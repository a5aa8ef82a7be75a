//! What a kernel is told about a plant, as constants of its source.

use std::fmt::{Display, Write as _};

use plant_steps::{
    Cell,
    hydrogen::{FARADAY, MOLAR_MASS, THERMONEUTRAL},
};

use super::slots::{DENSITY_STEPS, EXACT, STAGE_STEPS, Slots, TROUBLE_NUMBERS};
use crate::{
    Account, Plant,
    accounts::OXYGEN,
    plant::{DT, Mass},
};

/// How constants are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// In f32.
    Wgsl,
    /// In whatever `real` is.
    Cuda,
}

/// Lines of constants.
pub(super) struct Header {
    language: Language,
    pub(super) text: String,
}

impl Header {
    /// Of all counts, slots and numbers of a plant.
    pub(super) fn of(plant: &Plant, language: Language) -> Self {
        let mut header = Self { language, text: String::new() };
        header.counts(plant);
        header.slots(Slots { count: plant.count });
        header.electrolyzers(plant);
        header.trains(plant);
        header
    }

    fn counts(&mut self, plant: &Plant) {
        let count = plant.count;
        for (name, number) in [
            ("LINES", count.lines),
            ("GROUPS", count.groups),
            ("MODULES", count.modules),
            ("TRAINS", count.trains),
            ("STAGES", count.stages),
            ("HIGHS", count.high_tanks),
        ] {
            self.word(name, number as u32);
        }
        for (name, word) in [
            ("OFF", 0),
            ("RUNNING", 1),
            ("INFINITE", f32::INFINITY.to_bits()),
            ("DENSITY_STEPS", DENSITY_STEPS),
            ("STAGE_STEPS", STAGE_STEPS),
            ("GROUP", crate::Kind::Group as u32),
            ("LOW_TANK", crate::Kind::LowTank as u32),
            ("STAGE", crate::Kind::Stage as u32),
            ("HIGH_TANK", crate::Kind::HighTank as u32),
        ] {
            self.word(name, word);
        }
    }

    fn slots(&mut self, slots: Slots) {
        let (words, numbers) = (slots.words(), slots.numbers());
        let accounts = Account::ALL.len();
        // In WGSL all slots are words of one buffer, and a sum has two.
        let (numbers_at, masses_at, sums_at) = match self.language {
            Language::Wgsl => {
                let masses_at = words + numbers;
                (words + TROUBLE_NUMBERS, masses_at, masses_at + 2 * slots.masses())
            }
            Language::Cuda => (TROUBLE_NUMBERS, 0, slots.masses()),
        };
        for (name, number) in [
            ("LINE_WORDS", slots.line_words()),
            ("LINE_NUMBERS", slots.line_numbers()),
            ("TRAIN_NUMBERS", slots.train_numbers()),
            ("DECISIONS", slots.decisions()),
            ("DONE", slots.done()),
            ("TROUBLE", slots.trouble()),
            ("NUMBERS_AT", numbers_at),
            ("MASSES_AT", masses_at),
            ("SUMS_AT", sums_at),
            ("ACCOUNTS", accounts),
            ("SUMS", accounts + EXACT),
            ("SLOTS", sums_at + 2 * (accounts + EXACT)),
            ("WORDS", words),
            ("NUMBERS", numbers),
            ("AMOUNTS", slots.amounts()),
            ("AVAILABLE", accounts),
            ("CURTAILED", accounts + 1),
            ("PEM", accounts + 2),
            ("MODULE_POWER", accounts + 3),
            ("FIRST_OF_MASS", Account::PemHydrogen as usize),
        ] {
            self.word(name, number as u32);
        }
        for account in Account::ALL {
            self.word(&shouted(&format!("{account:?}")), account as u32);
        }
    }

    fn electrolyzers(&mut self, plant: &Plant) {
        let (modules_of_parts, least_of_group, price_limit) = plant.dispatch.numbers();
        self.word("MODULES_OF_PARTS", modules_of_parts);
        self.word("LEAST_OF_GROUP", least_of_group);
        self.word("MOST_OF_GROUP", plant.group.most_power());
        self.word("STARTUP_STEPS", plant.group.startup_steps());
        self.whole("PRICE_LIMIT", price_limit);
        let words = plant.soec.as_ref().map_or([1; 4], plant_steps::Soec::words);
        for (name, word) in ["MODULE_RATED", "MODULE_FIRST", "MODULE_RAMP", "LEAD_STEPS"].iter().zip(words) {
            self.word(name, word);
        }
        let design = &plant.design;
        let cooling = &design.cooling;
        for (name, number) in [
            ("DT", DT),
            ("AMBIENT", design.site.ambient),
            ("AREA", plant.group.area()),
            ("WORN_PER_STEP", design.pem.wear.per_hour * (DT / 3600.0)),
            ("WORN_PER_STOP", design.pem.wear.per_stop),
            ("THERMONEUTRAL", THERMONEUTRAL),
            ("KG_PER_COULOMB", MOLAR_MASS / (2.0 * FARADAY)),
            ("OXYGEN_PER_KG", OXYGEN / (2.0 * MOLAR_MASS)),
            ("WATER_PER_KG", (MOLAR_MASS + 0.5 * OXYGEN) / MOLAR_MASS),
            ("JOULES_PER_KG", design.soec.kwh_per_kg * 3.6e6),
            ("STEAM_PER_KG", design.soec.steam_per_kg),
            ("STEAM_ENTHALPY", design.soec.steam_enthalpy),
            ("COOLING_EFFECT", cooling.effect),
            ("COOLING_PER_KELVIN", cooling.per_kelvin),
            ("COOLING_ABOVE", cooling.above),
            ("COOLING_MOST", cooling.most),
            ("COOLING_PRESSURE", cooling.pressure),
            ("PUMP_EFFICIENCY", cooling.efficiency),
            ("PUMP_SHARE", plant.pump_step.share()),
            ("BOILS_AT", boils_at(plant.group.cell())),
        ] {
            self.number(name, number);
        }
        let [a, b, c, d, e, f, g, h, last] = plant.group.cell().numbers().map(|number| self.literal(number));
        let pairs = [[a, b], [c, d], [e, f], [g, h]];
        let parts = pairs.map(|[first, second]| match self.language {
            Language::Wgsl => format!("vec2<f32>({first}, {second})"),
            Language::Cuda => format!("{{{first}, {second}}}"),
        });
        self.structure("CELL", "Cell", parts.into_iter().chain([last]));
        self.mass("STACK", &plant.stack);
    }

    fn trains(&mut self, plant: &Plant) {
        let design = &plant.design;
        for (name, number) in [
            ("DELIVERED_AT", design.delivered_at),
            ("EFFICIENCY", design.efficiency),
            ("DEMAND_OF_TANK", plant.demand_of_tank()),
            ("DRAW_MOST", design.draw.most),
            ("DRAW_FROM", design.draw.from),
            ("DRAW_TO", design.draw.to),
            ("LOW_VOLUME", design.low.volume),
            ("LOW_LEAST", design.low.pressures.0),
            ("LOW_MOST", design.low.pressures.1),
            ("HIGH_VOLUME", design.high.volume),
            ("HIGH_LEAST", design.high.pressures.0),
            ("HIGH_MOST", design.high.pressures.1),
        ] {
            self.number(name, number);
        }
        self.mass("COOLER", &plant.cooler);
        self.mass("LOW_WALL", &plant.low_wall);
        self.mass("HIGH_WALL", &plant.high_wall);
    }

    fn mass(&mut self, name: &str, mass: &Mass) {
        let numbers = mass.step.numbers().into_iter().chain(mass.step.limits());
        let numbers: Vec<String> = numbers.map(|number| self.literal(number)).collect();
        self.structure(name, "Mass", numbers);
    }

    pub(super) fn word(&mut self, name: &str, word: u32) {
        match self.language {
            Language::Wgsl => self.line(format_args!("const {name}: u32 = {word}u;")),
            Language::Cuda => self.line(format_args!("constexpr unsigned int {name} = {word}u;")),
        }
    }

    fn whole(&mut self, name: &str, whole: i32) {
        match self.language {
            Language::Wgsl => self.line(format_args!("const {name}: i32 = {whole};")),
            Language::Cuda => self.line(format_args!("constexpr int {name} = {whole};")),
        }
    }

    pub(super) fn number(&mut self, name: &str, number: f64) {
        let literal = self.literal(number);
        match self.language {
            Language::Wgsl => self.line(format_args!("const {name}: f32 = {literal};")),
            Language::Cuda => self.line(format_args!("constexpr real {name} = {literal};")),
        }
    }

    /// In CUDA a macro: the type is declared behind it.
    pub(super) fn structure(&mut self, name: &str, of: &str, parts: impl IntoIterator<Item = String>) {
        let parts = parts.into_iter().collect::<Vec<_>>().join(", ");
        match self.language {
            Language::Wgsl => self.line(format_args!("const {name} = {of}({parts});")),
            Language::Cuda => self.line(format_args!("#define {name} ({of}{{{parts}}})")),
        }
    }

    /// Digits enough to be read back as the same bits.
    pub(super) fn literal(&self, number: f64) -> String {
        match self.language {
            Language::Wgsl => format!("{:e}f", number as f32),
            // Floating point in C also where the digits are those of an integer.
            Language::Cuda => format!("real({number:e})"),
        }
    }

    fn line(&mut self, line: impl Display) {
        // Writing to a string never fails.
        let _ = writeln!(self.text, "{line}");
    }
}

/// The temperature in K from which a cell has no voltage, found by halving. WGSL promises no NaN for the root of a negative number,
/// so it is told.
fn boils_at(cell: &Cell) -> f64 {
    let (mut with, mut without) = (Cell::TEMPERATURES.0, 2.0 * Cell::TEMPERATURES.1);
    while without - with > 1e-6 {
        let middle = 0.5 * (with + without);
        if cell.at(middle, 0.0).open().is_finite() { with = middle } else { without = middle }
    }
    with
}

/// `PemHydrogen` as `PEM_HYDROGEN`.
fn shouted(name: &str) -> String {
    let mut shouted = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !shouted.is_empty() {
            shouted.push('_');
        }
        shouted.push(letter.to_ascii_uppercase());
    }
    shouted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_are_read_back_as_the_same_bits() {
        let plant = Plant::reference(1).unwrap();
        for language in [Language::Wgsl, Language::Cuda] {
            let header = Header::of(&plant, language);
            for number in [0.1, 1e-300, 288.15, 2.0_f64.powi(60), -0.000_846] {
                let literal = header.literal(number);
                let digits = literal.trim_start_matches("real(").trim_end_matches([')', 'f']);
                match language {
                    Language::Wgsl => {
                        assert_eq!(digits.parse::<f32>().unwrap().to_bits(), (number as f32).to_bits());
                    }
                    Language::Cuda => {
                        assert_eq!(digits.parse::<f64>().unwrap().to_bits(), number.to_bits());
                    }
                }
            }
            assert!(header.text.contains("PEM_HYDROGEN"), "{}", header.text);
        }
    }
}
