"""The operating system and its kernel."""

import shlex

from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record


def operating_system(tree: Tree) -> Record:
    """Name and version from os-release; a rolling distribution has no version."""
    lines = (tree.read("etc/os-release") or tree.read("usr/lib/os-release") or "").splitlines()
    pairs = dict(line.split("=", 1) for line in lines if "=" in line)
    name, version = (_unquoted(pairs.get(key, "")) for key in ("NAME", "VERSION_ID"))
    return {"name": name or "Linux", "version": version or "rolling release"}


def kernel(tree: Tree) -> str:
    """Release of the kernel."""
    return tree.read("proc/sys/kernel/osrelease") or "not shown by proc"


def _unquoted(value: str) -> str:
    return " ".join(shlex.split(value)) if value else ""
