"""What `lynx check` on one submission costs beside the bare import of the libraries that it needs.

Each pair runs two fresh processes, the order turned every time: `python -c "import jsonschema_rs, pyarrow.parquet,
numpy"` and `lynx check SUBMISSION`, on a generated submission of two operating points. The figure is the geometric
mean of the pairs' ratios of CPU time (user and system, all threads) with its 95 % t interval. Modules are compiled to
bytecode before the first pair, as an ordinary installation leaves them. Target: at most 1.5.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import click

from lynxschema.evidence import over_trials
from tests.synthetic.submission import write

TARGET = 1.5
BARE = [sys.executable, "-c", "import jsonschema_rs, pyarrow.parquet, numpy"]
CHECK = [sys.executable, "-c", "import sys; from lynxschema.cli import main; main(sys.argv[1:])", "check"]


@click.command()
@click.option("--n", "pairs", default=15, show_default=True, help="Pairs of processes.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def main(pairs: int, form: str) -> None:
    """Measure and print the ratio."""
    with TemporaryDirectory() as home, TemporaryDirectory() as bytecode:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = bytecode
        found = measure(write(Path(home), scenarios=("single_stream", "offline")), max(pairs, 2))
    click.echo(json.dumps(found, indent=2) if form == "json" else text(found))


def measure(submission: Path, pairs: int) -> dict[str, Any]:
    """The ratio over `pairs`, in CPU time and beside it in wall time, and the median of each in ms."""
    check = [*CHECK, str(submission)]
    for command in (BARE, check):
        cost(command)
    taken = [pair(check, turned=bool(number % 2)) for number in range(pairs)]
    cpu = over_trials([own[0] / bare[0] for bare, own in taken])
    wall = over_trials([own[1] / bare[1] for bare, own in taken])
    middle = {name: sorted(each[side][0] for each in taken)[pairs // 2] for side, name in enumerate(("bare", "check"))}
    return {"figure": "check_startup", "unit": "CPU time ratio", "pairs": pairs, **cpu, "wall_ratio": wall["value"],
            "cpu_ms": middle, "target": TARGET, "met": cpu["value"] <= TARGET}


def pair(check: list[str], turned: bool) -> tuple[tuple[float, float], tuple[float, float]]:
    """Costs of the bare import and of the check."""
    if turned:
        own = cost(check)
        return cost(BARE), own
    return cost(BARE), cost(check)


def cost(command: list[str]) -> tuple[float, float]:
    """CPU and wall time of a process in ms."""
    before, begin = getrusage(RUSAGE_CHILDREN), perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall, after = perf_counter() - begin, getrusage(RUSAGE_CHILDREN)
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return used * 1e3, wall * 1e3


def text(found: dict[str, Any]) -> str:
    """One line for people."""
    low, high = found["interval"]["low"], found["interval"]["high"]
    return (f"check_startup: {found['value']:.2f} ({low:.2f} to {high:.2f}) times the bare import in CPU time, "
            f"{found['cpu_ms']['check']:.0f} against {found['cpu_ms']['bare']:.0f} ms; target {TARGET}")


if __name__ == "__main__":
    main()
