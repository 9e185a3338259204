"""One evidence file: what the record declares of it, and what stands beside the record."""

from pathlib import Path
from typing import Any, NamedTuple

from lynxschema.finding import Fault
from lynxschema.load.file import RefusedError, read
from lynxschema.load.parquet import MOST_BYTES, columns
from lynxschema.samples import REQUIRED, Column


class EvidenceFile(NamedTuple):
    """`content` is None where the file cannot be read, `columns` where it holds no usable rows."""

    pointer: str
    declared: dict[str, Any]
    content: bytes | None = None
    columns: dict[str, Column] | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def kind(self) -> str:
        return str(self.declared["kind"])

    @property
    def file(self) -> str:
        return str(self.declared["file"])

    @property
    def rows(self) -> int:
        return len(next(iter(self.columns.values()))) if self.columns else 0


def evidence_file(directory: Path, pointer: str, declared: dict[str, Any]) -> EvidenceFile:
    """Reads a declared file; whatever is wrong with it stands in `faults`."""
    content = None
    try:
        content = read(directory / declared["file"], MOST_BYTES, missing="LX022", large="LX027")
        return EvidenceFile(pointer, declared, content, columns(content, declared["kind"]))
    except RefusedError as refused:
        return EvidenceFile(pointer, declared, content, faults=_placed(refused, pointer, declared["file"]))


def is_readable(declared: Any) -> bool:
    """Whether an entry of the record's list says enough to look for the file, and no path that leaves the directory."""
    if not isinstance(declared, dict):
        return False
    name = declared.get("file")
    plain = isinstance(name, str) and Path(name).name == name and name.endswith(".parquet") and name.isascii()
    return plain and str(declared.get("kind")) in REQUIRED


def _placed(refused: RefusedError, pointer: str, file: str) -> tuple[Fault, ...]:
    """Faults of the content stand in the evidence file, those of the file itself at its entry in the record."""
    return tuple(
        fault._replace(file=file) if fault.code in ("LX025", "LX026")
        else fault._replace(pointer=f"{pointer}/file", found=f"{file}: {fault.found}")
        for fault in refused.faults
    )
