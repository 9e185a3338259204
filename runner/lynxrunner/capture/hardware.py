"""The whole hardware, captured once per session: its submissions share it byte for byte."""

from typing import Any

from lynxrunner.capture.cloud import cloud
from lynxrunner.capture.container import container
from lynxrunner.capture.cpu_device import cpu_device
from lynxrunner.capture.cuda import chosen
from lynxrunner.capture.gpu_device import gpu_device, interconnect
from lynxrunner.capture.host import host
from lynxrunner.capture.tree import Tree
from lynxrunner.errors import RunError
from lynxrunner.state import Record, not_applicable


def hardware(tree: Tree, device: str = "cpu") -> Record:
    """The contract's `executor.hardware` for a session on `cpu`, `cuda` or `cuda:N`.

    Raises RunError for any other device: what cannot be disclosed is not measured.
    """
    devices, joined = _devices(tree, device)
    return {
        "devices": devices,
        "replicas": 1,
        "interconnect": joined,
        "host": host(tree),
        "cloud": cloud(tree),
        "container": container(tree),
    }


def _devices(tree: Tree, device: str) -> tuple[list[Record], Any]:
    if device == "cpu":
        return [cpu_device(tree)], not_applicable("one device")
    if device.partition(":")[0] == "cuda":
        found = chosen(device)
        return [gpu_device(tree, found)], interconnect(found.gpu)
    raise RunError(f"--device {device}: this version discloses processors and NVIDIA GPUs, and no other device yet")
