//! What we run inside: a hypervisor, a container, or a container inside a virtual machine.

use model::Virtualisation;

use crate::{container::container, processor::Processor, root::Root};

/// What firmware writes into a virtual machine: vendor, product, and whose it is. Vendors that also sell real machines
/// are known by their product.
const FIRMWARE: [(&str, &str, &str); 9] = [
    ("QEMU", "", "kvm"),
    ("", "KVM", "kvm"),
    ("Amazon EC2", "", "kvm"),
    ("Google", "Google Compute Engine", "kvm"),
    ("VMware", "", "vmware"),
    ("", "VirtualBox", "virtualbox"),
    ("Microsoft Corporation", "Virtual Machine", "hyper-v"),
    ("Xen", "", "xen"),
    ("", "HVM domU", "xen"),
];

/// Clocks that only a guest of that hypervisor has: for machines without firmware tables.
const CLOCKS: [(&str, &str); 3] = [("kvm-clock", "kvm"), ("hyperv_clocksource", "hyper-v"), ("xen", "xen")];

pub(crate) fn virtualisation(root: &Root, unknown: &mut Vec<String>) -> Virtualisation {
    Virtualisation { hypervisor: hypervisor(root), container: container(root, unknown) }
}

fn hypervisor(root: &Root) -> Option<String> {
    let processor = Processor::read(root);
    let named = || by_firmware(root).or_else(|| root.words("sys/hypervisor/type")).or_else(|| by_clock(root));
    match processor.architecture() {
        // A machine rented whole has the vendor's firmware too; the flag says whether there is a hypervisor.
        "x86_64" if processor.is_virtual() => named().or_else(|| Some("unknown".to_owned())),
        "x86_64" => root.words("sys/hypervisor/type"),
        _ => named().or_else(|| {
            let board = root.words("sys/firmware/devicetree/base/model")?;
            (board == "linux,dummy-virt").then(|| "kvm".to_owned())
        }),
    }
}

fn by_firmware(root: &Root) -> Option<String> {
    let vendor = root.text("sys/class/dmi/id/sys_vendor").unwrap_or_default();
    let product = root.text("sys/class/dmi/id/product_name").unwrap_or_default();
    // `c7g.metal` is a whole machine.
    if product.contains(".metal") {
        return None;
    }
    let found = FIRMWARE.iter().find(|(by, what, _)| vendor.contains(by) && product.contains(what));
    found.map(|(_, _, name)| (*name).to_owned())
}

fn by_clock(root: &Root) -> Option<String> {
    let clocks = root.text("sys/devices/system/clocksource/clocksource0/available_clocksource")?;
    let has = |wanted: &str| clocks.split_whitespace().any(|clock| clock == wanted);
    CLOCKS.iter().find(|(clock, _)| has(clock)).map(|(_, name)| (*name).to_owned())
}
