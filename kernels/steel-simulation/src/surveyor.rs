//! Who scores the grid: the processor or a GPU, with the proof of which it was. What a site costs follows from the kilometres
//! found here and would be one more field of a [`Survey`].

use device::{DeviceError, DeviceKind, Evidence, Gpu, cuda::Cuda};
use great_circle::{CudaNearest, Lanes, Method, Nearest, Threads, WgpuNearest, nearest};

use crate::{
    Configuration, Device, Mode, Precision, Refusal, World,
    configuration::{DEVICE, WORKERS},
    machine::Chosen,
};

/// Every point of the grid with its nearest plant, and who found it.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// Plants and kilometres.
    pub nearest: Nearest,
    /// The device that it was, and what it did.
    pub evidence: Evidence,
}

/// A device with all that was to be prepared. Making one is no part of a run.
#[derive(Debug)]
pub(crate) struct Surveyor {
    tool: Tool,
    pub(crate) why: String,
}

#[derive(Debug)]
enum Tool {
    Host(Method, Threads),
    Wgpu(Box<WgpuNearest>),
    Cuda(Box<CudaNearest>),
}

impl Surveyor {
    pub(crate) fn new(asked: &Configuration, workers: &Chosen) -> Result<Self, Refusal> {
        let absent = |error: DeviceError| {
            let name = if asked.device == Device::Wgpu { "\"wgpu\"" } else { "\"cuda\"" };
            let allowed = format!("{error}; or take the device \"cpu\" or \"auto\"");
            asked.refuses(DEVICE, name, allowed)
        };
        let as_asked = "as the file says".to_owned();
        match asked.device {
            Device::Cpu => Self::host(asked, workers, as_asked),
            Device::Wgpu => Ok(Self { tool: wgpu().map_err(absent)?, why: as_asked }),
            Device::Cuda => Ok(Self { tool: cuda().map_err(absent)?, why: as_asked }),
            Device::Auto if asked.precision == Precision::Float64 => Self::host(
                asked,
                workers,
                "auto: only the processor has the precision \"float64\"".to_owned(),
            ),
            Device::Auto => match (cuda(), hardware()) {
                (Ok(tool), _) => Ok(Self { tool, why: "auto: there is CUDA".to_owned() }),
                (Err(no_cuda), Ok(tool)) => {
                    Ok(Self { tool, why: format!("auto: there is a GPU, but {no_cuda}") })
                }
                (Err(no_cuda), Err(no_gpu)) => {
                    Self::host(asked, workers, format!("auto: there is no GPU ({no_cuda}; {no_gpu})"))
                }
            },
        }
    }

    fn host(asked: &Configuration, workers: &Chosen, why: String) -> Result<Self, Refusal> {
        let threads = Threads::new(workers.count).map_err(|error| {
            asked.refuses(WORKERS, &workers.count.to_string(), format!("{error}; give fewer"))
        })?;
        Ok(Self { tool: Tool::Host(method(asked), threads), why })
    }

    pub(crate) fn survey(&self, world: &World) -> Result<Survey, DeviceError> {
        let (nearest, evidence) = match &self.tool {
            Tool::Host(method, threads) => {
                (nearest(&world.grid, &world.plants, *method, threads), Evidence::host())
            }
            Tool::Wgpu(device) => device.run(&world.grid, &world.plants)?,
            Tool::Cuda(device) => device.run(&world.grid, &world.plants)?,
        };
        Ok(Survey { nearest, evidence })
    }

    /// In words.
    pub(crate) fn method(&self) -> String {
        match &self.tool {
            Tool::Host(Method::Tiles(_), threads) => {
                format!("tiles in float32, threads: {}", threads.count())
            }
            Tool::Host(_, threads) => format!("a tree in float64, threads: {}", threads.count()),
            Tool::Wgpu(_) | Tool::Cuda(_) => "every pair, in float32".to_owned(),
        }
    }
}

/// Baseline and parallel search as Python's users do, by a tree, which is in 64 bits; the other two by tiles, where 32 bits
/// are enough.
fn method(asked: &Configuration) -> Method {
    match (asked.mode, asked.precision) {
        (Mode::Gasplan | Mode::ParallelGasplan, Precision::Float32) => Method::Tiles(Lanes::detect()),
        _ => Method::Tree,
    }
}

fn cuda() -> Result<Tool, DeviceError> {
    Cuda::open()
        .map_err(DeviceError::from)
        .and_then(CudaNearest::new)
        .map(|device| Tool::Cuda(Box::new(device)))
}

fn wgpu() -> Result<Tool, DeviceError> {
    Gpu::open()
        .map_err(DeviceError::from)
        .and_then(WgpuNearest::new)
        .map(|device| Tool::Wgpu(Box::new(device)))
}

/// What `auto` may take: a software driver computes right and slowly, on the processor.
fn hardware() -> Result<Tool, String> {
    let gpu = Gpu::open().map_err(|error| error.to_string())?;
    if gpu.kind() == DeviceKind::Cpu {
        return Err(format!("{} is a software driver", gpu.evidence().device));
    }
    WgpuNearest::new(gpu).map(|device| Tool::Wgpu(Box::new(device))).map_err(|error| error.to_string())
}
