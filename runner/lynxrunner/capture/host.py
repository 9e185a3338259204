"""The machine around the devices."""

from lynxrunner.capture import cpuinfo, topology
from lynxrunner.capture.core_kinds import core_kinds
from lynxrunner.capture.hypervisor import hypervisor, virtual
from lynxrunner.capture.operating_system import kernel, operating_system
from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record, not_measured


def host(tree: Tree) -> Record:
    """The contract's `executor.hardware.host`."""
    return {
        "cpu": cpuinfo.model(tree),
        "vendor": cpuinfo.vendor(tree),
        "isa": cpuinfo.isa(tree),
        "sockets": topology.sockets(tree) or _no_topology("packages"),
        "cores": topology.cores(tree) or _no_topology("cores"),
        "threads": topology.threads(tree),
        "smt": _smt(tree),
        **_kinds(tree),
        "numa_nodes": topology.numa_nodes(tree) or _no_topology("NUMA nodes"),
        "memory_bytes": memory_bytes(tree) or not_measured("reading_failed", "proc/meminfo has no MemTotal"),
        "os": operating_system(tree),
        "kernel": kernel(tree),
        "hypervisor": hypervisor(tree),
    }


def _kinds(tree: Tree) -> Record:
    found = core_kinds(tree)
    return {"core_kinds": found} if found else {}


def memory_bytes(tree: Tree) -> int | None:
    """Main memory that the kernel manages."""
    for line in (tree.read("proc/meminfo") or "").splitlines():
        if line.startswith("MemTotal:"):
            return int(line.split()[1]) * 1024
    return None


def _smt(tree: Tree) -> Record | bool:
    cores = topology.cores(tree)
    if cores is None:
        return _no_topology("threads of cores")
    if topology.threads(tree) > cores:
        return True
    # A guest with one thread per core may well run on hyper-threads: it cannot know.
    detail = "the guest sees one thread per core and not whether these are threads of the host's cores"
    return not_measured("virtualised", detail) if virtual(tree) else False


def _no_topology(what: str) -> Record:
    return not_measured("unsupported_by_platform", f"sysfs does not show {what}")
