"""A container that the runner itself is in."""

from itertools import chain

from lynxrunner.capture import cgroup
from lynxrunner.capture.host import memory_bytes
from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record, not_applicable, not_measured

ENGINES = {
    ".dockerenv": "docker", "run/.containerenv": "podman", "var/run/secrets/kubernetes.io": "kubernetes",
    "run/systemd/container": "systemd-nspawn",
}
"""Files that container engines leave."""
GROUPS = {"kubepods": "kubernetes", "docker": "docker", "libpod": "podman", "containerd": "containerd", "lxc": "lxc"}
"""Words in the control group of the first process."""


def container(tree: Tree) -> Record:
    """The contract's `executor.hardware.container`."""
    if not inside(tree):
        return not_applicable("no sign of a container")
    detail = "the digest of an image is not visible from inside its container"
    engine = _engine(tree)
    return {
        **({"engine": engine} if engine else {}),
        "image_digest": not_measured("unsupported_by_platform", detail), "limits": _limits(tree),
    }


def inside(tree: Tree) -> bool:
    """By what engines leave, or by a root file system in layers, which a machine's own hardly ever is."""
    return _engine(tree) is not None or _layered(tree)


def _engine(tree: Tree) -> str | None:
    groups = tree.read("proc/1/cgroup") or ""
    left = (engine for path, engine in ENGINES.items() if tree.exists(path))
    grouped = (engine for word, engine in GROUPS.items() if word in groups)
    return next(chain(left, grouped), None)


def _layered(tree: Tree) -> bool:
    """/proc/self/mountinfo: .. mount-point options [optional..] - type source options."""
    mounts = (line.partition(" - ") for line in (tree.read("proc/self/mountinfo") or "").splitlines())
    return any(mount.split()[4:5] == ["/"] and kind.startswith("overlay") for mount, _, kind in mounts)


def _limits(tree: Tree) -> Record:
    memory, whole = cgroup.memory_limit(tree), memory_bytes(tree)
    limited = memory and (whole is None or memory < whole)
    return {
        "cpus": cgroup.cpu_quota(tree) or not_applicable("no CPU quota"),
        "memory_bytes": memory if limited else not_applicable("no limit below the machine's memory"),
    }
