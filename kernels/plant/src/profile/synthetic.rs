//! A year that never was. Wind speed is Weibull through a Gaussian AR(1), sun a clear sky at 40 degrees behind logistic clouds,
//! price a daily wave with noise that falls where there is more than enough of both.

use super::{Origin, Profile, power_of_wind};

/// How much of an hour's deviation is left in the next.
const PERSISTENCE: f64 = 0.95;
/// Of the wind: shape, and scale in m/s.
const WEIBULL: (f64, f64) = (2.0, 8.5);
const LATITUDE_DEGREES: f64 = 40.0;
/// What is left of the sun behind the thickest clouds.
const OVERCAST: f64 = 0.2;
/// Noise of the price, EUR/MWh.
const PRICE_NOISE: f64 = 8.0;
/// Wind and sun together beyond this share of what is installed are surplus.
const ENOUGH: f64 = 0.5;

/// What a stream of chance is for.
#[derive(Clone, Copy)]
enum Channel {
    Wind,
    Cloud,
    Price,
}

pub(super) fn hours(seed: u64, scenario: u32, count: usize) -> Profile {
    let key = philox::key(seed);
    let course = |channel| Deviation::new(key, scenario, channel).take(count);
    let wind: Vec<f64> = course(Channel::Wind).map(|z| power_of_wind(weibull(z))).collect();
    let sun: Vec<f64> =
        course(Channel::Cloud).enumerate().map(|(hour, z)| clear_sky(hour) * cloud(z)).collect();
    let noise = course(Channel::Price).map(|z| PRICE_NOISE * z);
    let price = noise.enumerate().map(|(hour, noise)| {
        let surplus = (wind[hour] + sun[hour] - ENOUGH).max(0.0);
        let daily = libm::sin(std::f64::consts::TAU * (hour as f64 - 9.0) / 24.0);
        45.0 + 20.0 * daily + noise - 60.0 * surplus
    });
    let price = price.collect();
    Profile { origin: Origin::Synthetic { seed, scenario }, wind, sun, price }
}

/// A Gaussian AR(1) of variance 1, hour by hour.
struct Deviation {
    key: [u32; 2],
    scenario: u32,
    channel: Channel,
    hour: u32,
    last: f64,
}

impl Deviation {
    fn new(key: [u32; 2], scenario: u32, channel: Channel) -> Self {
        Self { key, scenario, channel, hour: 0, last: 0.0 }
    }
}

impl Iterator for Deviation {
    type Item = f64;

    fn next(&mut self) -> Option<f64> {
        let words = philox::words([self.hour, self.scenario, self.channel as u32, 0], self.key);
        let [radius, angle] = philox::units(words);
        let normal = (-2.0 * libm::log(radius)).sqrt() * libm::cos(std::f64::consts::TAU * angle);
        // The first is drawn from where the others end up.
        let (kept, fresh) =
            if self.hour == 0 { (0.0, 1.0) } else { (PERSISTENCE, (1.0 - PERSISTENCE * PERSISTENCE).sqrt()) };
        self.last = kept * self.last + fresh * normal;
        self.hour += 1;
        Some(self.last)
    }
}

/// The wind speed in m/s that is exceeded as often as this deviation is.
fn weibull(z: f64) -> f64 {
    let (shape, scale) = WEIBULL;
    let exceeded = 0.5 * libm::erfc(z * std::f64::consts::FRAC_1_SQRT_2);
    scale * libm::exp(libm::log(-libm::log(exceeded)) / shape)
}

/// Share of the sun above the horizon, by the height of the sun (Cooper's declination).
fn clear_sky(hour: usize) -> f64 {
    let day = (hour / 24) as f64;
    let declination = 23.45_f64.to_radians() * libm::sin(std::f64::consts::TAU * (284.0 + day + 1.0) / 365.0);
    let latitude = LATITUDE_DEGREES.to_radians();
    let angle = std::f64::consts::TAU * ((hour % 24) as f64 - 12.0) / 24.0;
    let height = libm::sin(latitude) * libm::sin(declination)
        + libm::cos(latitude) * libm::cos(declination) * libm::cos(angle);
    height.max(0.0)
}

/// What clouds let through.
fn cloud(z: f64) -> f64 {
    OVERCAST + (1.0 - OVERCAST) / (1.0 + libm::exp(-(1.0 + 2.0 * z)))
}

#[cfg(test)]
mod tests {
    use super::{super::HOURS, *};

    #[test]
    fn the_wind_is_that_of_the_distribution() {
        // Half of the time below the median, c (ln 2)^(1/k).
        assert!((weibull(0.0) - 8.5 * std::f64::consts::LN_2.sqrt()).abs() < 1e-12);
        let speeds: Vec<f64> =
            Deviation::new(philox::key(7), 0, Channel::Wind).take(400 * HOURS / 10).map(weibull).collect();
        let mean = speeds.iter().sum::<f64>() / speeds.len() as f64;
        // c Gamma(1 + 1/2).
        assert!((mean / (8.5 * 0.886_227) - 1.0).abs() < 0.02, "{mean} m/s on average");
    }

    #[test]
    fn the_sun_is_highest_at_noon_in_june_and_never_shines_at_night() {
        let noon = |day: usize| clear_sky(24 * day + 12);
        let highest = (0..365).max_by(|&a, &b| noon(a).total_cmp(&noon(b)));
        assert!(highest.is_some_and(|day| (170..=173).contains(&day)), "{highest:?}");
        assert!((0..365).all(|day| clear_sky(24 * day) == 0.0));
    }
}
