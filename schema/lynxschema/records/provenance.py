"""How the record came to be."""

from typing import Literal

from lynxschema.records.field import condition, group, proof, prose
from lynxschema.records.record import Maybe, Record
from lynxschema.records.scalar import Command, Name, Pointer, Prose, Session, Sha256, Text, Timestamp, Version
from lynxschema.records.state import Applicable


class Harness(Record):
    """The program that measured."""

    name: Name = condition("operating_point", "Name.", "lynxbench")
    version: Version = condition("operating_point", "Version.", "0.1.0")
    commit: Applicable[Version] = condition("operating_point", "Commit.", "0f3c2a1")


class Imported(Record):
    """The output of another tool that the record was made from."""

    tool: Name = proof("Tool.", "vllm bench serve")
    version: Version = proof("Its version.", "0.11.2")
    file_sha256: Sha256 = proof("Hash of its output file.", "ab" * 32)


class Source(Record):
    """Where a member's value comes from."""

    kind: Literal["captured", "derived", "datasheet", "stated"] = prose("Kind of source.", "captured")
    citation: Maybe[Text] = prose("The data sheet.", "product brief 2021", optional=True)


class Provenance(Record):
    """How the record came to be."""

    profile: Literal["draft", "registry"] = prose("A draft is never merged.", "registry")
    harness: Harness = group("The program that measured.")
    command: Command = proof("The command, with no path or name of the machine.", "lynx run digits-cnn")
    started_at: Timestamp = proof("When the session started, in UTC.", "2026-11-20T09:30:00Z")
    session_id: Session = proof("Random id shared by submissions of one session.", "a1b2c3d4e5f60718")
    imported: Applicable[Imported] = group("The output of another tool.")
    sources: dict[Pointer, Source] = group("Where values come from, by pointer; the longest that fits holds.")
    notes: Maybe[Prose] = prose("What a reader should know.", "measured on a busy machine", optional=True)
