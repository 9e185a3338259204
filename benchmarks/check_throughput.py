"""How many submissions `lynx check` judges in a second, recomputing every figure, and how much memory that takes.

Generated submissions (`benchmarks/parts/registry.py`; 40 differ, the rest are copies of them) are checked three times
by the command as a user starts it: afresh with `--no-cache`, then twice with a cache of its own, of which the second
run finds nothing changed. Rates count whole wall time, start-up included; beside the fresh one stands the CPU time of
a submission, which a busy machine does not change as much. Memory is the greatest of any one process. Targets: 250/s
on two cores, 5,000/s unchanged, 400 MB.
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

from benchmarks.parts.registry import write

TARGET, UNCHANGED, MOST_MB = 250, 5000, 400
CHECK = [sys.executable, "-c", "import sys; from lynxschema.cli import main; main(sys.argv[1:])", "check"]


@click.command()
@click.option("--n", "number", default=1000, show_default=True, help="Submissions.")
@click.option("--rows", default=10_000, show_default=True, help="Rows of samples of each.")
@click.option("--points", default=8, show_default=True, help="Operating points of each.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def main(number: int, rows: int, points: int, form: str) -> None:
    """Generate, check and print the rates."""
    with TemporaryDirectory() as home:
        made = list(write(Path(home) / "submissions", number, points, rows))
        record = next(made[0].rglob("submission.json")).stat().st_size
        os.environ["XDG_CACHE_HOME"] = str(Path(home) / "cache")
        found = {"figure": "check_throughput", "n": number, "rows": rows, "points": points, "record_bytes": record,
                 **measure(Path(home) / "submissions", number)}
    click.echo(json.dumps(found, indent=2) if form == "json" else text(found))


def measure(registry: Path, number: int) -> dict[str, Any]:
    """Rates, CPU time and memory of the three checks."""
    (fresh, cpu), (filling, _), (unchanged, _) = (cost(registry, *more) for more in (["--no-cache"], [], []))
    rates = {"per_s": number / fresh, "filling_per_s": number / filling, "unchanged_per_s": number / unchanged}
    # Kilobytes on Linux, and of the largest process that ever ran below this one.
    memory = getrusage(RUSAGE_CHILDREN).ru_maxrss / 1e3
    met = rates["per_s"] >= TARGET and rates["unchanged_per_s"] >= UNCHANGED and memory <= MOST_MB
    return {**rates, "cpu_ms_each": cpu * 1e3 / number, "peak_mb": memory, "cpus": len(os.sched_getaffinity(0)),
            "met": met}


def cost(registry: Path, *more: str) -> tuple[float, float]:
    """Wall and CPU time in s of one check; raises CalledProcessError where a submission is rejected."""
    before, begin = getrusage(RUSAGE_CHILDREN), perf_counter()
    subprocess.run([*CHECK, str(registry), *more], check=True, stdout=subprocess.DEVNULL)
    wall, after = perf_counter() - begin, getrusage(RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def text(found: dict[str, Any]) -> str:
    """Two lines for people."""
    return (f"check_throughput: {found['per_s']:.0f}/s on {found['cpus']} CPUs ({found['cpu_ms_each']:.1f} ms of CPU "
            f"each), n {found['n']}, {found['rows']:,} rows, {found['points']} points, a record of "
            f"{found['record_bytes'] / 1e3:.0f} kB; at most {found['peak_mb']:.0f} MB a process; target {TARGET}/s, "
            f"{MOST_MB} MB\ncheck_throughput: unchanged {found['unchanged_per_s']:.0f}/s, and "
            f"{found['filling_per_s']:.0f}/s where the cache is filled; target {UNCHANGED}/s")


if __name__ == "__main__":
    main()
