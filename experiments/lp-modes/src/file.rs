//! Every variant is told what to do by the text of a file, through the same parser as its users' files: the experiment proves
//! the file.

use std::num::NonZeroUsize;

use steel_simulation::{Configuration, Machine, Mode, Refusal, Simulator};
use touchstone::Setting;

/// What one file differs by from another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub(crate) mode: Mode,
    pub(crate) device: &'static str,
    pub(crate) gpu_preprocessing: &'static str,
}

impl Default for Asked {
    fn default() -> Self {
        Self { mode: Mode::Baseline, device: "cpu", gpu_preprocessing: "false" }
    }
}

impl Asked {
    pub(crate) fn mode(mode: Mode) -> Self {
        Self { mode, ..Self::default() }
    }

    fn text(&self) -> String {
        let Self { mode, device, gpu_preprocessing } = self;
        format!(
            r#"[optimization]
lp_solver  = {{ mode = "{}", workers = "auto", gpu_preprocessing = {gpu_preprocessing} }}
geospatial = {{ device = "{device}", precision = "float32" }}
validation = {{ check_accuracy = true, tolerance = 0.01 }}
hardware   = {{ detect = true, performance_cores_only = true }}
"#,
            mode.name()
        )
    }
}

/// What the file says.
pub(crate) fn configuration(asked: &Asked) -> Configuration {
    Configuration::parse("lp-modes", &asked.text()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// A simulator on the cores of this setting: what `auto` must come to.
pub(crate) fn simulator(asked: &Asked, setting: Setting) -> Result<Simulator, Refusal> {
    let cores = NonZeroUsize::new(setting.threads).unwrap_or(NonZeroUsize::MIN);
    let simulator = Simulator::new(&configuration(asked), Machine::of(cores))?;
    let workers = simulator.workers().count;
    let wanted = if asked.mode.is_parallel() { cores } else { NonZeroUsize::MIN };
    assert_eq!(workers, wanted, "workers = \"auto\" did not come to the cores of the setting");
    Ok(simulator)
}
