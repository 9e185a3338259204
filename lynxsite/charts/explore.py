"""What is filtered in the table, one figure against another; its axes and their scales are the reader's choice."""

from typing import Any

import altair as alt


def specification() -> dict[str, Any]:
    """Vega-Lite over the named data `results` (x, y, kind, name, condition, href).

    The page's script sets titles, scales and whether an axis holds dates.
    """
    chart: Any = alt.Chart(alt.NamedData("results")).mark_point(size=60, filled=True, opacity=0.8).encode(
        x=alt.X("x:Q", axis=alt.Axis(tickCount=6)), y=alt.Y("y:Q", axis=alt.Axis(tickCount=6)),
        color=alt.Color("kind:N"), shape=alt.Shape("kind:N"), href="href:N",
        tooltip=[alt.Tooltip("name:N", title="executor"), alt.Tooltip("condition:N", title="operating point"),
                 alt.Tooltip("x:N"), alt.Tooltip("y:N"), alt.Tooltip("kind:N")],
    )
    found: dict[str, Any] = chart.properties(width="container", height=360).to_dict()
    return found
