"""Places of line-ups from setting to setting: a slope chart."""

from typing import Any

import altair as alt


def specification() -> dict[str, Any]:
    """Vega-Lite over the named data `places` (setting, position, lineup, place, at, rate)."""
    base = alt.Chart(alt.NamedData("places")).encode(
        x=alt.X("setting:N", sort=alt.EncodingSortField("position", op="min"), title=None,
                axis=alt.Axis(labelAngle=0, labelExpr="split(datum.value, ', ')", labelOverlap="greedy"),
                scale=alt.Scale(type="point", padding=0.4)),
        y=_y("at:Q"),
    )
    stroke = alt.Stroke("lineup:N", legend=None)
    lines = base.mark_line(strokeWidth=2, opacity=0.7).encode(stroke=stroke, detail="lineup:N")
    dots = base.mark_point(size=110, filled=True, opacity=1).encode(
        color=alt.Color("lineup:N", title="line-up", legend=alt.Legend(columns=7)),
        shape=alt.Shape("lineup:N", title="line-up"),
        tooltip=[alt.Tooltip("name:N", title="line-up"), alt.Tooltip("setting:N", title="setting"),
                 alt.Tooltip("place:Q", title="place"), alt.Tooltip("rate:N", title="throughput")],
    )
    return alt.layer(_room(), lines, dots).properties(width="container", height=300).to_dict()


def _room() -> Any:
    # As many places as line-ups, also where ties leave the last of them empty.
    counted = alt.Chart(alt.NamedData("places")).transform_aggregate(lineups="distinct(lineup)")
    return counted.mark_point(opacity=0, tooltip=None).encode(y=_y("lineups:Q"))


def _y(field: str) -> alt.Y:
    places = alt.ExprRef("sequence(1, domain('y')[1])")
    return alt.Y(field, scale=alt.Scale(reverse=True, nice=False, zero=False, padding=14),
                 title="place by throughput (1 is best)", axis=alt.Axis(values=places, format="d"))
