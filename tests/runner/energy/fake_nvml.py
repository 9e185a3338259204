"""A fake `pynvml` whose boards share a world's power; every call that the runner makes, and no other."""

from typing import Any

from tests.runner.energy.world import World


class FakeNvml:
    """`boards` GPUs with a share of the world's energy each; `lies` scales the counter, `silent` names no counter."""

    NVML_TEMPERATURE_GPU, NVML_CLOCK_SM = 0, 1

    class NVMLError(Exception):
        def __init__(self, value: int) -> None:
            super().__init__(f"code {value}")
            self.value = value

    def __init__(self, world: World, boards: int = 1, **traits: Any) -> None:
        self.world, self.boards, self.traits = world, boards, traits
        self.reasons = [traits.get("reasons", 0)] * boards

    def nvmlInit(self) -> None:  # noqa: N802
        if "broken" in self.traits:
            raise self.NVMLError(self.traits["broken"])

    def nvmlDeviceGetCount(self) -> int:  # noqa: N802
        return self.boards

    def nvmlDeviceGetHandleByIndex(self, index: int) -> int:  # noqa: N802
        return index

    def nvmlDeviceGetHandleByUUID(self, named: str) -> int:  # noqa: N802
        return int(named.removeprefix("GPU-"))

    def nvmlDeviceGetName(self, handle: int) -> Any:  # noqa: N802
        return self.traits.get("name", "NVIDIA H100 80GB HBM3")

    def nvmlSystemGetDriverVersion(self) -> Any:  # noqa: N802
        return self.traits.get("driver", "580.82.07")

    def nvmlDeviceGetTotalEnergyConsumption(self, handle: int) -> int:  # noqa: N802
        if self.traits.get("silent"):
            raise self.NVMLError(3)
        since_load = 77_000_000
        return since_load + round(self.world.joules * 1000 / self.boards * self.traits.get("lies", 1.0))

    def nvmlDeviceGetPowerUsage(self, handle: int) -> int:  # noqa: N802
        if self.traits.get("lost") and self.world.ms > self.traits["lost"]:
            raise self.NVMLError(15)
        return round(self.world.watts(self.world.ms / 1000) * 1000 / self.boards)

    def nvmlDeviceGetMigMode(self, handle: int) -> list[int]:  # noqa: N802
        if "mig" not in self.traits:
            raise self.NVMLError(3)
        return [self.traits["mig"], self.traits["mig"]]

    def nvmlDeviceGetTemperature(self, handle: int, sensor: int) -> int:  # noqa: N802
        return 61 + handle

    def nvmlDeviceGetClockInfo(self, handle: int, clock: int) -> int:  # noqa: N802
        return 1980

    def nvmlDeviceGetCurrentClocksEventReasons(self, handle: int) -> int:  # noqa: N802
        return int(self.reasons[handle])
