//! The method of the gate: base, head and twin in the same rounds, looks at 10, 20 and 40 of them, and red only when a
//! second measurement says so too. The method only: no builds, no counted instructions, no memory.

use std::io;

use stats::{Looks, exceeds, holm, log_ratios, paired, spread_of_identical};

use crate::{
    chance::Chance,
    invocation::invoke,
    scene::{Case, Said},
};

/// What a head may be slower by.
const MARGIN: f64 = 0.03;

/// A margin must be so many times what identical code differed by.
const RESOLVES: f64 = 3.0;

/// The least processor times, round by round.
#[derive(Default)]
struct Rounds {
    base: Vec<f64>,
    head: Vec<f64>,
    twin: Vec<f64>,
}

pub(crate) fn compare(case: &Case, chance: &mut Chance) -> io::Result<Said> {
    Ok(match measured(case, chance)? {
        // Not red again is no pass: the two measurements disagree.
        Said::Slower if measured(case, chance)? != Said::Slower => Said::CannotTell,
        said => said,
    })
}

fn measured(case: &Case, chance: &mut Chance) -> io::Result<Said> {
    let (looks, mut rounds) = (Looks::standard(), Rounds::default());
    for round in 1..=looks.last() {
        let [mut base, mut head, mut twin] = [f64::NAN; 3];
        for (slowdown, into) in
            chance.shuffled([("0", &mut base), (case.slowdown, &mut head), ("0", &mut twin)])
        {
            *into = invoke(case, slowdown, 1 + chance.below(4096))?.minimum;
        }
        rounds.base.push(base);
        rounds.head.push(head);
        rounds.twin.push(twin);
        if looks.is_look(round) {
            let said = judged(&rounds, looks.alpha_at(round));
            if said != Said::CannotTell {
                return Ok(said);
            }
        }
    }
    Ok(Said::CannotTell)
}

/// What the rounds say at this error; that they cannot tell means: go on.
fn judged(rounds: &Rounds, alpha: f64) -> Said {
    let logs = log_ratios(&rounds.head, &rounds.base);
    let spread = spread_of_identical(&log_ratios(&rounds.twin, &rounds.base));
    let resolves = if spread.is_finite() { RESOLVES * spread } else { f64::INFINITY };
    let allowed = MARGIN.ln_1p();
    let effective = allowed.max(resolves);
    // A gate asks every series two questions, time and memory; the second is never red here, and still counts.
    let red = holm(&[exceeds(&logs, effective) / alpha, f64::INFINITY])[0];
    match paired(&logs, alpha) {
        Ok(bounds) if bounds.upper < -effective => Said::Fine,
        Ok(bounds) if bounds.upper < allowed && resolves <= allowed => Said::Fine,
        Ok(_) if red => Said::Slower,
        _ => Said::CannotTell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rounds that differ by up to a thousandth, and the head by `slower` besides.
    fn rounds(count: u32, slower: f64) -> Rounds {
        let noise = |round: u32, of: u32| 1.0 + f64::from((round * of) % 11) / 1e4;
        let side = |of: u32, factor: f64| (0..count).map(|round| factor * noise(round, of)).collect();
        Rounds { base: side(3, 1.0), head: side(5, 1.0 + slower), twin: side(7, 1.0) }
    }

    #[test]
    fn identical_code_is_fine_and_five_percent_are_red_at_the_second_look() {
        assert_eq!(judged(&rounds(10, 0.0), 0.001), Said::Fine);
        assert_eq!(judged(&rounds(20, -0.5), 0.003), Said::Fine, "faster");
        assert_eq!(judged(&rounds(10, 0.05), 0.001), Said::CannotTell, "too few for two questions");
        assert_eq!(judged(&rounds(20, 0.05), 0.003), Said::Slower);
    }

    #[test]
    fn where_identical_code_differs_as_much_nothing_can_be_told() {
        let mut noisy = rounds(40, 0.05);
        noisy.twin.iter_mut().for_each(|time| *time *= 1.04);
        assert_eq!(judged(&noisy, 0.006), Said::CannotTell);
        noisy.head.iter_mut().for_each(|time| *time = 0.0);
        assert_eq!(judged(&noisy, 0.006), Said::CannotTell, "a clock that says nothing");
    }
}
