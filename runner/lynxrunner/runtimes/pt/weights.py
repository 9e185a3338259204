"""Weights of an ONNX file as arrays, those outside of it read from where they lie and copied only once."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def array(tensor: Any, folder: Path) -> NDArray[Any]:
    """The values of a `TensorProto` whose external data lie in `folder`. Raises OSError where they cannot be read."""
    from onnx import TensorProto, helper, numpy_helper

    dtype = helper.tensor_dtype_to_np_dtype(tensor.data_type)
    if tensor.data_location != TensorProto.EXTERNAL or dtype.itemsize < 1 or tensor.data_type > TensorProto.DOUBLE:
        return numpy_helper.to_array(tensor, base_dir=str(folder))
    place = {entry.key: entry.value for entry in tensor.external_data}
    count = int(np.prod(tensor.dims, dtype=np.int64))
    found: NDArray[Any] = np.fromfile(folder / place["location"], dtype, count, offset=int(place.get("offset", 0)))
    return found.reshape(tuple(tensor.dims))
