"""The way from the trained model to what ran, as an inline SVG of boxes from top to bottom."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from markupsafe import Markup

from lynxschema.leaves import state_of
from lynxsite.renderer import render

Record = dict[str, Any]
HEIGHT, GAP, LETTERS = 44, 18, 46
"""Of a box and between boxes, in units of the drawing; letters that a line of a box holds."""
LATE = ("optimise", "compile", "capture")
"""Stages that work on a model whose number formats are settled."""


class Box(NamedTuple):
    """A box: what it is, what stands in it, which kind (model, step, precision, runtime), and where it begins."""

    what: str
    text: str
    kind: str
    top: int


def diagram(record: Record) -> Markup:
    """The drawing; its text alternative says the same."""
    boxes = [Box(*each, top=place * (HEIGHT + GAP) + 2) for place, each in enumerate(_boxes(record))]
    words = ", then ".join(f"{box.what}: {box.text}" for box in boxes)
    return render("toolchain.html", boxes=boxes, words=words, height=boxes[-1].top + HEIGHT + 2,
                  box=HEIGHT, gap=GAP, letters=LETTERS)


def _boxes(record: Record) -> Iterator[tuple[str, str, str]]:
    executor, model = record["executor"], record["workload"]["model"]
    steps = executor["toolchain"]["steps"]
    known = [] if state_of(steps) else steps
    yield "model", f"{model['name']}, {model['format']}", "model"
    yield from (_step(each, "step") for each in known if each["stage"] not in LATE)
    yield from (_step(each, "precision") for each in _conversions(executor["precision"]))
    yield from (_step(each, "step") for each in known if each["stage"] in LATE)
    runtime = executor["runtime"]
    yield "runs on", f"{runtime['id']} {runtime['version']}", "runtime"


def _conversions(precision: Record) -> list[Record]:
    found = precision.get("conversions", [])
    return [] if state_of(found) else list(found)


def _step(step: Record, kind: str) -> tuple[str, str, str]:
    return step["stage"].replace("_", " "), f"{step['tool']} {step['version']}", kind
