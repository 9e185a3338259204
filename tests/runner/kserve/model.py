"""A model for MLServer: ONNX Runtime over the file that its settings name, one thread."""

import numpy as np
import onnxruntime
from mlserver import MLModel
from mlserver.codecs import NumpyCodec
from mlserver.types import InferenceRequest, InferenceResponse


class Onnx(MLModel):
    """Its inputs and outputs are those of the file."""

    async def load(self) -> bool:
        """Opens the file."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(self.settings.parameters.uri, options, ["CPUExecutionProvider"])
        return True

    async def predict(self, payload: InferenceRequest) -> InferenceResponse:
        """All outputs."""
        inputs = {each.name: np.asarray(NumpyCodec.decode_input(each), dtype=np.float32) for each in payload.inputs}
        names = [each.name for each in self.session.get_outputs()]
        outputs = [NumpyCodec.encode_output(name, array)
                   for name, array in zip(names, self.session.run(names, inputs), strict=True)]
        return InferenceResponse(model_name=self.name, outputs=outputs)
