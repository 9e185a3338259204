"""Tokens per second in all over tokens per second of one user; a line per length profile, a dot per concurrency."""

from typing import Any

import altair as alt


def specification() -> dict[str, Any]:
    """Vega-Lite over the named data `points` (flight, user, all, lengths)."""
    base = alt.Chart(alt.NamedData("points")).encode(
        x=alt.X("user:Q", title="tokens per second of one user", scale=alt.Scale(zero=False, padding=14)),
        y=alt.Y("all:Q", title="output tokens per second in all", scale=alt.Scale(zero=False, padding=14)),
        color=alt.Color("lengths:N", title="tokens"),
    )
    dots = base.mark_point(size=80, filled=True, opacity=1).encode(tooltip=[
        alt.Tooltip("flight:Q", title="in flight"), alt.Tooltip("user:Q", title="of one user", format=",.4~g"),
        alt.Tooltip("all:Q", title="in all", format=",.4~g"), alt.Tooltip("lengths:N", title="tokens"),
    ])
    names = base.mark_text(align="left", dx=8, dy=-8).encode(text="flight:Q")
    lines = base.mark_line(strokeWidth=1.5).encode(order="flight:Q")
    return alt.layer(lines, dots, names).properties(width="container", height=300).to_dict()
