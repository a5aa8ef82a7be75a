//! The table of all primitives: names, numbers of arguments, and what works for each.

use std::{collections::HashMap, sync::LazyLock};

use crate::{
    Fault, Machine, Value,
    form::{Form, Sets},
    primitives::{choices, containers, functions, logic, numbers, objects},
};

/// A primitive; its place in the table is what bytecode keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Primitive(u8);

type Answer<F> = Result<Value<F>, Fault>;

/// What works for a primitive.
pub(crate) enum Work<F: Form> {
    One(fn(&mut Machine<'_, F>, &Value<F>) -> Answer<F>),
    Two(fn(&mut Machine<'_, F>, &Value<F>, &Value<F>) -> Answer<F>),
    Three(fn(&mut Machine<'_, F>, &Value<F>, &Value<F>, &Value<F>) -> Answer<F>),
    Four(fn(&mut Machine<'_, F>, &Value<F>, &Value<F>, &Value<F>, &Value<F>) -> Answer<F>),
}

struct Works<F: Form>(std::marker::PhantomData<F>);

macro_rules! table {
    ($($name:literal $arity:tt $($work:path)?;)*) => {
        const TABLE: &[(&str, usize)] = &[$(($name, $arity)),*];

        impl<F: Form> Works<F> {
            const ALL: &'static [Option<Work<F>>] = &[$(table!(@ $arity $($work)?)),*];
        }
    };
    (@ 1 $work:path) => { Some(Work::One($work)) };
    (@ 2 $work:path) => { Some(Work::Two($work)) };
    (@ 3 $work:path) => { Some(Work::Three($work)) };
    (@ 4 $work:path) => { Some(Work::Four($work)) };
    (@ $arity:tt) => { None };
}

table! {
    // numbers
    "add" 2 numbers::add;
    "subtract" 2 numbers::subtract;
    "multiply" 2 numbers::multiply;
    "divide" 2 numbers::divide;
    "invert" 1 numbers::invert;
    "double" 1 numbers::double;
    "halve" 1 numbers::halve;
    "increment" 1 numbers::increment;
    "decrement" 1 numbers::decrement;
    "crement" 1 numbers::crement;
    "sign" 1 numbers::sign;
    "even" 1 numbers::even;
    "positive" 1 numbers::positive;
    "greater" 2 numbers::greater;
    "toivec" 1 numbers::toivec;
    "tojvec" 1 numbers::tojvec;
    "astuple" 2 numbers::astuple;
    // logic
    "identity" 1 logic::identity;
    "flip" 1 logic::flip;
    "equality" 2 logic::equality;
    "both" 2 logic::both;
    "either" 2 logic::either;
    "branch" 3 logic::branch;
    // containers
    "contained" 2 containers::contained;
    "combine" 2 containers::combine;
    "intersection" 2 containers::intersection;
    "difference" 2 containers::difference;
    "dedupe" 1 containers::dedupe;
    "repeat" 2 containers::repeat;
    "size" 1 containers::size;
    "merge" 1 containers::merge;
    "maximum" 1 containers::maximum;
    "minimum" 1 containers::minimum;
    "mostcommon" 1 containers::mostcommon;
    "leastcommon" 1 containers::leastcommon;
    "initset" 1 containers::initset;
    "insert" 2 containers::insert;
    "remove" 2 containers::remove;
    "other" 2 containers::other;
    "totuple" 1 containers::totuple;
    "first" 1 containers::first;
    "last" 1 containers::last;
    "interval" 3 containers::interval;
    "product" 2 containers::product;
    "pair" 2 containers::pair;
    "sizefilter" 2 containers::sizefilter;
    // choices
    "order" 2 choices::order;
    "valmax" 2 choices::valmax;
    "valmin" 2 choices::valmin;
    "argmax" 2 choices::argmax;
    "argmin" 2 choices::argmin;
    "sfilter" 2 choices::sfilter;
    "mfilter" 2 choices::mfilter;
    "extract" 2 choices::extract;
    // functions
    "compose" 2 functions::compose;
    "chain" 3 functions::chain;
    "matcher" 2 functions::matcher;
    "rbind" 2 functions::rbind;
    "lbind" 2 functions::lbind;
    "power" 2 functions::power;
    "fork" 3 functions::fork;
    "apply" 2 functions::apply;
    "rapply" 2 functions::rapply;
    "mapply" 2 functions::mapply;
    "papply" 3 functions::papply;
    "mpapply" 3 functions::mpapply;
    "prapply" 3 functions::prapply;
    // colours
    "mostcolor" 1;
    "leastcolor" 1;
    "colorcount" 2;
    "palette" 1;
    "numcolors" 1;
    "color" 1;
    "colorfilter" 2;
    // objects
    "objects" 4 objects::objects;
    "partition" 1 objects::partition;
    "fgpartition" 1 objects::fgpartition;
    // measures
    "height" 1;
    "width" 1;
    "shape" 1;
    "portrait" 1;
    "square" 1;
    "vline" 1;
    "hline" 1;
    "uppermost" 1;
    "lowermost" 1;
    "leftmost" 1;
    "rightmost" 1;
    "ulcorner" 1;
    "urcorner" 1;
    "llcorner" 1;
    "lrcorner" 1;
    "center" 1;
    "centerofmass" 1;
    "position" 2;
    "hmatching" 2;
    "vmatching" 2;
    "manhattan" 2;
    "adjacent" 2;
    "bordering" 2;
    "hperiod" 1;
    "vperiod" 1;
    // patches
    "asindices" 1;
    "asobject" 1;
    "ofcolor" 2;
    "toindices" 1;
    "recolor" 2;
    "shift" 2;
    "normalize" 1;
    "dneighbors" 1;
    "ineighbors" 1;
    "neighbors" 1;
    "toobject" 2;
    "corners" 1;
    "connect" 2;
    "shoot" 2;
    "vfrontier" 1;
    "hfrontier" 1;
    "backdrop" 1;
    "delta" 1;
    "inbox" 1;
    "outbox" 1;
    "box" 1;
    "gravitate" 2;
    "occurrences" 2;
    "frontiers" 1;
    "upscale" 2;
    // grids
    "rot90" 1;
    "rot180" 1;
    "rot270" 1;
    "hmirror" 1;
    "vmirror" 1;
    "dmirror" 1;
    "cmirror" 1;
    "crop" 3;
    "subgrid" 2;
    "fill" 3;
    "paint" 2;
    "underfill" 3;
    "underpaint" 2;
    "cover" 2;
    "move" 3;
    "canvas" 2;
    "index" 2;
    "replace" 3;
    "switch" 3;
    "cellwise" 3;
    "hupscale" 2;
    "vupscale" 2;
    "downscale" 2;
    "hconcat" 2;
    "vconcat" 2;
    "hsplit" 2;
    "vsplit" 2;
    "trim" 1;
    "tophalf" 1;
    "bottomhalf" 1;
    "lefthalf" 1;
    "righthalf" 1;
    "compress" 1;
}

static BY_NAME: LazyLock<HashMap<&str, Primitive>> =
    LazyLock::new(|| Primitive::all().map(|primitive| (primitive.name(), primitive)).collect());

impl Primitive {
    /// The one of that name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        BY_NAME.get(name).copied().filter(|primitive| primitive.is_supported())
    }

    /// All of them.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        (0..TABLE.len()).map(|at| Self(at as u8))
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        TABLE[usize::from(self.0)].0
    }

    /// How many arguments it takes.
    #[must_use]
    pub fn arity(self) -> usize {
        TABLE[usize::from(self.0)].1
    }

    /// Whether anything works for it.
    #[must_use]
    pub fn is_supported(self) -> bool {
        Works::<Sets>::ALL[usize::from(self.0)].is_some()
    }

    pub(crate) fn id(self) -> u8 {
        self.0
    }

    pub(crate) fn by_id(id: u8) -> Option<Self> {
        (usize::from(id) < TABLE.len()).then_some(Self(id))
    }

    /// Calls what works for it.
    pub(crate) fn work<F: Form>(self, machine: &mut Machine<'_, F>, arguments: &[Value<F>]) -> Answer<F> {
        match (&Works::<F>::ALL[usize::from(self.0)], arguments) {
            (Some(Work::One(work)), [a]) => work(machine, a),
            (Some(Work::Two(work)), [a, b]) => work(machine, a, b),
            (Some(Work::Three(work)), [a, b, c]) => work(machine, a, b, c),
            (Some(Work::Four(work)), [a, b, c, d]) => work(machine, a, b, c, d),
            _ => Err(Fault::Arity { takes: self.arity(), given: arguments.len() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_160_primitives_each_with_a_name_of_its_own() {
        assert_eq!(TABLE.len(), 160);
        assert_eq!(BY_NAME.len(), 160);
    }
}
