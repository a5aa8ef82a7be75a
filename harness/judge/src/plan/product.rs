//! The arithmetic of plans, done with measured numbers: factors multiplied as a plan multiplies them, beside the combination
//! as it was measured, and what the whole would gain by the plan's own share.

use model::{ActsOn, Gain, GainFrom};

use super::{Factor, Gained};

/// What the phases gave alone, multiplied.
#[derive(Clone, Debug)]
pub struct Multiplied<'a> {
    /// What the factors come from; all of them where it is `All`.
    pub from: GainFrom,
    /// How many there are.
    pub of: usize,
    /// Those that are not known here. With one of them there is no product.
    pub missing: Vec<&'a Gain>,
    /// The product of those that are known; nothing is compared with it unless all are.
    pub known: Option<Factor>,
    /// The combinations that it is held against.
    pub beside: Vec<Beside<'a>>,
}

/// A product beside a combination of the same kind.
#[derive(Clone, Debug)]
pub struct Beside<'a> {
    /// The combination.
    pub gain: &'a Gain,
    /// Its factor, where it was measured.
    pub measured: Option<Factor>,
    /// How many times what was measured the product is.
    pub overstates: Option<Factor>,
}

/// What the whole would gain by the plan's own share: computed, never measured.
#[derive(Clone, Debug)]
pub struct Whole<'a> {
    /// The combination whose factor it is computed with.
    pub gain: &'a Gain,
    /// The least over the share and the bounds of the factor; `None` where the factor was not measured.
    pub gains: Option<(f64, f64)>,
}

impl Multiplied<'_> {
    /// The product of all of them, if all are known.
    pub fn product(&self) -> Option<Factor> {
        self.known.filter(|_| self.missing.is_empty())
    }
}

/// Kind by kind where there are any, and all of them.
pub(super) fn products<'a>(alone: &[Gained<'a>], together: &[Gained<'a>]) -> Vec<Multiplied<'a>> {
    let kinds = [GainFrom::Algorithm, GainFrom::Cores, GainFrom::Device, GainFrom::All];
    let of_kind = |from: GainFrom| -> Vec<&Gained<'a>> {
        alone.iter().filter(|gained| from == GainFrom::All || gained.gain.from == from).collect()
    };
    kinds
        .into_iter()
        .map(|from| (from, of_kind(from)))
        .filter(|(_, gains)| !gains.is_empty())
        .map(|(from, gains)| multiplied(from, &gains, together))
        .collect()
}

fn multiplied<'a>(from: GainFrom, gains: &[&Gained<'a>], together: &[Gained<'a>]) -> Multiplied<'a> {
    let missing: Vec<&Gain> =
        gains.iter().filter(|gained| gained.factor.is_err()).map(|gained| gained.gain).collect();
    let known: Vec<Factor> = gains.iter().filter_map(|gained| gained.factor.as_ref().ok().copied()).collect();
    let product = known.into_iter().reduce(Factor::times);
    let whole = product.filter(|_| missing.is_empty());
    let beside = together.iter().filter(|gained| gained.gain.from == from).map(|gained| {
        let measured = gained.factor.as_ref().ok().copied();
        let overstates = whole.zip(measured).map(|(product, measured)| product.over(measured));
        Beside { gain: gained.gain, measured, overstates }
    });
    Multiplied { from, of: gains.len(), known: product, beside: beside.collect(), missing }
}

/// 1 / (1 - share + share / factor), at the corners of the share and the bounds. The share is of the time before, so a factor
/// over what another combination made says nothing here.
pub(super) fn wholes<'a>(acts_on: Option<&ActsOn>, together: &[Gained<'a>]) -> Vec<Whole<'a>> {
    let Some(acts_on) = acts_on else { return Vec::new() };
    let gains = |factor: &Factor| {
        let corners = [acts_on.share.low(), acts_on.share.high()].into_iter().flat_map(|share| {
            [factor.lower, factor.upper].map(|factor| 1.0 / (1.0 - share + share / factor))
        });
        corners.fold((f64::INFINITY, 0.0_f64), |(least, most), gain| (least.min(gain), most.max(gain)))
    };
    let is_made = |gain: &Gain| {
        together.iter().any(|other| other.gain.experiment == gain.experiment && other.gain.of == gain.over)
    };
    together
        .iter()
        .filter(|gained| !is_made(gained.gain))
        .map(|gained| Whole { gain: gained.gain, gains: gained.factor.as_ref().ok().map(gains) })
        .collect()
}
