"""NVIDIA GPUs through NVML: temperature, clocks and why they are lowered.

The library is handed in, as `pynvml` offers it, so that tests bring their own.
"""

from collections.abc import Callable, Sequence
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
    """The GPUs of the given NVML indices."""

    def __init__(self, library: Any, indices: Sequence[int]) -> None:
        self.library = library
        self.handles = [library.nvmlDeviceGetHandleByIndex(index) for index in indices]

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


def why(error: Any) -> Record:
    """The state for an NVML error."""
    return not_measured(STATES.get(getattr(error, "value", 0), "reading_failed"), f"NVML: {first_line(error)}")


def _mean(values: list[int]) -> float:
    return sum(values) / len(values)


def _named(masks: list[int]) -> list[str]:
    return [name for bit, name in REASONS.items() if any(mask & bit for mask in masks)]
