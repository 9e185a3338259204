"""What a change does to a registry: the paths that moved, and what stood there before."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

from lynxschema.finding import Fault
from lynxschema.load.file import RefusedError
from lynxschema.load.strict_json import parse
from lynxschema.tree import RECORD
from lynxschema.tree import SUBMISSIONS as SUBMISSIONS

Kind = Literal["added", "modified", "deleted"]
Read = Callable[[str], bytes | None]
SUBMITTER = "submitter.json"
ERRATA = "errata.json"


class Change(NamedTuple):
    """One path, relative to the registry's root, with `/` between its parts."""

    path: str
    kind: Kind

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.path.split("/"))

    @property
    def submitter(self) -> str | None:
        """Id of the submitter whose directory the path is in; None elsewhere."""
        return self.parts[1] if self.parts[0] == SUBMISSIONS and len(self.parts) > 2 else None

    @property
    def result(self) -> str | None:
        """Directory of the submission that the path is in; None elsewhere."""
        return "/".join(self.parts[:3]) if self.parts[0] == SUBMISSIONS and len(self.parts) > 3 else None


class ChangeSet(NamedTuple):
    """All changes between a base and now. `author` is None where nobody says who made them."""

    changes: tuple[Change, ...]
    before: Mapping[str, str]
    """Path -> id of its content, alike for equal contents, of every file below submissions/ at the base."""
    after: Mapping[str, str]
    """The same as it is now."""
    base: Read
    """Content of a path at the base; None where there was none."""
    now: Read
    """Content of a path now; None where there is no readable file."""
    author: str | None = None

    @property
    def submitters(self) -> list[str]:
        """Ids of the submitters whose directories the change touches, in the order of the paths."""
        return list(dict.fromkeys(change.submitter for change in self.changes if change.submitter))

    @property
    def results(self) -> list[str]:
        """Directories of the submissions that the change touches and leaves in place, in the order of the paths."""
        touched = dict.fromkeys(change.result for change in self.changes if change.result)
        return [path for path in touched if path and self.holds(path)]

    def merged(self, directory: str) -> bool:
        """Whether a submission stood there at the base."""
        return f"{directory}/{RECORD}" in self.before

    def holds(self, directory: str) -> bool:
        """Whether any file stands there now."""
        return any(path.startswith(f"{directory}/") for path in self.after)

    def of_submitter(self, submitter: str) -> Iterator[str]:
        """Directories of all submissions of a submitter as they are now."""
        for path in self.after:
            parts = path.split("/")
            if parts[1:2] == [submitter] and parts[3:] == [RECORD]:
                yield "/".join(parts[:3])


def document(content: bytes | None) -> dict[str, Any] | None:
    """An object of strict JSON; None where the content is anything else."""
    try:
        found = parse(content).document if content is not None else None
    except RefusedError:
        return None
    return found if isinstance(found, dict) else None


def against(content: bytes | None) -> tuple[Fault, ...]:
    """What strict JSON has against the content of a file."""
    try:
        parse(content or b"")
    except RefusedError as refused:
        return refused.faults
    return ()
