"""Fuzz campaign: ten thousand broken records and evidence files. No crash, none over a second, memory flat."""

import json
import resource
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

import pytest

from lynxschema.check import Checker
from lynxschema.tree import Location
from tests.contract.edits import VALUES, parent_of, paths
from tests.synthetic.submission import write

RECORDS, STRUCTURES, EVIDENCE = 7_000, 2_000, 1_200
SLOWEST_S, MOST_KIB = 1.0, 200 * 1024
TOKENS = [
    b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\\u0000", b"\\ud800", b"NaN", b"1e999", b"-", b"null", b"\x00",
    b"\xff", b"\xef\xbb\xbf", b'"contract"', b"9" * 30, b"[" * 40, b"\n", b"//", b"'", b"\xe2\x80\xae", b"0x1", b"1.",
]
EXTREMES = [-1, 0, 1, 2**31, 2**53 - 1, 1e300, -1e300, 1e-300, 5e-324, "", "x", [], {}, None, True, *VALUES]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("tiny"), scenarios=("single_stream",), trials=1)


@pytest.fixture
def judged(tiny: Path, tmp_path: Path) -> Callable[[str, bytes], None]:
    """Checks the submission with one file replaced, and holds it to the limits."""
    directory = Path(shutil.copytree(tiny, tmp_path / tiny.name))
    Checker().verdict(Location.of(directory))

    def judge(name: str, content: bytes) -> None:
        (directory / name).write_bytes(content)
        before, begin = peak(), process_time()
        found = Checker().verdict(Location.of(directory)).findings
        taken, grown = process_time() - begin, peak() - before
        crashes = [finding.found for finding in found if finding.code == "LX000"]
        assert not crashes, (crashes, content[:2000])
        assert taken < SLOWEST_S, (taken, content[:2000])
        assert grown < MOST_KIB, (grown, content[:2000])

    return judge


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def scrambled(random: Random, content: bytes) -> bytes:
    """A few cuts, repeats and insertions; rarely the whole replaced by noise."""
    edited = bytearray(content if random.random() < 0.97 else random.randbytes(random.randrange(4000)))
    for _ in range(random.randint(1, 4)):
        start = random.randrange(len(edited) + 1)
        end = min(start + random.choice([0, 1, 2, 50, 5000]), len(edited))
        repeated = bytes(edited[start:end]) * 2
        edited[start:end] = random.choice([b"", random.choice(TOKENS), random.randbytes(3), repeated])
    return bytes(edited)


def test_scrambled_records(tiny: Path, judged: Callable[[str, bytes], None]) -> None:
    random, content = Random(1), (tiny / "submission.json").read_bytes()
    for _ in range(RECORDS):
        judged("submission.json", scrambled(random, content))


def test_edited_structures(tiny: Path, judged: Callable[[str, bytes], None]) -> None:
    random = Random(2)
    text = (tiny / "submission.json").read_text()
    places = list(paths(json.loads(text)))
    for _ in range(STRUCTURES):
        record: Any = json.loads(text)
        for place in random.sample(places, random.choice([1, 1, 1, 2, 5])):
            try:
                parent_of(record, place)[place[-1]] = random.choice(EXTREMES)
            except (KeyError, IndexError, TypeError):
                continue
        judged("submission.json", json.dumps(record).encode())


def test_scrambled_evidence(tiny: Path, judged: Callable[[str, bytes], None]) -> None:
    random, content = Random(3), (tiny / "samples.parquet").read_bytes()
    for _ in range(EVIDENCE):
        edited = bytearray(content)
        # Most of the time the footer, where the counts and offsets are.
        low = max(len(content) - 3000, 0) if random.random() < 0.7 else 0
        for _ in range(random.randint(1, 6)):
            edited[random.randrange(low, len(content))] = random.randrange(256)
        judged("samples.parquet", bytes(edited) if random.random() < 0.9 else scrambled(random, bytes(edited)))
