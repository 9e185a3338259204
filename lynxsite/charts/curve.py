"""Latency over the offered rate, a line per percentile; results and steps of a search by the shape of their dots."""

from typing import Any

import altair as alt


def specification() -> dict[str, Any]:
    """Vega-Lite over the named data `latencies` (rate, percentile, ms, kind) and `bound` (ms)."""
    base = alt.Chart(alt.NamedData("latencies")).encode(
        x=_logarithmic(alt.X, "rate:Q", "requests offered per second (logarithmic)", "~s"),
        y=_logarithmic(alt.Y, "ms:Q", "latency from the schedule, ms (logarithmic)", "~g"),
        color=alt.Color("percentile:N", title="percentile"),
    )
    bound = alt.Chart(alt.NamedData("bound")).mark_rule(strokeDash=[5, 3]).encode(y="ms:Q")
    return alt.layer(base.mark_line(strokeWidth=1.5), _dots(base), bound).properties(
        width="container", height=300).to_dict()


def _dots(base: Any) -> Any:
    return base.mark_point(size=80, filled=True, opacity=1).encode(
        shape=alt.Shape("kind:N", title="measured as"),
        tooltip=[
            alt.Tooltip("rate:Q", title="offered per second", format=",.4~g"), alt.Tooltip("percentile:N"),
            alt.Tooltip("ms:Q", title="ms", format=".4~g"), alt.Tooltip("kind:N", title="measured as"),
        ],
    )


def _logarithmic(channel: Any, field: str, title: str, form: str) -> Any:
    return channel(field, scale=alt.Scale(type="log", nice=False, padding=14), title=title,
                   axis=alt.Axis(format=form, tickCount=6))
