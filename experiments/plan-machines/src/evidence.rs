//! The proof that a device leaves, in the words of the harness: kernels know nothing of those.

use device::{DeviceKind, Evidence as Proof};
use touchstone::{Evidence, GpuKind};

/// What the harness stores of it.
pub fn evidence(proof: Proof) -> Evidence {
    Evidence {
        device: proof.device,
        backend: proof.backend,
        kind: match proof.kind {
            DeviceKind::Discrete => GpuKind::Discrete,
            DeviceKind::Integrated => GpuKind::Integrated,
            DeviceKind::Virtual => GpuKind::Virtual,
            DeviceKind::Cpu => GpuKind::Cpu,
            DeviceKind::Other => GpuKind::Other,
        },
        driver: proof.driver,
        dispatches: proof.dispatches,
        bytes_up: proof.bytes_up,
        bytes_down: proof.bytes_down,
        device_ns: proof.device_ns,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_proof_is_lost() {
        let mut proof = Proof::new("A GPU", "Vulkan", DeviceKind::Integrated, "a driver 1.2");
        (proof.dispatches, proof.bytes_up, proof.bytes_down, proof.device_ns) = (3, 5, 7, Some(11));
        let told = evidence(proof);
        assert_eq!([told.device, told.backend, told.driver], ["A GPU", "Vulkan", "a driver 1.2"]);
        assert_eq!(told.kind, GpuKind::Integrated);
        assert_eq!([told.dispatches, told.bytes_up, told.bytes_down], [3, 5, 7]);
        assert_eq!(told.device_ns, Some(11));
    }

    #[test]
    fn a_fall_back_to_the_processor_never_passes_for_a_gpu() {
        let told = evidence(Proof::host());
        assert_eq!((told.kind, told.backend.as_str(), told.device_ns), (GpuKind::Cpu, "host", None));
    }

    #[test]
    fn a_clock_that_is_not_there_tells_no_time() {
        let proof = Proof::new("A GPU", "Vulkan", DeviceKind::Discrete, "");
        assert_eq!(evidence(proof).device_ns, None);
    }
}
