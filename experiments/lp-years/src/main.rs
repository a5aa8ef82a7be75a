//! Steel-trade LPs of neighbouring years differ little. What does a basis carried from year to year save on one core, and
//! which way of cutting 31 years keeps that saving on several?

mod faults;
mod hypotheses;
mod schedules;

use std::{io, path::Path};

use highs_solver::Method;
use lp_plan::{MPS, PEERS, Size, Tolerance};
use steel_lp::{Options, Shape};
use steel_years::{Course, Horizon};
use touchstone::prelude::*;
use year_schedule::Schedule;

use crate::schedules::{PLANS_BATCH, parallel, serial, solver_threads, width};

struct Years;

impl Experiment for Years {
    type Workload = Size;
    type Input = Vec<Horizon>;
    type Output = Vec<Course>;

    fn declare() -> Declaration<Self> {
        let openings = Options { openings: Some(0.1), ..Options::default() };
        let dual = Method::DualSimplex;
        let declaration = Declaration::<Self>::new("A basis carries over from year to year")
            .workload("smoke", Size::steel(Shape::XS, 4))
            .workload("small", Size::steel(Shape::S, 31))
            .workload("full", Size::steel(Shape::M, 31))
            .named_workload("calm", Size::shaken(Shape::M, 12, 0.002))
            .named_workload("wild", Size::shaken(Shape::M, 12, 0.02))
            .named_workload("large", Size::steel(Shape::L, 5))
            .named_workload("openings", Size::Steel { shape: Shape::M, years: 12, options: openings })
            .named_workload("plants", Size::Plants { shape: Shape::M, years: 12 })
            .requires("plants", file_in("TOUCHSTONE_STEEL_PLANTS"))
            .named_workload("mps", Size::Files { years: 4 })
            .requires("mps", file_in(MPS))
            .sized(|size| size.columns())
            .baseline("rebuild", move |years, setting| serial(years, dual, Schedule::Rebuild, setting))
            .candidate("rebuild-ipx", |years, setting| {
                serial(years, Method::InteriorPoint, Schedule::Rebuild, setting)
            })
            .candidate("reuse-cold", move |years, setting| serial(years, dual, Schedule::ReuseCold, setting))
            .candidate("chain-basis", move |years, setting| {
                serial(years, dual, Schedule::ChainBasis, setting)
            })
            .candidate("chain", move |years, setting| serial(years, dual, Schedule::Chain, setting))
            .candidate("first-basis", move |years, setting| {
                serial(years, dual, Schedule::FirstBasis, setting)
            })
            .candidate("chain-primal", |years, setting| {
                serial(years, Method::PrimalSimplex, Schedule::Chain, setting)
            })
            .candidate("solver-threads", |years, setting| solver_threads(years, setting))
            .threads(Cores::Performance)
            .candidate("cold-parallel", |years, setting| parallel(years, Schedule::ColdParallel, setting))
            .threads(Cores::Performance)
            .candidate("plan-cascade", |years, setting| {
                parallel(years, Schedule::PlanCascade { batch: PLANS_BATCH }, setting)
            })
            .threads(Cores::Performance)
            .candidate("batches-warm", |years, setting| {
                parallel(years, Schedule::BatchesWarm { batch: PLANS_BATCH }, setting)
            })
            .threads(Cores::Performance)
            .candidate("chunks-cold", |years, setting| {
                parallel(years, Schedule::ChunksCold { width: width(setting) }, setting)
            })
            .threads(Cores::Performance)
            .candidate("chunks", |years, setting| {
                parallel(years, Schedule::Chunks { width: width(setting) }, setting)
            })
            .threads(Cores::Performance)
            // Counts are judged at a width of 10 wherever they are, so that they are equal on every machine.
            .candidate("chunks-cold-10", |years, setting| {
                parallel(years, Schedule::ChunksCold { width: PLANS_BATCH }, setting)
            })
            .threads(Cores::Performance)
            .candidate("chunks-10", |years, setting| {
                parallel(years, Schedule::Chunks { width: PLANS_BATCH }, setting)
            })
            .threads(Cores::Performance);
        hypotheses::add(peers(faults::add(declaration))).regresses_beyond(percent(5.0))
    }

    fn input(size: &Size, rng: &mut Rng) -> Vec<Horizon> {
        size.horizons(rng)
    }

    fn check(outputs: Outputs<'_, Self>) -> Checks {
        lp_plan::against(outputs.input, outputs.reference, outputs.got, Tolerance::Optimal(1e-7))
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

fn peers(declaration: Declaration<Years>) -> Declaration<Years> {
    ["highspy-chain", "highspy", "scipy-ds", "glop", "appsi"].into_iter().fold(
        declaration,
        |declaration, peer| {
            declaration.peer(peer, command("python3", [PEERS, peer])).only_on(["smoke", "small", "full"])
        },
    )
}

fn main() -> ExitCode {
    touchstone::main::<Years>()
}
