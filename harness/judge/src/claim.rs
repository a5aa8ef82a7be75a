//! What the plan promised, for which machine, and what became of it here.

use model::{Claim, Machine, Measure, Verdict};
use stats::{Decision, Interval, decide};

/// What became of a claim, in words. Only on the machine it was made for is it judged at all, and only by a speedup that
/// may be judged itself.
pub(crate) fn claim_words(
    claim: &Claim,
    machine: &Machine,
    measure: &Measure,
    interval: Option<Interval>,
    verdict: &Verdict,
) -> String {
    let promised = format!("claimed {} for {}", claim.promised, claim.machine);
    if !is_made_for(claim, machine) {
        return format!("{promised}: not judged here (this is {})", here(machine));
    }
    let (Some(least), Measure::Speedup { .. }) = (claim.at_least, measure) else {
        return format!("{promised}: shown, never judged (not a speedup)");
    };
    match (verdict, interval) {
        (Verdict::NotJudged(_), _) => format!("{promised}: not judged"),
        (Verdict::Inaccurate(_), _) => format!("{promised}: does not hold (a wrong answer has no speed)"),
        (Verdict::Crashed(_), _) => format!("{promised}: does not hold (it crashed)"),
        (_, None) => format!("{promised}: undecided"),
        (_, Some(interval)) => match decide(interval, stats::Target::AtLeast(least)) {
            Decision::Beyond => format!("{promised}: holds"),
            Decision::Short => format!("{promised}: does not hold"),
            Decision::Undecided => format!("{promised}: undecided"),
        },
    }
}

fn here(machine: &Machine) -> String {
    let processor = machine.cpu_model.as_deref().unwrap_or("a processor that does not say its name");
    match machine.cores.performance {
        Some(cores) => format!("{processor}, {cores} performance cores"),
        None => processor.to_owned(),
    }
}

/// The processor first, then, where it is stated, the number of performance cores.
fn is_made_for(claim: &Claim, machine: &Machine) -> bool {
    let mut parts = claim.machine.split(',').map(str::trim);
    let processor = parts.next().unwrap_or_default().to_lowercase();
    let same = machine.cpu_model.as_deref().is_some_and(|model| model.to_lowercase().contains(&processor));
    let cores = parts.find_map(|part| part.strip_suffix(" performance cores")?.trim().parse::<u32>().ok());
    same && !processor.is_empty() && cores.is_none_or(|cores| machine.cores.performance == Some(cores))
}
