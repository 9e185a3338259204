"""How times are distributed: the record's histogram, with the headline percentiles above it."""

from typing import Any

import altair as alt

BINS, HEIGHT = 64, 240
_EDGE = "datum.lowest * pow(datum.highest / datum.lowest, (datum.bin - {}) / {})"


def specification() -> dict[str, Any]:
    """Vega-Lite over the named data `histogram` (lowest, highest, counts) and `percentiles` (name, ms)."""
    return alt.layer(_bars(), _rules(), _names()).properties(width="container", height=HEIGHT).to_dict()


def _bars() -> Any:
    binned = (
        alt.Chart(alt.NamedData("histogram"))
        .transform_flatten(["counts"])
        .transform_window(bin="row_number()")
        .transform_calculate(low=_EDGE.format(1, BINS), high=_EDGE.format(0, BINS))
    )
    return binned.mark_bar(orient="vertical", binSpacing=0.5).encode(
        x=_x("low:Q"), x2="high:Q", y=alt.Y("counts:Q", title="counted", stack=None), y2=alt.datum(0),
        tooltip=[
            alt.Tooltip("low:Q", title="from, ms", format=".4~g"), alt.Tooltip("high:Q", title="to, ms", format=".4~g"),
            alt.Tooltip("counts:Q", title="counted"),
        ],
    )


def _rules() -> Any:
    return _marked().mark_rule(strokeDash=[5, 3]).encode(x=_x("ms:Q"), y=_below(), y2=alt.value(HEIGHT))


def _names() -> Any:
    names = _marked().mark_text(align="left", dx=4, baseline="top")
    return names.encode(x=_x("ms:Q"), y=_below(), text="name:N")


def _marked() -> Any:
    # Neighbours lie close where the tail is short: each name stands a line below the one before, above the bars.
    stepped = alt.Chart(alt.NamedData("percentiles")).transform_window(line="row_number()")
    return stepped.transform_calculate(below="datum.line * 13 - 70")


def _below() -> alt.Y:
    return alt.Y("below:Q", scale=None, axis=None, title=None)


def _x(field: str) -> alt.X:
    return alt.X(
        field, scale=alt.Scale(type="log", nice=False, padding=8), title="milliseconds",
        axis=alt.Axis(format="~g", tickCount=8, grid=False),
    )
