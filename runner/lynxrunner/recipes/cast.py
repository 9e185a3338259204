"""Another float format where the runtime itself casts a delivered fp32 model while it loads it."""

from dataclasses import replace

from lynxrunner.runtimes.protocol import Prepared
from lynxrunner.state import Record


def cast(prepared: Prepared, recipe: str, dtype: str, step: Record, options: dict[str, str]) -> Prepared:
    """A model that was prepared as fp32, to be opened with `options`, which make the runtime take the `step`.

    Weights, activations and products are declared as `dtype`, sums as fp32.
    """
    weights = [part | {"dtype": dtype} for part in prepared.precision["weights"]]
    precision = prepared.precision | {
        "recipe": recipe, "weights": weights, "activations": dtype, "compute": dtype, "conversions": [step],
    }
    return replace(prepared, precision=precision, options=options)
