"""Parts of a disaggregated or multi-model service."""

from typing import Literal

from lynxschema.records.field import group, identity
from lynxschema.records.host import Host, Interconnect
from lynxschema.records.precision import Precision
from lynxschema.records.quantization import Quantization
from lynxschema.records.record import Maybe, Record
from lynxschema.records.runtime import Runtime
from lynxschema.records.scalar import Count, Few, Id, Name, Positive, Some
from lynxschema.records.scheduling import KvCache, Scheduling
from lynxschema.records.toolchain import Toolchain


class Link(Interconnect):
    """A way that data takes to another stage."""

    to: Id = identity("scheduling", "Id of the stage that receives.", "decode")
    protocol: Maybe[Name] = identity("scheduling", "Transfer protocol.", "nixl", optional=True)
    carries: Literal["kv_cache", "activations", "tokens", "embeddings"] = identity(
        "scheduling", "What travels.", "kv_cache"
    )


class Stage(Record):
    """One stage; a group that stands here replaces the executor's group of that name whole."""

    id: Id = identity("scheduling", "Name of the stage.", "prefill")
    role: Literal["prefill", "decode", "draft", "encode", "generate", "postprocess"] = identity(
        "scheduling", "What the stage does.", "prefill"
    )
    models: Some[Id] = identity("scheduling", "`main`, or ids of auxiliary models.", ["main"])
    devices: Some[Count] = identity("scheduling", "Positions in hardware.devices.", [0])
    replicas: Positive = identity("scheduling", "Copies of the stage.", 1)
    devices_per_replica: Maybe[Positive] = identity("scheduling", "Devices of one copy.", 4, optional=True)
    host: Maybe[Host] = group("Host, where it differs.", optional=True)
    runtime: Maybe[Runtime] = group("Runtime, where it differs.", optional=True)
    toolchain: Maybe[Toolchain] = group("Toolchain, where it differs.", optional=True)
    precision: Maybe[Precision] = group("Precision, where it differs.", optional=True)
    quantization: Maybe[Some[Quantization]] = group("Quantization, where it differs.", optional=True)
    scheduling: Maybe[Scheduling] = group("Scheduling, where it differs.", optional=True)
    kv_cache: Maybe[KvCache] = group("KV cache, where it differs.", optional=True)
    links: Few[Link] = group("Ways to other stages; empty for the last.")
