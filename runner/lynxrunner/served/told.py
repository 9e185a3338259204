"""What a run at an endpoint ends with where its executor stays unknown: the figures, what is missing, a template."""

import json
import shlex
from collections.abc import Sequence
from pathlib import Path

from lynxrunner.findings import invalid
from lynxrunner.served.statement import TEMPLATE
from lynxrunner.state import Record
from lynxschema.leaves import state_of

FIGURES = ("ttft_ms", "tpot_ms", "itl_ms", "latency_ms")


def incomplete(directory: Path, lacking: Sequence[str], form: str, template: Path = TEMPLATE) -> str:
    """For a reader or a program."""
    points = json.loads((directory / "submission.json").read_bytes())["operating_points"]
    claims, told = list(map(_figures, points)), list(invalid(points))
    if form == "json":
        found = {"directory": str(directory), "profile": "draft", "undisclosed": list(lacking), "accepted": False,
                 "claims": claims, "told": told}
        return json.dumps({"submissions": [found]}, indent=2, ensure_ascii=False)
    return "\n".join([
        *claims, *(f"  {line}" for line in told),
        f"  A draft and no result: nobody disclosed {', '.join(lacking)}.",
        f"  Kept in {shlex.quote(str(directory))}. State what is missing in a file like this one, and run again with "
        "--disclose FILE.toml:",
        "", template.read_text(encoding="utf-8"),
    ])


def _figures(point: Record) -> str:
    headline = point["headline"]
    times = [f"{name[:-3].upper()} p50 {found['p50']['value']:.4g} ms" for name in FIGURES
             if not state_of(found := headline.get(name, {})) and "p50" in found]
    rates = [headline["throughput"], *headline.get("further_throughput", ())]
    told = [*times, *(f"{rate['value']:,.4g} {rate['unit']}" for rate in rates)]
    return f"{point['id']}: {', '.join(told)}"
