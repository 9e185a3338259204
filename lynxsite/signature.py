"""What decides comparisons of a result, factor by factor, in a form that can be a key.

Two results may be ranked exactly when both are known, are bound alike and have equal parts for workload and
operating point; they are controlled when just one other part differs. `lynxschema.comparability.verdict` says the
same of a pair; keys say it of a hundred thousand results without forming pairs.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cache, lru_cache
from hashlib import blake2b
from operator import itemgetter
from typing import Any, NamedTuple

import orjson

from lynxschema.attribution import executor_groups, group_leaves
from lynxschema.comparability import SHARED_CAPTURE, counts, decides
from lynxschema.contract import fields
from lynxschema.leaves import Leaf, state_of

Record = dict[str, Any]
FACTORS = ("device", "host", "runtime", "toolchain", "precision", "scheduling", "kv_cache")
"""Factors in which executors may differ and still be ranked; a signature's parts begin with them."""
PLACES = {name: place for place, name in enumerate((*FACTORS, "workload", "operating_point"))}
_POINT = "/operating_points/*"
_BYTES = 16
_EXACT = 2.0**53
"""Below it a whole float and an integer are the same number."""


class Signature(NamedTuple):
    """`parts` in the order of PLACES, each a digest or empty where the record has none of the factor.

    `bound` is the digest of the session and its unknown leaves of device and host, or empty. Without `known`, some
    other deciding leaf is unknown and the result is ranked with none.
    """

    parts: tuple[str, ...]
    bound: str
    known: bool

    def part(self, factor: str) -> str:
        """Equal where all that decides of a factor is equal."""
        return self.parts[PLACES[factor]]

    def without(self, *factors: str) -> Hashable:
        """Everything but these factors: results with equal keys differ at most in them."""
        return _others(factors)(self.parts), self.bound


@cache
def _others(factors: tuple[str, ...]) -> Callable[[tuple[str, ...]], Hashable]:
    """Reads the parts of all other factors."""
    return itemgetter(*(place for name, place in PLACES.items() if name not in factors))


class _Signed(NamedTuple):
    """Of one group of a record: digests by factor, what is unknown of device and host, whether all else is known."""

    parts: dict[str, str]
    unknown: tuple[str, ...]
    known: bool


def signature(record: Record, point: Record) -> Signature:
    """The signature of one result."""
    signed = [*_groups(record), _signed(_POINT, orjson.dumps({n: point[n] for n in _members() if n in point}))]
    unknown = sorted(leaf for each in signed for leaf in each.unknown)
    bound = _digest(record["provenance"]["session_id"], *unknown) if unknown else ""
    return Signature(tuple(_joined(signed, name) for name in PLACES), bound, all(each.known for each in signed))


def _groups(record: Record) -> Iterator[_Signed]:
    """Workload and executor."""
    yield _signed("/workload", orjson.dumps(record["workload"]))
    for pointer, group in executor_groups(record["executor"]):
        yield _signed(pointer, orjson.dumps(group))


@cache
def _members() -> tuple[str, ...]:
    """Members of an operating point below which leaves are compared; the rest would only be walked."""
    compared = [path for path, row in fields().items() if path.startswith(f"{_POINT}/") and _is_compared(path, row)]
    return tuple(dict.fromkeys(path.split("/")[3] for path in compared))


def _is_compared(path: str, row: dict[str, Any]) -> bool:
    return bool(row["leaf"]) and counts(Leaf("", path, None, row))


@lru_cache(maxsize=65536)
def _signed(pointer: str, text: bytes) -> _Signed:
    """Groups repeat from record to record: each is walked once."""
    deciding = [leaf for leaf in group_leaves(pointer, orjson.loads(text)) if counts(leaf) and _decides(leaf)]
    unknown = [leaf for leaf in deciding if state_of(leaf.value) in ("not_measured", "withheld")]
    shared = [leaf for leaf in unknown if leaf.row["factor"] in SHARED_CAPTURE]
    factors = dict.fromkeys(leaf.row["factor"] for leaf in deciding)
    parts = {name: _digest(*_said(leaf for leaf in deciding if leaf.row["factor"] == name)) for name in factors}
    return _Signed(parts, tuple(_said(shared)), len(shared) == len(unknown))


def _decides(leaf: Leaf) -> bool:
    return decides(leaf.row["role"], leaf.row["factor"])


def _said(found: Iterable[Leaf]) -> list[str]:
    """Each leaf with its value as text, in one order whatever the record's."""
    return sorted(orjson.dumps([leaf.pointer, _plain(leaf.value)], option=orjson.OPT_SORT_KEYS).decode()
                  for leaf in found)


def _plain(value: Any) -> Any:
    """Written alike exactly where the verdict calls values equal: every `not_applicable` is, whatever its reason."""
    if state_of(value) == "not_applicable":
        return {"not_applicable": ""}
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return int(value) if isinstance(value, float | bool) and abs(value) < _EXACT and value == int(value) else value


def _joined(signed: Iterable[_Signed], factor: str) -> str:
    parts = sorted(each.parts[factor] for each in signed if factor in each.parts)
    return _digest(*parts) if parts else ""


def _digest(*texts: str) -> str:
    return blake2b(orjson.dumps(texts), digest_size=_BYTES).hexdigest()
