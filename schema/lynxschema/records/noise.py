"""What else went on while a trial ran."""

from typing import Generic, Literal, TypeVar

from lynxschema.records.field import condition, group
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import Above0, Count, Few, Name, NonNegative, Number, Positive, Share, Text
from lynxschema.records.state import Readable

T = TypeVar("T")


class Change(Record, Generic[T]):
    """A reading before and after the trial."""

    before: T = condition("host", "Before the trial.", 1)
    after: T = condition("host", "After the trial.", 1)


class Noise(Record):
    """What else went on while a trial ran, all readable without root where it is readable at all."""

    governor: Readable[Change[Text]] = group("Frequency governor.")
    turbo: Readable[bool] = condition("host", "Whether turbo clocks were allowed.", True)
    frequency_mhz: Readable[Change[Above0]] = group("Mean CPU frequency.")
    thermal_throttle_events: Readable[Count] = condition("device", "Throttle events during the trial.", 0)
    load_average: Readable[Change[NonNegative]] = group("One-minute load average.")
    steal_share: Readable[Share] = condition("host", "Share of CPU time that the hypervisor took.", 0)
    ready_wait_share: Maybe[Readable[Share]] = condition(
        "host", "Of the time in which the trial's threads could run, the share that they waited for a processor.",
        0.002, optional=True,
    )
    other_processes_share: Maybe[Readable[Share]] = condition(
        "host", "Share of the machine's processor time that other processes used.", 0.01, optional=True
    )
    wall_clock_apart_s: Maybe[Readable[Number]] = condition(
        "host", "By how much the wall clock gained on the monotonic clock.", 0.0002, unit="s", optional=True
    )
    cgroup_throttled_periods: Readable[Count] = condition("host", "Periods throttled by a CPU quota.", 0)
    affinity_cpus: Readable[Positive] = condition("host", "CPUs that the process may run on.", 64)
    timer_resolution_ns: Readable[Above0] = condition("host", "Resolution of the clock.", 1, unit="ns")
    aslr: Readable[bool] = condition("host", "Whether address-space randomisation was on.", True)
    power_source: Maybe[Readable[Change[Literal["mains", "battery"]]]] = group("What fed the machine.", optional=True)
    temperature_c: Readable[Change[Number]] = group("Temperature of the device, in degrees Celsius.")
    device_clock_mhz: Maybe[Readable[Change[Above0]]] = group("Clock of the accelerator.", optional=True)
    clock_event_reasons: Readable[Few[Name]] = condition("device", "Why the device lowered its clocks.", [])
