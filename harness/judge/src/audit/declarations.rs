//! Declarations that claim more than their machine or their threads can give.

use model::{Declaration, Expectation, Hypothesis, Measure, Name, Threads};

use super::{About, Finding, Weight, sort};
use crate::lint;

/// What the lint says of every declaration, and promises of threads beyond the cores that they were made for.
pub fn declarations(pins: &[(Name, Declaration)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (experiment, declaration) in pins {
        for hypothesis in &declaration.hypotheses {
            let about =
                || About::Hypothesis { experiment: experiment.clone(), claim: hypothesis.claim.clone() };
            let alone = Declaration { hypotheses: vec![hypothesis.clone()], ..declaration.clone() };
            let named = format!("`{}`: ", hypothesis.claim);
            findings.extend(lint(&alone).into_iter().map(|warning| Finding {
                about: about(),
                what: warning.strip_prefix(&named).unwrap_or(&warning).to_owned(),
                number: None,
                weight: Weight::Notable,
            }));
            findings.extend(beyond_the_cores(declaration, hypothesis).map(|(what, number)| Finding {
                about: about(),
                what,
                number: Some(number),
                weight: Weight::Damning,
            }));
        }
    }
    sort(&mut findings);
    findings
}

/// Only the threaded form of the variant that it is compared with is bound by its cores: another algorithm may well be
/// faster than that.
fn beyond_the_cores(declaration: &Declaration, hypothesis: &Hypothesis) -> Option<(String, f64)> {
    let claim = hypothesis.claimed.as_ref()?;
    let (least, cores) = (claim.at_least?, cores_of(&claim.machine)?);
    hypothesis.expectations.iter().find_map(|expectation| {
        let Expectation::Reaches { measure: Measure::Speedup { of, over }, .. } = expectation else {
            return None;
        };
        let threads = match declaration.variant(of)?.threads {
            Threads::One => 1,
            Threads::Exactly(threads) => threads.min(cores),
            Threads::PerformanceCores => cores,
        };
        let is_own_form = of.as_str().strip_prefix(over.as_str()).is_some_and(|rest| rest.starts_with('-'));
        let is_alone = declaration.variant(over)?.threads == Threads::One;
        (is_own_form && is_alone && threads > 1 && least > f64::from(threads)).then(|| {
            let what = format!(
                "claimed {} of `{of}` over `{over}`: {threads} threads on {} give {threads}x at most",
                claim.promised, claim.machine
            );
            (what, f64::from(threads))
        })
    })
}

/// `Apple M4 Pro, 10 performance cores`: the number before the word.
fn cores_of(machine: &str) -> Option<u32> {
    machine.split(',').find_map(|part| {
        let mut words = part.split_whitespace();
        let cores: u32 = words.next()?.parse().ok()?;
        (words.next_back()? == "cores").then_some(cores)
    })
}
