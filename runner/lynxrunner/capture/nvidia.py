"""NVIDIA GPUs through NVML: temperature, clocks and why they are lowered.

The library is handed in, as `pynvml` offers it, so that tests bring their own.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

from lynxrunner.errors import first_line
from lynxrunner.state import Record, not_measured

REASONS = {
    0x002: "applications_clocks_setting", 0x004: "sw_power_cap", 0x008: "hw_slowdown", 0x010: "sync_boost",
    0x020: "sw_thermal_slowdown", 0x040: "hw_thermal_slowdown", 0x080: "hw_power_brake_slowdown",
    0x100: "display_clock_setting",
}
"""Bits of nvmlClocksEventReason; `gpu_idle` (1) is left out, for it says only that nothing ran."""
STATES = {3: "unsupported_by_driver", 4: "permission_denied"}


class Nvidia:
    """GPUs by their NVML handles."""

    def __init__(self, library: Any, handles: Sequence[Any]) -> None:
        self.library, self.handles = library, handles

    def reading(self) -> Record:
        """Members of `noise.reading` that are the accelerator's, each a value or a state."""
        nvml = self.library
        return {
            "temperature_c": self._over(max, lambda h: nvml.nvmlDeviceGetTemperature(h, nvml.NVML_TEMPERATURE_GPU)),
            "device_clock_mhz": self._over(_mean, lambda h: nvml.nvmlDeviceGetClockInfo(h, nvml.NVML_CLOCK_SM)),
            "clock_event_reasons": self._over(_named, self._reasons),
        }

    def _over(self, fold: Callable[[list[int]], Any], ask: Callable[[Any], int]) -> Any:
        try:
            return fold([ask(handle) for handle in self.handles])
        except self.library.NVMLError as error:
            return why(error)

    def _reasons(self, handle: Any) -> int:
        # Older bindings know the call by its older name only.
        names = ("nvmlDeviceGetCurrentClocksEventReasons", "nvmlDeviceGetCurrentClocksThrottleReasons")
        ask = next(getattr(self.library, name) for name in names if hasattr(self.library, name))
        return int(ask(handle))


class Unread:
    """GPUs that nothing can be read of, and why."""

    def __init__(self, state: Record) -> None:
        self.state = state

    def reading(self) -> Record:
        """The state for each member."""
        return dict.fromkeys(("temperature_c", "device_clock_mhz", "clock_event_reasons"), self.state)


def watched(
    device: str, library: Any = None, environment: Mapping[str, str] = os.environ
) -> Nvidia | Unread | None:
    """What is read of the GPU that a session computes on: `cuda`, `cuda:1`; None for any other device."""
    if device.partition(":")[0] != "cuda":
        return None
    try:
        library = library or import_module("pynvml")
        library.nvmlInit()
        return Nvidia(library, [handle(library, device, environment)])
    except ImportError:
        state = not_measured("unsupported_by_platform", "nvidia-ml-py is not installed: pip install 'lynxbench[nvml]'")
        return Unread(state)
    except (ValueError, IndexError):
        return Unread(not_measured("reading_failed", f"no GPU {device} among those that CUDA is shown"))
    except library.NVMLError as error:
        return Unread(why(error))


def handle(library: Any, device: str, environment: Mapping[str, str] = os.environ) -> Any:
    """NVML's handle of `cuda` or `cuda:1`. Raises ValueError or IndexError where CUDA is shown no such GPU.

    CUDA counts the GPUs that it is shown, NVML all of them; both go by the bus where the boards are alike.
    """
    number = int(device.partition(":")[2] or 0)
    shown = environment.get("CUDA_VISIBLE_DEVICES")
    if shown is None:
        return library.nvmlDeviceGetHandleByIndex(number)
    named = [each.strip() for each in shown.split(",") if each.strip()][number]
    if named.startswith("GPU-"):
        return library.nvmlDeviceGetHandleByUUID(named)
    return library.nvmlDeviceGetHandleByIndex(int(named))


def why(error: Any) -> Record:
    """The state for an NVML error."""
    return not_measured(STATES.get(getattr(error, "value", 0), "reading_failed"), f"NVML: {first_line(error)}")


def _mean(values: list[int]) -> float:
    return sum(values) / len(values)


def _named(masks: list[int]) -> list[str]:
    return [name for bit, name in REASONS.items() if any(mask & bit for mask in masks)]
