//! From the text of a task straight into packed cells: no tree of values, and one buffer per task. Whatever is not right is an
//! error that stops here; the plain form says better what it is.

use std::{collections::HashSet, fmt};

use grid_batch::{COLOURS, GridView, MAX_SIDE};
use serde::{
    Deserialize,
    de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use crate::{Collection, Tasks};

/// A task as it comes from its text.
#[derive(Debug)]
pub(super) struct Draft {
    id: String,
    collection: Collection,
    cells: Vec<u8>,
    train: Vec<[Extent; 2]>,
    test: Vec<[Extent; 2]>,
}

/// Where in the cells of its task a grid lies.
#[derive(Debug, Clone, Copy)]
struct Extent {
    start: usize,
    height: usize,
    width: usize,
}

impl Draft {
    pub(super) fn push_to(&self, tasks: &mut Tasks) {
        let view = |&Extent { start, height, width }: &Extent| {
            let cells = &self.cells[start..start + height * width];
            GridView { height, width, cells }
        };
        let pairs = self.train.iter().chain(&self.test).map(|pair| pair.each_ref().map(view));
        tasks.push(&self.id, self.collection, self.train.len(), pairs);
    }
}

/// The task of a file of its own.
pub(super) fn one(text: &str, collection: Collection, id: &str) -> serde_json::Result<Draft> {
    let mut from = serde_json::Deserializer::from_str(text);
    let draft = OneTask { collection, id: id.to_owned() }.deserialize(&mut from)?;
    from.end()?;
    Ok(draft)
}

/// All tasks of a file that holds all of them, in the order of the plain form.
pub(super) fn all(text: &str) -> serde_json::Result<Vec<Draft>> {
    let mut from = serde_json::Deserializer::from_str(text);
    let mut drafts = AllTasks.deserialize(&mut from)?;
    from.end()?;
    drafts.sort_by(|a, b| (a.collection, &a.id).cmp(&(b.collection, &b.id)));
    Ok(drafts)
}

/// A seed whose visitor takes one kind of value and nothing else.
macro_rules! seed {
    ($seed:ty, $value:ty, $ask:ident, $expecting:literal, $access:ident, $visit:ident, |$this:ident, $map:ident| $body:block) => {
        impl<'de> DeserializeSeed<'de> for $seed {
            type Value = $value;

            fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<$value, D::Error> {
                from.$ask(self)
            }
        }

        impl<'de> Visitor<'de> for $seed {
            type Value = $value;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str($expecting)
            }

            fn $visit<A: $access<'de>>(self, mut $map: A) -> Result<$value, A::Error> {
                let $this = self;
                $body
            }
        }
    };
}

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Key {
    Train,
    Test,
    Eval,
    Input,
    Output,
    #[serde(other)]
    Other,
}

struct AllTasks;
struct NamedTasks(Collection);
struct OneTask {
    collection: Collection,
    id: String,
}
struct Pairs<'a>(&'a mut Vec<u8>);
struct Pair<'a>(&'a mut Vec<u8>);
struct GridCells<'a>(&'a mut Vec<u8>);
struct Row<'a>(&'a mut Vec<u8>);

seed!(
    AllTasks,
    Vec<Draft>,
    deserialize_map,
    "tasks by name in `train` and `eval`",
    MapAccess,
    visit_map,
    |_this, map| {
        let (mut train, mut evaluation) = (None, None);
        while let Some(key) = map.next_key()? {
            match key {
                Key::Train => {
                    once(&mut train, "train", map.next_value_seed(NamedTasks(Collection::Training))?)?;
                }
                Key::Eval => {
                    once(&mut evaluation, "eval", map.next_value_seed(NamedTasks(Collection::Evaluation))?)?;
                }
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        if train.is_none() && evaluation.is_none() {
            return Err(A::Error::missing_field("train"));
        }
        Ok(train.into_iter().chain(evaluation).flatten().collect())
    }
);

seed!(NamedTasks, Vec<Draft>, deserialize_map, "tasks by name", MapAccess, visit_map, |this, map| {
    let (mut drafts, mut seen) = (Vec::new(), HashSet::new());
    while let Some(id) = map.next_key::<String>()? {
        if !seen.insert(id.clone()) {
            return Err(A::Error::custom(format_args!("task {id} stands twice")));
        }
        drafts.push(map.next_value_seed(OneTask { collection: this.0, id })?);
    }
    Ok(drafts)
});

seed!(
    OneTask,
    Draft,
    deserialize_map,
    "a task with `train` and `test`",
    MapAccess,
    visit_map,
    |this, map| {
        let mut cells = Vec::new();
        let (mut train, mut test) = (None, None);
        while let Some(key) = map.next_key()? {
            match key {
                Key::Train => once(&mut train, "train", map.next_value_seed(Pairs(&mut cells))?)?,
                Key::Test => once(&mut test, "test", map.next_value_seed(Pairs(&mut cells))?)?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        let train: Vec<_> = train.ok_or_else(|| A::Error::missing_field("train"))?;
        let test = test.ok_or_else(|| A::Error::missing_field("test"))?;
        if train.is_empty() {
            return Err(A::Error::custom("`train` is empty"));
        }
        Ok(Draft { id: this.id, collection: this.collection, cells, train, test })
    }
);

seed!(Pairs<'_>, Vec<[Extent; 2]>, deserialize_seq, "a list of pairs", SeqAccess, visit_seq, |this, list| {
    let mut pairs = Vec::new();
    while let Some(pair) = list.next_element_seed(Pair(this.0))? {
        pairs.push(pair);
    }
    Ok(pairs)
});

seed!(Pair<'_>, [Extent; 2], deserialize_map, "`input` and `output`", MapAccess, visit_map, |this, map| {
    let (mut input, mut output) = (None, None);
    while let Some(key) = map.next_key()? {
        match key {
            Key::Input => once(&mut input, "input", map.next_value_seed(GridCells(this.0))?)?,
            Key::Output => once(&mut output, "output", map.next_value_seed(GridCells(this.0))?)?,
            _ => drop(map.next_value::<IgnoredAny>()?),
        }
    }
    let input = input.ok_or_else(|| A::Error::missing_field("input"))?;
    Ok([input, output.ok_or_else(|| A::Error::missing_field("output"))?])
});

seed!(GridCells<'_>, Extent, deserialize_seq, "a list of rows", SeqAccess, visit_seq, |this, list| {
    let start = this.0.len();
    let (mut height, mut width) = (0, 0);
    while let Some(length) = list.next_element_seed(Row(this.0))? {
        if height == 0 {
            width = length;
        }
        if length != width || height == MAX_SIDE {
            return Err(A::Error::custom("no rectangle of at most 30 rows"));
        }
        height += 1;
    }
    if height == 0 || !(1..=MAX_SIDE).contains(&width) {
        return Err(A::Error::custom("a side is not 1 to 30"));
    }
    Ok(Extent { start, height, width })
});

seed!(Row<'_>, usize, deserialize_seq, "a list of colours", SeqAccess, visit_seq, |this, list| {
    let start = this.0.len();
    while let Some(colour) = list.next_element::<u8>()? {
        if usize::from(colour) >= COLOURS {
            return Err(A::Error::custom("colours are 0 to 9"));
        }
        this.0.push(colour);
    }
    Ok(this.0.len() - start)
});

fn once<T, E: Error>(slot: &mut Option<T>, key: &'static str, value: T) -> Result<(), E> {
    if slot.replace(value).is_some() { Err(E::duplicate_field(key)) } else { Ok(()) }
}
