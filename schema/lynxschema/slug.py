"""The name of a submission's directory and page."""

import re
from typing import Any

Record = dict[str, Any]


def slug(record: Record) -> str:
    """`<workload>--<device>--<runtime>-<version>--<recipe>--<8 hex of executor id>-<YYYYMMDD>T<HHMM>Z`."""
    executor = record["executor"]
    runtime = executor["runtime"]
    parts = [
        record["workload"]["id"],
        executor["hardware"]["devices"][0]["id"],
        f"{runtime['id']}-{runtime['version']}",
        executor["precision"]["recipe"],
        f"{record['executor_id'][:8]}-{_stamp(record['provenance']['started_at'])}",
    ]
    return "--".join(map(_plain, parts))


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9.]+", "-", text).strip("-")


def _stamp(started_at: str) -> str:
    """2026-11-20T09:30:00Z -> 20261120T0930Z."""
    return re.sub(r"[-:]", "", started_at)[:13] + "Z"
