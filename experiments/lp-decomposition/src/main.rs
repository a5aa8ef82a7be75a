//! "10,000 variables become 1,000, in at most 8 iterations, within 1 %": can a large linear program be solved soundly by a few
//! of its columns? Here the columns are those that prices ask for, and the gap is certified.

mod fixed_core;
mod hypotheses;
mod ways;

use std::{io, path::Path};

use highs_solver::Method;
use lp_plan::{MPS, PEERS, Size, Tolerance};
use sifting::Stop;
use steel_lp::Shape;
use steel_years::{Course, Horizon};
use touchstone::prelude::*;

use crate::ways::{PLANS_GAP, sifted, whole};

struct Decomposition;

impl Experiment for Decomposition {
    type Workload = Size;
    type Input = Vec<Horizon>;
    type Output = Vec<Course>;

    fn declare() -> Declaration<Self> {
        let declaration = Declaration::<Self>::new("A few columns, chosen by prices, are enough")
            .workload("smoke", Size::steel(Shape::XS, 1))
            .workload("small", Size::steel(Shape::M, 1))
            .workload("full", Size::steel(Shape::L, 1))
            .named_workload("large", Size::steel(Shape::XL, 1))
            .named_workload("tall", Size::Tall)
            .named_workload("mps", Size::Files { years: 1 })
            .requires("mps", file_in(MPS))
            .sized(|size| size.columns())
            .baseline("whole", |years, _| whole(years, Method::DualSimplex))
            .candidate("whole-ipx", |years, _| whole(years, Method::InteriorPoint))
            .only_on(["smoke", "small", "full", "tall", "mps"])
            .candidate("sift-1pct", |years, setting| sifted(years, Stop::Gap(PLANS_GAP), setting))
            .candidate("sift-exact", |years, setting| sifted(years, Stop::Exact, setting))
            .candidate("sift-threads", |years, setting| sifted(years, Stop::Exact, setting))
            .threads(Cores::Performance)
            .control("pdlp", |years, _| whole(years, Method::FirstOrder(1e-4)))
            .only_on(["smoke", "small"])
            .control("static-core", |years, _| fixed_core::solve(years))
            .only_on(["smoke", "small", "full", "large"]);
        hypotheses::add(peers(declaration)).regresses_beyond(percent(5.0))
    }

    fn input(size: &Size, rng: &mut Rng) -> Vec<Horizon> {
        size.horizons(rng)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        let tolerance = match outputs.variant {
            "sift-1pct" => Tolerance::Certified(PLANS_GAP),
            "static-core" => Tolerance::Plan,
            _ => Tolerance::Optimal(1e-7),
        };
        lp_plan::against(outputs.input, outputs.reference, outputs.got, tolerance)
    }

    fn verify(years: &Vec<Horizon>, reference: &Vec<Course>) -> Checks {
        lp_plan::certified(years, reference)
    }

    fn export(years: &Vec<Horizon>, folder: &Path) -> io::Result<()> {
        lp_plan::export(years, folder)
    }

    fn import(years: &Vec<Horizon>, folder: &Path) -> io::Result<Vec<Course>> {
        lp_plan::import(years, folder)
    }
}

/// Each does the same in other hands; the first-order one is as inaccurate as ours.
fn peers(declaration: Declaration<Decomposition>) -> Declaration<Decomposition> {
    let declaration =
        ["glop", "scipy-ds", "scipy-ipm", "highspy"].into_iter().fold(declaration, |declaration, peer| {
            declaration.peer(peer, command("python3", [PEERS, peer])).only_on(["smoke", "small"])
        });
    declaration.peer("ortools-pdlp", command("python3", [PEERS, "pdlp"])).only_on(["small"])
}

fn main() -> ExitCode {
    touchstone::main::<Decomposition>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_declared_is_sound() {
        assert_eq!(touchstone::problems::<Decomposition>(), [""; 0]);
    }
}
