"""A result that the registry holds already.

## What it checks

That no other submission has the same executor, workload and start, and that none rests on the very same file of
samples, chunks or readings, whatever executor it names. Files are compared by their bytes: git knows the hash of every
file of a registry, so that a hundred thousand results are compared without opening one. Rows written anew, by another
Parquet library, escape it; within a submission a rule of its own (LX334) compares the times themselves. Predictions may
well be equal.

## Why it matters

The same measurement counted twice looks like a replication. Replication is the answer to what no checker can find, so
it must be another measurement.

## Rejected

A second directory with the `samples.parquet` of the first.

## Mended

A new measurement: `lynx run` once more. A mistake in the first is answered with an erratum.
"""

from collections.abc import Iterator
from typing import Any

from lynxschema.change_set import SUBMISSIONS, ChangeSet, document
from lynxschema.finding import Fault, shown
from lynxschema.tree import RECORD

PROFILES = ("registry",)
MEASURED = ("samples", "chunks", "readings")


def check_change(changes: ChangeSet) -> Iterator[Fault]:
    for directory in changes.results:
        record = document(changes.now(f"{directory}/{RECORD}"))
        if record and not changes.merged(directory):
            found = (*_same_session(changes, directory, record), *_same_evidence(changes, directory, record))
            for other, same in found:
                yield Fault(f"{same} of {shown(other)}", "a measurement of its own", "leave the repeated one out",
                            file=f"{directory}/{RECORD}")


def _same_session(changes: ChangeSet, directory: str, record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Candidates share the end of the name, executor id and start: no other record is opened."""
    end = directory.rpartition("--")[2]
    for path in changes.after:
        other = path.removesuffix(f"/{RECORD}")
        alike = path != other != directory and other.rpartition("--")[2] == end
        if alike and _session(document(changes.now(path)) or {}) == _session(record):
            yield other, "the executor, workload and start"


def _session(record: dict[str, Any]) -> list[Any]:
    workload, provenance = record.get("workload"), record.get("provenance")
    named = [workload.get("id"), workload.get("version")] if isinstance(workload, dict) else []
    return [record.get("executor_id"), *named, provenance.get("started_at") if isinstance(provenance, dict) else None]


def _same_evidence(changes: ChangeSet, directory: str, record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    contents = {changes.after.get(f"{directory}/{file}") for file in _measured(record)} - {None}
    for path, content in changes.after.items() if contents else ():
        if content in contents and not path.startswith(f"{directory}/") and path.startswith(f"{SUBMISSIONS}/"):
            yield path.rpartition("/")[0], f"the {path.rpartition('/')[2]}"


def _measured(record: dict[str, Any]) -> list[str]:
    entries = record.get("evidence")
    listed = [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []
    return [str(entry.get("file")) for entry in listed if entry.get("kind") in MEASURED]
