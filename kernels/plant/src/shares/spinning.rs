//! Threads of our own that never sleep: the best form that sharing out a step can take. Four times in a step they wait for each
//! other: when power is known, when groups are done, when the hydrogen is joined, when trains are done.

use std::{
    cell::UnsafeCell,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use super::{Shares, barrier::Barrier};
use crate::{
    Gas, Log, Plant, Run, Stopped, arrays::row, columns::Part, course::Course, supply::Supply,
    trouble::Trouble,
};

/// What one thread has to itself between two barriers.
struct Turn<T>(UnsafeCell<T>);

// SAFETY: `get` and `get_mut` say who may hold what between which barriers; a barrier makes every write before it seen after it.
unsafe impl<T: Send + Sync> Sync for Turn<T> {}

impl<T> Turn<T> {
    fn new(inner: T) -> Self {
        Self(UnsafeCell::new(inner))
    }

    /// # Safety
    /// No thread holds this by `get_mut` until the next barrier.
    unsafe fn get(&self) -> &T {
        // SAFETY: the caller's promise.
        unsafe { &*self.0.get() }
    }

    /// # Safety
    /// No other thread holds this until the next barrier, and this one not twice.
    #[expect(clippy::mut_from_ref, reason = "that is what it is for")]
    unsafe fn get_mut(&self) -> &mut T {
        // SAFETY: the caller's promise.
        unsafe { &mut *self.0.get() }
    }
}

/// All that the threads share.
struct Round<'a, G> {
    plant: &'a Plant,
    supply: &'a Supply,
    gas: &'a G,
    barrier: Barrier,
    parts: Vec<Turn<Part<1>>>,
    course: Turn<&'a mut Course>,
    log: Turn<&'a mut Log>,
    failed: AtomicBool,
    trouble: Mutex<Option<Trouble>>,
}

impl<G: Gas + Sync> Run<'_, Shares<G>> {
    /// So many steps more, on one thread for each part: this one and others that end with it.
    pub fn advance_spinning(&mut self, steps: u32, log: &mut Log) -> Result<(), Stopped> {
        let Self { plant, supply, course, layout } = self;
        let parts = std::mem::take(&mut layout.parts);
        let round = Round {
            plant,
            supply,
            gas: &layout.gas,
            barrier: Barrier::new(parts.len()),
            parts: parts.into_iter().map(Turn::new).collect(),
            course: Turn::new(course),
            log: Turn::new(log),
            failed: AtomicBool::new(false),
            trouble: Mutex::new(None),
        };
        thread::scope(|scope| {
            for thread in 1..round.parts.len() {
                let round = &round;
                scope.spawn(move || round.follow(thread, steps));
            }
            round.lead(steps);
        });
        let Round { parts, trouble, .. } = round;
        layout.parts = parts.into_iter().map(|part| part.0.into_inner()).collect();
        match trouble.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
            Some(Trouble { place, cause }) => Err(Stopped { step: self.course.step, place, cause }),
            None => Ok(()),
        }
    }
}

impl<G: Gas + Sync> Round<'_, G> {
    /// The first thread, which does what is done once.
    fn lead(&self, steps: u32) {
        for _ in 0..steps {
            // SAFETY: until the barrier in `groups` the others hold nothing: they wait there, or have not begun.
            unsafe { self.course.get_mut() }.open(self.plant, self.supply);
            self.groups(0);
            if self.has_failed() {
                return;
            }
            // SAFETY: the others wait at the barrier that `trains` begins with.
            let course = unsafe { self.course.get_mut() };
            // SAFETY: as above, and nobody writes to a part.
            let parts = || self.parts.iter().map(|part| unsafe { part.get() });
            course.join(self.plant, parts().map(|part| &part.groups.outcomes));
            self.trains(0);
            if self.has_failed() {
                return;
            }
            // SAFETY: the others wait at the barrier that `groups` begins with.
            let course = unsafe { self.course.get_mut() };
            let hour_is_over = course
                .close(parts().map(|part| &part.groups.outcomes), parts().flat_map(Part::train_outcomes));
            if hour_is_over {
                // SAFETY: only this thread ever holds the log; nobody writes to a part.
                let log = unsafe { self.log.get_mut() };
                row(parts, course, log);
            }
        }
    }

    fn follow(&self, thread: usize, steps: u32) {
        for _ in 0..steps {
            self.groups(thread);
            if self.has_failed() {
                return;
            }
            self.trains(thread);
            if self.has_failed() {
                return;
            }
        }
    }

    fn groups(&self, thread: usize) {
        self.barrier.wait();
        // SAFETY: between these barriers each thread holds its own part, and nobody writes to the course.
        let (part, course) = unsafe { (self.parts[thread].get_mut(), self.course.get()) };
        self.note(part.step_groups(self.plant, &course.offered));
        self.barrier.wait();
    }

    fn trains(&self, thread: usize) {
        self.barrier.wait();
        // SAFETY: as in `groups`.
        let (part, course) = unsafe { (self.parts[thread].get_mut(), self.course.get()) };
        self.note(part.step_trains(self.plant, self.gas, &course.inflow));
        self.barrier.wait();
    }

    fn note(&self, done: Result<(), Trouble>) {
        if let Err(trouble) = done {
            let mut first = self.trouble.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            first.get_or_insert(trouble);
            self.failed.store(true, Ordering::Relaxed);
        }
    }

    /// The same for all threads: nobody writes to it between the barrier before and the next.
    fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }
}
