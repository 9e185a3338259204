"""What of the TensorRT module needs no GPU: shape ranges, options, what an engine's layers say."""

import json
from pathlib import Path

import pytest

from lynxrunner.errors import RunError
from lynxrunner.onnx_model import OnnxModel
from lynxrunner.runtimes.trt.axes import Axes, declared
from lynxrunner.runtimes.trt.build import resolved
from lynxrunner.runtimes.trt.inspector import effective
from lynxschema.leaves import state_of
from lynxschema.records.precision import Effective
from lynxschema.records.toolchain import Toolchain
from tests.runner import small_models

CONVOLUTION = {
    "Name": "conv1 + relu1", "LayerType": "CaskConvolution", "ParameterType": "Convolution", "Kernel": [3, 3],
    "OutMaps": 16, "Groups": 1, "Weights": {"Type": "Half", "Count": 144},
    "Inputs": [{"Name": "image", "Dimensions": [2, 1, 8, 8], "Format/Datatype": "Half"}],
    "Outputs": [{"Name": "relu1", "Dimensions": [2, 16, 8, 8], "Format/Datatype": "Half"}],
}
"""A layer as NVIDIA's documentation of the engine inspector shows it."""


@pytest.fixture(scope="module")
def model() -> OnnxModel:
    return OnnxModel.read(small_models.convolutions()[0].model)


def test_a_range_is_asked_of_every_free_axis(model: OnnxModel) -> None:
    with pytest.raises(RunError, match=r"--option axis\.batch=1/8/32"):
        Axes.asked(model, {})
    shapes = Axes.asked(model, {"axis.batch": "1/4/16"}).record(declared(model))
    assert shapes["optimum"] == {"image": [4, 1, 8, 8]}
    Toolchain.model_validate({
        "steps": [{"stage": "compile", "tool": "TensorRT builder", "version": "11.4", "options": {}}],
        "shapes": shapes, "artefact": {"format": "engine", "sha256": "0" * 64, "bytes": 1},
    })


@pytest.mark.parametrize("text", ["8", "1/8", "8/4/16", "0/1/2", "a/b/c", "1/2/3/4"])
def test_ranges_that_make_no_sense_are_refused(model: OnnxModel, text: str) -> None:
    with pytest.raises(RunError, match="MIN/OPT/MAX"):
        Axes.asked(model, {"axis.batch": text})


@pytest.mark.parametrize("options", [{"workspace": "1"}, {"workspace_mib": "0"}, {"builder_optimization_level": "6"}])
def test_options_that_the_builder_does_not_take_are_refused(options: dict[str, str]) -> None:
    with pytest.raises(RunError):
        resolved(options)


def test_layers_that_show_their_weights_are_counted() -> None:
    found = Effective.model_validate(effective(json.dumps({"Layers": [CONVOLUTION]}), "11.4"))
    operator, = found.operators
    assert (operator.op_type, operator.dtype, operator.share_of_operations) == ("CaskConvolution", "fp16", 1)


@pytest.mark.parametrize("layers", [[], [CONVOLUTION, {"Name": "fused", "LayerType": "Myelin"}]])
def test_layers_that_hide_what_they_multiply_are_said_to(layers: list[object]) -> None:
    assert state_of(effective(json.dumps({"Layers": layers}), "11.4")) == "not_measured"


def test_an_engine_of_another_run_is_no_path_to_a_result(tmp_path: Path) -> None:
    """Without TensorRT the first thing that is missing is named, not a file that cannot be read."""
    from importlib.util import find_spec

    from lynxrunner.runtimes.protocol import Settings
    from lynxrunner.runtimes.tensorrt import TensorRt

    if find_spec("tensorrt"):
        pytest.skip("tensorrt is installed")
    with pytest.raises(RunError, match="not installed"):
        TensorRt().load(tmp_path / "none.engine", Settings(1, {}, "cuda"))
