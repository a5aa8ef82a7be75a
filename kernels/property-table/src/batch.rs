//! Many queries at once, on vector units: the arithmetic of a single look-up in the same order, eight queries side by side, so
//! its bits are the same. There is no fused operation in it.

mod block;

use block::{BLOCK, Block};
use lanes::{Arithmetic, LaneWork, Lanes};

use crate::{OctaveTable, OutOfRange, Property};

/// The properties of many queries, a column each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PropsColumns {
    /// kg/m3.
    pub rho: Vec<f64>,
    /// J/kg.
    pub h: Vec<f64>,
    /// J/(kg K).
    pub s: Vec<f64>,
    /// J/(kg K).
    pub cp: Vec<f64>,
}

/// The first query of a batch that the table cannot answer.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("query {query}: {reason}")]
pub struct QueryOutOfRange {
    /// Its number, from zero.
    pub query: usize,
    /// What is wrong with it.
    #[source]
    pub reason: OutOfRange,
}

impl PropsColumns {
    /// How many queries they answer.
    pub fn len(&self) -> usize {
        self.rho.len()
    }

    /// Whether they answer none.
    pub fn is_empty(&self) -> bool {
        self.rho.is_empty()
    }

    /// Makes room for as many answers, and forgets none of the memory.
    fn resize(&mut self, len: usize) {
        for column in [&mut self.rho, &mut self.h, &mut self.s, &mut self.cp] {
            column.resize(len, 0.0);
        }
    }
}

impl OctaveTable {
    /// [`Self::get`](crate::Table::get) for every query, on the widest vector units there are, with the same bits. Columns that are
    /// used again are not allocated again. Where a query is outside, the error names the first such query and the columns
    /// are left empty.
    ///
    /// # Panics
    /// Where `p` and `t` are not of one length.
    pub fn batch(&self, p: &[f64], t: &[f64], columns: &mut PropsColumns) -> Result<(), QueryOutOfRange> {
        self.batch_on(Lanes::detect(), p, t, columns)
    }

    /// The same on these vector units.
    ///
    /// # Panics
    /// As [`Self::batch`].
    pub fn batch_on(
        &self,
        lanes: Lanes,
        p: &[f64],
        t: &[f64],
        columns: &mut PropsColumns,
    ) -> Result<(), QueryOutOfRange> {
        columns.resize(p.len());
        let PropsColumns { rho, h, s, cp } = &mut *columns;
        let answered = self.run(lanes, p, t, FourColumns([rho, h, s, cp]));
        if answered < p.len() {
            columns.resize(0);
        }
        self.complaint(p, t, answered)
    }

    /// One property of every query, as [`Self::batch`] would say it: the others are not even loaded.
    ///
    /// # Panics
    /// As [`Self::batch`].
    pub fn batch_of(
        &self,
        property: Property,
        p: &[f64],
        t: &[f64],
        column: &mut Vec<f64>,
    ) -> Result<(), QueryOutOfRange> {
        self.batch_of_on(Lanes::detect(), property, p, t, column)
    }

    /// The same on these vector units.
    ///
    /// # Panics
    /// As [`Self::batch`].
    pub fn batch_of_on(
        &self,
        lanes: Lanes,
        property: Property,
        p: &[f64],
        t: &[f64],
        column: &mut Vec<f64>,
    ) -> Result<(), QueryOutOfRange> {
        column.resize(p.len(), 0.0);
        // A number that the compiler knows for each of the four, so that only density divides and only entropy has a logarithm.
        let answered = match property {
            Property::Density => self.run(lanes, p, t, OneColumn::<0>(column)),
            Property::Enthalpy => self.run(lanes, p, t, OneColumn::<1>(column)),
            Property::Entropy => self.run(lanes, p, t, OneColumn::<2>(column)),
            Property::HeatCapacity => self.run(lanes, p, t, OneColumn::<3>(column)),
        };
        if answered < p.len() {
            column.clear();
        }
        self.complaint(p, t, answered)
    }

    /// How many queries were answered before the first block that holds one outside.
    fn run(&self, lanes: Lanes, p: &[f64], t: &[f64], answers: impl Answers) -> usize {
        assert_eq!(p.len(), t.len(), "each query has a pressure and a temperature");
        let mut answered = 0;
        lanes.run(Batch { table: self, p, t, answers, answered: &mut answered });
        answered
    }

    /// Which one of the block it was matters only now.
    fn complaint(&self, p: &[f64], t: &[f64], answered: usize) -> Result<(), QueryOutOfRange> {
        (answered..p.len()).try_for_each(|query| match self.get(p[query], t[query]) {
            Ok(_) => Ok(()),
            Err(reason) => Err(QueryOutOfRange { query, reason }),
        })
    }
}

/// Where the answers of a block go.
trait Answers {
    /// The first `len` of them, from the query `start` on.
    fn keep(&mut self, block: &Block<'_>, start: usize, len: usize);
}

struct FourColumns<'a>([&'a mut [f64]; 4]);

impl Answers for FourColumns<'_> {
    #[inline(always)]
    fn keep(&mut self, block: &Block<'_>, start: usize, len: usize) {
        for (column, answers) in self.0.iter_mut().zip(block.all()) {
            column[start..start + len].copy_from_slice(&answers[..len]);
        }
    }
}

struct OneColumn<'a, const PROPERTY: usize>(&'a mut [f64]);

impl<const PROPERTY: usize> Answers for OneColumn<'_, PROPERTY> {
    #[inline(always)]
    fn keep(&mut self, block: &Block<'_>, start: usize, len: usize) {
        self.0[start..start + len].copy_from_slice(&block.one::<PROPERTY>()[..len]);
    }
}

struct Batch<'a, A> {
    table: &'a OctaveTable,
    p: &'a [f64],
    t: &'a [f64],
    answers: A,
    answered: &'a mut usize,
}

impl<W: Answers> LaneWork for Batch<'_, W> {
    #[inline(always)]
    fn run<A: Arithmetic>(mut self) {
        let (p, rest_of_p) = self.p.as_chunks::<BLOCK>();
        let (t, rest_of_t) = self.t.as_chunks::<BLOCK>();
        for (p, t) in p.iter().zip(t) {
            let Some(block) = Block::locate(self.table, *p, *t) else { return };
            self.answers.keep(&block, *self.answered, BLOCK);
            *self.answered += BLOCK;
        }
        if let (Some(&p), Some(&t)) = (rest_of_p.first(), rest_of_t.first()) {
            let rest = rest_of_p.len();
            let (mut padded_p, mut padded_t) = ([p; BLOCK], [t; BLOCK]);
            padded_p[..rest].copy_from_slice(rest_of_p);
            padded_t[..rest].copy_from_slice(rest_of_t);
            let Some(block) = Block::locate(self.table, padded_p, padded_t) else { return };
            self.answers.keep(&block, *self.answered, rest);
            *self.answered += rest;
        }
    }
}
