"""A container that the runner itself is in."""

from lynxrunner.capture import cgroup
from lynxrunner.capture.host import memory_bytes
from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record, not_applicable, not_measured

MARKERS = (".dockerenv", "run/.containerenv", "run/systemd/container")
GROUPS = ("docker", "kubepods", "containerd", "libpod", "lxc")


def container(tree: Tree) -> Record:
    """The contract's `executor.hardware.container`."""
    if not inside(tree):
        return not_applicable("no sign of a container")
    detail = "the digest of an image is not visible from inside its container"
    return {"image_digest": not_measured("unsupported_by_platform", detail), "limits": _limits(tree)}


def inside(tree: Tree) -> bool:
    """By the marker files that container engines leave, or by the control group of the first process."""
    groups = tree.read("proc/1/cgroup") or ""
    return any(tree.exists(path) for path in MARKERS) or any(name in groups for name in GROUPS)


def _limits(tree: Tree) -> Record:
    memory, whole = cgroup.memory_limit(tree), memory_bytes(tree)
    limited = memory and (whole is None or memory < whole)
    return {
        "cpus": cgroup.cpu_quota(tree) or not_applicable("no CPU quota"),
        "memory_bytes": memory if limited else not_applicable("no limit below the machine's memory"),
    }
