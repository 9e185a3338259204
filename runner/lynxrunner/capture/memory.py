"""Most memory that this process had in use."""

from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record, not_measured


def peak_bytes(tree: Tree) -> Record | int:
    """High-water mark of the resident set, model and runtime included."""
    for line in (tree.read("proc/self/status") or "").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return not_measured("unsupported_by_platform", "proc/self/status has no VmHWM")
