//! Chance that depends on nothing but its names: every draw is a hash of (seed, purpose, item, year), so any year can be made
//! alone and nothing new moves what was there.

/// What a draw is for; two purposes never share one. New ones go to the end.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    CentreLatitude = 1,
    CentreLongitude,
    Grid,
    Agreement,
    Tariff,
    Listed,
    Scattered,
    Centre,
    Latitude,
    Longitude,
    Capacity,
    Converter,
    Price,
    Use,
    Growth,
    CapacityDrift,
    CostDrift,
    Switch,
    Tall,
}

/// All draws of a seed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Draws {
    key: u64,
}

/// The draws for one purpose and one kind or family.
#[derive(Clone, Copy)]
pub(crate) struct Stream {
    key: u64,
}

/// The draws of one thing, one for each year.
#[derive(Clone, Copy)]
pub(crate) struct Item {
    key: u64,
}

impl Draws {
    pub(crate) fn new(seed: u64) -> Self {
        Self { key: mix(seed) }
    }

    /// Other draws for every scenario; scenario 0 has those of no scenario.
    pub(crate) fn in_scenario(self, scenario: u32) -> Self {
        if scenario == 0 { self } else { Self { key: mix(self.key ^ mix(u64::from(scenario) << 32)) } }
    }

    pub(crate) fn stream(self, purpose: Purpose, of: usize) -> Stream {
        Stream { key: mix(self.key ^ mix((purpose as u64) << 32 | of as u64)) }
    }
}

impl Stream {
    pub(crate) fn item(self, index: u64) -> Item {
        Item { key: mix(self.key ^ mix(index)) }
    }

    /// The item of a pair; which pairs there are does not matter.
    pub(crate) fn pair(self, first: usize, second: usize) -> Item {
        self.item((first as u64) << 32 | second as u64)
    }
}

impl Item {
    pub(crate) fn bits(self, year: u32) -> u64 {
        mix(self.key.wrapping_add((u64::from(year)).wrapping_mul(0x9E37_79B9_7F4A_7C15)))
    }

    /// In 0..1, 53 bits.
    pub(crate) fn unit(self, year: u32) -> f64 {
        (self.bits(year) >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(crate) fn within(self, year: u32, from: f64, to: f64) -> f64 {
        from + (to - from) * self.unit(year)
    }

    /// Mean 0, standard deviation 1: a sum of twelve uniforms (Irwin and Hall), which ends at six. A year of a large trade
    /// takes millions of them, and a logarithm and a sine each would be eight times as dear.
    pub(crate) fn normal(self, year: u32) -> f64 {
        let mut bits = self.bits(year);
        let mut sum = 0;
        for _ in 0..3 {
            sum += (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48);
            bits = mix(bits);
        }
        // Each uniform is the middle of one of 2^16 steps.
        (sum as f64 + 6.0) / 65_536.0 - 6.0
    }

    /// One of `count`, all alike.
    pub(crate) fn choice(self, count: usize) -> usize {
        // The high half of the product; for the counts here no choice is likelier by more than one in 2^40.
        ((u128::from(self.bits(0)) * count as u128) >> 64) as usize
    }
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood, 2014), after one step of its sequence: 0 is not kept.
pub(crate) fn mix(bits: u64) -> u64 {
    let bits = bits.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let bits = (bits ^ bits >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let bits = (bits ^ bits >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ bits >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_deviates_are_normal() {
        let stream = Draws::new(1).stream(Purpose::CostDrift, 0);
        let count = 200_000_u64;
        let deviates: Vec<f64> = (0..count).map(|index| stream.item(index).normal(7)).collect();
        let moment = |power: i32| deviates.iter().map(|z| z.powi(power)).sum::<f64>() / count as f64;
        assert!(moment(1).abs() < 0.01, "{}", moment(1));
        assert!((moment(2) - 1.0).abs() < 0.015, "{}", moment(2));
        assert!(moment(3).abs() < 0.03, "{}", moment(3));
        // Three for the normal distribution, a tenth less for the sum of twelve uniforms.
        assert!((moment(4) - 2.9).abs() < 0.08, "{}", moment(4));
    }

    #[test]
    fn the_draws_of_one_year_say_nothing_of_the_next_ones() {
        let stream = Draws::new(1).stream(Purpose::CostDrift, 0);
        for apart in 1..4 {
            let product: f64 = (0..100_000)
                .map(|index| stream.item(index).normal(5) * stream.item(index).normal(5 + apart))
                .sum();
            assert!((product / 100_000.0).abs() < 0.015, "{apart}: {product}");
        }
    }

    #[test]
    fn scenario_0_is_no_scenario_and_the_others_differ() {
        let draw = |draws: Draws| draws.stream(Purpose::Switch, 3).item(5).bits(2);
        let draws = Draws::new(9);
        assert_eq!(draw(draws), draw(draws.in_scenario(0)));
        assert_ne!(draw(draws), draw(draws.in_scenario(1)));
        assert_ne!(draw(draws.in_scenario(2)), draw(draws.in_scenario(1)));
    }

    #[test]
    fn a_unit_draw_stays_below_1_and_fills_the_range() {
        let item = Draws::new(3).stream(Purpose::Use, 0).item(0);
        let (least, greatest) = (0..10_000)
            .map(|year| item.unit(year))
            .fold((1.0_f64, 0.0_f64), |(least, greatest), unit| (least.min(unit), greatest.max(unit)));
        assert!((0.0..0.001).contains(&least) && (0.999..1.0).contains(&greatest));
    }
}
