"""A real model server of KServe's with digits-cnn, by hand:
`python -m tests.runner.kserve.in_kserve --http_port 8000 --grpc_port 8001`.

Its own environment holds `kserve` and `onnxruntime`. It listens on every address, as it always does.
"""

from collections.abc import Mapping
from pathlib import Path

import onnxruntime
from kserve import InferOutput, InferRequest, InferResponse, Model, ModelServer

FILE = Path(__file__).parents[3] / "runner" / "lynxrunner" / "data" / "digits-cnn.onnx"


class Onnx(Model):
    """ONNX Runtime with one thread."""

    def __init__(self) -> None:
        super().__init__("digits")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(FILE, options, ["CPUExecutionProvider"])
        self.ready = True

    def predict(self, payload: InferRequest, headers: Mapping[str, str] | None = None,
                response_headers: Mapping[str, str] | None = None) -> InferResponse:
        """Logits, in the form that was asked for."""
        logits = self.session.run(["logits"], {"image": payload.inputs[0].as_numpy()})[0]
        output = InferOutput("logits", list(logits.shape), "FP32")
        output.set_data_from_numpy(logits)
        return InferResponse(payload.id, self.name, [output], use_binary_outputs=payload.use_binary_outputs,
                             requested_outputs=payload.request_outputs)


if __name__ == "__main__":
    ModelServer().start([Onnx()])
