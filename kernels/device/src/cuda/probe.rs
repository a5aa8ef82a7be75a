//! What of CUDA is there. Asked before every first call: cudarc panics where a library is missing.

use std::{env, path::PathBuf, sync::OnceLock};

use cudarc::{driver, nvrtc};

use crate::Unavailable;

/// The driver is part of the GPU's installation, the compiler (NVRTC) of the toolkit's: a machine may have either alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// How many devices the driver offers, one at least.
    pub driver: Result<usize, Unavailable>,
    /// The compiler's version, major and minor.
    pub compiler: Result<(i32, i32), Unavailable>,
}

impl Probe {
    /// How many devices kernels can be compiled for and run on: both libraries are there.
    pub fn ready(&self) -> Result<usize, Unavailable> {
        let devices = self.driver.clone()?;
        self.compiler.clone().map(|_| devices)
    }
}

/// The folder that holds `libnvrtc`, for installations that the loader does not know, such as the PyPI wheel
/// `nvidia-cuda-nvrtc` (`site-packages/nvidia/cu13/lib`).
const NVRTC_FOLDER: &str = "TOUCHSTONE_NVRTC";

/// The oldest driver with every function that cudarc calls here: `cuEventElapsedTime_v2` came with CUDA 12.8.
const OLDEST_DRIVER: i32 = 12_080;

/// Looks for both libraries; asked once per process.
pub fn probe() -> &'static Probe {
    static PROBE: OnceLock<Probe> = OnceLock::new();
    PROBE.get_or_init(|| Probe { driver: probe_driver(), compiler: probe_compiler() })
}

fn probe_driver() -> Result<usize, Unavailable> {
    let absent = |reason: String, remedy: &str| Unavailable::new("CUDA device", reason, remedy);
    // SAFETY: loading libcuda runs its initialisers, which is what every CUDA program does.
    if !unsafe { driver::sys::is_culib_present() } {
        return Err(absent("libcuda is not installed".into(), "install the NVIDIA driver"));
    }
    let mut version = 0;
    // SAFETY: the library is there, and this function may be called before any other.
    let asked = unsafe { driver::sys::cuDriverGetVersion(&raw mut version) };
    if asked != driver::sys::CUresult::CUDA_SUCCESS {
        return Err(absent(
            format!("the driver does not tell its version ({asked:?})"),
            "reinstall the driver",
        ));
    }
    if version < OLDEST_DRIVER {
        let reason = format!("the driver is for CUDA {}, 12.8 or newer is needed", dotted(version));
        return Err(absent(reason, "update the NVIDIA driver"));
    }
    match driver::CudaContext::device_count() {
        Ok(0) => Err(absent("the driver finds no device".into(), "check `nvidia-smi`")),
        Ok(count) => Ok(count as usize),
        Err(error) => Err(absent(format!("the driver does not start: {error}"), "check `nvidia-smi`")),
    }
}

fn probe_compiler() -> Result<(i32, i32), Unavailable> {
    preload();
    // SAFETY: loading libnvrtc runs its initialisers and nothing else.
    if !unsafe { nvrtc::sys::is_culib_present() } {
        let reason = match env::var_os(NVRTC_FOLDER) {
            Some(folder) => {
                format!("{NVRTC_FOLDER} names {}, which holds no libnvrtc that loads", folder.display())
            }
            None => "libnvrtc is not installed (it comes with the CUDA toolkit, not with the driver)".into(),
        };
        return Err(Unavailable::new(
            "CUDA compiler",
            reason,
            "`make nvrtc` installs it for the tests; or install `nvidia-cuda-nvrtc` with pip and name its folder in TOUCHSTONE_NVRTC",
        ));
    }
    let (mut major, mut minor) = (0, 0);
    // SAFETY: the library is there and both pointers are valid for a write.
    let asked = unsafe { nvrtc::sys::nvrtcVersion(&raw mut major, &raw mut minor) };
    if asked == nvrtc::sys::nvrtcResult::NVRTC_SUCCESS {
        Ok((major, minor))
    } else {
        let reason = format!("libnvrtc does not tell its version ({asked:?})");
        Err(Unavailable::new("CUDA compiler", reason, "reinstall it"))
    }
}

/// CUDA writes 12.8 as 12080.
pub(super) fn dotted(version: i32) -> String {
    format!("{}.{}", version / 1000, version % 1000 / 10)
}

/// Folders that may hold libnvrtc, the user's own first.
fn folders() -> Vec<PathBuf> {
    let named = env::var_os(NVRTC_FOLDER).map(PathBuf::from);
    let toolkits = ["CUDA_PATH", "CUDA_HOME"].into_iter().filter_map(env::var_os).map(PathBuf::from);
    let toolkits = toolkits.chain([PathBuf::from("/usr/local/cuda")]);
    named.into_iter().chain(toolkits.map(|toolkit| toolkit.join("lib64"))).collect()
}

/// Loads libnvrtc by its full path. cudarc asks the loader by name only, and the loader answers with a library that is already
/// loaded under that name, wherever it came from.
#[cfg(unix)]
fn preload() {
    use std::{ffi::CString, fs, os::unix::ffi::OsStrExt as _};

    for folder in folders() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        let mut found: Vec<PathBuf> =
            entries.flatten().map(|entry| entry.path()).filter(|path| is_nvrtc(path)).collect();
        // The newest last, and taken first: libnvrtc.so.13 before libnvrtc.so.12.
        found.sort();
        for library in found.iter().rev() {
            let Ok(path) = CString::new(library.as_os_str().as_bytes()) else { continue };
            // SAFETY: the path ends in a zero byte; loading libnvrtc runs its initialisers and nothing else. It stays loaded for the
            // life of the process, as cudarc's own handle does.
            if !unsafe { libc::dlopen(path.as_ptr(), libc::RTLD_NOW | libc::RTLD_GLOBAL) }.is_null() {
                return;
            }
        }
    }
}

/// Elsewhere the loader's own search path must name the folder.
#[cfg(not(unix))]
fn preload() {
    let _ = folders;
}

#[cfg(unix)]
fn is_nvrtc(path: &std::path::Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("libnvrtc.so"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probing_never_panics_and_says_what_to_do() {
        let probe = probe();
        for unavailable in [probe.driver.as_ref().err(), probe.compiler.as_ref().err()].into_iter().flatten()
        {
            let told = unavailable.to_string();
            assert!(told.starts_with("no CUDA ") && told.contains("; "), "{told}");
        }
        if probe.driver.is_err() || probe.compiler.is_err() {
            assert!(probe.ready().is_err());
        }
    }

    #[test]
    fn versions_read_as_people_write_them() {
        assert_eq!(dotted(12_080), "12.8");
        assert_eq!(dotted(13_000), "13.0");
    }
}
