"""Operations per second over operations per byte, under the device's roof: Williams, Waterman, Patterson, 2009."""

from typing import Any

import altair as alt


def specification() -> dict[str, Any]:
    """Vega-Lite over the named data `points` (intensity, operations, limit, name, condition, href) and `roofs`."""
    roof = alt.Chart(alt.NamedData("roofs")).mark_line(strokeWidth=2, strokeDash=[6, 3]).encode(
        x=_x(), y=_y(), order="intensity:Q", stroke=alt.value("#8a8f94"))
    dots = alt.Chart(alt.NamedData("points")).mark_point(size=90, filled=True, opacity=1).encode(
        x=_x(), y=_y(), href="href:N", color=alt.Color("limit:N", title="limit", legend=alt.Legend(columns=1)),
        shape=alt.Shape("limit:N", title="limit"),
        tooltip=[
            alt.Tooltip("name:N", title="result"), alt.Tooltip("condition:N", title="operating point"),
            alt.Tooltip("intensity:Q", title="operations per byte", format=",.3~g"),
            alt.Tooltip("operations:Q", title="operations per second", format=".3~s"),
            alt.Tooltip("limit:N", title="limit"),
        ],
    )
    return alt.layer(roof, dots).properties(width="container", height=300).to_dict()


def _x() -> alt.X:
    return alt.X("intensity:Q", scale=alt.Scale(type="log", nice=False, padding=16),
                 title="operations per byte (logarithmic)", axis=alt.Axis(format="~s", tickCount=6))


def _y() -> alt.Y:
    return alt.Y("operations:Q", scale=alt.Scale(type="log", nice=False, padding=16),
                 title="operations per second (logarithmic)", axis=alt.Axis(format="~s", tickCount=6))
