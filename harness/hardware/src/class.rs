//! The class: coarse and readable. Two machines of one class may be compared; a new kernel or driver changes nothing.

use model::{Gpu, GpuKind, Machine};
use sha2::{Digest, Sha256};

use crate::gpus::Gpus;

/// `linux-x86_64.xeon-6-207.2c.32g.nogpu.vm`. Two cores of sixty-four are a machine of two: nobody may compare it with
/// the whole one, so `cores` are those that are for us.
pub(crate) fn class(machine: &Machine, cores: u32, asked: Gpus) -> String {
    let place = match (&machine.virtualisation.container, &machine.virtualisation.hypervisor) {
        (Some(_), Some(_)) => "vm-container",
        (Some(_), None) => "container",
        (None, Some(_)) => "vm",
        (None, None) => "metal",
    };
    let gpu = match (asked, fastest(machine)) {
        // That nobody asked is no proof that there is none.
        (Gpus::Skip, _) => "gpu-unasked".to_owned(),
        (Gpus::Ask, None) => "nogpu".to_owned(),
        (Gpus::Ask, Some(gpu)) => slug(&gpu.name),
    };
    format!(
        "{}-{}.{}.{cores}c.{}.{gpu}.{place}",
        machine.system,
        machine.architecture,
        processor(machine),
        memory(machine.usable_memory()),
    )
}

/// The system keeps a part for itself: 31.3 GiB are 32 in every shop.
fn memory(bytes: u64) -> String {
    if bytes == 0 {
        return "unknown-memory".to_owned();
    }
    let gibibytes = (bytes as f64 / f64::from(1 << 30)).max(1.0);
    format!("{}g", 2_f64.powf(gibibytes.log2().round()) as u64)
}

/// Drivers list their devices in no fixed order; the class must not depend on it.
fn fastest(machine: &Machine) -> Option<&Gpu> {
    let rank = |gpu: &Gpu| match gpu.kind {
        GpuKind::Discrete => 0,
        GpuKind::Virtual => 1,
        GpuKind::Integrated => 2,
        _ => 3,
    };
    machine.real_gpus().min_by_key(|gpu| (rank(gpu), &gpu.name))
}

/// A bare name says little; family and model then tell processors apart.
fn processor(machine: &Machine) -> String {
    let name = machine.cpu_model.as_deref().unwrap_or("unknown");
    let name = ["Intel", "AMD", "CPU", "Processor", "with Radeon Graphics"]
        .into_iter()
        .fold(name.to_owned(), |name, noise| name.replace(noise, " "));
    let name = slug(name.split(" @ ").next().unwrap_or_default());
    let says_model = name.chars().any(|c| c.is_ascii_digit());
    match machine.cpu_signature {
        Some((family, model, _)) if !says_model => {
            let name = if name.is_empty() { "cpu" } else { &name };
            format!("{name}-{family}-{model}")
        }
        _ => name,
    }
}

fn slug(text: &str) -> String {
    let text = text.replace("(R)", " ").replace("(TM)", " ");
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-").to_lowercase()
}

/// A hash of all that stays as it is between two runs.
pub(crate) fn fingerprint(machine: &Machine) -> String {
    let mut stable = machine.clone();
    stable.memory.available_bytes = None;
    stable.unknown.clear();
    stable.fingerprint.clear();
    for gpu in &mut stable.gpus {
        gpu.other_clients = None;
    }
    // Plain data: it always has a JSON form.
    let json = serde_json::to_vec(&stable).unwrap_or_default();
    let digest = Sha256::digest(json);
    digest.iter().take(16).fold(String::new(), |hash, byte| hash + &format!("{byte:02x}"))
}
