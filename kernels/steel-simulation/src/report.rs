//! What a person reads of a run. It is written to whatever the caller has; nothing prints by itself.

use std::io::{self, Write};

use device::{DeviceKind, Evidence};
use linear_program::{Certificate, LinearProgram};
use steel_years::Horizon;

use crate::{Comparison, Configuration, Judgement, OURS, Results, What, judgement::measures};

/// The first year of a simulation.
const FIRST_YEAR: usize = 2020;

/// One run: what was chosen, every year, the times, and whether it is right.
pub fn write_run(
    out: &mut impl Write,
    asked: &Configuration,
    horizon: &Horizon,
    results: &Results,
    judgement: Option<&Judgement>,
) -> io::Result<()> {
    writeln!(out, "{}: mode {}", asked.file, asked.mode.name())?;
    writeln!(out, "workers: {} ({})", results.workers.count, results.workers.why)?;
    write_devices(out, results)?;
    writeln!(out)?;
    write_years(out, horizon, results)?;
    writeln!(out)?;
    write_times(out, results)?;
    writeln!(out)?;
    write_judgement(out, judgement)
}

/// Every mode: its times, what they are worth, and whether they agree.
pub fn write_comparison(out: &mut impl Write, comparison: &Comparison) -> io::Result<()> {
    writeln!(
        out,
        "{:<18} {:>12} {:>10} {:>10} {:>12}  workers",
        "mode", "programs s", "grid s", "whole s", "steps"
    )?;
    for (mode, results) in &comparison.runs {
        let (programs, grid) = (results.took(What::LinearPrograms), results.took(What::Grid));
        writeln!(
            out,
            "{:<18} {:>12.3} {:>10.3} {:>10.3} {:>12}  {}",
            mode.name(),
            programs.as_secs_f64(),
            grid.as_secs_f64(),
            results.whole().as_secs_f64(),
            results.course.iterations().simplex,
            results.workers.count,
        )?;
    }
    writeln!(out)?;
    writeln!(out, "the baseline solves every year anew, from nothing, by dual simplex, on one core")?;
    for factor in comparison.factors() {
        writeln!(out, "{:>8.2}x  {}", factor.times, factor.what)?;
    }
    writeln!(out, "each mode ran once: `touchstone run lp-modes` measures")?;
    let disagreement = comparison.disagreement();
    let verdict = if disagreement <= OURS { "they agree" } else { "THEY DISAGREE" };
    writeln!(
        out,
        "objectives of the modes differ by {disagreement:.1e} of themselves in the worst year: {verdict} to {OURS:e}"
    )
}

fn write_devices(out: &mut impl Write, results: &Results) -> io::Result<()> {
    if let Some(assembled) = &results.assembled {
        writeln!(out, "assembly: {} matrices on {}", assembled.matrices, assembled.evidence.device)?;
        write_proof(out, &assembled.evidence)?;
    }
    let Some(survey) = &results.survey else { return writeln!(out, "grid: none") };
    let points = survey.nearest.nearest.len();
    writeln!(out, "grid: {points} points on {} ({})", survey.evidence.device, results.device_why)?;
    writeln!(out, "      by {}", results.method)?;
    match cheapest(&survey.costs.lcoh) {
        Some((point, cost)) => {
            let (plant, km) = (survey.nearest.nearest[point], survey.nearest.km[point]);
            writeln!(
                out,
                "      hydrogen is cheapest at point {point}: {cost:.4} $/kg at plant {plant}, {km:.0} km away"
            )?;
        }
        None => writeln!(out, "      hydrogen can be made nowhere")?,
    }
    if survey.evidence.dispatches > 0 { write_proof(out, &survey.evidence) } else { Ok(()) }
}

/// The first of the lowest; NaN is no cost.
fn cheapest(costs: &[f32]) -> Option<(usize, f32)> {
    let known = costs.iter().copied().enumerate().filter(|(_, cost)| !cost.is_nan());
    known.min_by(|(_, a), (_, b)| a.total_cmp(b))
}

fn write_proof(out: &mut impl Write, proof: &Evidence) -> io::Result<()> {
    let software = if proof.kind == DeviceKind::Cpu { "; a software driver, which is no GPU" } else { "" };
    writeln!(
        out,
        "      {} {}: {} dispatches, {} bytes up, {} bytes down{software}",
        proof.backend, proof.driver, proof.dispatches, proof.bytes_up, proof.bytes_down
    )
}

fn write_years(out: &mut impl Write, horizon: &Horizon, results: &Results) -> io::Result<()> {
    writeln!(
        out,
        "{:<5} {:>16} {:>11} {:>9} {:>9} {:>9} {:>9} {:>8} {:>7} {:>8}",
        "year",
        "objective M$",
        "unmet Mt",
        "primal",
        "dual",
        "gap",
        "cert. gap",
        "steps",
        "passes",
        "columns"
    )?;
    let mut program: LinearProgram = horizon.program.clone();
    for (number, (year, data)) in results.course.years.iter().zip(&horizon.years).enumerate() {
        program.costs.clone_from(&data.costs);
        program.rows.clone_from(&data.rows);
        let answer = &year.answer;
        let unmet = horizon.unmet(&answer.x).map_or("-".to_owned(), |unmet| format!("{unmet:.4}"));
        let gap = year.gap().map_or("-".to_owned(), |gap| format!("{gap:.1e}"));
        let certificate = match Certificate::of(&program, &answer.x, &answer.y) {
            Ok(it) => format!("{:>9.1e} {:>9.1e} {:>9.1e}", it.primal, it.dual, it.gap),
            Err(fault) => fault.to_string(),
        };
        writeln!(
            out,
            "{:<5} {:>16.4} {unmet:>11} {certificate} {gap:>9} {:>8} {:>7} {:>8}",
            FIRST_YEAR + number,
            answer.objective,
            year.iterations.simplex,
            year.passes,
            year.columns
        )?;
    }
    Ok(())
}

fn write_times(out: &mut impl Write, results: &Results) -> io::Result<()> {
    let seconds = |what| results.took(what).as_secs_f64();
    if results.assembled.is_some() {
        write!(out, "assembly {:.3} s, ", seconds(What::Assembly))?;
    }
    writeln!(
        out,
        "linear programs {:.3} s, grid {:.3} s, together {:.3} s",
        seconds(What::LinearPrograms),
        seconds(What::Grid),
        results.whole().as_secs_f64()
    )
}

fn write_judgement(out: &mut impl Write, judgement: Option<&Judgement>) -> io::Result<()> {
    let Some(judgement) = judgement else {
        return writeln!(out, "answers: not checked, as optimization.validation.check_accuracy is false");
    };
    if let Ok(found) = &judgement.found {
        for (what, value) in measures(found) {
            writeln!(out, "{value:>9.1e}  {what}")?;
        }
    }
    writeln!(out, "answers, by the file's tolerance: {}", judgement.users)?;
    writeln!(out, "answers, by ours: {}", judgement.ours)
}
