"""Ranges of activations, as ONNX Runtime's calibrators find them, with the weights mapped from their files."""

from pathlib import Path
from typing import Any

from lynxrunner.recipes.apart import Apart, Places, put_back
from lynxrunner.recipes.calibration import Reader
from lynxrunner.runtimes.protocol import Calibration


def ranges(prepared: Apart, workspace: Path, calibration: Calibration, method: str, operators: list[str]) -> Any:
    """`TensorsData` by the name of the tensor; `method` as in `CalibrationMethod`.

    A calibrator loads the model that it adds its outputs to, weights included, and keeps it beside the session's. So it
    is given the bare graph, and a session of its own on the graph that comes of it.
    """
    import onnx
    from onnxruntime.quantization import calibrate  # type: ignore[import-untyped, unused-ignore]

    bare, augmented = workspace / "bare.onnx", workspace / "augmented.onnx"
    proto = prepared.read().proto
    places = prepared.bare(proto)
    onnx.save(proto, bare)
    calibrator = getattr(calibrate, f"{method}Calibrater")(bare, operators, augmented_model_path=str(augmented))
    calibrator.augment_graph()
    calibrator.infer_session = _session(augmented, places, prepared.home)
    calibrator.collect_data(Reader(calibration))
    return calibrator.compute_data()


def _session(augmented: Path, places: Places, home: Path) -> Any:
    import onnx
    import onnxruntime as ort  # type: ignore[import-untyped, unused-ignore]

    proto = onnx.load(augmented)
    put_back(proto, places)
    options = ort.SessionOptions()
    options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    # By default every output waits for the last operator, and with it every activation that a range is taken of.
    options.execution_order = ort.ExecutionOrder.PRIORITY_BASED
    options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(home))
    return ort.InferenceSession(proto.SerializeToString(), options, providers=["CPUExecutionProvider"])
