"""What all submissions of one call share."""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version

from lynxrunner.assemble.sources import sources
from lynxrunner.capture.hardware import hardware
from lynxrunner.capture.tree import Tree
from lynxrunner.checkout import commit
from lynxrunner.state import Record, not_applicable, not_measured


@dataclass(frozen=True)
class Session:
    """Who measured, when, by which command, on which machine; captured once, shared byte for byte."""

    submitter: Record
    command: str
    hardware: Record
    energy: Record = field(default_factory=lambda: not_measured("not_requested", "no meter was looked for"))
    stated: dict[str, Record] = field(default_factory=dict)
    notes: str | None = None
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    started_at: str = field(default_factory=lambda: datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))

    @classmethod
    def begin(cls, submitter: Record, command: str, device: str = "cpu") -> "Session":
        """Capture the machine now. Raises RunError for a device that cannot be disclosed."""
        return cls(submitter, command, hardware(Tree(), device))

    def provenance(self, profile: str, points: int) -> Record:
        """The contract's `provenance`."""
        return {
            "profile": profile,
            "harness": {"name": "lynxbench", "version": version("lynxbench"), "commit": commit()},
            "command": self.command,
            "started_at": self.started_at,
            "session_id": self.id,
            "imported": not_applicable("measured by this harness"),
            "sources": sources(points, self.stated),
            **({"notes": self.notes} if self.notes else {}),
        }
