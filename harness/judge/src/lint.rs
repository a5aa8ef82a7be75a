//! What the API cannot refuse and a sceptic would ask about: targets out of reach, claims nobody can judge.

use model::{Declaration, Expectation, Hypothesis, Level, Measure, Name, Target, Threads};

use crate::guard::guards_of;

/// Warnings about a declaration, each a sentence that names what it is about.
pub fn lint(declaration: &Declaration) -> Vec<String> {
    declaration.hypotheses.iter().flat_map(|hypothesis| of_hypothesis(declaration, hypothesis)).collect()
}

fn of_hypothesis(declaration: &Declaration, hypothesis: &Hypothesis) -> Vec<String> {
    let mut warnings = Vec::new();
    if hypothesis.predicted.is_none() {
        warnings.push("nothing is predicted: say .predicted(…), Open where you do not know".to_owned());
    }
    if let Some(claim) = &hypothesis.claimed
        && claim.at_least.is_none()
        && hypothesis.expectations.iter().any(is_speedup)
    {
        let promised = &claim.promised;
        warnings.push(format!(
            "the claim `{promised}` is not read as a speedup and only shown: write `5x` or `5-15x`"
        ));
    }
    for expectation in &hypothesis.expectations {
        let workload = expectation.workload();
        warnings.extend(unmeasurable(declaration, expectation.variants(), workload));
        if let Expectation::Reaches { measure: Measure::Speedup { of, over }, target, .. } = expectation {
            warnings.extend(out_of_reach(declaration, of, over, target));
        }
        for (guard, on) in guards_of(hypothesis, workload) {
            let warning = unmeasurable(declaration, guard.measure.variants(), on);
            warnings.extend(
                warning.into_iter().map(|warning| format!("the guard on {}: {warning}", guard.measure)),
            );
        }
    }
    warnings.dedup();
    warnings.into_iter().map(|warning| format!("`{}`: {warning}", hypothesis.claim)).collect()
}

fn is_speedup(expectation: &Expectation) -> bool {
    matches!(expectation, Expectation::Reaches { measure: Measure::Speedup { .. }, .. })
}

fn unmeasurable(declaration: &Declaration, variants: Vec<&Name>, workload: &Name) -> Option<String> {
    let limited = variants
        .into_iter()
        .find(|name| declaration.variant(name).is_none_or(|variant| !variant.runs_on(workload)))?;
    Some(format!("`{limited}` does not run on `{workload}`, so it can never be judged there"))
}

/// More than a thread's worth for every thread is no scaling. Only a variant named after its own one-thread form is
/// suspected (`tree-threads` over `tree`): another algorithm may well be faster than its threads.
fn out_of_reach(declaration: &Declaration, of: &Name, over: &Name, target: &Target) -> Option<String> {
    let (Target::AtLeast(level), fast, slow) = (target, declaration.variant(of)?, declaration.variant(over)?)
    else {
        return None;
    };
    if let Level::ShareOfCeiling(share) | Level::ShareOfBound { share, .. } = level {
        return (*share > 1.0)
            .then(|| format!("{share} of the scaling ceiling is more than there is to reach"));
    }
    let own_form = of.as_str().strip_prefix(over.as_str()).is_some_and(|rest| rest.starts_with('-'));
    if !own_form || slow.threads != Threads::One {
        return None;
    }
    let (wanted, threads) = match (level, fast.threads) {
        (Level::Number(wanted), Threads::Exactly(threads)) => (*wanted, f64::from(threads)),
        (Level::PerThread { base, each }, Threads::Exactly(threads)) => {
            (base + each * f64::from(threads), f64::from(threads))
        }
        (Level::PerThread { base, each }, Threads::PerformanceCores) if *base >= 0.0 => (*each, 1.0),
        _ => return None,
    };
    (wanted > threads).then(|| {
        format!("`{of}` over `{over}` at least {wanted}x is more than its {threads} threads can give")
    })
}
