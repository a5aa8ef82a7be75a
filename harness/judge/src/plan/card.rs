//! The cards that a plan printed empty: which verdict fills a figure in, or why it stays empty.

use model::plans::{Card, Figure, FilledBy};

use super::{OfExperiment, Standing, Unmeasured, standing::spoken_of};

/// A figure of a card, and what was found.
#[derive(Clone, Debug)]
pub struct Filled<'a> {
    /// As the card has it.
    pub figure: &'a Figure,
    /// The verdict that says it.
    pub standing: Result<Standing<'a>, Empty<'a>>,
}

/// Why a figure stays empty.
#[derive(Clone, Debug, PartialEq)]
pub enum Empty<'a> {
    /// It is nothing that is measured here: why.
    NotOurs(&'a str),
    /// It was not measured.
    Unmeasured(Unmeasured),
}

pub(super) fn filled<'a>(card: &'a Card, experiments: &[OfExperiment<'a>]) -> Vec<Filled<'a>> {
    let standing = |figure: &'a Figure| match &figure.by {
        FilledBy::Nothing(why) => Err(Empty::NotOurs(why)),
        FilledBy::Expectation { experiment, words } => {
            spoken_of(experiments, experiment, words).map_err(Empty::Unmeasured)
        }
    };
    card.figures.iter().map(|figure| Filled { figure, standing: standing(figure) }).collect()
}
