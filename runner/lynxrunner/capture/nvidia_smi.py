"""What `nvidia-smi -q -x` says of the GPUs: the driver's own report, read by a whitelist of its elements."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from lynxrunner.errors import RunError

COMMAND = ("nvidia-smi", "-q", "-x")
LISTING = ("nvidia-smi", "-L")
LIMIT_S = 30
MISSING = ("", "N/A", "[N/A]", "Not Active", "Requested functionality has been deprecated")
_SLICE = re.compile(r"^\s+MIG (\S+)\s+Device\s+(\d+): \(UUID: (MIG-\S+)\)")


@dataclass(frozen=True)
class Gpu:
    """One `gpu` element, and the driver that reports it."""

    element: ElementTree.Element
    driver: str

    def text(self, *paths: str) -> str | None:
        """The first of the elements that says something: names have changed between drivers."""
        found = ((self.element.findtext(path) or "").strip() for path in paths)
        return next((text for text in found if text not in MISSING), None)

    def number(self, *paths: str) -> float | None:
        """A text's leading number, without its unit: `81559 MiB` -> 81559."""
        match = re.match(r"[0-9.]+", self.text(*paths) or "")
        return float(match.group()) if match else None

    def others(self, own: frozenset[int]) -> int:
        """Processes that compute on it beside `own`."""
        return len([pid for pid, kind, _ in self._processes() if "C" in kind and pid not in own])

    def shared_by_mps(self) -> bool:
        """Whether the Multi-Process Service schedules it."""
        return any("nvidia-cuda-mps-server" in name for _, _, name in self._processes())

    def _processes(self) -> Iterator[tuple[int, str, str]]:
        for each in self.element.findall("processes/process_info"):
            yield int(each.findtext("pid") or 0), each.findtext("type") or "", each.findtext("process_name") or ""


@dataclass(frozen=True)
class Slice:
    """A slice of a GPU: the board's position, its profile, its place on the board."""

    board: int
    profile: str
    place: int


def gpus(report: str) -> list[Gpu]:
    """In the order of the driver. Raises RunError where the report is none."""
    try:
        root = ElementTree.fromstring(report)  # noqa: S314 - the driver's own program wrote it
    except ElementTree.ParseError as error:
        what = f"{' '.join(COMMAND)}: no report that can be read ({error})"
        raise RunError(f"{what}; see whether the driver runs") from None
    driver = (root.findtext("driver_version") or "").strip()
    return [Gpu(element, driver) for element in root.findall("gpu")]


def slices(listing: str) -> dict[str, Slice]:
    """Slices by their name, from the lines of `nvidia-smi -L`; a board's line stands before those of its slices."""
    found, board = dict[str, Slice](), -1
    for line in listing.splitlines():
        board += line.startswith("GPU ")
        if match := _SLICE.match(line):
            found[match[3]] = Slice(board, match[1], int(match[2]))
    return found


def ask(command: tuple[str, ...]) -> str:
    """Standard output of nvidia-smi. Raises RunError where it is not there or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=LIMIT_S, check=True)
    except FileNotFoundError:
        raise RunError("nvidia-smi is not there, and without it no GPU can be disclosed; install the driver") from None
    except (subprocess.SubprocessError, OSError) as error:
        raise RunError(f"{' '.join(command)} failed ({type(error).__name__}); see whether the driver runs") from None
    return done.stdout
