"""NVIDIA GPUs: the board's energy counter makes the sum, its power reading stands beside it as a cross-check.

The counter is refreshed every 20 to 100 ms, and on many chips the power is an average over a second of which only a
part is sampled (arXiv 2312.02741): hence windows of 10 s, and both are published.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from lynxrunner.capture.nvidia import handle, why
from lynxrunner.energy.meter import Channel, Scope, Terms
from lynxrunner.energy.polled import Polled
from lynxrunner.state import Record, not_measured

NO_DRIVER = (9, 12)
"""NVML_ERROR_DRIVER_NOT_LOADED, NVML_ERROR_LIBRARY_NOT_FOUND."""
MODULES = ("GH200", "GB200")
"""Where the reading includes the CPU beside the GPU."""
MIG = "a MIG slice: NVML reads the whole board"


def nvml(library: Any = None, computing: str | None = None, device: int = 0) -> Polled | Record:
    """The meter of the GPU `computing` (`cuda`, `cuda:1`; default all), or the state that says why there is none.

    `device` is its position in the record's hardware.devices.
    """
    try:
        library = library or import_module("pynvml")
    except ImportError:
        return not_measured("no_meter", "nvidia-ml-py is not installed: pip install 'lynxbench[nvml]'")
    try:
        library.nvmlInit()
        return _meter(library, _handles(library, computing), device)
    except (ValueError, IndexError):
        return not_measured("no_meter", f"no GPU {computing} among those that CUDA is shown")
    except library.NVMLError as error:
        if getattr(error, "value", 0) in NO_DRIVER:
            return not_measured("no_meter", f"no NVIDIA driver is loaded (NVML: {error})")
        return why(error)


def _handles(library: Any, computing: str | None) -> list[Any]:
    if computing is not None:
        return [handle(library, computing)]
    return [library.nvmlDeviceGetHandleByIndex(index) for index in range(library.nvmlDeviceGetCount())]


def _meter(library: Any, handles: Sequence[Any], device: int) -> Polled | Record:
    if not handles:
        return not_measured("no_meter", "NVML shows no GPU")
    counting = all(_counts(library, handle) for handle in handles)
    ask = [library.nvmlDeviceGetTotalEnergyConsumption, library.nvmlDeviceGetPowerUsage][0 if counting else 1:]
    terms = _terms(library, handles, device, counting)
    # Millijoules and milliwatts both.
    return Polled(terms, lambda: [1000 * int(each(handle)) for each in ask for handle in handles])


def _terms(library: Any, handles: Sequence[Any], device: int, counting: bool) -> Terms:
    version, scope = _text(library.nvmlSystemGetDriverVersion()), _scope(library, handles)
    numbers = range(len(handles))
    energy = [Channel(f"gpu{n} energy", scope, "nvml total energy consumption", "energy_joules", True, version, device)
              for n in numbers]
    power = [Channel(f"gpu{n} power", scope, "nvml power usage", "power_watts", not counting, version, device)
             for n in numbers]
    shared = MIG if any(_sliced(library, handle) for handle in handles) else None
    channels = [*energy, *power] if counting else power
    return Terms(scope, channels, least_window_s=10.0, idle_s=5.0, period_s=0.1, shared=shared)


def _counts(library: Any, handle: Any) -> bool:
    """Whether the board has an energy counter; boards before Volta have none. A board must at least show power."""
    library.nvmlDeviceGetPowerUsage(handle)
    try:
        library.nvmlDeviceGetTotalEnergyConsumption(handle)
    except library.NVMLError:
        return False
    return True


def _sliced(library: Any, handle: Any) -> bool:
    try:
        return bool(library.nvmlDeviceGetMigMode(handle)[0])
    except library.NVMLError:
        return False  # boards without MIG do not answer


def _scope(library: Any, handles: Sequence[Any]) -> Scope:
    names = [_text(library.nvmlDeviceGetName(handle)) for handle in handles]
    return "module" if any(module in name for name in names for module in MODULES) else "board"


def _text(value: Any) -> str:
    """Older bindings answer in bytes."""
    return value.decode() if isinstance(value, bytes) else str(value)
