//! What every value may be. What cannot be is refused with its key, itself, and what is allowed.

use std::num::NonZeroUsize;

use toml::Value;

use super::{
    Accuracy, Configuration, Detection, Device, Mode, Precision, Preprocessing, Workers, file::File,
};
use crate::Refusal;

pub(crate) const WORKERS: &str = "optimization.lp_solver.workers";
pub(crate) const PREPROCESSING: &str = "optimization.lp_solver.gpu_preprocessing";
pub(crate) const DEVICE: &str = "optimization.geospatial.device";
const PRECISION: &str = "optimization.geospatial.precision";

pub(super) fn configuration(name: &str, file: File) -> Result<Configuration, Refusal> {
    let key = |key, value| Key { file: name, name: key, value };
    let asked = file.optimization;
    let (solver, geospatial) = (asked.lp_solver, asked.geospatial);
    let (validation, hardware) = (asked.validation, asked.hardware);
    let mode =
        key("optimization.lp_solver.mode", solver.mode).one_of(&Mode::ALL.map(|it| (it.name(), it)))?;
    let workers = key(WORKERS, solver.workers).workers()?;
    let preprocessing = if key(PREPROCESSING, solver.gpu_preprocessing).yes()? {
        Preprocessing::Gpu
    } else {
        Preprocessing::Host
    };
    let device = key(DEVICE, geospatial.device).one_of(&[
        ("cpu", Device::Cpu),
        ("wgpu", Device::Wgpu),
        ("cuda", Device::Cuda),
        ("auto", Device::Auto),
    ])?;
    let precision = key(PRECISION, geospatial.precision)
        .one_of(&[("float32", Precision::Float32), ("float64", Precision::Float64)])?;
    let check = key("optimization.validation.check_accuracy", validation.check_accuracy).yes()?;
    let tolerance = key("optimization.validation.tolerance", validation.tolerance).tolerance()?;
    let detect = key("optimization.hardware.detect", hardware.detect).yes()?;
    let fast = key("optimization.hardware.performance_cores_only", hardware.performance_cores_only).yes()?;
    let configuration = Configuration {
        file: name.to_owned(),
        mode,
        workers,
        preprocessing,
        device,
        precision,
        accuracy: if check { Accuracy::Checked } else { Accuracy::Unchecked },
        tolerance,
        detection: match (detect, fast) {
            (false, _) => Detection::Off,
            (true, true) => Detection::PerformanceCores,
            (true, false) => Detection::AllCores,
        },
    };
    together(&configuration)?;
    Ok(configuration)
}

/// What is allowed alone and not together.
fn together(asked: &Configuration) -> Result<(), Refusal> {
    let without = match (asked.precision, asked.device) {
        (Precision::Float64, Device::Wgpu) => Some("its language, WGSL, has no 64-bit numbers"),
        (Precision::Float64, Device::Cuda) => {
            Some("its kernel chooses in 32 bits, and only measures in 64 what it chose")
        }
        _ => None,
    };
    if let Some(reason) = without {
        let device = if asked.device == Device::Wgpu { "wgpu" } else { "cuda" };
        let allowed = format!(
            "the device {device} has \"float32\" alone, for {reason}; for \"float64\" take the device \"cpu\""
        );
        return Err(asked.refuses(PRECISION, "\"float64\"", allowed));
    }
    if asked.detection == Detection::Off {
        let nothing = |instead| {
            format!("optimization.hardware.detect is false, so there is nothing to choose by; {instead}")
        };
        if asked.workers == Workers::Auto {
            return Err(asked.refuses(WORKERS, "\"auto\"", nothing("give a number of 1 or more")));
        }
        if asked.device == Device::Auto {
            return Err(asked.refuses(DEVICE, "\"auto\"", nothing("give \"cpu\", \"wgpu\" or \"cuda\"")));
        }
    }
    Ok(())
}

/// A value and where it stands.
struct Key<'a> {
    file: &'a str,
    name: &'static str,
    value: Value,
}

impl Key<'_> {
    fn one_of<T: Copy>(self, words: &[(&str, T)]) -> Result<T, Refusal> {
        let found = self.value.as_str().and_then(|word| words.iter().find(|(name, _)| *name == word));
        found.map(|(_, meaning)| *meaning).ok_or_else(|| {
            let names: Vec<String> = words.iter().map(|(name, _)| format!("\"{name}\"")).collect();
            self.refused(&format!("one of {} is allowed", names.join(", ")))
        })
    }

    fn yes(self) -> Result<bool, Refusal> {
        self.value.as_bool().ok_or_else(|| self.refused("true or false is allowed"))
    }

    fn workers(self) -> Result<Workers, Refusal> {
        let number = self.value.as_integer().and_then(|number| usize::try_from(number).ok());
        match (self.value.as_str(), number.and_then(NonZeroUsize::new)) {
            (Some("auto"), _) => Ok(Workers::Auto),
            (_, Some(number)) => Ok(Workers::Exactly(number)),
            _ => Err(self.refused("\"auto\" or a whole number of 1 or more is allowed")),
        }
    }

    fn tolerance(self) -> Result<f64, Refusal> {
        let number = self.value.as_float().or_else(|| self.value.as_integer().map(|number| number as f64));
        number
            .filter(|number| *number > 0.0 && *number < 1.0)
            .ok_or_else(|| self.refused("a number above 0 and below 1 is allowed, a share of the objective"))
    }

    fn refused(&self, allowed: &str) -> Refusal {
        Refusal::Value {
            file: self.file.to_owned(),
            key: self.name.to_owned(),
            value: self.value.to_string(),
            allowed: allowed.to_owned(),
        }
    }
}
