//! A solver that solves nothing: its answer is the story of how a year came about, and all that it does goes into a log.

use std::fmt::Display;
use std::marker::PhantomData;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ThreadId};

use year_schedule::{Instance, Layout, Records, Solver, Start, Unsolved, solve};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    Made { thread: ThreadId },
    Began { year: String },
    Ended { year: String },
    DropBegan,
    DropEnded,
}

/// What is planted, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Planted<Y = usize> {
    Nothing,
    ErrorIn(Y),
    ErrorInEveryYear,
    PanicIn(Y),
    NoBasisOf(Y),
    ErrorWhenMade { worker: usize },
    PanicWhenMade { worker: usize },
    PanicWhenDropped,
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("planted")]
pub(crate) struct PlantedError;

/// As many drops, none inside another.
pub(crate) fn drops_one_by_one(count: usize) -> Vec<Event> {
    [Event::DropBegan, Event::DropEnded].into_iter().cycle().take(2 * count).collect()
}

#[derive(Default)]
pub(crate) struct Stage {
    log: Mutex<Vec<Event>>,
    bases: AtomicUsize,
    most_bases: AtomicUsize,
}

impl Stage {
    fn log(&self, event: Event) {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).push(event);
    }

    pub(crate) fn events(&self) -> Vec<Event> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn most_bases_at_once(&self) -> usize {
        self.most_bases.load(Ordering::SeqCst)
    }

    pub(crate) fn position(&self, event: &Event) -> Option<usize> {
        self.events().iter().position(|other| other == event)
    }
}

pub(crate) struct Mock<'s, Y> {
    stage: &'s Stage,
    planted: Planted<Y>,
    story: Option<String>,
    stays_in_its_thread: PhantomData<*const ()>,
}

pub(crate) struct Basis<'s> {
    stage: &'s Stage,
    story: String,
}

impl Drop for Basis<'_> {
    fn drop(&mut self) {
        self.stage.bases.fetch_sub(1, Ordering::SeqCst);
    }
}

impl<'s, Y: Copy + Eq + Display> Mock<'s, Y> {
    fn make(stage: &'s Stage, planted: Planted<Y>, worker: usize) -> Result<Self, PlantedError> {
        match planted {
            Planted::ErrorWhenMade { worker: that } if that == worker => return Err(PlantedError),
            Planted::PanicWhenMade { worker: that } if that == worker => panic!("planted"),
            _ => {}
        }
        stage.log(Event::Made { thread: thread::current().id() });
        Ok(Self { stage, planted, story: None, stays_in_its_thread: PhantomData })
    }
}

impl<'s, Y: Copy + Eq + Display> Solver<Y> for Mock<'s, Y> {
    type Basis = Basis<'s>;
    type Answer = String;
    type Error = PlantedError;

    fn solve(&mut self, year: Y, start: Start<&Basis<'s>>) -> Result<String, PlantedError> {
        self.stage.log(Event::Began { year: year.to_string() });
        // Gives other threads every chance to come in between.
        thread::yield_now();
        if [Planted::ErrorIn(year), Planted::ErrorInEveryYear].contains(&self.planted) {
            return Err(PlantedError);
        }
        assert!(self.planted != Planted::PanicIn(year), "planted");
        let mark = |instance| match instance {
            Instance::New => "!",
            Instance::Cleared => "",
        };
        let story = match start {
            Start::Cold(instance) => format!("{year}{}", mark(instance)),
            Start::Basis(basis, instance) => format!("{year}{}<({})", mark(instance), basis.story),
            Start::Live => format!("{year}+({})", self.story.as_ref().expect("a live instance")),
        };
        self.story = Some(story.clone());
        self.stage.log(Event::Ended { year: year.to_string() });
        Ok(story)
    }

    fn basis(&mut self) -> Result<Basis<'s>, PlantedError> {
        let story = self.story.clone().expect("a solved year");
        if let Planted::NoBasisOf(year) = self.planted
            && story.starts_with(&year.to_string())
        {
            return Err(PlantedError);
        }
        let bases = self.stage.bases.fetch_add(1, Ordering::SeqCst) + 1;
        self.stage.most_bases.fetch_max(bases, Ordering::SeqCst);
        Ok(Basis { stage: self.stage, story })
    }
}

impl<Y> Drop for Mock<'_, Y> {
    fn drop(&mut self) {
        self.stage.log(Event::DropBegan);
        thread::yield_now();
        self.stage.log(Event::DropEnded);
        assert!(!matches!(self.planted, Planted::PanicWhenDropped), "planted");
    }
}

pub(crate) type Outcome<Y> = Result<Records<String, Y>, Unsolved<PlantedError, Y>>;

pub(crate) fn solve_with<Y>(
    stage: &Stage,
    layout: &Layout<Y>,
    threads: NonZeroUsize,
    planted: Planted<Y>,
) -> Outcome<Y>
where
    Y: Copy + Ord + Display + Send + Sync,
{
    solve(layout, threads, |worker| Mock::make(stage, planted, worker))
}

/// The stories that a layout tells when it is read line by line.
pub(crate) fn stories<Y: Copy + Ord + Display>(layout: &Layout<Y>) -> Vec<(Y, String)> {
    let mut told: Vec<(Y, String)> = Vec::new();
    let story_of = |told: &[(Y, String)], year| {
        told.iter().find(|(other, _)| *other == year).expect("solved before").1.clone()
    };
    for track in layout.stages().iter().flat_map(year_schedule::Stage::tracks) {
        for step in track.steps() {
            let year = step.year;
            let story = match step.start {
                Start::Cold(Instance::New) => format!("{year}!"),
                Start::Cold(Instance::Cleared) => year.to_string(),
                Start::Basis(of, Instance::New) => format!("{year}!<({})", story_of(&told, of)),
                Start::Basis(of, Instance::Cleared) => format!("{year}<({})", story_of(&told, of)),
                Start::Live => format!("{year}+({})", told.last().expect("a step before").1),
            };
            told.push((year, story));
        }
    }
    told.sort();
    told
}
