"""A figure that is stated: rows of ratios or values with their intervals, in text or JSON."""

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

import click

from lynxschema.evidence import over_trials

LEAST_FOR_AN_INTERVAL = 2


@dataclass(frozen=True)
class Target:
    """Limits that the whole 95 % interval must lie within; None where there is none."""

    low: float | None = None
    high: float | None = None

    def holds(self, low: float, high: float) -> bool:
        """Whether low..high lies within."""
        return (self.low is None or low >= self.low) and (self.high is None or high <= self.high)

    def __str__(self) -> str:
        ends = [f"{word} {end:g}" for word, end in (("at least", self.low), ("at most", self.high)) if end is not None]
        return " and ".join(ends)


@dataclass(frozen=True)
class Row:
    """One quantity of one subject: geometric mean over `n` runs, its 95 % t interval on logarithms, the median."""

    subject: str
    what: str
    unit: str
    n: int
    value: float
    median: float
    low: float
    high: float
    target: str = ""
    met: bool | None = None
    details: dict[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        aim = f"; target {self.target}: {'met' if self.met else 'MISSED'}" if self.target else ""
        more = ", ".join(f"{name} {value:.4g}" for name, value in self.details.items())
        return (f"{self.subject}: {self.what} {self.value:.4g} [{self.low:.4g}, {self.high:.4g}] {self.unit}, "
                f"n {self.n}{f' ({more})' if more else ''}{aim}")


def row(subject: str, what: str, unit: str, values: Sequence[float], target: Target | None = None,
        **details: float) -> Row:
    """A row over the `values` of at least 2 runs."""
    found = over_trials(values)
    low, high = found["interval"]["low"], found["interval"]["high"]
    aim, met = (str(target), target.holds(low, high)) if target else ("", None)
    return Row(subject, what, unit, len(values), found["value"], found["median"], low, high, aim, met, details)


@dataclass(frozen=True)
class Figure:
    """Rows, and what a reader should know beside them."""

    rows: Sequence[Row]
    notes: Sequence[str] = ()


def command(name: str, measure: Callable[[int], Figure], runs: int, help_: str) -> click.Command:
    """`python -m benchmarks.NAME [--n N] --format text|json`; `n` is at least 2."""

    @click.command(name=name, help=help_)
    @click.option("--n", default=runs, show_default=True, type=click.IntRange(min=LEAST_FOR_AN_INTERVAL), help="Runs.")
    @click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
    def main(n: int, form: str) -> None:
        with uncollected():
            found = measure(n)
        click.echo(as_json(name, found) if form == "json" else text(name, found))

    return main


@contextmanager
def uncollected() -> Iterator[None]:
    """As in a trial: no collection of garbage inside a timed loop."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def as_json(name: str, found: Figure) -> str:
    """One object: figure, rows, notes."""
    rows: list[dict[str, Any]] = [asdict(each) for each in found.rows]
    return json.dumps({"figure": name, "rows": rows, "notes": list(found.notes)}, indent=2, ensure_ascii=False)


def text(name: str, found: Figure) -> str:
    """A line per row and per note."""
    return "\n".join([*(f"{name}: {each}" for each in found.rows), *(f"{name}: {note}" for note in found.notes)])
