//! What is claimed of several devices. Cores in their place are no evidence of it, and no hypothesis speaks of their speed.

use plan_machines::ARC as PLANS_MACHINE;
use touchstone::prelude::*;

use crate::{ArcDevices, variants::SEVERAL};

/// Of as many times as there are devices.
const SHARE: f64 = 0.7;

pub(crate) fn add(declaration: Declaration<ArcDevices>) -> Declaration<ArcDevices> {
    let kinds = [("cuda", DeviceKind::Cuda), ("wgpu", DeviceKind::Wgpu)];
    let each = kinds.into_iter().flat_map(|kind| SEVERAL.map(|count| (kind, count)));
    let declaration = each.fold(declaration, |declaration, ((name, kind), count)| {
        let (queue, one) = (format!("{name}-queue-{count}"), format!("{name}-one"));
        let least = SHARE * count as f64;
        let hypothesis = Hypothesis::new(&format!("grids scale over {count} devices: {name}"))
            .expect(speedup(&queue).over(&one).on("small").at_least(least))
            .expect(speedup(&queue).over(&one).on("full").at_least(least))
            .given(device(kind))
            .given(gpus(count as u32))
            .predicted(Open)
            .because(
                "no grid knows of another, but packing, copies and unpacking share the memory of one host",
            );
        // The plan speaks of four.
        declaration.hypothesis(if count == 4 { hypothesis.claimed("4x", PLANS_MACHINE) } else { hypothesis })
    });
    declaration.hypothesis(
        Hypothesis::new("neither order nor bits depend on how many take part")
            .expect(accurate("cores-static").on("smoke"))
            .expect(accurate("cores-queue").on("smoke"))
            .expect(accurate("cores-static").on("small"))
            .expect(accurate("cores-queue").on("small"))
            .predicted(Confirmed)
            .because("every part is written into its own place; two cores stand for two devices here"),
    )
}
