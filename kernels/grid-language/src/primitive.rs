//! The table of all primitives: names, numbers of arguments, and what works for each.

use std::{collections::HashMap, sync::LazyLock};

use crate::{
    Fault, Machine, Value,
    form::Form,
    primitives::{
        choices, colours, containers, functions, grids, logic, measures, numbers, objects, painting, patches,
        turns,
    },
};

/// A primitive; its place in the table is what bytecode keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Primitive(u8);

type Answer<F> = Result<Value<F>, Fault>;

/// What works for a primitive.
#[expect(clippy::type_complexity, reason = "each is a machine, so many values, and an answer")]
pub(crate) enum Work<F: Form> {
    One(fn(&mut Machine<'_, F>, &Value<F>) -> Answer<F>),
    Two(fn(&mut Machine<'_, F>, &Value<F>, &Value<F>) -> Answer<F>),
    Three(fn(&mut Machine<'_, F>, &Value<F>, &Value<F>, &Value<F>) -> Answer<F>),
    Four(fn(&mut Machine<'_, F>, &Value<F>, &Value<F>, &Value<F>, &Value<F>) -> Answer<F>),
}

struct Works<F: Form>(std::marker::PhantomData<F>);

macro_rules! table {
    ($($name:literal $arity:tt $work:path;)*) => {
        const TABLE: &[(&str, usize)] = &[$(($name, $arity)),*];

        impl<F: Form> Works<F> {
            const ALL: &'static [Work<F>] = &[$(table!(@ $arity $work)),*];
        }
    };
    (@ 1 $work:path) => { Work::One($work) };
    (@ 2 $work:path) => { Work::Two($work) };
    (@ 3 $work:path) => { Work::Three($work) };
    (@ 4 $work:path) => { Work::Four($work) };
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
    "mostcolor" 1 colours::mostcolor;
    "leastcolor" 1 colours::leastcolor;
    "colorcount" 2 colours::colorcount;
    "palette" 1 colours::palette;
    "numcolors" 1 colours::numcolors;
    "color" 1 colours::color;
    "colorfilter" 2 colours::colorfilter;
    // objects
    "objects" 4 objects::objects;
    "partition" 1 objects::partition;
    "fgpartition" 1 objects::fgpartition;
    // measures
    "height" 1 measures::height;
    "width" 1 measures::width;
    "shape" 1 measures::shape;
    "portrait" 1 measures::portrait;
    "square" 1 measures::square;
    "vline" 1 measures::vline;
    "hline" 1 measures::hline;
    "uppermost" 1 measures::uppermost;
    "lowermost" 1 measures::lowermost;
    "leftmost" 1 measures::leftmost;
    "rightmost" 1 measures::rightmost;
    "ulcorner" 1 measures::ulcorner;
    "urcorner" 1 measures::urcorner;
    "llcorner" 1 measures::llcorner;
    "lrcorner" 1 measures::lrcorner;
    "center" 1 measures::center;
    "centerofmass" 1 measures::centerofmass;
    "position" 2 measures::position;
    "hmatching" 2 measures::hmatching;
    "vmatching" 2 measures::vmatching;
    "manhattan" 2 measures::manhattan;
    "adjacent" 2 measures::adjacent;
    "bordering" 2 measures::bordering;
    "hperiod" 1 measures::hperiod;
    "vperiod" 1 measures::vperiod;
    // patches
    "asindices" 1 patches::asindices;
    "asobject" 1 patches::asobject;
    "ofcolor" 2 patches::ofcolor;
    "toindices" 1 patches::toindices;
    "recolor" 2 patches::recolor;
    "shift" 2 patches::shift;
    "normalize" 1 patches::normalize;
    "dneighbors" 1 patches::dneighbors;
    "ineighbors" 1 patches::ineighbors;
    "neighbors" 1 patches::neighbors;
    "toobject" 2 patches::toobject;
    "corners" 1 patches::corners;
    "connect" 2 patches::connect;
    "shoot" 2 patches::shoot;
    "vfrontier" 1 patches::vfrontier;
    "hfrontier" 1 patches::hfrontier;
    "backdrop" 1 patches::backdrop;
    "delta" 1 patches::delta;
    "inbox" 1 patches::inbox;
    "outbox" 1 patches::outbox;
    "box" 1 patches::r#box;
    "gravitate" 2 patches::gravitate;
    "occurrences" 2 patches::occurrences;
    "frontiers" 1 patches::frontiers;
    "upscale" 2 patches::upscale;
    // grids
    "rot90" 1 turns::rot90;
    "rot180" 1 turns::rot180;
    "rot270" 1 turns::rot270;
    "hmirror" 1 turns::hmirror;
    "vmirror" 1 turns::vmirror;
    "dmirror" 1 turns::dmirror;
    "cmirror" 1 turns::cmirror;
    "crop" 3 grids::crop;
    "subgrid" 2 grids::subgrid;
    "fill" 3 painting::fill;
    "paint" 2 painting::paint;
    "underfill" 3 painting::underfill;
    "underpaint" 2 painting::underpaint;
    "cover" 2 painting::cover;
    "move" 3 painting::r#move;
    "canvas" 2 grids::canvas;
    "index" 2 grids::index;
    "replace" 3 grids::replace;
    "switch" 3 grids::switch;
    "cellwise" 3 grids::cellwise;
    "hupscale" 2 grids::hupscale;
    "vupscale" 2 grids::vupscale;
    "downscale" 2 grids::downscale;
    "hconcat" 2 grids::hconcat;
    "vconcat" 2 grids::vconcat;
    "hsplit" 2 grids::hsplit;
    "vsplit" 2 grids::vsplit;
    "trim" 1 grids::trim;
    "tophalf" 1 grids::tophalf;
    "bottomhalf" 1 grids::bottomhalf;
    "lefthalf" 1 grids::lefthalf;
    "righthalf" 1 grids::righthalf;
    "compress" 1 grids::compress;
}

static BY_NAME: LazyLock<HashMap<&str, Primitive>> =
    LazyLock::new(|| Primitive::all().map(|primitive| (primitive.name(), primitive)).collect());

impl Primitive {
    /// The one of that name.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        BY_NAME.get(name).copied()
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

    pub(crate) fn id(self) -> u8 {
        self.0
    }

    pub(crate) fn by_id(id: u8) -> Option<Self> {
        (usize::from(id) < TABLE.len()).then_some(Self(id))
    }

    /// Calls what works for it.
    pub(crate) fn work<F: Form>(self, machine: &mut Machine<'_, F>, arguments: &[Value<F>]) -> Answer<F> {
        match (&Works::<F>::ALL[usize::from(self.0)], arguments) {
            (Work::One(work), [a]) => work(machine, a),
            (Work::Two(work), [a, b]) => work(machine, a, b),
            (Work::Three(work), [a, b, c]) => work(machine, a, b, c),
            (Work::Four(work), [a, b, c, d]) => work(machine, a, b, c, d),
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
