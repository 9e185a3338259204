"""Templates: every value is escaped, for every value may be hostile."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("lynxsite"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )


def render(template: str, **values: Any) -> Markup:
    """HTML of one template, safe to stand in another."""
    return Markup(_environment().get_template(template).render(**values))  # noqa: S704 - autoescaped
