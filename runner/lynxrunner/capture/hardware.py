"""The whole hardware, captured once per session: its submissions share it byte for byte."""

from lynxrunner.capture.cloud import cloud
from lynxrunner.capture.container import container
from lynxrunner.capture.cpu_device import cpu_device
from lynxrunner.capture.host import host
from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record, not_applicable


def hardware(tree: Tree) -> Record:
    """The contract's `executor.hardware` for a runtime that computes on the CPU."""
    return {
        "devices": [cpu_device(tree)],
        "replicas": 1,
        "interconnect": not_applicable("one device"),
        "host": host(tree),
        "cloud": cloud(tree),
        "container": container(tree),
    }
