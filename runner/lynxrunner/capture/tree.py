"""The file trees /proc, /sys and /etc, with a root that tests can replace."""

import os
from dataclasses import dataclass
from pathlib import Path

from lynxrunner.state import Record, not_measured


@dataclass(frozen=True)
class Tree:
    """Small text files below `root`; `cpus` is how many CPUs the process may run on."""

    root: Path = Path("/")
    affinity: int | None = None

    def read(self, path: str) -> str | None:
        """Stripped text of a file; None where it is missing or may not be read."""
        try:
            return (self.root / path).read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            return None

    def number(self, path: str) -> int | None:
        """A file's text as an integer; None where it is missing or holds something else."""
        text = self.read(path)
        return int(text) if text and text.lstrip("-").isdigit() else None

    def glob(self, pattern: str) -> list[str]:
        """Paths below the root that match, sorted, as `read` takes them."""
        return sorted(str(path.relative_to(self.root)) for path in self.root.glob(pattern))

    def exists(self, path: str) -> bool:
        """Whether there is such a file or directory."""
        return (self.root / path).exists()

    def readable(self, path: str) -> bool:
        """Whether this user may read it."""
        return os.access(self.root / path, os.R_OK)

    def why(self, path: str, virtual: bool = False) -> Record:
        """The state for a file that `read` could not give: denied, hidden by the hypervisor, or not there."""
        if self.exists(path) and not self.readable(path):
            return not_measured("permission_denied", f"{path} may not be read by this user")
        if virtual:
            return not_measured("virtualised", f"the virtual machine has no {path}")
        return not_measured("unsupported_by_platform", f"the kernel offers no {path}")

    def cpus(self) -> int:
        """CPUs that the process may run on."""
        return self.affinity or len(os.sched_getaffinity(0))
