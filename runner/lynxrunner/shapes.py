"""Whether a runtime answered for every item that it was asked about."""

from lynxrunner.errors import RunError
from lynxrunner.runtimes.protocol import Tensors


def require_items(outputs: Tensors, items: int) -> None:
    """Raises RunError for an output [n, ...] whose first axis is not `items`, or where there is no output."""
    if not outputs:
        raise RunError("the runtime returned no output")
    for name, array in outputs.items():
        if not array.ndim or len(array) != items:
            shape = "x".join(map(str, array.shape)) or "none"
            raise RunError(f"the runtime returned {name} of shape {shape} for {items} items; expected {items}x...")
