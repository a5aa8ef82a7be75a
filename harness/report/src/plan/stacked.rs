//! Alone and stacked: what every phase gave, what their product is, what was measured of them together, and by how much the
//! product overstates that.

use judge::plan::{Beside, Factor, Gained, Multiplied, Whole};
use model::{Clock, GainFrom};

use super::{PlanView, mark};
use crate::{Cell, Column, Table, Tone, block::Block, number, percent, units::interval, word};

pub(super) fn write(view: &PlanView<'_>, blocks: &mut Vec<Block>) {
    let became = view.became;
    blocks.push(Block::Part("Alone and stacked".to_owned()));
    if became.alone.is_empty() {
        blocks.push(Block::Text(
            "The plan declares no gains: which comparison stands for a phase is written into experiments/plans.toml, as \
             [[PLAN.phases.gains]]."
                .to_owned(),
        ));
    } else {
        blocks.push(Block::Text(
            "What each phase gave alone. A factor is the time of what it is over, divided by the time of what it is of: what it \
             is over is its baseline."
                .to_owned(),
        ));
        blocks.push(Block::Rows("phase", gains(view, &became.alone), "remarks"));
    }
    if became.together.is_empty() {
        blocks.push(Block::Text("The plan declares no combination, [[PLAN.together]].".to_owned()));
    } else {
        blocks.push(Block::Text("What was measured of them together:".to_owned()));
        blocks.push(Block::Rows("", gains(view, &became.together), "remarks"));
    }
    if !became.products.is_empty() {
        blocks.push(Block::Text(
            "Multiplied as the plan multiplies them, and beside what was measured. The bounds of a product are those of its \
             factors multiplied, least with least."
                .to_owned(),
        ));
        blocks.push(Block::Items(became.products.iter().flat_map(product).collect()));
    }
    if let Some(acts_on) = view.question.plan.acts_on.as_ref().filter(|_| !became.wholes.is_empty()) {
        let share = acts_on.share;
        let free = (1.0 / (1.0 - share.low()), 1.0 / (1.0 - share.high()));
        blocks.push(Block::Text(format!(
            "Computed and not measured: {} is {} of the whole by the plan's own profile. If it took no time at all, and the rest \
             stayed as it is, the whole would be {} faster. With what was measured of them together:",
            acts_on.part,
            range((share.low(), share.high()), percent),
            range(free, |gain| number(gain, "x"))
        )));
        blocks.push(Block::Items(became.wholes.iter().map(whole).collect()));
    }
}

fn gains(view: &PlanView<'_>, gains: &[Gained<'_>]) -> Table {
    let columns = [
        Column::wrap("what"),
        Column::left("from"),
        Column::left("factor"),
        Column::left("clock"),
        Column::left("verdict"),
        Column::left("run"),
    ];
    let mut table = Table::new(columns).indented(2);
    let mut last = None;
    for gained in gains {
        if gained.phase != last {
            last = gained.phase;
            table.heading(&phase(view, gained.phase));
        }
        let (factor, tone) = match &gained.factor {
            Ok(factor) => (words(*factor), Tone::Plain),
            Err(_) => ("–".to_owned(), Tone::Faint),
        };
        let row = gained.standing.as_ref().map(|standing| standing.row);
        // Of what has no factor the clock says nothing.
        let clock =
            row.filter(|_| gained.factor.is_ok()).map(|row| row.clock.map_or("unknown", Clock::as_str));
        let (verdict, verdict_tone) =
            row.map_or_else(|| ("– not judged".to_owned(), Tone::Faint), |row| word(&row.verdict));
        table.row([
            Cell::from(name(gained)),
            Cell::from(gained.gain.from.as_str()),
            Cell::new(&factor, tone),
            Cell::from(clock.unwrap_or_default()),
            Cell::new(&verdict, verdict_tone),
            Cell::from(gained.standing.as_ref().map_or_else(String::new, |standing| mark(standing.run))),
        ]);
        if let Err(why) = &gained.factor {
            table.note(&why.to_string());
        }
    }
    table
}

fn phase(view: &PlanView<'_>, number: Option<u32>) -> String {
    let phases = &view.question.plan.phases;
    let title = phases.iter().find(|phase| Some(phase.number) == number).map(|phase| phase.title.as_str());
    number.map_or_else(String::new, |number| format!("{number}: {}", title.unwrap_or_default()))
}

fn name(gained: &Gained<'_>) -> String {
    format!("{}: {}", gained.gain.experiment, gained.gain)
}

/// The product, and one line for each combination beside it.
fn product(product: &Multiplied<'_>) -> Vec<String> {
    let called = called(product.from);
    let mut lines = vec![match product.product() {
        Some(factor) if product.of == 1 => format!("{called}: one factor, {}", words(factor)),
        Some(factor) => format!("{called}: the product of {} factors is {}", product.of, words(factor)),
        None => not_computed(product),
    }];
    if product.beside.is_empty() {
        lines.push(format!("{called}: no combination is declared to hold the product against"));
    }
    lines.extend(product.beside.iter().map(|beside| format!("{called}: {}", besides(beside))));
    lines
}

/// Never silently shorter: what is missing is named, and what is left is called what it is.
fn not_computed(product: &Multiplied<'_>) -> String {
    let missing: Vec<String> =
        product.missing.iter().map(|gain| format!("{} {gain}", gain.experiment)).collect();
    let left = match product.of - product.missing.len() {
        1 => "1 is".to_owned(),
        more => format!("{more} are"),
    };
    let known = product.known.map_or_else(String::new, |known| {
        let (of, known) = (product.of, words(known));
        format!(". Of its {of} factors {left} known here, {known}: that is not the product of the phases")
    });
    format!("{}: not computed, not measured here: {}{known}", called(product.from), missing.join("; "))
}

fn besides(beside: &Beside<'_>) -> String {
    let what = format!("{} {}", beside.gain.experiment, beside.gain);
    let Some(measured) = beside.measured else { return format!("{what} was not measured here") };
    let measured = words(measured);
    let Some(overstates) = beside.overstates else {
        return format!("{what} was measured at {measured}, and there is no product to hold against it");
    };
    let (times, turned) = (words(overstates), words(turned(overstates)));
    if overstates.lower > 1.0 {
        format!("{what} was measured at {measured}: the product overstates it by {times}")
    } else if overstates.upper < 1.0 {
        format!("{what} was measured at {measured}: the product understates it by {turned}")
    } else {
        format!(
            "{what} was measured at {measured}: the product is {times} of it, which does not tell them apart"
        )
    }
}

fn turned(factor: Factor) -> Factor {
    Factor { estimate: 1.0 / factor.estimate, lower: 1.0 / factor.upper, upper: 1.0 / factor.lower }
}

fn called(from: GainFrom) -> &'static str {
    match from {
        GainFrom::Algorithm => "The algorithms' gains",
        GainFrom::Cores => "The cores' gains",
        GainFrom::Device => "The devices' gains",
        GainFrom::All => "All gains",
    }
}

fn whole(whole: &Whole<'_>) -> String {
    let what = format!("with {} {}", whole.gain.experiment, whole.gain);
    match whole.gains {
        Some(gains) => format!("{what}: {} (computed)", range(gains, |gain| number(gain, "x"))),
        None => format!("{what}: not computed, it was not measured here"),
    }
}

fn range((low, high): (f64, f64), words: impl Fn(f64) -> String) -> String {
    let (low, high) = (words(low), words(high));
    if low == high { low } else { format!("{low} to {high}") }
}

fn words(factor: Factor) -> String {
    interval(factor.estimate, (factor.lower, factor.upper), "x")
}
