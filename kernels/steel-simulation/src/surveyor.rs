//! Who scores the grid: the processor or a GPU, with the proof of which it was. A site is scored by its nearest plant and by
//! what electricity and hydrogen would cost there.

use device::{DeviceError, DeviceKind, Evidence, Gpu, cuda::Cuda};
use great_circle::{CudaNearest, Lanes, Method, Nearest, Threads, WgpuNearest, nearest};

use levelized_cost::{Costs, CudaCosts, Method as Formula, WgpuCosts, costs};

use crate::{
    Configuration, Device, Mode, Precision, Refusal, World,
    configuration::{DEVICE, WORKERS},
    machine::Chosen,
};

/// Every point of the grid with its nearest plant and its costs, and who found them.
#[derive(Clone, Debug, PartialEq)]
pub struct Survey {
    /// Plants and kilometres.
    pub nearest: Nearest,
    /// Of electricity, and of hydrogen at the nearest plant; NaN where nobody would build.
    pub costs: Costs,
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
    Host(Method, Formula, Threads),
    Wgpu(Box<(WgpuNearest, WgpuCosts)>),
    Cuda(Box<(CudaNearest, CudaCosts)>),
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
        let (method, formula) = methods(asked);
        Ok(Self { tool: Tool::Host(method, formula, threads), why })
    }

    pub(crate) fn survey(&self, world: &World) -> Result<Survey, DeviceError> {
        let (grid, plants, sites) = (world.grid(), &world.plants, &world.sites);
        let on_device = |(nearest, mut evidence): (Nearest, Evidence), (costs, proof): (Costs, Evidence)| {
            evidence.add(&proof);
            Survey { nearest, costs, evidence }
        };
        match &self.tool {
            Tool::Host(method, formula, threads) => {
                let nearest = nearest(grid, plants, *method, threads);
                let costs = costs(sites, &nearest.km, *formula, threads);
                Ok(Survey { nearest, costs, evidence: Evidence::host() })
            }
            Tool::Wgpu(device) => {
                let found = device.0.run(grid, plants)?;
                let costs = device.1.costs(sites, &found.0.km)?;
                Ok(on_device(found, costs))
            }
            Tool::Cuda(device) => {
                let found = device.0.run(grid, plants)?;
                let costs = device.1.costs(sites, &found.0.km)?;
                Ok(on_device(found, costs))
            }
        }
    }

    /// In words.
    pub(crate) fn method(&self) -> String {
        match &self.tool {
            Tool::Host(method, formula, threads) => {
                let search = if *method == Method::Tree { "a tree in float64" } else { "tiles in float32" };
                let prices = match formula {
                    Formula::Map => "prices by name in float64",
                    Formula::Table => "a table of prices in float64",
                    _ => "a table of prices in float32",
                };
                format!("{search}, {prices}, threads: {}", threads.count())
            }
            Tool::Wgpu(_) | Tool::Cuda(_) => "every pair, and a table of prices, in float32".to_owned(),
        }
    }
}

/// Baseline and parallel work as Python's users do: a tree, and prices looked up by the name of the country, in 64 bits. The
/// other two have tiles and a table, where 32 bits are enough.
fn methods(asked: &Configuration) -> (Method, Formula) {
    match (asked.mode, asked.precision) {
        (Mode::Baseline | Mode::Parallel, _) => (Method::Tree, Formula::Map),
        (_, Precision::Float32) => (Method::Tiles(Lanes::detect()), Formula::Simd(Lanes::detect())),
        (_, Precision::Float64) => (Method::Tree, Formula::Table),
    }
}

fn cuda() -> Result<Tool, DeviceError> {
    let cuda = Cuda::open()?;
    Ok(Tool::Cuda(Box::new((CudaNearest::new(cuda.clone())?, CudaCosts::new(cuda)?))))
}

fn wgpu() -> Result<Tool, DeviceError> {
    on_gpu(Gpu::open()?)
}

fn on_gpu(gpu: Gpu) -> Result<Tool, DeviceError> {
    Ok(Tool::Wgpu(Box::new((WgpuNearest::new(gpu.clone())?, WgpuCosts::new(gpu)?))))
}

/// What `auto` may take: a software driver computes right and slowly, on the processor.
fn hardware() -> Result<Tool, String> {
    let gpu = Gpu::open().map_err(|error| error.to_string())?;
    if gpu.kind() == DeviceKind::Cpu {
        return Err(format!("{} is a software driver", gpu.evidence().device));
    }
    on_gpu(gpu).map_err(|error| error.to_string())
}
