//! What a profile offers to one line of a plant, in integers: whole watts and thousandths of a currency. Between two hours it is
//! interpolated in integers too, so that every device sees the same minute and switches at the same step.

use crate::{DesignError, PlantDesign, Profile, STEPS_AN_HOUR};

/// Power and price of every hour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supply {
    watts: Vec<u32>,
    mils: Vec<i32>,
}

/// Watts times 60 have to be less than 2^32, also in WGSL.
const MOST_WATTS: f64 = (u32::MAX / STEPS_AN_HOUR) as f64;
/// So have prices, in thousandths for a MWh, times 60 in 31 bits.
const MOST_MILS: f64 = (i32::MAX / STEPS_AN_HOUR as i32) as f64;

/// A minute of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minute {
    /// Offered to a line, W.
    pub watts: u32,
    /// Thousandths of a currency for a MWh.
    pub mils: i32,
}

impl Supply {
    /// Of what a design has at its site.
    pub fn new(design: &PlantDesign, profile: &Profile) -> Result<Self, DesignError> {
        let [wind, sun] = [design.site.wind, design.site.sun].map(f64::from);
        if wind + sun > MOST_WATTS {
            return Err(DesignError::OutOfRange {
                what: "the power of wind and sun in W",
                value: wind + sun,
                from: 0.0,
                to: MOST_WATTS,
            });
        }
        let watts = profile.wind().iter().zip(profile.sun()).map(|(wind_share, sun_share)| {
            libm::rint(wind * wind_share) as u32 + libm::rint(sun * sun_share) as u32
        });
        let dear = profile.price().iter().find(|price| price.abs() * 1000.0 > MOST_MILS);
        if let Some(&value) = dear {
            let to = MOST_MILS / 1000.0;
            return Err(DesignError::OutOfRange { what: "a price for a MWh", value, from: -to, to });
        }
        let mils = profile.price().iter().map(|price| libm::rint(1000.0 * price) as i32);
        Ok(Self { watts: watts.collect(), mils: mils.collect() })
    }

    /// The minute of a step; after the last hour it begins anew.
    #[inline]
    pub fn at(&self, step: u32) -> Minute {
        let hours = self.watts.len();
        let hour = (step / STEPS_AN_HOUR) as usize % hours;
        let next = if hour + 1 == hours { 0 } else { hour + 1 };
        let past = step % STEPS_AN_HOUR;
        let left = STEPS_AN_HOUR - past;
        let watts = self.watts[hour] * left + self.watts[next] * past;
        let mils = self.mils[hour] * left as i32 + self.mils[next] * past as i32;
        Minute { watts: watts / STEPS_AN_HOUR, mils: mils.div_euclid(STEPS_AN_HOUR as i32) }
    }

    /// Whole watts of every hour, for devices.
    pub fn watts(&self) -> &[u32] {
        &self.watts
    }

    /// Thousandths of a currency for a MWh of every hour, for devices.
    pub fn mils(&self) -> &[i32] {
        &self.mils
    }
}
