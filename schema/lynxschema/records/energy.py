"""Energy, metered."""

from typing import Literal

from lynxschema.records.field import condition, group, outcome
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import Above0, Count, NonNegative, Number, Positive, Some, Text, Version
from lynxschema.records.state import Applicable, Measured, Readable


class Channel(Record):
    """One meter reading."""

    id: Count = condition("operating_point", "Number of the channel in the readings.", 0)
    name: Text = condition("operating_point", "Name that the meter gives it.", "package-0")
    scope: Literal["chip", "package", "dram", "board", "module", "system", "wall"] = condition(
        "operating_point", "What the meter sees.", "package"
    )
    meter: Text = condition("operating_point", "Meter.", "powercap intel-rapl:0")
    version: Readable[Version] = condition("operating_point", "Version of the meter's driver or firmware.", "580.82")
    device: Maybe[Count] = condition("operating_point", "Position in hardware.devices.", 0, optional=True)
    period_ms: Maybe[Above0] = condition("operating_point", "Time between readings.", 100, unit="ms", optional=True)
    reading: Literal["energy_joules", "power_watts"] = condition("operating_point", "What it gives.", "energy_joules")
    counted: bool = condition("operating_point", "Whether it is part of the sum.", True)


class Idle(Record):
    """Power while nothing was asked."""

    method: Literal["before", "before_and_after"] = condition("operating_point", "When it was read.", "before")
    model_loaded: Maybe[bool] = condition("operating_point", "Whether the model was loaded.", True, optional=True)
    watts: NonNegative = outcome("meter", "Mean power at idle.", 41.2, unit="W")
    window_s: Above0 = outcome("meter", "How long it was read.", 10, unit="s")


class TrialEnergy(Record):
    """Joules of one trial, all counted channels."""

    window_s: Above0 = outcome("meter", "Length of the metered window.", 10.2, unit="s")
    joules: NonNegative = outcome("meter", "Energy in the window.", 1423.1, unit="J")
    successes: Positive = outcome("meter", "Successful inferences in the window.", 25310)
    longest_gap_s: Maybe[NonNegative] = outcome("meter", "Longest gap between readings.", 0.11, unit="s", optional=True)


class Energy(Record):
    """Joules over a window, and per successful inference."""

    scope: Literal["chip", "package", "board", "module", "system", "wall"] = condition(
        "operating_point", "What the sum covers.", "package"
    )
    channels: Some[Channel] = group("Meter readings.")
    window_s: Above0 = outcome("meter", "Length of the metered window.", 10.2, unit="s")
    joules: NonNegative = outcome("meter", "Energy in the window, all counted channels.", 1423.1, unit="J")
    successes: Positive = outcome("meter", "Successful inferences in the window.", 25310)
    idle: Measured[Idle] = group("Power while nothing was asked.")
    joules_per_inference: Applicable[NonNegative] = outcome(
        "meter", "Energy per successful inference, idle power included.", 0.056, unit="J"
    )
    joules_per_inference_above_idle: Readable[Number] = outcome("meter", "The same less idle power.", 0.04, unit="J")
    joules_per_token: Maybe[NonNegative] = outcome("meter", "Energy per output token.", 0.4, unit="J", optional=True)
    mean_watts: NonNegative = outcome("meter", "Mean power in the window.", 139.5, unit="W")
    counter_against_integral: Applicable[Number] = outcome(
        "meter", "Energy counter over integrated power, less 1.", 0.01
    )
