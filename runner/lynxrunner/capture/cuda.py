"""Which GPU a session computes on: CUDA counts those that it is shown, the driver all of them."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lynxrunner.capture.nvidia_smi import COMMAND, LISTING, Gpu, Slice, ask, gpus, slices
from lynxrunner.errors import RunError

VISIBLE = "CUDA_VISIBLE_DEVICES"
MPS = ("CUDA_MPS_PIPE_DIRECTORY", "CUDA_MPS_ACTIVE_THREAD_PERCENTAGE")


@dataclass(frozen=True)
class Chosen:
    """A GPU, or a slice of it; whether this process reaches it through MPS, and with which share of its threads."""

    gpu: Gpu
    slice: Slice | None = None
    mps: bool = False
    percentage: str | None = None


def chosen(device: str, environment: Mapping[str, str] = os.environ) -> Chosen:
    """The GPU of `cuda` or `cuda:1`. Raises RunError where there is none such."""
    return choose(device, gpus(ask(COMMAND)), slices(ask(LISTING)), environment)


def choose(device: str, found: Sequence[Gpu], parts: Mapping[str, Slice], environment: Mapping[str, str]) -> Chosen:
    """The same, of what the driver has said."""
    name = _name(device, len(found), environment)
    part = next((part for known, part in parts.items() if name.startswith("MIG-") and known.startswith(name)), None)
    gpu = found[part.board] if part else _board(name, found)
    if gpu is None:
        raise RunError(f"--device {device}: the driver knows no such GPU among {len(found)}; see nvidia-smi -L")
    part = part or _first_slice(gpu, found, parts)
    mps = gpu.shared_by_mps() or any(variable in environment for variable in MPS)
    return Chosen(gpu, part, mps, environment.get(MPS[1]))


def _name(device: str, count: int, environment: Mapping[str, str]) -> str:
    number, shown = device.partition(":")[2] or "0", environment.get(VISIBLE)
    everything = ",".join(map(str, range(count)))
    names = [each.strip() for each in (everything if shown is None else shown).split(",")]
    return names[int(number)] if number.isdecimal() and int(number) < len(names) else ""


def _board(name: str, found: Sequence[Gpu]) -> Gpu | None:
    if name.isdecimal():
        return found[int(name)] if int(name) < len(found) else None
    return next((gpu for gpu in found if name and (gpu.text("uuid") or "").startswith(name)), None)


def _first_slice(gpu: Gpu, found: Sequence[Gpu], parts: Mapping[str, Slice]) -> Slice | None:
    """Where slices are on, CUDA takes the first one of a board, never the whole board."""
    if gpu.text("mig_mode/current_mig") != "Enabled":
        return None
    return next((part for part in parts.values() if found[part.board] is gpu), None)
