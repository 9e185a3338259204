"""Broken inputs, drawn from a seed, and what each costs the checker."""

import json
import resource
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, NamedTuple

from lynxschema.check import Checker
from lynxschema.tree import Location
from tests.campaigns.extreme_rows import extreme_rows
from tests.contract.edits import VALUES, parent_of, paths

TOKENS = [
    b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\\u0000", b"\\ud800", b"NaN", b"1e999", b"-", b"null", b"\x00",
    b"\xff", b"\xef\xbb\xbf", b'"contract"', b"9" * 30, b"[" * 40, b"\n", b"//", b"'", b"\xe2\x80\xae", b"0x1", b"1.",
]
EXTREMES = [-1, 0, 1, 2**31, 2**53 - 1, 1e300, -1e300, 1e-300, 5e-324, "", "x", [], {}, None, True, *VALUES]
UNITS = [
    "-", "a", "/a", "~a", "://a:", "a@", "a@b.", "1.", "10.0.", "0:", "A1b2-", "secret ", "token=", ", ", "::",
    "\\\\a", "TODO ", "\u0430b", "\u00e9", "\u202e", "<",
]
"""What patterns look for: of long rows of them, one that looks back could make minutes."""
Draw = Callable[[Random, bytes], bytes]


class Batch(NamedTuple):
    """So many inputs of one kind from a seed, each in place of a file of the submission."""

    directory: Path
    kind: str
    seed: int
    count: int


class Cost(NamedTuple):
    """The worst of a batch: crashes with the inputs, seconds of CPU, growth of the peak memory in KiB."""

    crashes: list[str]
    slowest_s: float
    most_kib: int


def cost(batch: Batch) -> Cost:
    """Checks every input of the batch."""
    file, draw = KINDS[batch.kind]
    with TemporaryDirectory() as parent:
        copy = Path(shutil.copytree(batch.directory, Path(parent, batch.directory.name)))
        _checked(copy)
        random, content = Random(batch.seed), (copy / file).read_bytes()
        costs = list(_costs(copy / file, (draw(random, content) for _ in range(batch.count))))
    return Cost([crash for each in costs for crash in each.crashes], max(each.slowest_s for each in costs),
                max(each.most_kib for each in costs))


def _costs(file: Path, inputs: Iterator[bytes]) -> Iterator[Cost]:
    for content in inputs:
        file.write_bytes(content)
        before, begin = _peak(), process_time()
        crashes = _checked(file.parent)
        yield Cost([f"{crash}: {content[:2000]!r}" for crash in crashes], process_time() - begin, _peak() - before)


def _checked(directory: Path) -> list[str]:
    """What crashed; a crash outside the checker's own net ends the campaign."""
    found = Checker().verdict(Location.of(directory)).findings
    return [finding.found for finding in found if finding.code == "LX000"]


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _scrambled(random: Random, content: bytes) -> bytes:
    """A few cuts, repeats and insertions; rarely the whole replaced by noise."""
    edited = bytearray(content if random.random() < 0.97 else random.randbytes(random.randrange(4000)))
    for _ in range(random.randint(1, 4)):
        start = random.randrange(len(edited) + 1)
        end = min(start + random.choice([0, 1, 2, 50, 5000]), len(edited))
        repeated = bytes(edited[start:end]) * 2
        edited[start:end] = random.choice([b"", random.choice(TOKENS), random.randbytes(3), repeated])
    return bytes(edited)


def _restructured(random: Random, content: bytes) -> bytes:
    """Extreme values in a few places of a record that stays JSON."""
    record: Any = json.loads(content)
    for place in random.sample(_places(content), random.choice([1, 1, 1, 2, 5])):
        try:
            parent_of(record, place)[place[-1]] = random.choice(EXTREMES)
        except (KeyError, IndexError, TypeError):
            continue  # a value above was replaced before
    return json.dumps(record).encode()


def _prolonged(random: Random, content: bytes) -> bytes:
    """Long texts in one place or many, each of one unit again and again."""
    record: Any = json.loads(content)
    most = random.choice([300, 4000, 4_000, 1_000_000])
    for place in random.sample(_places(content), 2_000_000 // most if most > 4000 else 100):
        unit = random.choice(UNITS)
        try:
            parent_of(record, place)[place[-1]] = unit * (random.randint(most // 2, most) // len(unit))
        except (KeyError, IndexError, TypeError):
            continue  # a value above was replaced before
    return json.dumps(record, ensure_ascii=False).encode()


def _crowded(random: Random, content: bytes) -> bytes:
    """Thousands of different members and texts."""
    record: Any = json.loads(content)
    unit = random.choice(UNITS)
    record["executor"]["toolchain"]["steps"][0]["options"] = {
        f"{unit}{number}": f"{number}{unit}" for number in range(random.choice([100, 4_500, 40_000]))
    }
    return json.dumps(record, ensure_ascii=False).encode()


def _mistold(random: Random, content: bytes) -> bytes:
    """A few other bytes, most of the time in the footer of the file, where counts and offsets are."""
    edited = bytearray(content)
    low = max(len(content) - 3000, 0) if random.random() < 0.7 else 0
    for _ in range(random.randint(1, 6)):
        edited[random.randrange(low, len(content))] = random.randrange(256)
    return bytes(edited) if random.random() < 0.9 else _scrambled(random, bytes(edited))


@cache
def _places(content: bytes) -> list[tuple[str | int, ...]]:
    return list(paths(json.loads(content)))


KINDS: dict[str, tuple[str, Draw]] = {
    "records of scrambled bytes": ("submission.json", _scrambled),
    "records with extreme values": ("submission.json", _restructured),
    "records with long texts": ("submission.json", _prolonged),
    "records with many texts": ("submission.json", _crowded),
    "samples with extreme values": ("samples.parquet", extreme_rows),
    "readings with extreme values": ("readings.parquet", extreme_rows),
    "scrambled samples": ("samples.parquet", _mistold),
    "scrambled readings": ("readings.parquet", _mistold),
    "scrambled predictions": ("predictions.parquet", _mistold),
}
