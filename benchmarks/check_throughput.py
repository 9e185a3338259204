"""How many submissions `lynx check` judges in a second, recomputing every figure, and how much memory that takes.

Generated submissions (`benchmarks/parts/registry.py`; 40 differ, the rest are copies), or with `--of DIR` copies of
measured ones, are checked three times by the command as a user starts it: afresh with `--no-cache`, then twice with a
cache of its own, of which the second run finds nothing changed. Rates count whole wall time, start-up included;
beside the fresh one stands the CPU time of a submission, which a busy machine does not change as much, and that time
over the one in which Python's own reader parses a record, the mean of some, which compares machines. Memory is the
greatest sum over all processes at one time. Targets: 250/s on two cores, 5,000/s unchanged, 400 MB.
"""

import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from timeit import timeit
from typing import Any

import click

from benchmarks.parts.memory import Cost, run
from benchmarks.parts.registry import DIFFERENT, copies, write
from lynxschema.mean import mean

TARGET, UNCHANGED, MOST_MB = 250, 5000, 400
CHECK = [sys.executable, "-c", "import sys; from lynxschema.cli import main; main(sys.argv[1:])", "check"]


@click.command()
@click.option("--n", "number", default=1000, show_default=True, help="Submissions.")
@click.option("--rows", default=10_000, show_default=True, help="Rows of samples of each.")
@click.option("--points", default=8, show_default=True, help="Operating points of each.")
@click.option("--of", type=click.Path(path_type=Path, exists=True), help="Copy the submissions below this instead.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def main(number: int, rows: int, points: int, of: Path | None, form: str) -> None:
    """Generate, check and print the rates."""
    with TemporaryDirectory() as home:
        registry = Path(home) / "submissions"
        made = list(copies(registry, number, of) if of else write(registry, number, points, rows))
        records = [next(lab.rglob("submission.json")) for lab in made[:DIFFERENT]]
        os.environ["XDG_CACHE_HOME"] = str(Path(home) / "cache")
        found = {"figure": "check_throughput", "n": number,
                 **({"of": of.name} if of else {"rows": rows, "points": points}),
                 "record_bytes": mean([record.stat().st_size for record in records]),
                 **measure(registry, number, mean([parsing_s(record) for record in records]))}
    click.echo(json.dumps(found, indent=2) if form == "json" else text(found))


def measure(registry: Path, number: int, parsing: float) -> dict[str, Any]:
    """Rates, CPU time and memory of the three checks; `parsing` is the time of one record in s."""
    costs = [timed(registry, *more) for more in (["--no-cache"], [], [])]
    fresh, filling, unchanged = (number / wall for wall, _ in costs)
    rates = {"per_s": fresh, "filling_per_s": filling, "unchanged_per_s": unchanged}
    each, memory = costs[0][1].cpu_s / number, max(cost.peak_bytes for _, cost in costs) / 1e6
    met = rates["per_s"] >= TARGET and rates["unchanged_per_s"] >= UNCHANGED and memory <= MOST_MB
    return {**rates, "cpu_ms_each": each * 1e3, "unchanged_cpu_ms_each": costs[2][1].cpu_s * 1e3 / number,
            "over_parsing": each / parsing, "peak_mb": memory,
            "cpus": len(os.sched_getaffinity(0)), "met": met}


def timed(registry: Path, *more: str) -> tuple[float, Cost]:
    """Wall time in s and cost of one check; raises CalledProcessError where a submission is rejected."""
    begin = perf_counter()
    cost = run([*CHECK, str(registry), *more])
    return perf_counter() - begin, cost


def parsing_s(record: Path) -> float:
    """CPU time in s that `json.loads` takes for a record, the least of some."""
    content = record.read_bytes()
    return min(timeit(lambda: json.loads(content), timer=process_time, number=1) for _ in range(50))


def text(found: dict[str, Any]) -> str:
    """Two lines for people."""
    return (f"check_throughput: {found['per_s']:.0f}/s on {found['cpus']} CPUs ({found['cpu_ms_each']:.1f} ms of CPU "
            f"each, {found['over_parsing']:.1f} times json.loads), n {found['n']}, {_subject(found)}, a record of "
            f"{found['record_bytes'] / 1e3:.0f} kB; at most {found['peak_mb']:.0f} MB in all processes; "
            f"target {TARGET}/s, {MOST_MB} MB\n"
            f"check_throughput: unchanged {found['unchanged_per_s']:.0f}/s ({found['unchanged_cpu_ms_each']:.2f} ms of "
            f"CPU each), and {found['filling_per_s']:.0f}/s where the cache is filled; target {UNCHANGED}/s")


def _subject(found: dict[str, Any]) -> str:
    return f"copies of {found['of']}" if "of" in found else f"{found['rows']:,} rows, {found['points']} points"


if __name__ == "__main__":
    main()
