"""What an ONNX file says about itself."""

from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

from lynxrunner.errors import RunError, first_line
from lynxrunner.state import Record, not_applicable

EXTRA = "pip install 'lynxbench[onnxruntime]'"


@dataclass(frozen=True)
class OnnxModel:
    """A parsed `ModelProto`."""

    proto: Any

    @classmethod
    def read(cls, path: Path, weights: bool = False) -> "OnnxModel":
        """Parse a file, with the weights that lie beside it where asked. Raises RunError where it is no ONNX."""
        try:
            import onnx
        except ImportError:
            raise RunError(f"the package onnx is not installed; install it with: {EXTRA}") from None
        try:
            model = cls(onnx.load(path, load_external_data=weights))
        except Exception as error:
            raise RunError(f"{path.name}: no readable ONNX file ({first_line(error)}); give another one") from None
        if not model.proto.graph.node:
            raise RunError(f"{path.name}: no readable ONNX file (its graph has no nodes); give another one")
        return model

    def producer(self) -> Record:
        """The program that wrote the file, as the file says."""
        name, version = self.proto.producer_name, self.proto.producer_version
        if not name:
            return not_applicable("the file names no producer")
        return {"tool": name, "version": version or not_applicable("the file gives no version of its producer")}

    def opset(self) -> int:
        """Operator set of the default domain."""
        return next((each.version for each in self.proto.opset_import if each.domain in ("", "ai.onnx")), 1)

    def parameters(self) -> int:
        """Elements of all initialisers but scalars, shapes, axes and switches, which nothing was trained to."""
        return sum(prod(each.dims) for each in self.proto.graph.initializer
                   if each.dims and each.data_type not in (each.INT64, each.BOOL))

    def export_step(self) -> Record:
        """The toolchain's first step."""
        version = self.proto.producer_version or f"IR version {self.proto.ir_version}"
        return {"stage": "export", "tool": self.proto.producer_name or "unnamed exporter", "version": version,
                "options": {"opset_version": self.opset(), "ir_version": self.proto.ir_version}}

    def shapes(self) -> Record:
        """Free axes by name, or every input's fixed shape."""
        free = sorted({axis for value in self.inputs() for axis in axes(value) if isinstance(axis, str)})
        return {"kind": "dynamic", "axes": free} if free else {"kind": "static", "shapes": self._fixed()}

    def inputs(self) -> list[Any]:
        constants = {each.name for each in self.proto.graph.initializer}
        return [value for value in self.proto.graph.input if value.name not in constants]

    def _fixed(self) -> Record:
        return {value.name: [axes(value)] for value in self.inputs()}


def axes(value: Any) -> list[int | str]:
    """Lengths of a tensor's axes; a free axis by its name, which for a nameless one is `value.position`."""
    dims = enumerate(value.type.tensor_type.shape.dim)
    return [axis.dim_value or axis.dim_param or f"{value.name}.{number}" for number, axis in dims]
