//! The tables that are compared, each with what building it took.

use std::{
    convert::Infallible,
    time::{Duration, Instant},
};

use property_table::{
    Ascending, Axis, AxisError, Logarithmic, OctaveTable, PRESSURES, Quantity, Surface, TEMPERATURES,
    Uniform, hydrogen, hydrogen_table,
};
use water_steam::{OneTable, PhaseTables};

use crate::{shelf::Shelf, workload::hydrogen as exactly};

/// A table, what it takes and what it took.
pub(crate) struct Built<T> {
    pub(crate) table: T,
    pub(crate) cost: Cost,
}

/// What is paid once for a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Cost {
    pub(crate) bytes: usize,
    pub(crate) built_in: Duration,
}

/// Density over two axes of any kind. One number at a node: what is asked for is all that is kept.
pub(crate) type Density<R, C> = Surface<R, C, 1>;

/// The plan's pressures, Pa.
const PLANS_PRESSURES: [f64; 2] = [5e3, 1e8];
/// The plan's temperatures, K, as far as there is an equation of state: the plan goes on to 1200 K.
const PLANS_TEMPERATURES: [f64; 2] = [273.0, 1000.0];
/// Nodes of a small table along each axis.
const SMALL: usize = 200;
/// Nodes of the fitted tables of water: with so many no property is off by more than 6e-4.
const FITTED: usize = 96;
/// How many states of the equation of state a shelved table is told by, along each axis.
const PROBES: usize = 40;

const RISES: &str = "the constants rise";
const WITHIN: &str = "the constants are inside the range of the equations";

/// The plan's table: so many nodes along each axis, over everything that a plant might ever meet.
pub(crate) fn large(shelf: &Shelf, nodes: usize) -> Built<Density<Ascending, Ascending>> {
    let pressures = log_even(PLANS_PRESSURES, nodes).expect(RISES);
    let temperatures = even(PLANS_TEMPERATURES, nodes).expect(RISES);
    let mut made_of = Vec::new();
    for p in every(&pressures, nodes) {
        made_of.push(p);
    }
    made_of.extend(every(&temperatures, nodes));
    for t in every(&temperatures, PROBES) {
        made_of.extend(every(&pressures, PROBES).map(|p| exactly(p, t).expect(WITHIN)[0]));
    }
    let shelved = shelf.take(&made_of, nodes * nodes, || {
        let mut densities = Vec::with_capacity(nodes * nodes);
        let mut source = hydrogen();
        let kept = |p, t| {
            let density = source(p, t)?.rho;
            densities.push(density);
            Ok::<_, hydrogen_eos::OutOfRange>([density])
        };
        Surface::build(pressures.clone(), temperatures.clone(), Quantity::Pressure, kept).expect(WITHIN);
        densities
    });
    let mut densities = shelved.values.into_iter();
    // In the order in which they were asked for.
    let next = |_, _| Ok::<_, Infallible>([densities.next().unwrap_or(f64::NAN)]);
    let table = Surface::build(pressures, temperatures, Quantity::Pressure, next)
        .expect("as many densities were kept as there are nodes");
    let cost = Cost { bytes: table.bytes(), built_in: shelved.built_in };
    Built { table, cost }
}

/// 200 nodes along each axis, over what is asked, to be searched.
pub(crate) fn small_searched() -> Built<Density<Ascending, Ascending>> {
    small(|| (log_even(PRESSURES, SMALL).expect(RISES), even(TEMPERATURES, SMALL).expect(RISES)))
}

/// The same nodes, to be computed: one logarithm and one multiplication.
pub(crate) fn small_computed() -> Built<Density<Logarithmic, Uniform>> {
    small(|| {
        let ([lowest, highest], [coldest, hottest]) = (PRESSURES, TEMPERATURES);
        let pressures = Logarithmic::between(lowest, highest, SMALL).expect(RISES);
        (pressures, Uniform::between(coldest, hottest, SMALL).expect(RISES))
    })
}

fn small<R: Axis, C: Axis>(axes: impl Fn() -> (R, C)) -> Built<Density<R, C>> {
    built(Surface::bytes, || {
        let (pressures, temperatures) = axes();
        let mut source = hydrogen();
        let density = |p, t| source(p, t).map(|props| [props.rho]);
        Surface::build(pressures, temperatures, Quantity::Pressure, density).expect(WITHIN)
    })
}

/// The table that finds its cell by the bits of the pressure.
pub(crate) fn octave() -> Built<OctaveTable> {
    built(OctaveTable::bytes, hydrogen_table)
}

/// Water over both phases.
pub(crate) fn one_table() -> Built<OneTable> {
    built(OneTable::bytes, || OneTable::build(SMALL, SMALL).expect(WITHIN))
}

/// Water phase by phase.
pub(crate) fn phase_tables() -> Built<PhaseTables> {
    built(PhaseTables::bytes, || PhaseTables::build(FITTED, FITTED).expect(WITHIN))
}

fn built<T>(bytes: impl Fn(&T) -> usize, build: impl FnOnce() -> T) -> Built<T> {
    let start = Instant::now();
    let table = build();
    let cost = Cost { bytes: bytes(&table), built_in: start.elapsed() };
    Built { table, cost }
}

fn log_even([first, last]: [f64; 2], nodes: usize) -> Result<Ascending, AxisError> {
    Ascending::logarithmic(first, last, nodes)
}

fn even([first, last]: [f64; 2], nodes: usize) -> Result<Ascending, AxisError> {
    Ascending::even(first, last, nodes)
}

/// About so many nodes of an axis, evenly spread.
fn every(axis: &Ascending, many: usize) -> impl Iterator<Item = f64> + '_ {
    (0..axis.nodes()).step_by((axis.nodes() / many).max(1)).map(|index| axis.node(index))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shelved_table_has_the_bits_of_a_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::at(folder.path());
        let [new, shelved] = [large(&shelf, 24), large(&shelf, 24)];
        assert_eq!(new.cost, shelved.cost, "what building took is kept");
        for (row, column) in (0..24).flat_map(|row| (0..24).map(move |column| (row, column))) {
            let density = new.table.node(row, column);
            assert_eq!(density, shelved.table.node(row, column));
            let [p, t] = [new.table.rows().node(row), new.table.columns().node(column)];
            let right = exactly(p, t).unwrap()[0];
            assert!((density[0] / right - 1.0).abs() < 1e-13, "{p} Pa, {t} K");
        }
    }

    #[test]
    fn the_tables_take_what_the_plan_counts() {
        assert!(octave().cost.bytes < 512 << 10);
        assert!((200 * 200 * 8..202 * 202 * 8).contains(&small_searched().cost.bytes));
        assert_eq!(small_searched().cost.bytes, small_computed().cost.bytes);
        assert!(phase_tables().cost.bytes < 1_000_000);
    }
}
