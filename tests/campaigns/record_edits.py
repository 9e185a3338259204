"""One edit of a record after the other, and what the checker says that it did not say before."""

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from lynxschema.check import Checker
from lynxschema.leaves import Leaf, leaves
from lynxschema.rulebook import rulebook
from lynxschema.tree import Location
from lynxschema.validate.violation import fast
from tests.campaigns.crew import spread
from tests.contract.edits import Path as Steps
from tests.contract.edits import parent_of

CHUNK = 60
GONE = "\0"
"""In place of a value: the member is deleted."""
RECOMPUTED = ("LX3", "LX4")
SCHEMA = "schema"
"""In place of codes where the schema alone refuses an edit: then it is an error, and a test holds that."""
Record = dict[str, Any]
Errors = set[tuple[str, str]]


class Edit(NamedTuple):
    """A value in place of another."""

    name: str
    path: str
    where: Steps
    value: Any


class Task(NamedTuple):
    """Edits of one submission, and which rules must see them."""

    directory: Path
    edits: Sequence[Edit]
    stages: Sequence[Checker]
    """A later one is asked only where an earlier one has seen nothing."""


def record_of(directory: Path) -> Record:
    record: Record = json.loads((directory / "submission.json").read_text())
    return record


def one_of_each(record: Record) -> list[Leaf]:
    """One leaf of every path of the field table."""
    return list({leaf.path: leaf for leaf in leaves(record)}.values())


def steps(record: Any, pointer: str) -> Steps:
    """A pointer as keys and positions."""
    found: list[str | int] = []
    for part in pointer.split("/")[1:]:
        found.append(int(part) if isinstance(record, list) else part.replace("~1", "/").replace("~0", "~"))
        record = record[found[-1]]
    return tuple(found)


def anything() -> list[Checker]:
    """Every rule; first the schema, then those that recompute nothing, for they are quick and see most."""
    return [Checker(without=_rules(RECOMPUTED)), Checker()]


def recomputing() -> list[Checker]:
    """The rules alone that hold figures against evidence and against what is possible."""
    quiet = {code for code, rule in rulebook().items() if rule.severity == "warning"}
    return [Checker(without=rulebook().keys() - _rules(RECOMPUTED) | quiet)]


def results(edits: dict[Path, list[Edit]], stages: list[Checker]) -> list[tuple[str, Edit, set[str]]]:
    """Each edit with its place and the codes that it adds."""
    wanted = [task for subject, own in edits.items() for task in _tasks(subject, own, stages)]
    return [(f"{task.directory.name} {'/'.join(map(str, edit.where))}", edit, caught)
            for task, found in zip(wanted, spread(_judged, wanted), strict=True)
            for edit, caught in zip(task.edits, found, strict=True)]


def _tasks(directory: Path, edits: Sequence[Edit], stages: Sequence[Checker]) -> list[Task]:
    """Edits in portions for several processes."""
    return [Task(directory, edits[start : start + CHUNK], stages) for start in range(0, len(edits), CHUNK)]


def _judged(task: Task) -> list[set[str]]:
    """Codes of the errors that each edit adds."""
    with TemporaryDirectory() as parent:
        copy = Path(shutil.copytree(task.directory, Path(parent, task.directory.name)))
        record, before = record_of(copy), [errors(copy, checker) for checker in task.stages]
        return [_codes(copy, record, edit, list(zip(task.stages, before, strict=True))) for edit in task.edits]


def errors(directory: Path, checker: Checker) -> Errors:
    """Code and pointer of each error."""
    found = checker.verdict(Location.of(directory)).findings
    return {(finding.code, finding.pointer) for finding in found if finding.severity == "error"}


def _codes(copy: Path, record: Record, edit: Edit, stages: Sequence[tuple[Checker, Errors]]) -> set[str]:
    for _ in _edited(record, edit):
        # Where any rule may speak the schema is asked alone at first: it is a hundred times as fast.
        if len(stages) > 1 and next(fast(record), None):
            return {SCHEMA}
        (copy / "submission.json").write_text(json.dumps(record))
    added = (errors(copy, checker) - before for checker, before in stages)
    return next(({code for code, _ in each} for each in added if each), set())


def _rules(families: tuple[str, ...]) -> set[str]:
    return {code for code in rulebook() if code.startswith(families)}


def _edited(record: Record, edit: Edit) -> Iterator[None]:
    """The record edited while the caller looks at it, and as it was afterwards."""
    parent, key = parent_of(record, edit.where), edit.where[-1]
    known = list(parent.items()) if isinstance(parent, dict) else list(parent)
    if edit.value == GONE:
        del parent[key]
    else:
        parent[key] = edit.value
    try:
        yield
    finally:
        parent.clear()
        parent.update(known) if isinstance(parent, dict) else parent.extend(known)
