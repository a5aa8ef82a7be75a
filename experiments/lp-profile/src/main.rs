//! Where does the time of a year go, what does watching it cost, and what could each part of it gain at most? Every year is
//! built anew, solved cold, taken apart, certified and forgotten: what the plan's own program does.

mod hypotheses;
mod profile;
mod resident;

use std::{io, path::Path};

use highs_solver::Method;
use lp_plan::{PEERS, Size, Tolerance};
use steel_lp::Shape;
use steel_years::{Horizon, Unwatched, Watch};
use touchstone::prelude::*;

use crate::profile::{Profiled, one_bit_off, years_afresh};

struct Profile;

impl Experiment for Profile {
    type Workload = Size;
    type Input = Vec<Horizon>;
    type Output = Profiled;

    fn declare() -> Declaration<Self> {
        let declaration = Declaration::<Self>::new("A year is spent solving, and watching it is free")
            .workload("smoke", Size::steel(Shape::XS, 2))
            .workload("small", Size::steel(Shape::S, 31))
            .workload("full", Size::steel(Shape::M, 31))
            .sized(|size| size.columns())
            // All do the same, certificates among it; they differ in who watches, and in the method.
            .baseline("plain", |years, _| years_afresh::<Unwatched>(years, Method::DualSimplex))
            .candidate("spans", |years, _| years_afresh::<Watch>(years, Method::DualSimplex))
            .candidate("ipx", |years, _| years_afresh::<Watch>(years, Method::InteriorPoint))
            .control("one-bit-off", |years, _| one_bit_off(years))
            .only_on(["smoke", "small"]);
        hypotheses::add(peers(declaration)).regresses_beyond(percent(5.0))
    }

    fn input(size: &Size, rng: &mut Rng) -> Vec<Horizon> {
        size.horizons(rng)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        let (reference, got) = (outputs.reference, outputs.got);
        let checks =
            lp_plan::against(outputs.input, &reference.courses, &got.courses, Tolerance::Optimal(1e-7));
        let checks = checks.at_most("totals: cost against the objective", got.cost_off(), 1e-9);
        match outputs.variant {
            "spans" | "one-bit-off" => {
                checks.exact("objectives, bit by bit", reference.objective_bits(), got.objective_bits())
            }
            _ => checks,
        }
    }

    fn export(years: &Vec<Horizon>, folder: &Path) -> io::Result<()> {
        lp_plan::export(years, folder)
    }

    fn import(years: &Vec<Horizon>, folder: &Path) -> io::Result<Profiled> {
        lp_plan::import(years, folder).map(Profiled::of_peer)
    }
}

fn peers(declaration: Declaration<Profile>) -> Declaration<Profile> {
    ["appsi", "highspy"].into_iter().fold(declaration, |declaration, peer| {
        declaration.peer(peer, command("python3", [PEERS, peer])).only_on(["smoke", "small", "full"])
    })
}

fn main() -> ExitCode {
    touchstone::main::<Profile>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_declared_is_sound() {
        assert_eq!(touchstone::problems::<Profile>(), [""; 0]);
    }
}
