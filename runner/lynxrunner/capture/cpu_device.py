"""The CPU as the device that computes."""

from lynxrunner.capture import cgroup, cpuinfo, frequency, power, topology
from lynxrunner.capture.host import memory_bytes
from lynxrunner.capture.hypervisor import virtual
from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record, not_applicable, not_measured

TABLES = "sys/firmware/dmi/tables/DMI"


def cpu_device(tree: Tree) -> Record:
    """One entry of the contract's `executor.hardware.devices`."""
    return {
        "id": f"generic-{'x86-64' if 'vendor_id' in cpuinfo.fields(tree) else 'aarch64'}",
        "kind": "cpu",
        "vendor": cpuinfo.vendor(tree),
        "name": cpuinfo.model(tree),
        "count": 1 if virtual(tree) else topology.sockets(tree) or 1,
        "role": "primary",
        "memory": _memory(tree),
        "peaks": [],
        "supported_precisions": cpuinfo.dtypes(tree),
        "power_limit_watts": power.limit_watts(tree),
        "power_limit_range_watts": power.range_watts(tree),
        "on_chip_weight_bytes": not_applicable("weights are read from main memory through the caches"),
        "last_level_cache_bytes": topology.last_level_cache_bytes(tree) or _no_caches(),
        "design_centre": "general_purpose",
        "sharing": sharing(tree),
        "driver": not_applicable("a CPU needs no accelerator driver"),
        "firmware": _microcode(tree),
        "clocks": frequency.clocks(tree),
        "power_mode": frequency.governor(tree),
        "power_source": power.source(tree),
    }


def sharing(tree: Tree) -> Record:
    """Virtual CPUs first: what a hypervisor shares out, a quota inside the guest can only narrow."""
    quota = cgroup.cpu_quota(tree)
    limited = f"quota of {quota:g} CPUs" if quota else ""
    if virtual(tree):
        count = topology.threads(tree)
        return {"mode": "virtual_cpus", "profile": ", ".join(filter(None, (f"{count} virtual CPUs", limited)))}
    return {"mode": "cpu_quota", "profile": limited} if quota else {"mode": "exclusive"}


def _memory(tree: Tree) -> Record:
    return {
        "kind": _smbios(tree),
        "capacity_bytes": memory_bytes(tree) or not_measured("reading_failed", "proc/meminfo has no MemTotal"),
        "bandwidth_bytes_per_s": not_measured(
            "unsupported_by_platform", "the kernel does not name it; what was read of it stands among the ceilings"
        ),
    }


def _smbios(tree: Tree) -> Record:
    if virtual(tree):
        return not_measured("virtualised", "the hypervisor does not pass on what kind of memory the host has")
    if tree.exists(TABLES) and not tree.readable(TABLES):
        return not_measured("permission_denied", "the SMBIOS tables that name the memory are readable by root only")
    return not_measured("not_implemented_by_harness", "the SMBIOS tables that may name the memory are not read")


def _microcode(tree: Tree) -> Record | str:
    revision = cpuinfo.fields(tree).get("microcode")
    if virtual(tree):
        return not_measured("virtualised", "the revision that a guest sees is the hypervisor's choice")
    return f"microcode {revision}" if revision else tree.why("proc/cpuinfo microcode")


def _no_caches() -> Record:
    return not_measured("unsupported_by_platform", "sysfs does not show the caches")
