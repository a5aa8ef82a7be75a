//! What every device does with grids, so that users and tests go the same way on all of them: up, changed there as often as one likes, down.

use device::{DeviceError, Evidence};

use crate::{Change, GridBatch, Histogram, PackedBatch};

/// A device with its kernels compiled.
pub trait GridDevice {
    /// A batch in the memory of the device.
    type Held;
    /// One trip to the device.
    type Trip<'a>: GridTrip<Held = Self::Held>
    where
        Self: 'a;

    /// Begins a trip.
    fn begin(&self) -> Self::Trip<'_>;
}

/// Work on one device, and the evidence of it. The device does it in this order; who calls waits only for what comes down.
pub trait GridTrip {
    /// A batch in the memory of the device.
    type Held;

    /// Copies a batch up.
    fn hold(&mut self, batch: &PackedBatch) -> Result<Self::Held, DeviceError>;

    /// Every grid changed; it stays on the device.
    fn changed(&mut self, held: &Self::Held, change: Change) -> Result<Self::Held, DeviceError>;

    /// Whether the grids in the same places are equal.
    ///
    /// # Panics
    /// Where there are not as many on both sides.
    fn equal(&mut self, left: &Self::Held, right: &Self::Held) -> Result<Vec<bool>, DeviceError>;

    /// The colours of every grid, counted.
    fn histograms(&mut self, held: &Self::Held) -> Result<Vec<Histogram>, DeviceError>;

    /// Copies a batch down.
    fn fetch(&mut self, held: &Self::Held) -> Result<GridBatch, DeviceError>;

    /// Waits for everything, and says what was done.
    fn finish(self) -> Result<Evidence, DeviceError>;
}

/// Colours of a [`Histogram`] as devices write it, two to a word: the lower half is the first of them.
pub(crate) const HISTOGRAM_WORDS: usize = size_of::<Histogram>() / size_of::<u32>();

pub(crate) fn histograms(words: &[u32]) -> Vec<Histogram> {
    let (each, _) = words.as_chunks::<HISTOGRAM_WORDS>();
    let of = |words: &[u32; HISTOGRAM_WORDS]| {
        std::array::from_fn(|colour| (words[colour / 2] >> (16 * (colour % 2))) as u16)
    };
    each.iter().map(of).collect()
}

/// A change as kernels are told: which of the three answers of a symmetry are yes, and the new colours as nibbles.
pub(crate) struct Told {
    pub(crate) symmetry: u32,
    pub(crate) colours: [u32; 2],
}

impl Told {
    pub(crate) fn of(change: Change) -> Self {
        use crate::{
            Recolouring,
            symmetry::{Axes, Order},
        };
        let (symmetry, recolouring) = match change {
            Change::Symmetry(symmetry) => {
                let answers = [
                    symmetry.axes() == Axes::Exchanged,
                    symmetry.rows() == Order::Backward,
                    symmetry.columns() == Order::Backward,
                ];
                (answers.iter().rev().fold(0, |bits, &yes| bits << 1 | u32::from(yes)), Recolouring::NONE)
            }
            Change::Recolour(recolouring) => (0, recolouring),
        };
        let nibbles =
            |colours: &[u8]| colours.iter().rev().fold(0, |word, &colour| word << 4 | u32::from(colour));
        let (low, high) = recolouring.table().split_at(8);
        Self { symmetry, colours: [nibbles(low), nibbles(high)] }
    }
}
