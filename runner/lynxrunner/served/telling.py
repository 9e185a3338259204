"""Progress of a running trial: told by its process, shown by the runner on a terminal."""

import json
import os
import sys
from time import monotonic

import numpy as np

from lynxrunner.child import Told
from lynxrunner.served.course import Course, Tell
from lynxrunner.state import Record

EVERY_S = 1.0
LATEST = 200
SHOWN = {"p50_ms": 0.5, "p99_ms": 0.99}
CLEAR = "\r\x1b[2K"


def teller(descriptor: int) -> Tell:
    """Writes how many requests have ended and how long the latest took, once a second at most."""
    last = monotonic()

    def tell(course: Course) -> None:
        nonlocal last
        if (now := monotonic()) - last < EVERY_S or not course.times:
            return
        last = now
        phase = "warm-up" if course.first is None else "steady"
        latest = np.sort(course.times[-LATEST:]) / 1e6
        times = {name: float(latest[int(len(latest) * part)]) for name, part in SHOWN.items()}
        line = json.dumps({"ended": len(course.sent), "phase": phase, **times})
        os.write(descriptor, f"{line}\n".encode())

    return tell


def shown(what: str) -> Told | None:
    """Shows it on a terminal; a file is no place for what changes."""
    if not sys.stderr.isatty():
        return None

    def show(now: Record) -> None:
        text = f"{what}, {now['phase']}: {now['ended']} requests, p50 {now['p50_ms']:.4g} ms"
        print(f"{CLEAR}{text}", end="", file=sys.stderr, flush=True)

    return show


def say(line: str) -> None:
    """A line that stays, in place of what was shown."""
    print(f"{CLEAR if sys.stderr.isatty() else ''}{line}", file=sys.stderr, flush=True)
