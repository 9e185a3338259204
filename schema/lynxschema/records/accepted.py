"""A line of `accepted.jsonl`: the verdict of a submission at its merge."""

from typing import Annotated

from pydantic import StringConstraints

from lynxschema.records.field import prose
from lynxschema.records.record import Record
from lynxschema.records.scalar import Contract, Few, Sha256, Version

Place = Annotated[
    str, StringConstraints(pattern=r"^submissions/[a-z0-9][a-z0-9._-]{0,79}/[a-z0-9][A-Za-z0-9._-]{0,250}$")
]
Day = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Code = Annotated[str, StringConstraints(pattern=r"^LX[0-9]{3}$")]


class Accepted(Record):
    """A merged submission."""

    path: Place = prose("Directory of the submission.", "submissions/example-lab/run")
    sha256: Sha256 = prose("Hash of its `submission.json`, which holds the hashes of the evidence.", "ab" * 32)
    date: Day = prose("Day of the merge, in UTC.", "2026-11-23")
    checker: Version = prose("Version of the checker that accepted it.", "0.1.0")
    contract: Contract = prose("Version of the contract that it was judged by.", "1.0")
    warnings: Few[Code] = prose("Codes of the warnings at that time, each once, in order.", ["LX405"])
