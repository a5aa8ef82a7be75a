//! Where workers get their tracks and leave bases for each other: all that threads share.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::{Instance, Layout, Start, Step, Track};

pub(crate) struct Desk<'a, B, Y> {
    layout: &'a Layout<Y>,
    state: Mutex<State<B, Y>>,
    changed: Condvar,
    leaving: Mutex<()>,
}

struct State<B, Y> {
    /// Workers that still make their solver.
    missing: usize,
    /// A worker will never come, so nothing is handed out.
    abandoned: bool,
    stage: usize,
    taken: usize,
    over: usize,
    /// How many years have yet to start from the basis of a year.
    uses: BTreeMap<Y, usize>,
    bases: BTreeMap<Y, Arc<B>>,
    /// Years without an answer.
    lost: BTreeSet<Y>,
}

/// Whether a worker has its solver.
pub(crate) enum Arrival {
    Ready,
    Never,
}

/// A track in a worker's hands; over when dropped, even by a panic, so that no one waits for it in vain.
pub(crate) struct Turn<'d, 'a, B, Y> {
    desk: &'d Desk<'a, B, Y>,
    pub(crate) track: &'a Track<Y>,
}

/// What a step starts from, now.
pub(crate) enum Ground<B> {
    Cold(Instance),
    Basis(Arc<B>, Instance),
    Live,
    /// The year it builds on has no answer.
    Lost,
}

impl<'a, B, Y: Copy + Ord> Desk<'a, B, Y> {
    pub(crate) fn new(layout: &'a Layout<Y>, workers: usize) -> Self {
        let state = State {
            missing: workers,
            abandoned: false,
            stage: 0,
            taken: 0,
            over: 0,
            uses: layout.uses_of_bases(),
            bases: BTreeMap::new(),
            lost: BTreeSet::new(),
        };
        Self { layout, state: Mutex::new(state), changed: Condvar::new(), leaving: Mutex::new(()) }
    }

    pub(crate) fn arrive(&self, arrival: &Arrival) {
        let mut state = lock(&self.state);
        state.missing -= 1;
        state.abandoned |= matches!(arrival, Arrival::Never);
        self.changed.notify_all();
    }

    /// Waits until every worker has arrived.
    pub(crate) fn wait_for_all(&self) {
        let mut state = lock(&self.state);
        while state.missing > 0 {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The next track, in the order of the layout; waits for the stage before to be over. There is none only once all
    /// tracks of all workers are over: who gets none may drop its solver.
    pub(crate) fn take(&self) -> Option<Turn<'_, 'a, B, Y>> {
        let mut state = lock(&self.state);
        loop {
            let stage = self.layout.stages().get(state.stage).filter(|_| !state.abandoned)?;
            if let Some(track) = stage.tracks().get(state.taken) {
                state.taken += 1;
                return Some(Turn { desk: self, track });
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// What a step can start from; a basis that no other year waits for is given away for good.
    pub(crate) fn ground(&self, step: &Step<Y>, before: Option<Y>) -> Ground<B> {
        let mut state = lock(&self.state);
        match step.start {
            Start::Cold(instance) => Ground::Cold(instance),
            Start::Live if before.is_some_and(|before| !state.lost.contains(&before)) => Ground::Live,
            Start::Live => Ground::Lost,
            Start::Basis(of, instance) => {
                state.basis(of).map_or(Ground::Lost, |basis| Ground::Basis(basis, instance))
            }
        }
    }

    pub(crate) fn is_built_on(&self, year: Y) -> bool {
        lock(&self.state).uses.contains_key(&year)
    }

    pub(crate) fn leave_basis(&self, year: Y, basis: B) {
        lock(&self.state).bases.insert(year, Arc::new(basis));
    }

    pub(crate) fn lose(&self, year: Y) {
        lock(&self.state).lost.insert(year);
    }

    /// Drops something while no other worker does so.
    pub(crate) fn drop_alone<T>(&self, thing: T) {
        let _alone = lock(&self.leaving);
        drop(thing);
    }
}

impl<B, Y: Copy + Ord> State<B, Y> {
    fn basis(&mut self, of: Y) -> Option<Arc<B>> {
        let basis = self.bases.get(&of).cloned()?;
        let left = self.uses.get_mut(&of)?;
        *left -= 1;
        if *left == 0 {
            self.bases.remove(&of);
        }
        Some(basis)
    }
}

impl<B, Y> Drop for Turn<'_, '_, B, Y> {
    fn drop(&mut self) {
        let mut state = lock(&self.desk.state);
        state.over += 1;
        if state.over == self.desk.layout.stages()[state.stage].tracks().len() {
            state.stage += 1;
            state.taken = 0;
            state.over = 0;
            self.desk.changed.notify_all();
        }
    }
}

/// A lock whose holder panicked: what it guards is only ever changed whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
