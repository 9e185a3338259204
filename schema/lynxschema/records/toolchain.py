"""From the trained model to what ran."""

from typing import Annotated, Literal

from pydantic import Discriminator, Tag

from lynxschema.records.field import group, identity
from lynxschema.records.network import Evidence
from lynxschema.records.record import Record
from lynxschema.records.scalar import Few, Name, Options, Positive, Some, Version


class Static(Record):
    """Every axis fixed."""

    kind: Literal["static"] = identity("toolchain", "Every axis is fixed.", "static")
    shapes: dict[Name, Few[Positive]] = identity("toolchain", "Shape of each input.", {"image": [1, 3, 224, 224]})


class Dynamic(Record):
    """Axes left free until the call."""

    kind: Literal["dynamic"] = identity("toolchain", "Axes stay free until the call.", "dynamic")
    axes: Some[Name] = identity("toolchain", "The free axes.", ["batch"])


class Profile(Record):
    """A range that the compiler optimised for."""

    kind: Literal["min_opt_max"] = identity("toolchain", "The compiler knows a range.", "min_opt_max")
    minimum: dict[Name, Few[Positive]] = identity("toolchain", "Least shapes.", {"image": [1, 3, 224, 224]})
    optimum: dict[Name, Few[Positive]] = identity("toolchain", "Shape optimised for.", {"image": [8, 3, 224, 224]})
    maximum: dict[Name, Few[Positive]] = identity("toolchain", "Greatest shape.", {"image": [32, 3, 224, 224]})


class Buckets(Record):
    """Inputs padded to the next of a few sizes."""

    kind: Literal["buckets"] = identity("toolchain", "Inputs are padded to the next bucket.", "buckets")
    axis: Name = identity("toolchain", "The axis that is padded.", "sequence")
    sizes: Some[Positive] = identity("toolchain", "The buckets.", [128, 256, 384])
    padding: Literal["left", "right"] = identity("toolchain", "Where padding goes.", "right")


Shapes = Annotated[
    Annotated[Static, Tag("static")] | Annotated[Dynamic, Tag("dynamic")]
    | Annotated[Profile, Tag("min_opt_max")] | Annotated[Buckets, Tag("buckets")],
    Discriminator("kind"),
]


class Step(Record):
    """One tool that changed the model."""

    stage: Literal["export", "convert", "optimise", "compile", "capture"] = identity("toolchain", "Kind of step.", "export")
    tool: Name = identity("toolchain", "Tool.", "torch.onnx")
    version: Version = identity("toolchain", "Its version.", "2.13.0")
    options: Options = identity("toolchain", "Options as the tool resolved them.", {"opset_version": 17})


class Toolchain(Record):
    """Steps from the trained model to what ran; steps that the precision causes stand in precision.conversions."""

    steps: Some[Step] = group("Tools in the order in which they ran.")
    shapes: Shapes = group("How free axes were treated.")
    artefact: Evidence = group("The model as it was executed.")
