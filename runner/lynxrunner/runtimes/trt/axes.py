"""Lengths of the axes that a model leaves free: an engine is built for a range of each and optimised for one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lynxrunner.errors import RunError
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.state import Record

PREFIX = "axis."
_RANGE = re.compile(r"([1-9]\d*)/([1-9]\d*)/([1-9]\d*)")


@dataclass(frozen=True)
class Axes:
    """Least, optimal and greatest length of each free axis, by name."""

    lengths: Mapping[str, tuple[int, int, int]]

    @classmethod
    def asked(cls, model: OnnxModel, options: Mapping[str, str]) -> "Axes":
        """From options `axis.NAME=MIN/OPT/MAX`. Raises RunError that names the axes which have none."""
        free = model.shapes().get("axes", [])
        given = {key.removeprefix(PREFIX): value for key, value in options.items() if key.startswith(PREFIX)}
        missing = [name for name in free if name not in given]
        if missing:
            wanted = " ".join(f"--option {PREFIX}{name}=1/8/32" for name in missing)
            raise RunError(f"the model leaves {', '.join(missing)} free, and a TensorRT engine is built for a range: "
                           f"give the least, the optimal and the greatest length, as in {wanted}")
        return cls({name: _lengths(name, given[name]) for name in free})

    def shapes(self, declared: Mapping[str, list[int | str]], place: int) -> dict[str, list[int]]:
        """Of every input at the least (0), optimal (1) or greatest (2) lengths."""
        return {name: [axis if isinstance(axis, int) else self.lengths[axis][place] for axis in shape]
                for name, shape in declared.items()}

    def record(self, declared: Mapping[str, list[int | str]]) -> Record:
        """The contract's `toolchain.shapes`."""
        if not self.lengths:
            return {"kind": "static", "shapes": {name: [shape] for name, shape in self.shapes(declared, 0).items()}}
        members = zip(("minimum", "optimum", "maximum"), range(3), strict=True)
        return {"kind": "min_opt_max", **{member: self.shapes(declared, place) for member, place in members}}


def declared(model: OnnxModel) -> dict[str, list[int | str]]:
    """Shapes of the inputs by name; a free axis by its name."""
    graph = model.proto.graph
    weights = {each.name for each in graph.initializer}
    return {value.name: [axis.dim_param or axis.dim_value for axis in value.type.tensor_type.shape.dim]
            for value in graph.input if value.name not in weights}


def _lengths(name: str, text: str) -> tuple[int, int, int]:
    match = _RANGE.fullmatch(text)
    found = tuple(int(part) for part in match.groups()) if match else ()
    if len(found) != 3 or not found[0] <= found[1] <= found[2]:
        raise RunError(f"{PREFIX}{name} is {text!r}; give MIN/OPT/MAX, ascending")
    return found[0], found[1], found[2]
