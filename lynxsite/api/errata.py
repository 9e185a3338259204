"""Every correction, caveat and withdrawal as data, and what was removed."""

from typing import Any

from lynxsite.noted import Noted, noted
from lynxsite.registry import Registry
from lynxsite.tombstone import Tombstone


def errata(registry: Registry) -> dict[str, Any]:
    """Notes, newest first; `removed` lists the submissions whose content is gone."""
    removed = [_removed(each) for each in registry.tombstones]
    return {"format": 1, "notes": [_note(each) for each in noted(registry)], "removed": removed}


def _note(found: Noted) -> dict[str, Any]:
    note = found.note
    return {"key": found.key, "page": found.href, "at": note.at, "by": note.by, "kind": note.kind,
            "members": note.members, "text": note.text}


def _removed(found: Tombstone) -> dict[str, Any]:
    line = found.accepted
    return {"key": found.key, "page": found.path, "accepted": line.get("date"), "sha256": line.get("sha256")}
