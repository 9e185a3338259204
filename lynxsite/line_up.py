"""Results by line-up and precision: rows in which everything but the precision is equal, a column per precision."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, NamedTuple

from lynxschema.condition import batch, condition
from lynxschema.numeral import significant
from lynxsite.figure import Figure, figure
from lynxsite.quality import headline
from lynxsite.result import Result
from lynxsite.variant import named

Record = dict[str, Any]
Read = Callable[[Result], Figure | None]
MOST_ROWS, MOST_COLUMNS = 12, 8


class Cell(NamedTuple):
    """A figure of one result, and where it stands below the site's root. Quality has its metric for an interval."""

    figure: Figure
    href: str


class Row(NamedTuple):
    """An executor without its precision, at one operating point; a cell per column, None where nothing was measured."""

    executor: str
    condition: str
    cells: list[Cell | None]


class Table(NamedTuple):
    """`total` counts the rows there are, of which those with most cells and the newest are shown."""

    title: str
    columns: list[str]
    rows: list[Row]
    total: int


class Asked(NamedTuple):
    """What a table shows: of results for which `of` holds, what `read` says; a row is equal but for `apart`."""

    title: str
    of: Callable[[Result], bool]
    read: Read
    apart: tuple[str, ...] = ("precision",)


def tables(results: Iterable[Result]) -> list[Table]:
    """Throughput, times, energy and quality of a workload's results, newest first; without tables that were empty."""
    known = [result for result in results if result.signature.known]
    made = (_table(asked, _rows(asked, known)) for asked in ASKED)
    return [table for table in made if table.rows]


def _rows(asked: Asked, results: list[Result]) -> list[list[Result]]:
    """Results that are equal but for what is set apart, the newest of each precision."""
    found: dict[Hashable, dict[str, Result]] = {}
    for result in filter(asked.of, results):
        row = found.setdefault(result.signature.without(*asked.apart), {})
        row.setdefault(result.signature.part("precision"), result)
    return [list(row.values()) for row in found.values()]


def _table(asked: Asked, rows: list[list[Result]]) -> Table:
    chosen = sorted(rows, key=lambda row: -len(row))[:MOST_ROWS]
    cells = [dict(_cells(row, asked.read)) for row in chosen]
    counted = Counter(name for row in cells for name in row)
    columns = sorted(name for name, _ in counted.most_common(MOST_COLUMNS))
    ordered = sorted(zip(chosen, cells, strict=True), key=lambda one: _order(one[0][0]))
    rows_made = [(row[0], _row(asked, row[0], found, columns)) for row, found in ordered if found]
    return Table(asked.title, columns, _told_apart(rows_made), len(rows))


def _told_apart(rows: list[tuple[Result, Row]]) -> list[Row]:
    """Rows of one name are of sessions that share what nobody knows of the host: the session's begin tells which."""
    counted = Counter((row.executor, row.condition) for _, row in rows)
    return [row._replace(condition=f"{row.condition}, {_session(first)}") if counted[row.executor, row.condition] > 1
            else row for first, row in rows]


def _session(result: Result) -> str:
    date, _, time = result.submission.started_at.partition("T")
    return f"measured on {date} at {time[:5]} UTC"


def _cells(row: list[Result], read: Read) -> Iterator[tuple[str, Cell]]:
    """By the precision's name; where two have one name, the newer stands."""
    for result in reversed(row):
        found = read(result)
        if found:
            yield named("precision", result.submission), Cell(found, result.href)


def _row(asked: Asked, first: Result, found: dict[str, Cell], columns: list[str]) -> Row:
    where = "every operating point" if "operating_point" in asked.apart else condition(first.point)
    return Row(first.submission.executor, where, [found.get(name) for name in columns])


def _order(first: Result) -> tuple[str, str, float]:
    load = first.point["load"]
    return first.submission.executor, first.value("scenario"), float(load.get("rate_per_s") or batch(first.point) or 0)


def _rate(result: Result) -> Figure | None:
    return figure(result.point["headline"]["throughput"])


def _percentile(member: str, name: str) -> Read:
    def read(result: Result) -> Figure | None:
        found = result.point["headline"].get(member, {}).get(name)
        return figure(found) if found else None

    return read


def _energy(result: Result) -> Figure | None:
    found = result.point["headline"].get("joules_per_inference")
    return figure(found) if found else None


def _quality(result: Result) -> Figure | None:
    found = headline(result.submission.record)
    return Figure(significant(found[1], 4), found[0], "") if found else None


def _in(*scenarios: str) -> Callable[[Result], bool]:
    return lambda result: result.value("scenario") in scenarios


ASKED = (
    Asked("Throughput per second, offline", _in("offline"), _rate),
    Asked("Throughput per second, with a fixed number in flight", _in("concurrent"), _rate),
    Asked("p50 of the latency of a request, ms, one in flight", _in("single stream"), _percentile("latency_ms", "p50")),
    Asked("p99 of the latency of a request, ms, one in flight", _in("single stream"), _percentile("latency_ms", "p99")),
    Asked("p50 of the time to first token, ms, one in flight", _in("single stream"), _percentile("ttft_ms", "p50")),
    Asked("p50 of the time per output token, ms, one in flight", _in("single stream"), _percentile("tpot_ms", "p50")),
    Asked("p99 of the latency of a request, ms, at each rate", _in("server"), _percentile("latency_ms", "p99")),
    Asked("Energy per inference, J", lambda result: result.value("energy") is not None, _energy),
    Asked("Quality of what ran", lambda result: result.value("quality") is not None, _quality,
          ("precision", "operating_point")),
)
