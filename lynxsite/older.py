"""Submissions without a page of their own: their records in compressed shards that one viewer page reads.

Shards hold neighbours in the order of their keys, which repeat each other and so compress well. A shard ends at keys
chosen by their digest, so that one submission more or less changes one shard and leaves all others as they are.
"""

import gzip
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple

import orjson

from lynxsite.registry import Registry
from lynxsite.standing import standing
from lynxsite.submission import Submission
from lynxsite.whole import whole

BASE = "api/v1/older"
USUAL, MOST = 16, 48
"""Submissions of a shard."""
_LEVEL = 6


class Shard(NamedTuple):
    """Neighbours; `name` is that of the file."""

    name: str
    submissions: tuple[Submission, ...]

    @property
    def path(self) -> str:
        """The file, relative to the site's root."""
        return f"{BASE}/{self.name}.json.gz"


@lru_cache(maxsize=2)
def shards(registry: Registry) -> list[Shard]:
    """Every shard, in the order of the keys."""
    parts = _parted(sorted(registry.older, key=lambda each: each.key))
    return [Shard(_digest(part[0].key).hex(), tuple(part)) for part in parts]


def index(registry: Registry) -> bytes:
    """First key and name of each shard."""
    rows = [(shard.submissions[0].key, shard.name) for shard in shards(registry)]
    return orjson.dumps({"format": 1, "shards": rows})


def content(shard: Shard) -> bytes:
    """The shard's file: each submission's key, standing, warnings and whole record."""
    shown = [_shown(submission) for submission in shard.submissions]
    return gzip.compress(orjson.dumps({"format": 1, "results": shown}), _LEVEL, mtime=0)


def _shown(submission: Submission) -> dict[str, Any]:
    record = whole(submission.directory)
    told = standing(submission)
    return {"key": submission.key, "standing": [told.title, told.meaning], "warnings": submission.warnings,
            "notes": [(note.title, note.at[:10], note.text, note.by) for note in submission.notes],
            "executor": submission.executor, "precision": submission.precision,
            "claims": [submission.claim(point) for point in submission.points], "record": record}


def _parted(ordered: Sequence[Submission]) -> Iterator[list[Submission]]:
    part: list[Submission] = []
    for submission in ordered:
        if part and (_digest(submission.key)[0] % USUAL == 0 or len(part) == MOST):
            yield part
            part = []
        part.append(submission)
    if part:
        yield part


def _digest(key: str) -> bytes:
    return blake2b(key.encode(), digest_size=8).digest()
