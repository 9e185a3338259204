"""The registry's list of merged submissions."""

import json
from pathlib import Path
from typing import Any

FILE = "accepted.jsonl"


def acceptances(directory: Path) -> dict[str, dict[str, Any]]:
    """Lines of `accepted.jsonl` by `<submitter>/<slug>`; empty before the first acceptance.

    Raises ValueError with the line's number for a line that is no JSON object with a path.
    """
    file = directory / FILE
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return dict(_acceptance(number, line) for number, line in enumerate(lines, 1) if line.strip())


def _acceptance(number: int, line: str) -> tuple[str, dict[str, Any]]:
    try:
        row = json.loads(line)
        return "/".join(Path(row["path"]).parts[-2:]), row
    except (ValueError, KeyError, TypeError) as wrong:
        raise ValueError(f"{FILE}, line {number}: not an acceptance ({wrong})") from None
