"""From the trained model to what ran."""

from typing import Annotated, Literal

from pydantic import Discriminator, Tag

from lynxschema.records.field import condition, group, identity
from lynxschema.records.network import Artefact
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import Count, Few, Id, Name, Options, Positive, Some, Version

KIND = "Every axis fixed (static), axes free until the call (dynamic), a range (min_opt_max), or padding to buckets."


class Static(Record):
    """Every axis fixed."""

    kind: Literal["static"] = identity("toolchain", KIND, "static")
    shapes: dict[Name, Some[Few[Positive]]] = identity(
        "toolchain", "Shapes of each input that were compiled.", {"image": [[1, 3, 224, 224], [8, 3, 224, 224]]}
    )


class Dynamic(Record):
    """Axes left free until the call."""

    kind: Literal["dynamic"] = identity("toolchain", KIND, "dynamic")
    axes: Some[Name] = identity("toolchain", "The free axes.", ["batch"])


class Profile(Record):
    """A range that the compiler optimised for."""

    kind: Literal["min_opt_max"] = identity("toolchain", KIND, "min_opt_max")
    minimum: dict[Name, Few[Positive]] = identity("toolchain", "Least shapes.", {"image": [1, 3, 224, 224]})
    optimum: dict[Name, Few[Positive]] = identity("toolchain", "Shape optimised for.", {"image": [8, 3, 224, 224]})
    maximum: dict[Name, Few[Positive]] = identity("toolchain", "Greatest shape.", {"image": [32, 3, 224, 224]})


class Buckets(Record):
    """Inputs padded to the next of a few sizes."""

    kind: Literal["buckets"] = identity("toolchain", KIND, "buckets")
    axis: Name = identity("toolchain", "The axis that is padded.", "sequence")
    sizes: Some[Positive] = identity("toolchain", "The buckets.", [128, 256, 384])
    padding: Literal["left", "right", "none"] = identity("toolchain", "Where padding goes.", "right")


Shapes = Annotated[
    Annotated[Static, Tag("static")] | Annotated[Dynamic, Tag("dynamic")]
    | Annotated[Profile, Tag("min_opt_max")] | Annotated[Buckets, Tag("buckets")],
    Discriminator("kind"),
]


class Step(Record):
    """One tool that changed the model."""

    stage: Literal["export", "convert", "optimise", "compile", "capture"] = identity(
        "toolchain", "Kind of step.", "export"
    )
    model: Maybe[Id] = identity("toolchain", "Auxiliary model, where not `main`.", "draft", optional=True)
    tool: Name = identity("toolchain", "Tool.", "torch.onnx")
    version: Version = identity("toolchain", "Its version.", "2.13.0")
    options: Options = identity("toolchain", "Options as the tool resolved them.", {"opset_version": 17})


class AuxiliaryArtefact(Artefact):
    """The file of an auxiliary model as it was executed."""

    model: Id = identity("toolchain", "Id of the auxiliary model.", "draft")


class Placement(Record):
    """Where the compiler put the weights."""

    on_chip_bytes: Count = condition("toolchain", "In memory on the chip.", 2257984, unit="bytes")
    streamed_bytes: Count = condition("toolchain", "Read from main memory at each inference.", 0, unit="bytes")
    fallback_bytes: Count = condition("toolchain", "Left to the fall-back device.", 512, unit="bytes")


class Toolchain(Record):
    """Steps from the trained model to what ran; steps that the precision causes stand in precision.conversions."""

    steps: Some[Step] = group("Tools in the order in which they ran.")
    shapes: Shapes = group("How free axes were treated.")
    placement: Maybe[Placement] = group("Where the compiler put the weights.", optional=True)
    artefact: Artefact = group("The model as it was executed.")
    auxiliary_artefacts: Maybe[Some[AuxiliaryArtefact]] = group("Further models as executed.", optional=True)
