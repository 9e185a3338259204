"""Executed operators -> the contract's list by type, format and device, with each one's share of the operations."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lynxrunner.state import Record


@dataclass(frozen=True)
class Executed:
    """One operator that ran, once; `products` are its multiply-accumulates, `device` a place in hardware.devices."""

    op_type: str
    dtype: str
    device: int
    products: int


def operators(executed: Sequence[Executed]) -> list[Record]:
    """The largest share first. At least one operator must have products."""
    counts = Counter((each.op_type, each.dtype, each.device) for each in executed)
    shares: Counter[tuple[str, str, int]] = Counter()
    for each in executed:
        shares[each.op_type, each.dtype, each.device] += each.products
    total = shares.total()
    return [
        {"op_type": op, "dtype": dtype, "device": device, "count": counts[op, dtype, device],
         "share_of_operations": share / total}
        for (op, dtype, device), share in shares.most_common()
    ]
