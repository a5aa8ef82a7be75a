//! What `hardware` found: columns to ask by, and all of it in JSON.

use model::Machine;
use polars::prelude::{DataFrame, PolarsResult};

use super::{
    put::{Columns, json},
    take,
};

pub(super) fn to_frame(machine: &Machine) -> PolarsResult<DataFrame> {
    Columns::of(std::slice::from_ref(machine))
        .text("class", |m| &m.class)
        .text("fingerprint", |m| &m.fingerprint)
        .text("system", |m| &m.system)
        .text("architecture", |m| &m.architecture)
        .maybe_text("kernel", |m| m.kernel.as_deref())
        .maybe_text("release", |m| m.release.as_deref())
        .maybe_text("cpu_model", |m| m.cpu_model.as_deref())
        .maybe_text("microcode", |m| m.microcode.as_deref())
        .maybe_text("governor", |m| m.governor.as_deref())
        .count("logical_cores", |m| m.cores.logical)
        .maybe_count("physical_cores", |m| m.cores.physical)
        .maybe_count("performance_cores", |m| m.cores.performance)
        .maybe_count("efficiency_cores", |m| m.cores.efficiency)
        .count("usable_cores", |m| m.cores.usable)
        .whole("memory_bytes", |m| m.memory.total_bytes)
        .maybe_whole("memory_limit_bytes", |m| m.memory.limit_bytes)
        .maybe_count("numa_nodes", |m| m.numa_nodes)
        .made_text("simd", |m| m.simd.join(" "))
        .made_text("gpus", |m| m.gpus.iter().map(|gpu| gpu.name.as_str()).collect::<Vec<_>>().join(", "))
        .maybe_text("hypervisor", |m| m.virtualisation.hypervisor.as_deref())
        .maybe_text("container", |m| m.virtualisation.container.as_deref())
        .made_text("json", json)
        .frame()
}

pub(super) fn from_frame(frame: &DataFrame) -> Result<Machine, String> {
    match frame.height() {
        1 => take::json(frame, "json")?(),
        rows => Err(format!("it must have one row and has {rows}")),
    }
}
