//! The seven ways to turn or mirror a grid. Each is three answers, so that every form and device goes by one rule and not by seven.

/// A turn or a mirror, clockwise where it turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Symmetry {
    /// A quarter to the right.
    Rot90,
    /// Half a turn.
    Rot180,
    /// A quarter to the left.
    Rot270,
    /// Top and bottom change places.
    HMirror,
    /// Left and right change places.
    VMirror,
    /// Rows become columns.
    DMirror,
    /// Rows become columns, about the other diagonal.
    CMirror,
}

/// What becomes of rows and columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Axes {
    Kept,
    Exchanged,
}

/// From which end the input's rows, or its columns, are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Forward,
    Backward,
}

impl Symmetry {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Rot90, Self::Rot180, Self::Rot270, Self::HMirror, Self::VMirror, Self::DMirror, Self::CMirror];

    /// Its name in the language of grids.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rot90 => "rot90",
            Self::Rot180 => "rot180",
            Self::Rot270 => "rot270",
            Self::HMirror => "hmirror",
            Self::VMirror => "vmirror",
            Self::DMirror => "dmirror",
            Self::CMirror => "cmirror",
        }
    }

    /// Height and width of what comes out.
    #[must_use]
    pub fn dims(self, [height, width]: [u8; 2]) -> [u8; 2] {
        match self.axes() {
            Axes::Kept => [height, width],
            Axes::Exchanged => [width, height],
        }
    }

    pub(crate) const fn axes(self) -> Axes {
        match self {
            Self::Rot180 | Self::HMirror | Self::VMirror => Axes::Kept,
            Self::Rot90 | Self::Rot270 | Self::DMirror | Self::CMirror => Axes::Exchanged,
        }
    }

    pub(crate) const fn rows(self) -> Order {
        match self {
            Self::Rot90 | Self::Rot180 | Self::HMirror | Self::CMirror => Order::Backward,
            Self::Rot270 | Self::VMirror | Self::DMirror => Order::Forward,
        }
    }

    pub(crate) const fn columns(self) -> Order {
        match self {
            Self::Rot180 | Self::Rot270 | Self::VMirror | Self::CMirror => Order::Backward,
            Self::Rot90 | Self::HMirror | Self::DMirror => Order::Forward,
        }
    }
}
