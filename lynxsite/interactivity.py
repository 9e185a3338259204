"""Throughput against interactivity: tokens per second in all over those of one user, by requests in flight."""

from typing import Any

from lynxschema.leaves import state_of
from lynxschema.lengths import lengths
from lynxschema.mean import mean
from lynxschema.numeral import significant, whole

Record = dict[str, Any]
LEAST = 3
"""Points that make a curve."""
UNIT = "output_tokens/s"


def interactivity(record: Record) -> Record | None:
    """Data of the chart, its rows for the table, and its words; None where there are too few points."""
    found = sorted(filter(None, map(_placed, record["operating_points"])), key=lambda row: row["flight"])
    if len({row["flight"] for row in found}) < LEAST:
        return None
    ends = [significant(each) for each in (found[0]["user"], found[-1]["user"])]
    return {
        "data": {"points": found},
        "rows": [(whole(row["flight"]), significant(row["user"]), significant(row["all"]), row["lengths"])
                 for row in found],
        "alternative": f"Tokens per second in all over tokens per second of one user, from {found[0]['flight']} in "
                       f"flight ({ends[0]} each) to {found[-1]['flight']} ({ends[1]} each); the table below holds the "
                       "same.",
    }


def _placed(point: Record) -> Record | None:
    """None for what is no result under a closed load, or counted no tokens."""
    rates = {rate["unit"]: rate["value"] for rate in point["headline"].get("further_throughput", [])}
    users = [trial.get("generation", {}).get("decode_tokens_per_s_per_user", {}) for trial in point["trials"]]
    closed = point["load"]["kind"] == "closed" and point["purpose"] == "result"
    if not closed or UNIT not in rates or any(state_of(user) or not user for user in users):
        return None
    return {"flight": point["load"]["concurrency"], "user": mean(users), "all": rates[UNIT], "lengths": lengths(point)}
