//! Watching stages from within the measured closure, and what that costs.

use std::{
    hint::black_box,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

/// Spans that are made in one go to find out what one costs: long enough for the clock, short enough to be undisturbed.
const BATCH: usize = 64;
/// Of so many batches the median counts.
const BATCHES: usize = 33;

/// Keeps the spans of a call: room for them is made beforehand, and one costs two reads of the clock.
///
/// Clones are the same recorder. Each lane has a room and a lock of its own, so threads that record on lanes of their own
/// never wait for each other. [`Measured::recording`](crate::Measured::recording) empties it before every call and reports
/// what it holds after the last one of an iteration.
#[derive(Clone, Debug)]
pub struct Recorder {
    all: Arc<Lanes>,
    own: Arc<Mutex<Kept>>,
}

#[derive(Debug)]
struct Lanes {
    room: usize,
    lanes: Mutex<Vec<(String, Arc<Mutex<Kept>>)>>,
}

/// The spans of one lane.
#[derive(Debug)]
struct Kept {
    spans: Vec<Span>,
    room: usize,
    lost: usize,
}

type Span = (&'static str, Instant, Instant);

/// What one lane held when it was read.
pub(crate) struct Read {
    pub(crate) lane: String,
    pub(crate) spans: Vec<Span>,
    /// Spans for which there was no room.
    pub(crate) lost: usize,
}

impl Recorder {
    /// A recorder on the lane `main`, with room for so many spans of a call on every lane.
    pub fn with_room(room: usize) -> Self {
        let own = Kept::with_room(room);
        let lanes = Mutex::new(vec![("main".to_owned(), Arc::clone(&own))]);
        Self { all: Arc::new(Lanes { room, lanes }), own }
    }

    /// The same recorder on another lane: a thread, a worker. Lanes are made while preparing, for making one takes memory.
    #[must_use]
    pub fn on(&self, lane: &str) -> Self {
        let mut lanes = locked(&self.all.lanes);
        let known = lanes.iter().find(|(name, _)| name == lane).map(|(_, kept)| Arc::clone(kept));
        let own = known.unwrap_or_else(|| {
            let kept = Kept::with_room(self.all.room);
            lanes.push((lane.to_owned(), Arc::clone(&kept)));
            kept
        });
        Self { all: Arc::clone(&self.all), own }
    }

    /// A stage begins.
    #[inline]
    pub fn start(&self) -> Instant {
        Instant::now()
    }

    /// The stage that began then ends.
    #[inline]
    pub fn end(&self, stage: &'static str, started: Instant) {
        let ended = Instant::now();
        let mut kept = locked(&self.own);
        if kept.spans.len() < kept.room {
            kept.spans.push((stage, started, ended));
        } else {
            kept.lost += 1;
        }
    }

    /// Forgets what an earlier call left.
    pub(crate) fn begin(&self) {
        for (_, kept) in locked(&self.all.lanes).iter() {
            let mut kept = locked(kept);
            kept.spans.clear();
            kept.lost = 0;
        }
    }

    /// What it holds, lane by lane.
    pub(crate) fn read(&self) -> Vec<Read> {
        let lanes = locked(&self.all.lanes);
        let read = |(lane, kept): &(String, Arc<Mutex<Kept>>)| {
            let kept = locked(kept);
            Read { lane: lane.clone(), spans: kept.spans.clone(), lost: kept.lost }
        };
        lanes.iter().map(read).collect()
    }
}

impl Kept {
    fn with_room(room: usize) -> Arc<Mutex<Self>> {
        Arc::new(Mutex::new(Self { spans: Vec::with_capacity(room), room, lost: 0 }))
    }
}

/// A thread that panicked while it held a lock left whole spans behind it.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What one span of a [`Recorder`] costs in this process, in nanoseconds: the median over batches that do nothing else.
pub fn span_cost_ns() -> f64 {
    let recorder = Recorder::with_room(BATCH);
    let mut costs = [0.0; BATCHES];
    for cost in &mut costs {
        recorder.begin();
        let start = Instant::now();
        for _ in 0..BATCH {
            let started = black_box(&recorder).start();
            recorder.end("span", black_box(started));
        }
        *cost = start.elapsed().as_nanos() as f64 / BATCH as f64;
    }
    costs.sort_by(f64::total_cmp);
    costs[BATCHES / 2]
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    fn names(read: &Read) -> Vec<&'static str> {
        read.spans.iter().map(|(name, ..)| *name).collect()
    }

    #[test]
    fn spans_are_kept_by_lane_and_a_clone_is_the_same_recorder() {
        let recorder = Recorder::with_room(4);
        let workers = [recorder.on("worker-1"), recorder.on("worker-2")];
        let whole = recorder.clone().start();
        thread::scope(|scope| {
            for worker in &workers {
                scope.spawn(|| worker.end("solve", worker.start()));
            }
        });
        recorder.clone().end("year", whole);
        recorder.on("worker-1").end("extract", Instant::now());
        let read = recorder.read();
        let lanes: Vec<&str> = read.iter().map(|read| read.lane.as_str()).collect();
        assert_eq!(lanes, ["main", "worker-1", "worker-2"]);
        assert_eq!(names(&read[0]), ["year"]);
        assert_eq!(names(&read[1]), ["solve", "extract"]);
        assert_eq!(names(&read[2]), ["solve"]);
        let (_, year_start, year_end) = read[0].spans[0];
        let (_, start, end) = read[2].spans[0];
        assert!(year_start <= start && start <= end && end <= year_end);
    }

    #[test]
    fn what_finds_no_room_is_counted_and_a_new_call_begins_with_nothing() {
        let recorder = Recorder::with_room(2);
        for _ in 0..5 {
            recorder.end("solve", recorder.start());
        }
        let read = recorder.read().remove(0);
        assert_eq!((read.spans.len(), read.lost), (2, 3));
        recorder.begin();
        let read = recorder.read().remove(0);
        assert_eq!((read.spans.len(), read.lost), (0, 0));
    }

    #[test]
    fn a_span_costs_something() {
        let cost = span_cost_ns();
        assert!(cost > 0.0 && cost.is_finite(), "{cost} ns");
    }
}
