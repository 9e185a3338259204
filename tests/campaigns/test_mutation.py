"""Mutation campaign: what a slip or a forger would change, one place at a time.

Every required leaf is needed, every figure that has evidence is recomputed, and evidence that was edited contradicts
the record also where all hashes were made right again.
"""

from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from lynxschema.leaves import Leaf, state_of
from lynxschema.rulebook import rulebook
from lynxschema.validate.message import MISSING, NULL, REFUSED, STATE, UNKNOWN
from tests.campaigns.crew import spread
from tests.campaigns.damage import FACTORS, Task, codes, damages
from tests.campaigns.record_edits import (
    GONE,
    Edit,
    Record,
    anything,
    one_of_each,
    recomputing,
    record_of,
    results,
    steps,
)
from tests.campaigns.shares import Note, note, share
from tests.campaigns.subjects import committed, examples, synthetic

RECOMPUTED = ("LX3", "LX4")
BLANKS = {"nulled": None, "blanked": "", "a placeholder": "TODO"}
REPORTED = {
    "/startup/*": "timed once, outside any sample",
    "/executor/hardware/devices/*/ceilings/*": "measured once a session, outside any sample",
    "/operating_points/*/peak_memory_bytes": "read from the system",
    "/operating_points/*/bytes_per_inference": "derived from the model's graph",
    "/operating_points/*/operations_per_inference": "derived from the model's graph",
    "/operating_points/*/phases/*/bytes": "derived from the model's graph",
    "/operating_points/*/phases/*/operations": "derived from the model's graph",
    "/operating_points/*/trials/*/warmup_discarded": "only the last requests of the warm-up are stored",
}


@pytest.fixture(scope="module")
def evidenced(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Submissions with evidence. Not to be changed."""
    return [*synthetic(tmp_path_factory.mktemp("synthetic")), *committed()]


def test_what_the_schema_refuses_is_an_error() -> None:
    rules = rulebook()
    covering = {code for code, rule in rules.items() if rule.covers or rule.missing}
    assert {rules[code].severity for code in covering | {UNKNOWN, MISSING, STATE, NULL, REFUSED}} == {"error"}


def test_every_required_leaf_is_needed(
    evidenced: list[Path], tmp_path: Path, record_property: Note
) -> None:
    subjects = [*examples(tmp_path), *evidenced]
    found = results({subject: _blanked(record_of(subject)) for subject in subjects}, anything())
    missed = [f"{where} {edit.name}" for where, edit, caught in found if not caught or "LX000" in caught]
    what = f"deletions, nulls, blanks and placeholders in {len(subjects)} records rejected"
    note(record_property, f"required leaves: {share(len(found) - len(missed), len(found), what)}")
    assert not missed


def test_every_figure_with_evidence_is_recomputed(evidenced: list[Path], record_property: Note) -> None:
    found = results({subject: _scaled(record_of(subject)) for subject in evidenced}, recomputing())
    reported = Counter(path for _, edit, caught in found if not _recomputed(caught) if (path := _reported(edit.path)))
    missed = [f"{where} {edit.name}" for where, edit, caught in found
              if not _recomputed(caught) and not _reported(edit.path)]
    total = len(found) - reported.total()
    what = f"scaled figures of {len(evidenced)} submissions contradicted by their evidence"
    note(record_property, f"figures: {share(total - len(missed), total, what)}")
    for path, number in reported.items():
        note(record_property, f"figures: {number} of {path} reported, not recomputed: {REPORTED[path]}")
    assert not missed


def test_edited_evidence_is_caught(evidenced: list[Path], record_property: Note) -> None:
    wanted = [Task(subject, file.name, damage, resealed) for subject in evidenced
              for file in sorted(subject.glob("*.parquet")) for damage in damages(file.name)
              for resealed in (False, True)]
    found = list(zip(wanted, spread(codes, wanted), strict=True))
    for resealed, families, what in ((False, ("LX0",), "raw"), (True, RECOMPUTED, "sealed again")):
        own = [(task, caught) for task, caught in found if task.resealed == resealed]
        missed = [(task.directory.name, task.file, task.damage, sorted(caught)) for task, caught in own
                  if not any(code.startswith(families) for code in caught)]
        note(record_property, f"evidence, {what}: {share(len(own) - len(missed), len(own), 'edits caught')}")
        assert not missed


def _blanked(record: Record) -> list[Edit]:
    return [Edit(name, leaf.path, steps(record, leaf.pointer), value)
            for leaf in one_of_each(record) for name, value in _blanks(record, leaf).items()]


def _blanks(record: Record, leaf: Leaf) -> dict[str, Any]:
    named = isinstance(steps(record, leaf.pointer)[-1], str) and not leaf.path.endswith("/*")
    return BLANKS | ({"deleted": GONE} if leaf.row["required"] and named else {})


def _scaled(record: Record) -> list[Edit]:
    figures = [leaf for leaf in one_of_each(record) if leaf.row["role"] == "outcome" and _is_number(leaf.value)]
    return [Edit(f"x {factor}", leaf.path, steps(record, leaf.pointer), type(leaf.value)(leaf.value * factor))
             for leaf in figures for factor in FACTORS if type(leaf.value)(leaf.value * factor) != leaf.value]


def _recomputed(caught: set[str]) -> bool:
    return any(code.startswith(RECOMPUTED) for code in caught)


def _reported(path: str) -> str | None:
    return next((known for known in REPORTED if fnmatchcase(path.replace("*", "0"), known)), None)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and state_of(value) is None
