use std::{num::NonZeroUsize, time::Instant};
use highs_solver::{Method, Options};
use steel_lp::Shape;
use steel_years::*;
use year_schedule::Schedule;
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let shape = match args[1].as_str() { "XS" => Shape::XS, "S" => Shape::S, "M" => Shape::M, "L" => Shape::L, _ => Shape::XL };
    let years: u32 = args[2].parse().unwrap();
    let seed: u64 = args[3].parse().unwrap();
    let t = Instant::now();
    let horizon = Horizon::of_trade(shape, Default::default(), years, seed).unwrap();
    println!("generated {:?}", t.elapsed());
    let one = NonZeroUsize::MIN;
    let ten = NonZeroUsize::new(10).unwrap();
    let run = |name: &str, f: &dyn Fn() -> Course| {
        if args.len() > 4 && !args[4..].iter().any(|a| a == name) { return; }
        let t = Instant::now();
        let c = f();
        let gap = c.years.iter().filter_map(|y| y.gap()).fold(0.0, f64::max);
        println!("{name:14} {:8.3} s  simplex {:6} ipm {:4}  passes {} columns {} gap {:e} first {:.9e} last {:.9e} unmet {:?}", t.elapsed().as_secs_f64(), c.iterations().simplex, c.iterations().interior_point, c.most_passes(), c.most_columns(), gap, c.years[0].answer.objective, c.years.last().unwrap().answer.objective, horizon.unmet(&c.years.last().unwrap().answer.x));
    };
    let w = |o: Options, s: Schedule| solve_whole(&horizon, o, s, one).unwrap();
    let d = Options::default();
    run("rebuild", &|| w(d, Schedule::Rebuild));
    run("ipx", &|| w(Options::by(Method::InteriorPoint), Schedule::Rebuild));
    run("chain", &|| w(d, Schedule::Chain));
    run("chain-basis", &|| w(d, Schedule::ChainBasis));
    run("first-basis", &|| w(d, Schedule::FirstBasis));
    run("chain-primal", &|| w(Options::by(Method::PrimalSimplex), Schedule::Chain));
    run("cascade", &|| w(d, Schedule::PlanCascade { batch: ten }));
    run("batches", &|| w(d, Schedule::BatchesWarm { batch: ten }));
    run("chunks-cold", &|| w(d, Schedule::ChunksCold { width: ten }));
    run("chunks", &|| w(d, Schedule::Chunks { width: ten }));
    let s = |stop, sch| solve_sifted(&horizon, sifting::Options { stop, ..Default::default() }, sch, one).unwrap();
    run("sift-exact", &|| s(sifting::Stop::Exact, Schedule::Rebuild));
    run("sift-1pct", &|| s(sifting::Stop::Gap(0.01), Schedule::Rebuild));
    run("sift-chain", &|| s(sifting::Stop::Exact, Schedule::Chain));
    run("sift-chunks", &|| s(sifting::Stop::Exact, Schedule::Chunks { width: ten }));
}
