"""Templates: every value is escaped, for every value may be hostile."""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import orjson
from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from markupsafe import Markup

from lynxschema.numeral import significant, whole
from lynxsite.label import label, title
from lynxsite.rows import rows


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("lynxsite"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )
    environment.filters["label"] = lambda key: title(label(key))
    environment.filters["significant"] = significant
    environment.filters["whole"] = whole
    environment.filters["rows"] = rows
    environment.filters["quoted"] = _quoted
    environment.policies["json.dumps_function"] = _json
    return environment


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    """For an address's query; the same few results stand on many pages."""
    return quote_plus(text)


def keep(home: Path) -> None:
    """Keep compiled templates in a directory, for the next build."""
    home.mkdir(parents=True, exist_ok=True)
    _environment().bytecode_cache = FileSystemBytecodeCache(str(home))


def _json(content: Any, **_: Any) -> str:
    """For `tojson`, which escapes it for HTML."""
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS).decode()


def render(template: str, **values: Any) -> Markup:
    """HTML of one template, safe to stand in another."""
    return Markup(_environment().get_template(template).render(**values))  # noqa: S704 - autoescaped
