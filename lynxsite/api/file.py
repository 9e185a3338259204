"""The files of the data, by their address below the site's root."""

from collections.abc import Iterator
from typing import Any

import orjson

from lynxsite import index, older
from lynxsite.api import controlled, feed, frame, llms, results
from lynxsite.decision import by_workload, choices
from lynxsite.registry import Registry

BASE = "api/v1"


def files(registry: Registry, url: str) -> Iterator[tuple[str, bytes]]:
    """Address and content; the table's own index is the same as the operating points."""
    table = frame.frame(registry.results)
    columns = index.encoded(registry.results)
    yield "results/index.json", columns
    yield f"{BASE}/operating_points.json", columns
    yield f"{BASE}/operating_points.csv", frame.csv(table)
    yield f"{BASE}/operating_points.parquet", frame.parquet(table)
    if registry.older:
        yield f"{older.BASE}/index.json", older.index(registry)
    yield f"{BASE}/results.json", _json(results.results(registry))
    yield f"{BASE}/controlled.json", _json(controlled.controlled(registry))
    for name, fields in by_workload(registry).items():
        yield f"{BASE}/choices/{name}.json", _json(choices(name, fields))
    yield "feed.xml", feed.feed(registry, url)
    yield "llms.txt", llms.TEXT.encode()


def _json(content: Any) -> bytes:
    return orjson.dumps(content)
