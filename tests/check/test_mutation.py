"""Mutation campaign: what a slip or a forger would change, one place at a time.

Every required leaf is needed, and every figure that has evidence is recomputed.
`pytest -s tests/check/test_mutation.py` prints the shares.
"""

import copy
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lynxschema.check import Checker
from lynxschema.finding import Finding
from lynxschema.leaves import leaves, state_of
from lynxschema.slug import slug
from lynxschema.tree import Location
from tests.contract.edits import deleted, replaced
from tests.synthetic import parquet
from tests.synthetic.edit import seal
from tests.synthetic.submission import write

FACTORS = (0.5, 0.97, 1.03, 2)
BLANKS = {"nulled": None, "blanked": "", "a placeholder": "TODO"}
RECOMPUTED = ("LX3", "LX4")
REPORTED = {
    "/startup/*": "timed once, outside any sample",
    "/operating_points/*/peak_memory_bytes": "read from the system",
    "/operating_points/*/bytes_per_inference": "derived from the model's graph",
    "/operating_points/*/operations_per_inference": "derived from the model's graph",
    "/operating_points/*/trials/*/warmup_discarded": "only the last requests of the warm-up are stored",
}
Record = dict[str, Any]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("small"), scenarios=("single_stream", "offline"))


@pytest.fixture
def judged(small: Path, tmp_path: Path) -> Iterator[Callable[[Record], tuple[Finding, ...]]]:
    """Findings of another record beside the same evidence."""
    directory = Path(shutil.copytree(small, tmp_path / small.name))

    def judge(record: Record) -> tuple[Finding, ...]:
        (directory / "submission.json").write_text(json.dumps(record))
        return Checker().verdict(Location.of(directory)).findings

    yield judge


def record_of(directory: Path) -> Record:
    record: Record = json.loads((directory / "submission.json").read_text())
    return record


def steps(record: Record, pointer: str) -> tuple[str | int, ...]:
    found: list[str | int] = []
    for part in pointer.split("/")[1:]:
        key = int(part) if isinstance(record, list) else part.replace("~1", "/").replace("~0", "~")
        found.append(key)
        record = record[key]  # type: ignore[index]
    return tuple(found)


def one_of_each(record: Record) -> list[Any]:
    """One leaf of every path of the field table."""
    return list({leaf.path: leaf for leaf in leaves(record)}.values())


def test_every_required_leaf_is_needed(small: Path, judged: Callable[[Record], tuple[Finding, ...]]) -> None:
    record, missed, total = record_of(small), [], 0
    for leaf in one_of_each(record):
        where = steps(record, leaf.pointer)
        edits = {name: replaced(record, where, value) for name, value in BLANKS.items() if not free(leaf, value)}
        if leaf.row["required"] and isinstance(where[-1], str) and not leaf.path.endswith("/*"):
            edits["deleted"] = deleted(record, where)
        for name, edited in edits.items():
            total += 1
            found = judged(edited)
            if not any(finding.severity == "error" for finding in found) or "LX000" in {each.code for each in found}:
                missed.append(f"{leaf.pointer} {name}")
    print(f"\n{total - len(missed)} of {total} deletions, nulls, blanks and placeholders rejected")
    assert not missed


def free(leaf: Any, value: Any) -> bool:
    """Members in which a word may stand that elsewhere is a placeholder: none so far."""
    return False


def test_every_figure_with_evidence_is_recomputed(
    small: Path, judged: Callable[[Record], tuple[Finding, ...]]
) -> None:
    record = record_of(small)
    tally: Counter[str] = Counter()
    missed = []
    for leaf in one_of_each(record):
        if leaf.row["role"] != "outcome" or not is_number(leaf.value) or not leaf.value:
            continue
        for factor in FACTORS:
            value = type(leaf.value)(leaf.value * factor)
            if value == leaf.value:
                continue
            caught = {each.code[:3] for each in judged(replaced(record, steps(record, leaf.pointer), value))}
            kind = "caught" if caught & set(RECOMPUTED) else "reported" if reported(leaf.path) else "missed"
            tally[kind] += 1
            missed += [f"{leaf.pointer} x {factor}"] if kind == "missed" else []
    print(f"\nfigures scaled: {dict(tally)}")
    assert not missed


def reported(path: str) -> bool:
    return any(path == known or (known.endswith("*") and path.startswith(known[:-1])) for known in REPORTED)


def is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and state_of(value) is None


DAMAGES: dict[str, Callable[[parquet.Columns], parquet.Columns]] = {
    "first half": lambda columns: {name: column[: len(column) // 2] for name, column in columns.items()},
    "without the slowest": lambda columns: _without(columns, columns["completed_ns"] - columns["started_ns"]),
    "shuffled": lambda columns: {name: column[_order(len(column))] for name, column in columns.items()},
    "faster": lambda columns: {**columns, "completed_ns": columns["started_ns"] + _scaled(columns, 0.5)},
    "slightly faster": lambda columns: {**columns, "completed_ns": columns["started_ns"] + _scaled(columns, 0.97)},
    "slower": lambda columns: {**columns, "completed_ns": columns["started_ns"] + _scaled(columns, 1.03)},
    "later": lambda columns: {**columns, "started_ns": columns["started_ns"] + 1000},
    "failures hidden": lambda columns: {**columns, "status": columns["status"] * 0 + 1},
}


@pytest.mark.parametrize("resealed", [False, True], ids=["raw", "resealed"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_edited_samples_are_caught(small: Path, tmp_path: Path, damage: str, resealed: bool) -> None:
    directory = Path(shutil.copytree(small, tmp_path / small.name))
    parquet.write(directory / "samples.parquet", DAMAGES[damage](parquet.read(directory / "samples.parquet")))
    record = record_of(directory)
    if resealed:
        seal(directory, record, {})
        (directory / "submission.json").write_text(json.dumps(record))
    codes = {finding.code[:3] for finding in Checker().verdict(Location.of(directory)).findings}
    assert codes & (set(RECOMPUTED) if resealed else {"LX0"})
    assert slug(record) == directory.name


def _scaled(columns: parquet.Columns, factor: float) -> Any:
    return ((columns["completed_ns"] - columns["started_ns"]) * factor).astype("int64")


def _without(columns: parquet.Columns, times: Any) -> parquet.Columns:
    return {name: column[times < times.max()] for name, column in columns.items()}


def _order(count: int) -> Any:
    import numpy as np

    return np.random.default_rng(3).permutation(count)


def test_the_base_is_accepted(small: Path, judged: Callable[[Record], tuple[Finding, ...]]) -> None:
    assert judged(copy.deepcopy(record_of(small))) == ()
