"""Whether the machine is virtual, and on what."""

from lynxrunner.capture import cpuinfo
from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record, not_applicable, not_measured

DMI = "sys/class/dmi/id"
CLOCKS = {"kvm-clock": "KVM", "hyperv_clocksource_tsc_page": "Hyper-V", "xen": "Xen"}
VENDORS = {
    "QEMU": "KVM", "VMware, Inc.": "VMware", "Microsoft Corporation": "Hyper-V", "Xen": "Xen",
    "Amazon EC2": "KVM", "Google": "KVM", "innotek GmbH": "VirtualBox", "Parallels": "Parallels",
}


def virtual(tree: Tree) -> bool:
    """By the processor's hypervisor flag or, on Arm where there is none, by what the firmware says."""
    return "hypervisor" in cpuinfo.flags(tree) or tree.exists("sys/hypervisor/type") or _guest_firmware(tree)


def hypervisor(tree: Tree) -> Record | str:
    """Its name, from the hypervisor's own files, the firmware tables or its paravirtual clock."""
    if not virtual(tree):
        return not_applicable("no sign of a hypervisor: bare metal")
    name = _from_sysfs(tree) or _from_clock(tree) or VENDORS.get(tree.read(f"{DMI}/sys_vendor") or "")
    return name or not_measured("virtualised", "the processor reports a hypervisor that does not name itself")


def _from_sysfs(tree: Tree) -> str | None:
    kind = tree.read("sys/hypervisor/type")
    return kind.capitalize() if kind else None


def _from_clock(tree: Tree) -> str | None:
    clocks = tree.read("sys/devices/system/clocksource/clocksource0/available_clocksource") or ""
    return next((CLOCKS[clock] for clock in clocks.split() if clock in CLOCKS), None)


def _guest_firmware(tree: Tree) -> bool:
    product = tree.read(f"{DMI}/product_name") or ""
    return "x86" not in _machine(tree) and ("Virtual Machine" in product or "KVM" in product)


def _machine(tree: Tree) -> str:
    return "x86" if "vendor_id" in cpuinfo.fields(tree) else "arm"
