//! The cards of the plan, filled in: what was asked for, what was found, and what that makes of it.

use judge::plan::{Empty, Filled};

use super::{PlanView, mark};
use crate::{Cell, Column, Table, Tone, block::Block, measured, word};

pub(super) fn write(view: &PlanView<'_>, blocks: &mut Vec<Block>) {
    if view.became.cards.is_empty() {
        return;
    }
    blocks.push(Block::Part("The plan's cards, filled in".to_owned()));
    blocks.push(Block::Text(
        "What the plan asks people to write down, from the verdicts above. Its targets were set for its own machine and \
         language: the verdict is of the expectation beside it, which says what was compared here."
            .to_owned(),
    ));
    for (title, figures) in &view.became.cards {
        blocks.push(Block::Heading((*title).to_owned()));
        blocks.push(Block::Rows("", table(figures), "by"));
    }
}

fn table(figures: &[Filled<'_>]) -> Table {
    let mut table = Table::new([
        Column::wrap("figure"),
        Column::left("the card asks"),
        Column::left("measured"),
        Column::left("verdict"),
        Column::left("run"),
    ]);
    for Filled { figure, standing } in figures {
        let (about, asked) = (Cell::from(&figure.about), Cell::from(&figure.asked));
        let (found, why) = match standing {
            Ok(standing) => {
                let row = standing.row;
                let (word, tone) = word(&row.verdict);
                let measured = measured(row).unwrap_or_else(|| "—".to_owned());
                let found = [Cell::from(measured), Cell::new(&word, tone), Cell::from(mark(standing.run))];
                (found, format!("{}: {}, {}", row.experiment, row.expectation, row.target))
            }
            Err(empty) => {
                let found = [Cell::from("—"), Cell::new("not filled in", Tone::Unsure), Cell::from("")];
                let why = match empty {
                    Empty::NotOurs(why) => (*why).to_owned(),
                    Empty::Unmeasured(why) => why.to_string(),
                };
                (found, why)
            }
        };
        table.row([about, asked].into_iter().chain(found));
        table.note(&why);
    }
    table
}
