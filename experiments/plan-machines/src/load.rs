//! A software driver proves that a kernel is right, on the small workloads; on a large one it would prove patience.

use device::{DeviceKind, Evidence};

/// How much a device is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Load {
    /// Little enough for any driver.
    Light,
    /// So much that it may be too much for a software driver.
    Counted {
        /// How many there are.
        amount: usize,
        /// Of what, such as `pairs`.
        unit: &'static str,
        /// How many of them a software driver is given at most.
        enough_for_software: usize,
    },
}

impl Load {
    /// Why this device is not given the work.
    pub(crate) fn refused_by(self, device: &Evidence) -> Option<String> {
        match self {
            Self::Counted { amount, unit, enough_for_software }
                if device.kind == DeviceKind::Cpu && amount > enough_for_software =>
            {
                let name = &device.device;
                Some(format!("{name} is a software driver, too slow for {amount} {unit}; a GPU is needed"))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENOUGH: usize = 1_000;
    const EVERY_KIND: [DeviceKind; 5] = [
        DeviceKind::Discrete,
        DeviceKind::Integrated,
        DeviceKind::Virtual,
        DeviceKind::Other,
        DeviceKind::Cpu,
    ];

    fn refusal(load: Load, kind: DeviceKind) -> Option<String> {
        load.refused_by(&Evidence::new("llvmpipe", "Vulkan", kind, ""))
    }

    fn pairs(amount: usize) -> Load {
        Load::Counted { amount, unit: "pairs", enough_for_software: ENOUGH }
    }

    #[test]
    fn only_a_software_driver_is_too_slow_for_anything() {
        for kind in EVERY_KIND {
            assert_eq!(refusal(pairs(ENOUGH + 1), kind).is_some(), kind == DeviceKind::Cpu, "{kind:?}");
        }
    }

    #[test]
    fn the_refusal_names_the_driver_and_the_work_and_the_way_out() {
        let told = refusal(pairs(ENOUGH + 1), DeviceKind::Cpu);
        let known = "llvmpipe is a software driver, too slow for 1001 pairs; a GPU is needed";
        assert_eq!(told.as_deref(), Some(known));
    }

    #[test]
    fn a_software_driver_does_the_small_work_and_the_light() {
        for load in [pairs(0), pairs(ENOUGH), Load::Light] {
            assert_eq!(refusal(load, DeviceKind::Cpu), None, "{load:?}");
        }
    }
}
