"""Which meter a run is measured with, by the device that computes; or why with none."""

from collections.abc import Callable, Sequence
from pathlib import Path

from lynxrunner.capture.tree import Tree
from lynxrunner.energy.amdsmi import amdsmi
from lynxrunner.energy.meter import KINDS, Meter
from lynxrunner.energy.nvml import nvml
from lynxrunner.energy.powercap import powercap
from lynxrunner.energy.wall import wall
from lynxrunner.errors import RunError
from lynxrunner.names import require
from lynxrunner.state import Record, not_measured

Found = Meter | Record
"""A meter, or the state that says why there is none."""


def survey(tree: Tree) -> dict[str, Found]:
    """Every kind of meter that needs no file, on this machine."""
    return {"powercap": powercap(tree), "nvml": nvml(), "amdsmi": amdsmi()}


def find(
    kind: str, devices: Sequence[Record], tree: Tree, log: Path | None = None, computing: str | None = None
) -> Found:
    """The meter for `--energy KIND` and `--wall-meter LOG`, for the record's hardware.devices.

    `computing` is the device as `--device` names it, where a meter must tell boards apart.

    Raises RunError where a kind that was named cannot be had: only `auto` goes on without energy.
    """
    require("energy", kind, KINDS)
    if (kind == "wall") != (log is not None) and kind != "auto":
        raise RunError("--energy wall and --wall-meter FILE.csv belong together")
    if log is not None:
        return wall(log)
    if kind == "off":
        return not_measured("not_requested", "switched off with --energy off")
    wanted = _kinds(devices) if kind == "auto" else {kind}
    found = _only(wanted, devices, tree, computing)
    if kind != "auto" and isinstance(found, dict):
        raise RunError(f"--energy {kind}: {found['not_measured']['detail']}; --energy auto goes on without energy")
    return found


def _only(wanted: set[str], devices: Sequence[Record], tree: Tree, computing: str | None) -> Found:
    """The meter that sees the devices which compute: a GPU beside a run on the CPU is no part of it."""
    if len(wanted) != 1 or wanted != _kinds(devices) or "none" in wanted:
        return not_measured("no_meter", "no meter of this kind sees all devices of this executor and no other")
    meters: dict[str, Callable[[], Found]] = {
        "powercap": lambda: powercap(tree), "nvml": lambda: nvml(computing=computing), "amdsmi": amdsmi,
    }
    return meters[wanted.pop()]()


def _kinds(devices: Sequence[Record]) -> set[str]:
    """The kinds of meter that see these devices."""
    return {_kind(device) for device in devices}


def _kind(device: Record) -> str:
    if device["kind"] == "cpu":
        return "powercap"
    return {"NVIDIA": "nvml", "AMD": "amdsmi"}.get(device["vendor"], "none") if device["kind"] == "gpu" else "none"
