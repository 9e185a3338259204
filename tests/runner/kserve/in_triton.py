"""A real Triton with digits-cnn on the loopback address, by hand: `python -m tests.runner.kserve.in_triton HTTP GRPC`.

Its own environment holds `nvidia-pytriton` and `onnxruntime`; its Python needs a shared libpython, which Debian's has.
"""

import sys
from pathlib import Path

import numpy as np
import onnxruntime
from pytriton.decorators import batch
from pytriton.model_config import DynamicBatcher, ModelConfig, Tensor
from pytriton.triton import Triton, TritonConfig

FILE = Path(__file__).parents[3] / "runner" / "lynxrunner" / "data" / "digits-cnn.onnx"
HERE = "127.0.0.1"


def serve(http: int, grpc: int) -> None:
    """Until it is interrupted."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(FILE, options, ["CPUExecutionProvider"])

    @batch
    def infer(image: np.ndarray) -> dict[str, np.ndarray]:
        return {"logits": session.run(["logits"], {"image": image})[0]}

    config = TritonConfig(http_address=HERE, http_port=http, grpc_address=HERE, grpc_port=grpc, allow_metrics=False)
    batcher = DynamicBatcher(max_queue_delay_microseconds=100)
    with Triton(config=config) as triton:
        triton.bind("digits", infer, [Tensor(name="image", dtype=np.float32, shape=(1, 8, 8))],
                    [Tensor(name="logits", dtype=np.float32, shape=(10,))],
                    config=ModelConfig(max_batch_size=64, batcher=batcher))
        triton.serve()


if __name__ == "__main__":
    serve(*map(int, sys.argv[1:3]))
