"""AMD GPUs through the `amdsmi` binding of ROCm: the socket's energy accumulator, and its power as a cross-check."""

import io
from collections.abc import Sequence
from contextlib import redirect_stdout
from importlib import import_module
from typing import Any

from lynxrunner.energy.meter import Channel, Terms
from lynxrunner.energy.polled import Polled
from lynxrunner.errors import first_line
from lynxrunner.state import Record, not_measured

POWERS = ("current_socket_power", "average_socket_power", "socket_power")
"""Members of the power record in the order of preference; what a chip lacks reads "N/A"."""
WHOLE = ("SPX", "N/A")
"""Compute partitions that are the whole device."""
SLICE = "a compute partition: the counter reads the whole socket"


def amdsmi(library: Any = None, device: int = 0) -> Polled | Record:
    """The meter of all GPUs, or the state that says why there is none.

    `device` is their position in the record's hardware.devices.
    """
    try:
        # Without ROCm's library the binding prints while it is imported: standard output is the reports' alone.
        with redirect_stdout(io.StringIO()):
            library = library or import_module("amdsmi")
    except ImportError:
        return not_measured("no_meter", "amdsmi is not installed: pip install 'lynxbench[amd]'")
    except Exception as error:  # it loads that library then, and fails in ways of its own
        return not_measured("no_meter", f"amdsmi cannot load ROCm's library: {first_line(error, 120)}")
    try:
        library.amdsmi_init()
        return _meter(library, library.amdsmi_get_processor_handles(), device)
    except library.AmdSmiException as error:
        return not_measured("unsupported_by_driver", f"amdsmi: {first_line(error, 120)}")


def _meter(library: Any, handles: Sequence[Any], device: int) -> Polled | Record:
    if not handles:
        return not_measured("no_meter", "amdsmi shows no GPU")
    beside = all(_watts(library, handle) is not None for handle in handles)

    def read() -> list[int]:
        energy = [_microjoules(library, handle) for handle in handles]
        return energy + ([round(1e6 * (_watts(library, handle) or 0)) for handle in handles] if beside else [])

    read()
    return Polled(_terms(library, handles, device, beside), read)


def _terms(library: Any, handles: Sequence[Any], device: int, beside: bool) -> Terms:
    version = str(library.amdsmi_get_gpu_driver_info(handles[0])["driver_version"])
    numbers = range(len(handles))
    channels = [Channel(f"gpu{n} energy", "board", "amdsmi energy count", "energy_joules", True, version, device)
                for n in numbers]
    if beside:
        channels += [Channel(f"gpu{n} power", "board", "amdsmi socket power", "power_watts", False, version, device)
                     for n in numbers]
    shared = SLICE if any(_partition(library, handle) not in WHOLE for handle in handles) else None
    return Terms("board", channels, least_window_s=10.0, idle_s=5.0, period_s=0.1, shared=shared)


def _microjoules(library: Any, handle: Any) -> int:
    """Accumulator times resolution; the accumulator's member was called `power` in older versions."""
    count = library.amdsmi_get_energy_count(handle)
    ticks = count.get("energy_accumulator", count.get("power"))
    return round(float(ticks * count["counter_resolution"]))


def _watts(library: Any, handle: Any) -> float | None:
    info = library.amdsmi_get_power_info(handle)
    return next((info[name] for name in POWERS if isinstance(info.get(name), int | float)), None)


def _partition(library: Any, handle: Any) -> str:
    try:
        return str(library.amdsmi_get_gpu_compute_partition(handle))
    except library.AmdSmiException:
        return "N/A"  # chips without partitions do not answer
