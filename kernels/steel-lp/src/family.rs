//! What flows, and from what kind of place to what kind of place: the families of columns.

/// The kinds of places, in the order of their capacity rows; demands have none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A mine of one grade of ore.
    Mine,
    /// A pool of scrap.
    Pool,
    /// A blast furnace: ore becomes pig iron.
    BlastFurnace,
    /// A direct reduction plant: ore becomes sponge iron.
    ReductionPlant,
    /// The oxygen converter of a blast furnace: iron and scrap become steel.
    Converter,
    /// An electric arc furnace: scrap and iron become steel.
    ArcFurnace,
    /// Someone who wants steel.
    Demand,
}

impl Kind {
    pub(crate) const ALL: [Self; 7] = [
        Self::Mine,
        Self::Pool,
        Self::BlastFurnace,
        Self::ReductionPlant,
        Self::Converter,
        Self::ArcFurnace,
        Self::Demand,
    ];
    /// Those that make something of something: they have a balance and a least use, and stand at listed places.
    pub(crate) const PLANTS: [Self; 4] =
        [Self::BlastFurnace, Self::ReductionPlant, Self::Converter, Self::ArcFurnace];
}

/// The families of columns, in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Mine to blast furnace, all grades.
    OreToFurnace,
    /// Mine to reduction plant, mid and high grade.
    OreToReduction,
    /// Blast furnace to its own converter, liquid.
    HotMetal,
    /// Blast furnace to every converter, its own too, cast.
    PigToConverter,
    /// Blast furnace to arc furnace, cast.
    PigToArc,
    /// Reduction plant to arc furnace.
    SpongeToArc,
    /// Pool to converter.
    ScrapToConverter,
    /// Pool to arc furnace.
    ScrapToArc,
    /// Converter to demand.
    ConverterSteel,
    /// Arc furnace to demand.
    ArcSteel,
    /// Steel that somebody wants and nobody brings: the slack of a demand.
    Unmet,
    /// What a plant makes less than its soft minimum: the slack of that.
    Idle,
}

impl Family {
    /// The families that go from places to places.
    pub(crate) const ARCS: [Self; 10] = [
        Self::OreToFurnace,
        Self::OreToReduction,
        Self::HotMetal,
        Self::PigToConverter,
        Self::PigToArc,
        Self::SpongeToArc,
        Self::ScrapToConverter,
        Self::ScrapToArc,
        Self::ConverterSteel,
        Self::ArcSteel,
    ];

    /// Is it a slack, whose source is its destination?
    pub fn is_slack(self) -> bool {
        matches!(self, Self::Unmet | Self::Idle)
    }

    /// Is there nothing to choose among: hot metal and slacks?
    pub fn always_there(self) -> bool {
        self.is_slack() || self == Self::HotMetal
    }

    /// Where it comes from and where it goes; `None` for slacks.
    pub fn ends(self) -> Option<(Kind, Kind)> {
        Some(match self {
            Self::OreToFurnace => (Kind::Mine, Kind::BlastFurnace),
            Self::OreToReduction => (Kind::Mine, Kind::ReductionPlant),
            Self::HotMetal | Self::PigToConverter => (Kind::BlastFurnace, Kind::Converter),
            Self::PigToArc => (Kind::BlastFurnace, Kind::ArcFurnace),
            Self::SpongeToArc => (Kind::ReductionPlant, Kind::ArcFurnace),
            Self::ScrapToConverter => (Kind::Pool, Kind::Converter),
            Self::ScrapToArc => (Kind::Pool, Kind::ArcFurnace),
            Self::ConverterSteel => (Kind::Converter, Kind::Demand),
            Self::ArcSteel => (Kind::ArcFurnace, Kind::Demand),
            Self::Unmet | Self::Idle => return None,
        })
    }
}

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// What flows.
    pub family: Family,
    /// The capacity row of where it comes from.
    pub source: u32,
    /// The balance row of where it goes, or its demand row. A slack has its own row here and as its source.
    pub destination: u32,
}
