//! The numbers of the paper (its tables 4 to 6), as they are printed there.

/// One term of the residual Helmholtz energy: `n · δ^d · τ^t`, times its shape.
pub(crate) struct Term {
    pub(crate) n: f64,
    pub(crate) t: f64,
    /// 1 to [`HIGHEST_POWER`].
    pub(crate) d: usize,
    pub(crate) shape: Shape,
}

/// What the power law of a term is multiplied with.
pub(crate) enum Shape {
    /// One.
    Power,
    /// `exp(-δ)`.
    Decay,
    /// `exp(-φ (δ - Δ)² - β (τ - γ)²)`.
    Bell { phi: f64, beta: f64, gamma: f64, delta: f64 },
}

/// The highest power of the density.
pub(crate) const HIGHEST_POWER: usize = 4;

const fn power(n: f64, t: f64, d: usize) -> Term {
    Term { n, t, d, shape: Shape::Power }
}

const fn decay(n: f64, t: f64, d: usize) -> Term {
    Term { n, t, d, shape: Shape::Decay }
}

const fn bell(n: f64, t: f64, d: usize, phi: f64, beta: f64, gamma: f64, delta: f64) -> Term {
    Term { n, t, d, shape: Shape::Bell { phi, beta, gamma, delta } }
}

pub(crate) const TERMS: [Term; 14] = [
    power(-6.936_43, 0.6844, 1),
    power(0.01, 1.0, 4),
    power(2.1101, 0.989, 1),
    power(4.520_59, 0.489, 1),
    power(0.732_564, 0.803, 2),
    power(-1.340_86, 1.1444, 2),
    power(0.130_985, 1.409, 3),
    decay(-0.777_414, 1.754, 1),
    decay(0.351_944, 1.311, 3),
    bell(-0.021_171_6, 4.187, 2, 1.685, 0.171, 0.7164, 1.506),
    bell(0.022_631_2, 5.646, 1, 0.489, 0.2245, 1.3444, 0.156),
    bell(0.032_187, 0.791, 3, 0.103, 0.1304, 1.4517, 1.736),
    bell(-0.023_175_2, 7.249, 1, 2.506, 0.2785, 0.7204, 0.67),
    bell(0.055_734_6, 2.986, 1, 1.607, 0.3967, 1.5445, 1.662),
];

/// What fixes the zeros of entropy and enthalpy: `a1 + a2 τ` in the ideal part.
pub(crate) const IDEAL_OFFSET: f64 = -1.457_985_647_5;
/// As above.
pub(crate) const IDEAL_SLOPE: f64 = 1.888_076_782;

/// Weight and temperature (K) of each Planck-Einstein term of the ideal gas.
pub(crate) const VIBRATIONS: [(f64, f64); 5] =
    [(1.616, 531.0), (-0.4117, 751.0), (-0.792, 1989.0), (0.758, 2484.0), (1.217, 6859.0)];
