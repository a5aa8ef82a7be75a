//! How an instance solves.

use std::num::NonZeroUsize;

/// Which algorithm. Their times are never to be mixed under the word "solver".
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Method {
    /// Dual simplex, on one thread.
    DualSimplex,
    /// Primal simplex, on one thread.
    PrimalSimplex,
    /// The solver's own parallel dual simplex. It ignores a given basis.
    ParallelSimplex(NonZeroUsize),
    /// Interior point (IPX), then crossover to a basis.
    InteriorPoint,
    /// Interior point (IPX) alone: no basis comes of it.
    InteriorPointOnly,
    /// A first-order method (PDLP) that stops at this relative tolerance.
    FirstOrder(f64),
}

/// Whether the program is made smaller before it is solved. A basis that is given skips it anyway.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presolve {
    /// As the solver does by default.
    On,
    /// Solve what was passed.
    Off,
}

/// How an instance solves. The default is the solver's own: dual simplex with presolve; but on one thread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// The algorithm.
    pub method: Method,
    /// Before it.
    pub presolve: Presolve,
}

impl Default for Options {
    fn default() -> Self {
        Self { method: Method::DualSimplex, presolve: Presolve::On }
    }
}

impl Options {
    /// This method, and presolve.
    pub fn by(method: Method) -> Self {
        Self { method, ..Self::default() }
    }
}
