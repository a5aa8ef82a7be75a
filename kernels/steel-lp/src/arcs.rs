//! All columns in their order, or only the cheapest of every end, with their costs in the first year.

use crate::{
    Options,
    family::{Family, Kind, Link},
    price,
    rows::Rows,
    world::World,
};

/// Columns, and what each costs in the first year.
pub(crate) fn columns(world: &World, rows: &Rows, options: &Options) -> (Vec<Link>, Vec<f64>) {
    let (mut links, mut costs) = (Vec::new(), Vec::new());
    for family in Family::ARCS {
        let first = links.len();
        arcs(world, rows, family, &mut links, &mut costs);
        if let Some(kept) = options.keep.filter(|_| !family.always_there()) {
            keep_cheapest(&mut links, &mut costs, first, kept as usize);
        }
    }
    let slacks = |family, rows: std::ops::Range<u32>| {
        rows.map(move |row| Link { family, source: row, destination: row })
    };
    links.extend(slacks(Family::Unmet, rows.capacities(Kind::Demand)));
    costs.resize(links.len(), price::UNMET_COST);
    for kind in Kind::PLANTS {
        let minima = (0..rows.count(kind)).filter_map(|entity| rows.minimum(kind, entity));
        links.extend(minima.map(|row| Link { family: Family::Idle, source: row, destination: row }));
    }
    costs.resize(links.len(), price::IDLE_COST);
    (links, costs)
}

fn arcs(world: &World, rows: &Rows, family: Family, links: &mut Vec<Link>, costs: &mut Vec<f64>) {
    let (from, to) = family.ends().expect("the families of arcs have ends");
    let capacities = rows.capacities(from);
    let sources = if from == Kind::Mine { rows.mines_for(to) } else { 0..rows.count(from) };
    for source in sources {
        let own = source..source + 1;
        let all = 0..rows.count(to);
        for destination in if family == Family::HotMetal { own } else { all } {
            links.push(Link {
                family,
                source: capacities.start + source,
                destination: rows.arrivals(to).start + destination,
            });
            let (from, to) = (&world.sites(from)[source as usize], &world.sites(to)[destination as usize]);
            costs.push(price::between(world, family, from, to).total());
        }
    }
}

/// Leaves of what starts at `first` only what is among the cheapest of its source or of its destination, earlier ones first
/// where costs are equal.
fn keep_cheapest(links: &mut Vec<Link>, costs: &mut Vec<f64>, first: usize, kept: usize) {
    let mut order: Vec<usize> = (first..links.len()).collect();
    order.sort_by(|one, other| costs[*one].total_cmp(&costs[*other]).then(one.cmp(other)));
    let rows = links[first..].iter().map(|link| link.source.max(link.destination) + 1).max().unwrap_or(0);
    let (mut leave, mut arrive) = (vec![0; rows as usize], vec![0; rows as usize]);
    let mut stays = vec![false; links.len() - first];
    for place in order {
        let link = links[place];
        for taken in [&mut leave[link.source as usize], &mut arrive[link.destination as usize]] {
            if *taken < kept {
                *taken += 1;
                stays[place - first] = true;
            }
        }
    }
    let mut left = first;
    for place in first..links.len() {
        if stays[place - first] {
            (links[left], costs[left]) = (links[place], costs[place]);
            left += 1;
        }
    }
    links.truncate(left);
    costs.truncate(left);
}
