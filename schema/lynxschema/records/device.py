"""An accelerator, or the CPU where it computes."""

from typing import Literal

from lynxschema.records.ceiling import Ceiling
from lynxschema.records.field import condition, group, identity
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import Above0, Count, Dtype, Few, Id, Name, Positive, Share, Text, Version
from lynxschema.records.state import Applicable, Disclosed, Readable


class Memory(Record):
    """Memory that holds weights and activations."""

    kind: Disclosed[Text] = condition("device", "Technology of the memory.", "HBM3")
    capacity_bytes: Disclosed[Positive] = condition("device", "Capacity of one device.", 85899345920, unit="bytes")
    bandwidth_bytes_per_s: Disclosed[Above0] = condition(
        "device", "Bandwidth of one device.", 3.35e12, unit="bytes/s"
    )


class Peak(Record):
    """Peak operations of one device for one element type."""

    dtype: Dtype = condition("device", "Element type.", "fp16")
    dense_operations_per_s: Disclosed[Above0] = condition(
        "device", "Dense multiply and add operations, counted apart.", 9.89e14, unit="operations/s"
    )
    sparse_operations_per_s: Disclosed[Above0] = condition(
        "device", "The same with structured sparsity.", 1.979e15, unit="operations/s"
    )
    source: Literal["datasheet", "measured"] = condition("device", "Where the figure comes from.", "datasheet")


class Range(Record):
    """Least and greatest."""

    minimum: Above0 = condition("device", "Least.", 200)
    maximum: Above0 = condition("device", "Greatest.", 700)


class Clocks(Record):
    """Clock settings while measuring."""

    minimum_mhz: Disclosed[Above0] = condition("device", "Least clock that the settings allow.", 800, unit="MHz")
    maximum_mhz: Disclosed[Above0] = condition("device", "Greatest clock that the settings allow.", 3200, unit="MHz")
    locked: Disclosed[bool] = condition("device", "Whether the clock was fixed.", False)


class Sharing(Record):
    """How much of the device was ours."""

    mode: Literal["exclusive", "mig", "mps", "time_sliced", "vgpu", "cpu_quota", "virtual_cpus"] = identity(
        "device", "Kind of sharing.", "exclusive"
    )
    profile: Maybe[Text] = identity("device", "Slice or quota.", "1g.10gb", optional=True)
    share: Maybe[Share] = identity("device", "Share of the device.", 0.5, optional=True)


class Software(Record):
    """A named piece of software with its version."""

    name: Name = identity("device", "Name.", "nvidia-open")
    version: Version = identity("device", "Version.", "580.82.07")


class Device(Record):
    """A kind of device and how many of them took part."""

    id: Id = identity("device", "Catalogue id.", "generic-x86-64")
    kind: Literal["cpu", "gpu", "npu", "tpu", "lpu", "fpga", "dsp", "asic"] = identity("device", "Kind.", "cpu")
    vendor: Text = identity("device", "Vendor.", "Intel")
    name: Text = identity("device", "Name as the device reports it.", "Intel Xeon Gold 6338")
    count: Positive = identity("device", "How many.", 1)
    role: Literal["primary", "fallback", "prefill", "decode", "draft", "encode"] = identity(
        "device", "What the devices do.", "primary"
    )
    memory: Memory = group("Memory of one device.")
    peaks: Few[Peak] = group("Peak operations per element type; empty where no source gives any.")
    ceilings: Maybe[Few[Ceiling]] = group(
        "What the device sustained in a short micro-benchmark before the run, by number of threads.", optional=True
    )
    supported_precisions: Disclosed[Few[Dtype]] = condition(
        "device", "Element types that its arithmetic units take.", ["fp32", "int8"]
    )
    power_limit_watts: Disclosed[Above0] = condition("device", "Power limit in force.", 205, unit="W")
    power_limit_range_watts: Disclosed[Range] = group("Limits that can be set, in watts.")
    on_chip_weight_bytes: Disclosed[Positive] = condition(
        "device", "Memory on the chip that holds weights.", 8388608, unit="bytes"
    )
    last_level_cache_bytes: Disclosed[Count] = condition("device", "Last-level cache.", 50331648, unit="bytes")
    design_centre: Literal["general_purpose", "graphics", "training_and_inference", "inference", "edge_inference"] = (
        condition("device", "What the device was designed for.", "general_purpose")
    )
    sharing: Sharing = group("How much of the device was ours.")
    driver: Applicable[Software] = group("Driver.")
    firmware: Readable[Version] = condition("device", "Firmware or microcode.", "microcode 0xd000390")
    clocks: Clocks = group("Clock settings.")
    power_mode: Disclosed[Text] = condition("device", "Power mode or governor.", "performance")
    power_source: Readable[Literal["mains", "battery"]] = condition("device", "What fed the device.", "mains")
