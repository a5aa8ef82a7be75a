//! What the gate can see: how often it says red of a known slowdown, against the number of rounds that it may take.

use std::collections::BTreeMap;

use charts::{Axis, Curve, Curves, Kind, Point, Scale, curves};
use model::{Name, PowerRow, RunRecord};

use crate::{block::Block, gate::power, machine_line, percent};

pub(super) fn blocks(run: &RunRecord) -> Vec<Block> {
    let mut blocks = vec![
        Block::Title("What the gate can see".to_owned()),
        Block::Text(format!(
            "How often it said red, of identical code and of known slowdowns. {}, class {}; run {}.",
            machine_line(&run.machine),
            run.machine.class,
            run.header.run
        )),
    ];
    let mut hosts: BTreeMap<&Name, Vec<&PowerRow>> = BTreeMap::new();
    for row in run.power.iter().filter(|row| row.method.as_str() == "gate") {
        hosts.entry(&row.host).or_default().push(row);
    }
    blocks.extend(hosts.into_iter().map(|(host, rows)| picture(host, &rows)));
    blocks.push(Block::Rows("", power::table(&run.power), "remark"));
    blocks
}

/// Power curves: one line for each kernel, at the most rounds that its gates had.
fn picture(host: &Name, rows: &[&PowerRow]) -> Block {
    let mut by_kernel: BTreeMap<&Name, Vec<&PowerRow>> = BTreeMap::new();
    for row in rows {
        by_kernel.entry(&row.kernel).or_default().push(row);
    }
    let lines: Vec<Curve> = by_kernel
        .into_iter()
        .map(|(kernel, mut rows)| {
            let most = rows.iter().map(|row| row.rounds).max().unwrap_or(0);
            rows.retain(|row| row.rounds == most);
            rows.sort_by(|a, b| a.slowdown.total_cmp(&b.slowdown));
            let label = format!("{kernel}, at most {most} rounds");
            Curve { label, kind: Kind::Measured, points: rows.into_iter().map(point).collect() }
        })
        .collect();
    let title = format!("How often the gate says red while the host is: {host}");
    let drawn = curves(&Curves {
        title: &title,
        x: Axis { words: "how much slower the head is", scale: Scale::Linear, tick: &percent },
        y: Axis { words: "share of gates that said red", scale: Scale::Linear, tick: &percent },
        curves: &lines,
    });
    Block::drawn(&format!("gate {host}"), &title, drawn)
}

fn point(row: &PowerRow) -> Point {
    let slower = if row.slowdown == 0.0 {
        "identical code".to_owned()
    } else {
        format!("{} slower", percent(row.slowdown))
    };
    let says = format!("{}, {slower}: red in {} of {} gates", row.kernel, row.red, row.gates);
    Point { x: row.slowdown, y: [row.lower, row.rate, row.upper], says }
}
