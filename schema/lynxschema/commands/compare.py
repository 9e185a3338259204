"""`lynx compare`: two or more submissions side by side."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from lynxschema.load.submission import Submission

Record = dict[str, Any]


@click.command(epilog="Exit status: 0 compared, 2 could not run.")
@click.argument("first", type=click.Path(path_type=Path))
@click.argument("others", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help="Form of the output.")
@click.option("--all", "every", is_flag=True, help="Show every leaf that differs, caveats too.")
def compare(first: Path, others: tuple[Path, ...], form: str, every: bool) -> None:
    """Compare submissions with the first: verdict, differing factors, ratios with their 95 % intervals.

    \b
    Examples:
      lynx compare drafts/local/*--fp32--* drafts/local/*--int8--*
      lynx compare A B --format json
    """
    from lynxschema.comparison import comparison

    base = _loaded(first)
    found = [comparison(base, _loaded(other)) for other in others]
    click.echo(json.dumps(found, indent=1) if form == "json" else "\n\n".join(_text(one, every) for one in found))


def _loaded(path: Path) -> "Submission":
    from lynxschema.check import check_submission
    from lynxschema.load.submission import load

    directory = path.parent if path.name == "submission.json" else path
    faults = [found for found in check_submission(directory, "draft") if found.severity == "error"]
    if faults:
        why = f"{directory}: not accepted ({faults[0].code}: {faults[0].found})"
        raise click.UsageError(_safe(f"{why}; see lynx check --profile draft {directory}"))
    return load(directory)


def _text(found: Record, every: bool) -> str:
    lines = [f"A  {found['first']}", f"B  {found['second']}", f"   {found['quality']}"]
    for point in found["points"]:
        names = " / ".join(dict.fromkeys(point["points"]))
        lines += ["", names, f"  {point['verdict']}", *map(_ratio, point["ratios"])]
        lines += [f"  {name} {said}" for name, said in zip("AB", point["rooflines"], strict=True) if said]
    lines += ["", "what differs", *_leaves(found["differences"], every)]
    if every:
        lines += ["caveats", *_leaves(found["caveats"], every)]
    elif found["caveats"]:
        lines.append(f"  {_conditions(len(found['caveats']))} (--all shows them)")
    return "\n".join(map(_safe, lines))


def _conditions(count: int) -> str:
    many = f"{count} conditions of the machines differ or are unknown"
    return "1 condition of the machines differs or is unknown" if count == 1 else many


def _leaves(rows: list[Record], every: bool) -> list[str]:
    """One line per leaf; without --all, what only one of the two has is gathered by its group."""
    lone = [row for row in rows if "absent" in (row["first"], row["second"])]
    shown = [f"  {_named(row)}: {_value(row['first'])} | {_value(row['second'])}"
             for row in rows if every or row not in lone]
    groups = Counter((_group(row), row["factor"], "B" if row["first"] == "absent" else "A") for row in lone)
    gathered = [f"  {factor:<16}{pointer}: only {side} has it ({count} leaves; --all shows them)"
                for (pointer, factor, side), count in groups.items()]
    return shown + ([] if every else gathered)


def _named(row: Record) -> str:
    return f"{row['factor']:<16}{row['pointer']}"


def _group(row: Record) -> str:
    """/executor/precision/conversions/0/tool -> /executor/precision/conversions."""
    return "/".join(str(row["pointer"]).split("/")[:4])


def _ratio(row: Record) -> str:
    line = f"  {row['figure']:<28}{row['first']:>12.4g}{row['second']:>12.4g}"
    if "ratio" not in row:
        return f"{line}   not ranked"
    interval = f" ({row['low']:.3g} to {row['high']:.3g})" if row["low"] is not None else " (one trial: no interval)"
    return f"{line}   B/A {row['ratio']:.3g}{interval}{'  tie' if row['tie'] else ''}"


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _safe(line: str) -> str:
    """A submission's text never drives the terminal."""
    from lynxschema.report.printable import printable

    return printable(line)
