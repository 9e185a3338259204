"""A model whose weights stay in files: a converter reads them one at a time, and memory holds what comes of them."""

from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lynxrunner.models.files import files
from lynxrunner.onnx_model import OnnxModel

LARGE = 1024
"""Bytes from which a tensor of a model in one file is laid beside it."""


@dataclass(frozen=True)
class Apart:
    """A graph, the directory of its weights, and the tensors whose place the whole file will state.

    onnx states the place of a tensor that it brought in from another file (`data_location` is then set, to its
    default). ONNX Runtime drops that where it writes a tensor itself. Kept, since an artefact is known by its hash.
    """

    graph: Path
    home: Path
    stated: frozenset[str] = frozenset()

    def read(self) -> OnnxModel:
        """The graph without what lies beside it."""
        return OnnxModel.read(self.graph)

    @contextmanager
    def at_home(self) -> Iterator[None]:
        """`onnx.numpy_helper.to_array` finds a tensor's file from the current directory."""
        with chdir(self.home):
            yield

    def bare(self, proto: Any) -> "Places":
        """Take away where its large tensors lie, and bring in the small ones: a tool that loads and copies it is quick.

        Returns what `put_back` needs.
        """
        places: Places = {}
        for tensor in external(proto):
            if length(tensor) >= LARGE:
                places[tensor.name] = list(tensor.external_data)
                forget_place(tensor)
            else:
                self.load(tensor)
        return places

    def save(self, proto: Any, path: Path) -> OnnxModel:
        """Write a model made of this one as a single file, with what it kept of the weights."""
        import onnx

        for tensor in external(proto):
            self.load(tensor)
        for tensor in proto.graph.initializer:
            if tensor.name in self.stated:
                tensor.data_location = tensor.DEFAULT
        onnx.external_data_helper.load_external_data_for_model(proto, str(self.home))  # of inner graphs
        onnx.save(proto, path)
        return OnnxModel(proto)

    def load(self, tensor: Any) -> None:
        """Bring in the data of one tensor."""
        import onnx

        onnx.external_data_helper.load_external_data_for_tensor(tensor, str(self.home))
        forget_place(tensor)

    def loaded(self, tensor: Any) -> Any:
        """A tensor with its data, beside the model: what a message of a model once held takes memory as long as it."""
        import onnx

        whole = onnx.TensorProto()
        whole.CopyFrom(tensor)
        self.load(whole)
        return whole


def forget_place(tensor: Any) -> None:
    """Say no more of a tensor that its data lie elsewhere."""
    tensor.ClearField("data_location")
    tensor.ClearField("external_data")


Places = dict[str, list[Any]]
"""Where tensors lie, by their names, as ONNX says it."""


def put_back(proto: Any, places: Places) -> None:
    """Say again where the large tensors lie."""
    for tensor in proto.graph.initializer:
        if tensor.name in places:
            tensor.data_location = tensor.EXTERNAL
            tensor.external_data.extend(places[tensor.name])


def apart(model: Path, workspace: Path) -> Apart:
    """A delivered model; one that is a single file is taken apart in the workspace."""
    import onnx

    if len(files(model)) > 1:
        return Apart(model, model.parent, names(OnnxModel.read(model).proto))
    graph = workspace / "apart.onnx"
    onnx.save(OnnxModel.read(model).proto, graph, save_as_external_data=True, location="apart.bin",
              size_threshold=LARGE)
    return Apart(graph, workspace)


def external(proto: Any) -> list[Any]:
    """The tensors that lie in other files."""
    return [tensor for tensor in proto.graph.initializer if tensor.data_location == tensor.EXTERNAL]


def names(proto: Any) -> frozenset[str]:
    """Of the tensors that lie in other files."""
    return frozenset(tensor.name for tensor in external(proto))


def length(tensor: Any) -> int:
    """Bytes; of one that gives none, as many as are large."""
    return next((int(each.value) for each in tensor.external_data if each.key == "length"), LARGE)
