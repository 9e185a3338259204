"""What decides comparisons of a result, factor by factor, in a form that can be a key.

Two results may be ranked exactly when both are known, are bound alike and have equal parts for workload and
operating point; they are controlled when just one other part differs. `lynxschema.comparability.verdict` says the
same of a pair; keys say it of ten thousand results without forming pairs.
"""

import json
from collections.abc import Hashable, Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from lynxschema.comparability import SHARED_CAPTURE, counts, decides
from lynxschema.contract import fields
from lynxschema.leaves import Leaf, leaves, state_of
from lynxsite.submission import Record, Submission

FACTORS = ("device", "host", "runtime", "toolchain", "precision", "scheduling", "kv_cache")
"""Factors in which executors may differ and still be ranked."""
_POINT = "/operating_points/*"
Part = frozenset[tuple[str, Hashable]]


class Signature(NamedTuple):
    """`parts` by factor; `bound` is the session and its unknown leaves of device and host, or None.

    Without `known`, some other deciding leaf is unknown and the result is ranked with none.
    """

    parts: dict[str, frozenset[Part]]
    bound: Hashable
    known: bool

    def without(self, *factors: str) -> Hashable:
        """Everything but these factors: results with equal keys differ at most in them."""
        kept = tuple((name, part) for name, part in sorted(self.parts.items()) if name not in factors)
        return kept, self.bound


class _Signed(NamedTuple):
    parts: dict[str, Part]
    unknown: Part
    known: bool


def signature(submission: Submission, point: Record) -> Signature:
    """The signature of one result."""
    signed = [*_submission(submission), _signed(_POINT, _text({n: point[n] for n in _members() if n in point}))]
    unknown = frozenset().union(*(each.unknown for each in signed))
    session = submission.record["provenance"]["session_id"]
    bound = (session, unknown) if unknown else None
    return Signature(_joined(signed), bound, all(each.known for each in signed))


@lru_cache(maxsize=8)
def _submission(submission: Submission) -> list[_Signed]:
    """Workload and executor, which all results of a submission share."""
    workload = _signed("/workload", _text(submission.record["workload"]))
    executor = submission.record["executor"].items()
    return [workload, *(_signed(f"/executor/{name}", _text(group)) for name, group in executor)]


@cache
def _members() -> tuple[str, ...]:
    """Members of an operating point below which leaves are compared; the rest would only be walked."""
    compared = [path for path, row in fields().items() if path.startswith(f"{_POINT}/") and _is_compared(path, row)]
    return tuple(dict.fromkeys(path.split("/")[3] for path in compared))


def _is_compared(path: str, row: dict[str, Any]) -> bool:
    return bool(row["leaf"]) and counts(Leaf("", path, None, row))


def _text(value: Any) -> str:
    return json.dumps(value)


@lru_cache(maxsize=65536)
def _signed(pointer: str, text: str) -> _Signed:
    """Groups repeat from record to record: each is walked once."""
    deciding = [leaf for leaf in leaves(json.loads(text), pointer, pointer) if counts(leaf) and _decides(leaf)]
    unknown = [leaf for leaf in deciding if state_of(leaf.value) in ("not_measured", "withheld")]
    shared = [leaf for leaf in unknown if leaf.row["factor"] in SHARED_CAPTURE]
    factors = dict.fromkeys(leaf.row["factor"] for leaf in deciding)
    parts = {name: _part(leaf for leaf in deciding if leaf.row["factor"] == name) for name in factors}
    return _Signed(parts, _part(shared), len(shared) == len(unknown))


def _decides(leaf: Leaf) -> bool:
    return decides(leaf.row["role"], leaf.row["factor"])


def _part(found: Iterable[Leaf]) -> Part:
    return frozenset((leaf.pointer, _frozen(leaf.value)) for leaf in found)


def _frozen(value: Any) -> Hashable:
    """Equal exactly where the verdict calls values equal: every `not_applicable` is, whatever its reason."""
    if state_of(value) == "not_applicable":
        return "not_applicable", None
    if isinstance(value, dict):
        return frozenset((name, _frozen(item)) for name, item in value.items())
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _joined(signed: Iterable[_Signed]) -> dict[str, frozenset[Part]]:
    found: dict[str, list[Part]] = {}
    for each in signed:
        for name, part in each.parts.items():
            found.setdefault(name, []).append(part)
    return {name: frozenset(parts) for name, parts in found.items()}
