//! Tasks in one file, packed as they are in memory: whoever loads them again maps the file, and neither parses nor copies them.

use std::{io, ops::Range, path::Path};

use grid_batch::{COLOURS, GridView, MAX_SIDE};
use grid_language::Board;

use crate::{
    Collection, ContentHash, Rows, TaskPairs, Tasks,
    kept::{self, Bytes, Content, Keeps, NotUsed},
    task_pairs::same_by_cells,
};

/// Tasks in the file where they are kept.
#[derive(Debug)]
pub struct KeptTasks {
    content: Content,
    tasks: Vec<KeptTask>,
    inputs: KeptGrids,
    outputs: KeptGrids,
}

/// One of them, by places in the content.
#[derive(Debug)]
struct KeptTask {
    id: Range<usize>,
    collection: Collection,
    pairs: Range<usize>,
    shown: usize,
}

/// The inputs of all pairs, or the outputs.
#[derive(Debug)]
struct KeptGrids {
    grids: Vec<KeptGrid>,
    end: usize,
}

/// Where the cells of a grid begin.
#[derive(Debug, Clone, Copy)]
struct KeptGrid {
    start: usize,
    sides: [u8; 2],
}

/// Keeps tasks that were read from these sources. Only those without faults are worth it: faults are not kept.
///
/// # Errors
/// Where the file cannot be written.
pub fn keep_tasks(path: &Path, sources: ContentHash, tasks: &Tasks) -> io::Result<()> {
    kept::keep(path, Keeps::Tasks, sources, &content(tasks))
}

/// The tasks that were kept, if they are of these sources.
///
/// # Errors
/// Where there are none, or other ones, or the file is not what was written.
pub fn kept_tasks(path: &Path, sources: ContentHash) -> Result<KeptTasks, NotUsed> {
    let content = kept::kept(path, Keeps::Tasks, sources)?;
    KeptTasks::of(content).ok_or_else(|| {
        let what = "its tasks do not fit together".to_owned();
        NotUsed::Damaged { path: path.to_owned(), what }
    })
}

/// How many tasks and pairs there are; of each task the length of its name, its collection, and how many pairs it has and shows; all
/// names; the sides of all inputs, then of all outputs; the cells of all inputs, then of all outputs.
fn content(tasks: &Tasks) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend((tasks.tasks().len() as u32).to_le_bytes());
    bytes.extend((tasks.pairs() as u32).to_le_bytes());
    for task in tasks.tasks() {
        for number in [task.id.len(), task.collection as usize, task.pairs.len(), task.shown] {
            bytes.extend((number as u32).to_le_bytes());
        }
    }
    tasks.tasks().iter().for_each(|task| bytes.extend(task.id.as_bytes()));
    let both = [tasks.inputs(), tasks.outputs()];
    bytes.extend(both.iter().flat_map(|grids| grids.dims().as_flattened()));
    bytes.extend(both.iter().flat_map(|grids| grids.cells()));
    bytes
}

impl KeptTasks {
    /// None where the bytes are no tasks: no byte of them is believed.
    fn of(content: Content) -> Option<Self> {
        let all = content.bytes();
        let mut bytes = Bytes(all);
        let (count, all_pairs) = (bytes.number()? as usize, bytes.number()? as usize);
        let (numbers, _) = bytes.many(count.checked_mul(16)?)?.as_chunks::<4>();
        let (mut id, mut pair) = (all.len() - bytes.0.len(), 0);
        let mut tasks = Vec::with_capacity(count);
        for numbers in numbers.as_chunks::<4>().0 {
            let [length, collection, pairs, shown] =
                numbers.map(|number| u32::from_le_bytes(number) as usize);
            let collection = Collection::ALL.into_iter().find(|known| *known as usize == collection)?;
            let task = KeptTask { id: id..id + length, collection, pairs: pair..pair + pairs, shown };
            if shown > pairs || str::from_utf8(all.get(task.id.clone())?).is_err() {
                return None;
            }
            (id, pair) = (task.id.end, task.pairs.end);
            tasks.push(task);
        }
        bytes = Bytes(all.get(id..)?);
        let [inputs, outputs] = [sides(&mut bytes, all_pairs)?, sides(&mut bytes, all_pairs)?];
        let inputs = KeptGrids::from(all.len() - bytes.0.len(), inputs);
        let outputs = KeptGrids::from(inputs.end, outputs);
        // The largest of many is found many at a time.
        let largest = bytes.0.iter().fold(0, |largest, &cell| largest.max(cell));
        let fits = pair == all_pairs && outputs.end == all.len() && usize::from(largest) < COLOURS;
        fits.then_some(Self { content, tasks, inputs, outputs })
    }

    /// The same tasks in memory of their own.
    #[must_use]
    pub fn to_tasks(&self) -> Tasks {
        let mut tasks = Tasks::default();
        for (number, task) in self.tasks.iter().enumerate() {
            let pairs = (0..task.pairs.len())
                .map(|pair| [&self.inputs, &self.outputs].map(|grids| self.grid(grids, number, pair)));
            tasks.push(self.id(number), task.collection, task.shown, pairs);
        }
        tasks
    }

    fn grid(&self, grids: &KeptGrids, task: usize, pair: usize) -> GridView<'_> {
        let KeptGrid { start, sides: [height, width] } = grids.grids[self.tasks[task].pairs.start + pair];
        let [height, width] = [height, width].map(usize::from);
        GridView { height, width, cells: &self.content.bytes()[start..start + height * width] }
    }
}

impl KeptGrids {
    /// One behind the other.
    fn from(start: usize, sides: &[[u8; 2]]) -> Self {
        let mut end = start;
        let grid = |&sides: &[u8; 2]| {
            let start = end;
            end += usize::from(sides[0]) * usize::from(sides[1]);
            KeptGrid { start, sides }
        };
        Self { grids: sides.iter().map(grid).collect(), end }
    }
}

/// Height and width of so many grids.
fn sides<'a>(bytes: &mut Bytes<'a>, grids: usize) -> Option<&'a [[u8; 2]]> {
    let sides = bytes.many(grids.checked_mul(2)?)?;
    let fit = sides.iter().all(|&side| (1..=MAX_SIDE).contains(&usize::from(side)));
    fit.then_some(sides.as_chunks().0)
}

impl TaskPairs for KeptTasks {
    fn count(&self) -> usize {
        self.tasks.len()
    }

    fn id(&self, task: usize) -> &str {
        str::from_utf8(&self.content.bytes()[self.tasks[task].id.clone()])
            .expect("nobody writes into what is kept")
    }

    fn pairs(&self, task: usize) -> usize {
        self.tasks[task].pairs.len()
    }

    fn input(&self, task: usize, pair: usize) -> Board {
        Board::from(self.grid(&self.inputs, task, pair))
    }

    fn cells(&self, task: usize, pair: usize) -> usize {
        self.grid(&self.inputs, task, pair).cells.len()
    }

    fn same_by_cells(&self, task: usize, pair: usize, answer: &Rows) -> bool {
        same_by_cells(answer, self.grid(&self.outputs, task, pair))
    }

    fn same_by_words(&self, task: usize, pair: usize, answer: GridView<'_>) -> bool {
        self.grid(&self.outputs, task, pair) == answer
    }
}
