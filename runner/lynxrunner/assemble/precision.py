"""The contract's `precision`: what the recipe declares, corrected by what the kernels were seen to compute in."""

from collections import Counter

from lynxrunner.state import Record
from lynxschema.alike import alike
from lynxschema.leaves import state_of

ACCUMULATION = {"int8": "int32", "int4": "int32"}
FLOATS = ("fp64", "fp32", "bf16", "fp16")


def precision(declared: Record, effective: Record) -> Record:
    """The format of most operations is the compute format, whatever the recipe is called.

    A half-precision file whose products run in fp32 kernels has fp16 weights, and fp32 activations and arithmetic.
    """
    seen = None if state_of(effective) else _most(effective)
    found = {**declared, "effective": effective}
    if seen in (None, alike(declared["compute"])):
        return found
    activations = {"activations": seen} if seen in FLOATS else {}
    return {**found, **activations, "compute": seen, "accumulation": ACCUMULATION.get(str(seen), seen)}


def _most(effective: Record) -> str:
    shares: Counter[str] = Counter()
    for operator in effective["operators"]:
        shares[alike(operator["dtype"])] += operator["share_of_operations"]
    return shares.most_common(1)[0][0]
