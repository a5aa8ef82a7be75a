//! What components tell each other.

use crate::{
    Plant,
    columns::Part,
    outcomes::{GroupOutcomes, TrainOutcome},
};

/// Signals, in the order of the plant.
#[derive(Clone, Debug)]
pub(crate) struct Bus {
    /// To each group of a line, W.
    pub(crate) offered: Vec<u32>,
    /// To the low-pressure tanks of each line, kg/s.
    pub(crate) inflow: Vec<f64>,
    pub(crate) stack_t: Vec<f64>,
    pub(crate) flow: Vec<f64>,
    pub(crate) cooler_t: Vec<f64>,
    pub(crate) cooler_heat: Vec<f64>,
    pub(crate) low_pressure: Vec<f64>,
    pub(crate) low_t: Vec<f64>,
    pub(crate) low_heat: Vec<f64>,
    pub(crate) high_pressure: Vec<f64>,
    pub(crate) high_t: Vec<f64>,
    pub(crate) high_heat: Vec<f64>,
    /// What a train drew, kg.
    pub(crate) drawn: Vec<f64>,
    /// What it delivers.
    pub(crate) delivered: Vec<crate::train::Delivered>,
    pub(crate) groups: GroupOutcomes,
    pub(crate) trains: Vec<TrainOutcome>,
    empty: Part<1>,
}

impl Bus {
    /// Of a plant as it is at first.
    pub(crate) fn new(plant: &Plant, part: &Part<1>) -> Self {
        let (groups, trains) = (plant.count.all_groups(), plant.count.all_trains());
        Self {
            offered: vec![0; plant.count.groups],
            inflow: vec![0.0; plant.count.lines],
            stack_t: part.groups.stack_t().to_vec(),
            flow: part.groups.flow().to_vec(),
            cooler_t: part.trains.cooler_t().to_vec(),
            cooler_heat: part.trains.cooler_heat().to_vec(),
            low_pressure: part.trains.low_pressure.clone(),
            low_t: part.trains.low_t().to_vec(),
            low_heat: part.trains.low_heat().to_vec(),
            high_pressure: part.trains.high_pressure.clone(),
            high_t: part.trains.high_t().to_vec(),
            high_heat: part.trains.high_heat().to_vec(),
            drawn: vec![0.0; trains],
            delivered: vec![crate::train::Delivered::default(); trains],
            groups: GroupOutcomes::new(groups, groups),
            trains: vec![TrainOutcome::default(); trains],
            empty: part.clone(),
        }
    }

    /// Columns for objects to write into.
    pub(crate) fn empty_columns(&self) -> Part<1> {
        self.empty.clone()
    }
}
