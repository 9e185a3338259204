"""Every note on a result of the registry, with the page that it stands on."""

from typing import NamedTuple

from lynxsite.errata import Note
from lynxsite.registry import Registry
from lynxsite.submission import Submission


class Noted(NamedTuple):
    """A note, the key of what it is about, the page that it stands on, and what that page's heading says."""

    note: Note
    key: str
    href: str
    name: str


def noted(registry: Registry) -> list[Noted]:
    """All of them, newest first."""
    found = [Noted(note, each.key, f"{each.path}#note-{place}", _name(each))
             for each in registry.submissions for place, note in enumerate(each.notes, 1)]
    found += [Noted(note, each.key, each.path, each.key) for each in registry.tombstones for note in each.notes]
    return sorted(found, key=lambda one: one.note.at, reverse=True)


def _name(submission: Submission) -> str:
    return f"{submission.facts.workload} at {submission.precision}, {submission.executor}"
