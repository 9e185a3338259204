"""A neural network and where its weights come from."""

from typing import Annotated, Literal

from pydantic import Discriminator, Tag

from lynxschema.records.field import group, identity, proof
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import Count, Id, Name, Positive, Sha256, Text, Version
from lynxschema.records.state import Applicable

KIND = "Whether the weights were trained or drawn at random (seeded)."


class Trained(Record):
    """Weights that were trained."""

    kind: Literal["trained"] = identity("workload", KIND, "trained")
    source: Text = identity("workload", "Where the weights come from.", "torchvision IMAGENET1K_V2")
    revision: Applicable[Version] = identity("workload", "Commit or revision of the source.", "7287cff")


class Seeded(Record):
    """Weights drawn at random from a seed: right for speed, meaningless for accuracy."""

    kind: Literal["seeded"] = identity("workload", KIND, "seeded")
    seed: Count = identity("workload", "Seed of the weights.", 20261123)
    generator: Maybe[Text] = identity("workload", "What draws them.", "lynxbench graphs 0.1.0", optional=True)


Weights = Annotated[Annotated[Trained, Tag("trained")] | Annotated[Seeded, Tag("seeded")], Discriminator("kind")]


class Producer(Record):
    """The program that wrote a model file, as the file says."""

    tool: Name = identity("workload", "Name in the file's producer field.", "pytorch")
    version: Applicable[Version] = identity("workload", "Version in the file's producer field.", "2.13.0")


class Network(Record):
    """The model that the workload starts from, before any conversion for the runtime."""

    name: Text = identity("workload", "Name of the model.", "MobileNetV2 1.0 224")
    architecture: Id = identity("workload", "Architecture.", "mobilenet-v2")
    format: Name = identity("workload", "File format it is delivered in.", "onnx")
    producer: Applicable[Producer] = group("The program that wrote the file.")
    opset: Applicable[Positive] = identity("workload", "ONNX operator set of the default domain.", 17)
    parameters: Positive = identity("workload", "Number of parameters.", 3504872)
    active_parameters: Maybe[Positive] = identity(
        "workload", "Parameters used per token where experts are routed.", 3504872, optional=True
    )
    sha256: Sha256 = identity("workload", "Hash of the delivered file, or of its sorted file list.", "ab" * 32)
    weights: Weights = group("Where the weights come from.")


class Auxiliary(Network):
    """A further model that takes part: a draft, an adapter, an encoder."""

    id: Id = identity("workload", "Name by which precision.weights refers to it.", "draft")
    role: Literal["draft", "adapter", "encoder", "decoder", "reranker", "vocoder", "safety", "other"] = identity(
        "workload", "What the model does.", "draft"
    )


class Artefact(Record):
    """A model file as it was executed."""

    format: Name = proof("Format of the compiled or converted model.", "onnx")
    sha256: Sha256 = proof("Hash of the artefact that ran.", "ab" * 32)
    bytes: Positive = proof("Size of the artefact.", 3655033, unit="bytes")
    files: Maybe[Positive] = proof("Number of files, where it is more than one.", 15, optional=True)
