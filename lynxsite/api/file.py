"""The files of the data, by their address below the site's root."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from lynxsite import index, older
from lynxsite.api import controlled, errata, feed, frame, llms, results
from lynxsite.decision import Weighed, by_workload, choices
from lynxsite.imprint import Imprint
from lynxsite.registry import Registry

BASE = "api/v1"
SCHEMAS = Path(__file__).parent / "schema"
"""A schema of each JSON file, published beside them."""


def files(registry: Registry, imprint: Imprint) -> Iterator[tuple[str, bytes]]:
    """Address and content; the table's own index is the same as the operating points."""
    values = index.columns(registry.results)
    columns, table = index.encoded(registry.results, values), frame.table(values)
    yield "results/index.json", columns
    yield f"{BASE}/operating_points.json", columns
    yield f"{BASE}/operating_points.csv", frame.csv(table)
    yield f"{BASE}/operating_points.parquet", frame.parquet(table)
    if registry.older:
        yield f"{older.BASE}/index.json", older.index(registry)
    yield f"{BASE}/results.json", _json(results.results(registry))
    yield f"{BASE}/controlled.json", _json(controlled.controlled(registry))
    for name, fields in by_workload(registry).items():
        yield f"{BASE}/choices/{name}.json", _json(_choices(registry, name, fields))
    yield f"{BASE}/errata.json", _json(errata.errata(registry))
    yield from (_schema(file, f"{BASE}/schema/{file.name}", imprint) for file in sorted(SCHEMAS.glob("*.json")))
    yield "feed.xml", feed.feed(registry, imprint)
    yield "llms.txt", llms.text(imprint).encode()


def _schema(file: Path, address: str, imprint: Imprint) -> tuple[str, bytes]:
    """A schema whose `$id` is where this site publishes it, if the site knows its own address."""
    identity = {"$id": imprint.url + address} if imprint.url else {}
    return address, orjson.dumps({**identity, **orjson.loads(file.read_bytes())}, option=orjson.OPT_INDENT_2)


def _choices(registry: Registry, name: str, fields: list[Weighed]) -> dict[str, Any]:
    states = (result.state for field in fields for result in field.results)
    sizes = [(len(field.results), field.total) for field in fields]
    found: dict[str, Any] = registry.memo.made(states, partial(choices, name, fields), "choices", name, sizes)
    return found


def _json(content: Any) -> bytes:
    return orjson.dumps(content)
