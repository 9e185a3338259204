"""The machine around the devices."""

from typing import Literal

from lynxschema.records.field import condition, group, identity
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import Above0, Count, Few, Name, Positive, Some, Text, Version
from lynxschema.records.state import Applicable, Disclosed, Readable


class OperatingSystem(Record):
    """Operating system."""

    name: Name = condition("host", "Name.", "Debian GNU/Linux")
    version: Version = condition("host", "Version.", "12")


class CoreKind(Record):
    """Cores of one kind, where a processor has several."""

    name: Text = identity("host", "Kind, or its capacity as the kernel counts it.", "efficiency")
    threads: Positive = identity("host", "Logical CPUs of the kind.", 8)


class Host(Record):
    """The machine around the devices."""

    count: Maybe[Positive] = identity("host", "Equal hosts, where there are several.", 2, optional=True)
    cpu: Text = identity("host", "Model name of the CPU.", "Intel Xeon Gold 6338")
    vendor: Text = identity("host", "Vendor of the CPU.", "Intel")
    isa: Few[Name] = identity("host", "Instruction-set extensions that matter to inference.", ["avx2", "avx512_vnni"])
    sockets: Disclosed[Positive] = identity("host", "Sockets.", 1)
    cores: Disclosed[Positive] = identity("host", "Physical cores that the system shows.", 32)
    threads: Positive = identity("host", "Logical CPUs that the system shows.", 64)
    smt: Disclosed[bool] = identity("host", "Whether cores run more than one thread.", True)
    core_kinds: Maybe[Some[CoreKind]] = group("Kinds of cores, where the processor has several.", optional=True)
    numa_nodes: Disclosed[Positive] = identity("host", "NUMA nodes.", 1)
    memory_bytes: Disclosed[Positive] = identity("host", "Main memory.", 68719476736, unit="bytes")
    os: OperatingSystem = group("Operating system.")
    kernel: Version = condition("host", "Kernel release.", "6.1.0-28-amd64")
    hypervisor: Readable[Text] = condition("host", "Hypervisor, where the machine is virtual.", "KVM")


class Cloud(Record):
    """A rented machine."""

    provider: Text = identity("host", "Provider.", "Example Cloud")
    instance_type: Text = identity("host", "Instance type.", "gpu8.48xlarge")
    region: Disclosed[Text] = condition("host", "Region.", "eu-central")


class Limits(Record):
    """What a container may use."""

    cpus: Applicable[Above0] = condition("host", "CPU quota.", 8, unit="CPUs")
    memory_bytes: Applicable[Positive] = condition("host", "Memory limit.", 68719476736, unit="bytes")


class Container(Record):
    """A container that the runtime ran in."""

    engine: Maybe[Name] = condition("host", "Engine and version.", "docker 28.0", optional=True)
    image: Maybe[Name] = condition("host", "Name of the image.", "vllm/vllm-openai", optional=True)
    image_digest: Disclosed[Version] = condition("host", "Digest of the image.", "sha256:ab12")
    limits: Limits = group("Limits of the container.")


class Interconnect(Record):
    """What joins the devices."""

    kind: Literal[
        "nvlink", "pcie", "cxl", "infinity_fabric", "ethernet", "infiniband", "ici", "on_chip", "shared_memory",
        "in_process", "other",
    ] = identity("device", "Kind.", "nvlink")
    connects: Literal["devices", "device_and_host", "hosts", "stages"] = identity("device", "What it joins.", "devices")
    devices: Maybe[Few[Count]] = identity("device", "Positions in hardware.devices.", [0], optional=True)
    version: Applicable[Version] = identity("device", "Generation.", "4")
    bandwidth_bytes_per_s: Disclosed[Above0] = condition(
        "device", "Bandwidth of one device, one direction.", 4.5e11, unit="bytes/s"
    )
