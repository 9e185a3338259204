"""A loaded submission: the record as plain data, the evidence beside it, and what the reader has against them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lynxschema.catalogue import Entry, Kind
from lynxschema.catalogue.own import known, own
from lynxschema.finding import Fault
from lynxschema.generation import token_columns
from lynxschema.joined import Joined
from lynxschema.load.clean_text import Above, places, pointer
from lynxschema.load.evidence_file import EvidenceFile, evidence_file, is_readable
from lynxschema.load.file import RefusedError, read
from lynxschema.load.member_keys import member_keys
from lynxschema.load.point import Point
from lynxschema.load.rows import Key, Rows
from lynxschema.load.span import Span, spans
from lynxschema.load.stored import Stored
from lynxschema.load.strict_json import parse
from lynxschema.load.trial import Trial
from lynxschema.remembered import Remembered
from lynxschema.samples import Column
from lynxschema.tree import RECORD

MOST_RECORD_BYTES = 4 * 2**20
LONGEST = 4096
Record = dict[str, Any]


@dataclass(frozen=True)
class Submission:
    """`record` is an empty object where none was `readable`; `content` is kept to find positions in it."""

    directory: Path
    name: str
    record: Record
    content: bytes
    evidence: tuple[EvidenceFile, ...]
    faults: tuple[Fault, ...]
    words: Collection[str] = ()
    """Every different string and key of the record: a tenth of them all, and enough to tell a clean record.

    Without those of more than 4,096 characters: the schema takes none, and to look at each could take seconds.
    """
    readable: bool = False
    near: bool = False
    """Whether every number of the record is known to be within 1e16."""

    @cached_property
    def points(self) -> list[Point]:
        """Operating points with their rows, in the order of the record."""
        return [Point(number, record, self.rows) for number, record in enumerate(self.record["operating_points"])]

    @cached_property
    def rows(self) -> Rows | None:
        """Rows of the samples; None where there are none to read."""
        columns = self.columns("samples")
        return Rows(columns) if columns else None

    @cached_property
    def stored(self) -> Stored:
        """Rows of all trials that have some."""
        return Stored(self.rows, [trial for point in self.points for trial in point.trials])

    @cached_property
    def timed(self) -> tuple[list[tuple[Point, Trial]], Joined]:
        """Trials with stored steady requests that succeeded, and the times of these end to end."""
        answered = self.stored.answered
        told = self.stored.where(answered.counts > 0)
        return [(self.points[trial.key[0]], trial) for trial in told], answered.times

    @cached_property
    def spans(self) -> dict[str, Span]:
        """Times of the stored steady rows of each trial that has some, by its pointer."""
        return spans(self.stored)

    def places(self, judge: Remembered[Any], under: Collection[str] = ()) -> list[tuple[str, str]]:
        """Pointer and text of each string, keys left out, that `judge` says yes to, in no order of words.

        Where `under` has names, only members of one of them.
        """
        suspects = judge.among(self.words)
        if under:
            found = {word: member_keys(self.content, word) for word in suspects}
            suspects = [word for word, keys in found.items() if keys is None or not set(under).isdisjoint(keys)]
        ends = tuple(f"/{name}" for name in under)
        return [(place, word) for place, word in self.placed(suspects) if not under or place.endswith(ends)]

    def placed(self, suspects: Iterable[str]) -> list[tuple[str, str]]:
        """Pointer and text of each string, keys left out, that is one of some words."""
        return [(pointer(place), word) for word in suspects for place in self._places.get(word, ())]

    @cached_property
    def chunks(self) -> Rows | None:
        """Rows of the chunks; None where there are none to read."""
        columns = self.columns("chunks")
        return Rows(columns) if columns else None

    @cached_property
    def token_columns(self) -> dict[Key, dict[str, Column | Record]]:
        """Token times of every trial that publishes some, by operating point and trial, where there are chunks."""
        told = [(point, trial) for point in self.points for trial in point.trials if "generation" in trial.record]
        keys = {(point.number, trial.record["trial"]): trial for point, trial in told if self.chunks}
        return {
            key: token_columns(trial.rows, self.chunks.of(*key), trial.scenario == "server")
            for key, trial in keys.items() if self.chunks
        }

    @cached_property
    def _places(self) -> dict[str, list[Above]]:
        return places(self.record)

    @cached_property
    def own_catalogue(self) -> Path | None:
        """Catalogue of the registry that the submission lies in."""
        return own(self.directory)

    def entry(self, kind: Kind, name: str) -> Entry:
        """An entry of the published catalogue or the registry's own; an empty one where neither has it."""
        return known(kind, self.own_catalogue).get(name, {})

    def columns(self, kind: str) -> dict[str, Column] | None:
        """Columns of the first readable evidence file of a kind."""
        return next((file.columns for file in self.evidence if file.kind == kind and file.columns), None)


def load(directory: Path, name: str = RECORD) -> Submission:
    """Reads a submission; raises nothing that its content could cause."""
    content = b""
    try:
        content = read(directory / name, MOST_RECORD_BYTES, missing="LX001", large="LX002")
        document, words, near = parse(content)
    except RefusedError as refused:
        return Submission(directory, name, {}, content, (), refused.faults)
    if not isinstance(document, dict):
        fault = Fault(f"a {type(document).__name__} as the whole", "one object", "write the record", code="LX004")
        return Submission(directory, name, {}, content, (), (fault,))
    evidence = tuple(_evidence(directory, document))
    judged = frozenset(word for word in words if len(word) <= LONGEST)
    return Submission(directory, name, document, content, evidence, _faults(evidence), judged, True, near)


def _evidence(directory: Path, record: Record) -> Iterator[EvidenceFile]:
    entries = record.get("evidence")
    seen: set[str] = set()
    for position, declared in enumerate(entries[:64] if isinstance(entries, list) else ()):
        # A second one of a kind is refused (LX029), and would only cost time and memory.
        if is_readable(declared) and seen.isdisjoint((declared["file"], declared["kind"])):
            seen |= {declared["file"], declared["kind"]}
            yield evidence_file(directory, f"/evidence/{position}", declared)


def _faults(evidence: tuple[EvidenceFile, ...]) -> tuple[Fault, ...]:
    return tuple(fault for file in evidence for fault in file.faults)
