//! Who is offered which watts. Everything is an integer, so that no device ever decides otherwise.

use plant_steps::PemGroup;

use crate::{PlantDesign, supply::Minute};

/// Power is counted in parts of this many when it is shared out, so that no product exceeds 32 bits.
const PARTS: u32 = 1024;

/// The rule of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dispatch {
    /// What is kept for the modules of each 1024 W.
    modules_of_parts: u32,
    groups: u32,
    least_of_group: u32,
    price_limit: i32,
}

impl Dispatch {
    pub(crate) fn new(design: &PlantDesign, group: &PemGroup) -> Self {
        let modules = u64::from(design.soec.rated) * u64::from(design.soec.modules);
        let groups = u64::from(group.most_power()) * u64::from(design.groups);
        let share = u64::from(PARTS) * modules / (modules + groups).max(1);
        Self {
            modules_of_parts: share as u32,
            groups: design.groups,
            least_of_group: group.least_power(),
            price_limit: design.site.price_limit,
        }
    }

    /// What is offered to each group of a line: as many as can run share what is not kept for the modules, the first ones a watt
    /// more. Modules are offered whatever groups leave.
    pub(crate) fn offer(self, minute: Minute, offered: &mut [u32]) {
        offered.fill(0);
        if self.sells(minute) {
            return;
        }
        let power = minute.watts - minute.watts / PARTS * self.modules_of_parts;
        let running = self.groups.min(power / self.least_of_group);
        let (Some(each), Some(more)) = (power.checked_div(running), power.checked_rem(running)) else {
            return;
        };
        for (group, offered) in offered[..running as usize].iter_mut().enumerate() {
            *offered = each + u32::from((group as u32) < more);
        }
    }

    /// What is kept for the modules of each 1024 W, the least power of a group, and the price above which all is sold.
    pub(crate) fn numbers(self) -> (u32, u32, i32) {
        (self.modules_of_parts, self.least_of_group, self.price_limit)
    }

    /// Whether power is worth more than hydrogen.
    pub(crate) fn sells(self, minute: Minute) -> bool {
        minute.mils > self.price_limit
    }
}
