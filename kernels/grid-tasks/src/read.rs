//! Reading. The fast form goes from the text straight into packed cells and takes only what is usual; any other file is read again
//! in the plain form, which says what is wrong and where. So both give the same tasks and the same faults, but for one: the fast form
//! sees a key that stands twice, of which a tree of values has forgotten the first.

mod scan;

use std::path::Path;

use rayon::prelude::*;

use self::scan::{Draft, Stop};
use crate::{
    Fault, PlainTask, Reason, SourceError, Sources, Tasks, Threads, plain,
    sources::{self, Holds, Source},
};

/// What was read, and what could not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading<T> {
    /// The tasks: those of training first, each collection in the order of its names.
    pub tasks: T,
    /// A row for everything that is wrong. A task with a fault is not among the tasks.
    pub faults: Vec<Fault>,
}

/// The fast form.
#[must_use]
pub fn read(sources: &Sources, threads: Threads) -> Reading<Tasks> {
    packed(match threads {
        Threads::One => sources.files.iter().map(drafts).collect(),
        Threads::Pool => sources.files.par_iter().map(drafts).collect(),
    })
}

/// The same of what lies there now: each file is read by whoever scans it, and no longer held than that.
///
/// # Errors
/// Where there is nothing to open.
pub fn read_at(path: &Path, threads: Threads) -> Result<Reading<Tasks>, SourceError> {
    let drafts = |mut source: Source| {
        source.fill();
        drafts(&source)
    };
    let files = sources::find(path)?;
    Ok(packed(match threads {
        Threads::One => files.into_iter().map(drafts).collect(),
        Threads::Pool => files.into_par_iter().map(drafts).collect(),
    }))
}

fn packed(drafts: Vec<Result<Vec<Draft>, Reading<Vec<PlainTask>>>>) -> Reading<Tasks> {
    let mut reading = Reading { tasks: Tasks::default(), faults: Vec::new() };
    for drafts in drafts {
        match drafts {
            Ok(drafts) => drafts.iter().for_each(|draft| draft.push_to(&mut reading.tasks)),
            Err(plain) => {
                push(&mut reading.tasks, &plain.tasks);
                reading.faults.extend(plain.faults);
            }
        }
    }
    reading
}

/// The plain form: a tree of values, then vectors of vectors, on one thread.
#[must_use]
pub fn read_plain(sources: &Sources) -> Reading<Vec<PlainTask>> {
    let mut reading = Reading { tasks: Vec::new(), faults: Vec::new() };
    for source in &sources.files {
        let of_file = plainly(source);
        reading.tasks.extend(of_file.tasks);
        reading.faults.extend(of_file.faults);
    }
    reading
}

/// Plain tasks, packed.
#[must_use]
pub fn pack(tasks: &[PlainTask]) -> Tasks {
    let mut packed = Tasks::default();
    push(&mut packed, tasks);
    packed
}

fn push(packed: &mut Tasks, tasks: &[PlainTask]) {
    for task in tasks {
        let grids: Result<Vec<_>, _> = task.pairs.iter().map(plain::PlainPair::grids).collect();
        let grids = grids.expect("what was read plainly was asked for its form");
        let pairs = grids.iter().map(|[input, output]| [input.view(), output.view()]);
        packed.push(&task.id, task.collection, task.shown, pairs);
    }
}

/// The tasks of one file, if there is nothing but what tasks usually have.
fn drafts(source: &Source) -> Result<Vec<Draft>, Reading<Vec<PlainTask>>> {
    let Ok(text) = text(source) else { return Err(plainly(source)) };
    let drafts = match &source.holds {
        Holds::All => scan::all(text),
        Holds::One(collection, id) => scan::one(text, *collection, id).map(|draft| vec![draft]),
    };
    drafts.map_err(|stop| match stop {
        Stop::Unusual => plainly(source),
        Stop::Twice(told) => Reading { tasks: Vec::new(), faults: vec![fault(source, Reason::Twice(told))] },
    })
}

fn plainly(source: &Source) -> Reading<Vec<PlainTask>> {
    let (mut tasks, mut faults) = (Vec::new(), Vec::new());
    let file = source.shown();
    let value = text(source)
        .and_then(|text| serde_json::from_str(text).map_err(|error| Reason::Json(error.to_string())));
    match (value, &source.holds) {
        (Err(reason), _) => faults.push(fault(source, reason)),
        (Ok(value), Holds::All) => plain::all(&file, &value, &mut tasks, &mut faults),
        (Ok(value), Holds::One(collection, id)) => {
            plain::one(&file, *collection, id, &value, &mut tasks, &mut faults);
        }
    }
    Reading { tasks, faults }
}

fn fault(source: &Source, reason: Reason) -> Fault {
    let task = match &source.holds {
        Holds::All => None,
        Holds::One(collection, id) => Some((*collection, id.clone())),
    };
    Fault { file: source.shown(), task, place: None, reason }
}

fn text(source: &Source) -> Result<&str, Reason> {
    let bytes = source.bytes.as_ref().map_err(|error| Reason::Io(error.clone()))?;
    std::str::from_utf8(bytes).map_err(|error| {
        let valid = error.valid_up_to();
        let line = bytes[..valid].split(|&byte| byte == b'\n').count();
        Reason::Encoding { line, byte: bytes[valid] }
    })
}
