//! What was promised, and what the plan's own numbers allow.

use judge::audit::{Weight, allowed, claimed};
use model::plans::PlanClaim;

use super::{PlanView, count, phase};
use crate::{Cell, Column, Table, Tone, block::Block};

pub(super) fn write(view: &PlanView<'_>, blocks: &mut Vec<Block>) {
    let claims = claims(view);
    let machine = &view.question.plan.machine;
    blocks.push(Block::Part("What was promised".to_owned()));
    if claims.is_empty() {
        blocks.push(Block::Text("The plan makes no claim in numbers.".to_owned()));
        return;
    }
    blocks.push(Block::Text(format!(
        "For {machine}. A claim is judged on that machine only; elsewhere it is shown."
    )));
    let mut promised = Table::new([Column::left("phase"), Column::wrap("what of"), Column::left("claimed")]);
    let columns = [Column::left("phase"), Column::left("it"), Column::wrap("by the plan's own numbers")];
    let mut arithmetic = Table::new(columns);
    let (mut never, mut in_part) = (0, 0);
    for (number, claim) in &claims {
        promised.row([phase(*number), claim.about.clone(), claimed(claim)]);
        let allowed = allowed(claim);
        let (word, tone) = match allowed.weight {
            Some(Weight::Damning) => ("cannot be", Tone::Bad),
            Some(Weight::Notable) => ("cannot all be", Tone::Unsure),
            None => ("can be", Tone::Plain),
        };
        never += usize::from(allowed.weight == Some(Weight::Damning));
        in_part += usize::from(allowed.weight == Some(Weight::Notable));
        arithmetic.row([
            Cell::from(phase(*number)),
            Cell::new(word, tone),
            Cell::from(format!("{}: {}", claim.about, allowed.why)),
        ]);
    }
    blocks.push(Block::Rows("", promised, ""));
    blocks.push(Block::Part("What arithmetic allows".to_owned()));
    blocks.push(Block::Text(format!(
        "Of {}, {never} cannot be and {in_part} cannot all be. That the others can be does not say that they are.",
        count(claims.len(), "claim", "claims")
    )));
    blocks.push(Block::Rows("", arithmetic, ""));
}

/// Those of the whole first, then phase by phase.
fn claims<'a>(view: &PlanView<'a>) -> Vec<(Option<u32>, &'a PlanClaim)> {
    let plan = view.question.plan;
    let of_whole = plan.claims.iter().map(|claim| (None, claim));
    let of_phases = plan
        .phases
        .iter()
        .flat_map(|phase| phase.claims.iter().map(move |claim| (Some(phase.number), claim)));
    of_whole.chain(of_phases).collect()
}
