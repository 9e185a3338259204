"""Corrections and withdrawals of a merged result: appended, dated, never deleted."""

from typing import Literal

from lynxschema.records.field import group, prose
from lynxschema.records.record import Record
from lynxschema.records.scalar import Contract, Few, Login, Pointer, Prose, Timestamp


class Erratum(Record):
    """One note on a merged result."""

    at: Timestamp = prose("When it was written, in UTC.", "2026-11-21T10:00:00Z")
    by: Login = prose("Login of who wrote it.", "example-login")
    kind: Literal["correction", "caveat", "withdrawal"] = prose("Kind of note.", "correction")
    members: Few[Pointer] = prose("Pointers to what it is about; empty for the whole.", ["/startup/load_ms"])
    text: Prose = prose("What is wrong and what is right.", "the load time includes the download")


class Errata(Record):
    """All notes on one result, oldest first."""

    contract: Contract = prose("Version of the contract.", "1.0")
    errata: Few[Erratum] = group("Notes, oldest first.")
