//! Steam and oxygen where there is no table: ideal gases with a polynomial for cp, and said to be so.
//!
//! Shomate's equation with the coefficients of NIST's Chemistry WebBook (Chase, NIST-JANAF tables, 4th edition, 1998), in
//! theta = T/1000 K: cp = A + B theta + C theta^2 + D theta^3 + E/theta^2, J/mol/K.

use crate::OutOfRange;

/// One span of temperatures and its coefficients A to E.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Span {
    /// Where it ends, K.
    to: f64,
    coefficients: [f64; 5],
}

/// A gas whose heat depends on temperature alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IdealGas {
    from: f64,
    spans: &'static [Span],
    /// kg/mol.
    molar_mass: f64,
}

impl IdealGas {
    /// Steam, 500 to 1700 K.
    pub const STEAM: Self = Self {
        from: 500.0,
        spans: &[Span { to: 1700.0, coefficients: [30.092, 6.832_514, 6.793_435, -2.534_48, 0.082_139] }],
        molar_mass: 18.015_268e-3,
    };
    /// Oxygen, 100 to 2000 K.
    pub const OXYGEN: Self = Self {
        from: 100.0,
        spans: &[
            Span { to: 700.0, coefficients: [31.322_34, -20.235_31, 57.866_44, -36.506_24, -0.007_374] },
            Span { to: 2000.0, coefficients: [30.032_35, 8.772_972, -3.988_133, 0.788_313, -0.741_599] },
        ],
        molar_mass: 31.998_8e-3,
    };

    /// Specific heat at constant pressure, J/kg/K.
    pub fn cp(&self, t: f64) -> Result<f64, OutOfRange> {
        let [a, b, c, d, e] = self.span(t)?.coefficients;
        let x = t / 1000.0;
        Ok((a + x * (b + x * (c + x * d)) + e / (x * x)) / self.molar_mass)
    }

    /// The heat that takes a kilogram from one temperature to another, J/kg.
    pub fn heat(&self, from: f64, to: f64) -> Result<f64, OutOfRange> {
        self.span(from)?;
        self.span(to)?;
        if to < from {
            return Ok(-self.heat(to, from)?);
        }
        let mut begin = from;
        let mut joules_per_mol = 0.0;
        for span in self.spans {
            let end = to.min(span.to);
            if end > begin {
                joules_per_mol += span.integral(end) - span.integral(begin);
                begin = end;
            }
        }
        Ok(joules_per_mol / self.molar_mass)
    }

    /// Density, kg/m3.
    pub fn density(&self, p: f64, t: f64) -> Result<f64, OutOfRange> {
        /// CODATA 2018.
        const GAS_CONSTANT: f64 = 8.314_462_618;
        if !(p.is_finite() && p > 0.0) {
            return Err(OutOfRange::Pressure { p, least: f64::MIN_POSITIVE, most: f64::MAX });
        }
        self.span(t)?;
        Ok(p * self.molar_mass / (GAS_CONSTANT * t))
    }

    fn span(&self, t: f64) -> Result<&'static Span, OutOfRange> {
        let most = self.spans.last().map_or(self.from, |span| span.to);
        let found = self.spans.iter().find(|span| t >= self.from && t <= span.to);
        found.ok_or(OutOfRange::Temperature { t, least: self.from, most })
    }
}

impl Span {
    /// Of cp over T, J/mol.
    fn integral(&self, t: f64) -> f64 {
        let [a, b, c, d, e] = self.coefficients;
        let x = t / 1000.0;
        1000.0 * (x * (a + x * (b / 2.0 + x * (c / 3.0 + x * d / 4.0))) - e / x)
    }
}
