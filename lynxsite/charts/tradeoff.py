"""Throughput against time, by precision: one point per result, a line along each executor's batches or loads."""

from typing import Any

import altair as alt

PRECISION = "precision, weights/compute"
# Lines take the stroke channel: a colour that several layers share would make a second legend.
_STROKE = alt.Stroke("precision:N", legend=None)


def specification(named: str = PRECISION) -> dict[str, Any]:
    """Vega-Lite over the named data `results`; its members are those of `lynxsite.tradeoff.Dot`.

    `named` titles the legend: what a colour stands for.
    """
    base = alt.Chart(alt.NamedData("results")).encode(
        x=alt.X("ms:Q", scale=alt.Scale(type="log", nice=False, padding=16), title="p50, milliseconds (logarithmic)",
                axis=alt.Axis(format="~g", tickCount=6)),
        y=alt.Y("rate:Q", scale=alt.Scale(type="log", nice=False, padding=16), title="throughput (logarithmic)",
                axis=alt.Axis(format="~s", tickCount=6)),
    )
    layers = [_lines(base), _spread(base), _dots(base, named)]
    return alt.layer(*layers).properties(width="container", height=320).to_dict()


def _lines(base: alt.Chart) -> Any:
    return base.mark_line(strokeWidth=1.5, opacity=0.55).encode(stroke=_STROKE, detail="series:N", order="order:Q")


def _spread(base: alt.Chart) -> Any:
    return base.mark_rule(strokeWidth=1.5).encode(stroke=_STROKE, y="low:Q", y2="high:Q")


def _dots(base: alt.Chart, named: str) -> Any:
    return base.mark_point(size=90, filled=True, opacity=1).encode(
        color=alt.Color("precision:N", title=named),
        shape=alt.Shape("precision:N", title=named),
        href="href:N",
        tooltip=[
            alt.Tooltip("precision:N", title="precision"), alt.Tooltip("executor:N", title="executor"),
            alt.Tooltip("condition:N", title="operating point"), alt.Tooltip("ms:Q", title="p50, ms", format=".4~g"),
            alt.Tooltip("rate:Q", title="per second", format=",.4~g"),
        ],
    )
