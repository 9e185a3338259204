"""Generated fragments inside hand-written pages: `<!-- lynx:results -->` in the Markdown, HTML in the page."""

import re
from collections.abc import Callable, Mapping

from markupsafe import Markup

from lynxsite.registry import Registry
from lynxsite.term import linked

Fragment = Callable[[Registry, str], Markup]
"""From the registry and the relative address of the site's root, seen from the page."""
_MARKER = re.compile(r"<!--\s*lynx:([a-z-]+)\s*-->")


def is_marked(html: str, fragments: Mapping[str, Fragment]) -> bool:
    """Whether the page has a marker. Raises ValueError naming a fragment that there is not."""
    found = set(_MARKER.findall(html))
    unknown = found - fragments.keys()
    if unknown:
        raise ValueError(f"there is no fragment {', '.join(sorted(unknown))}")
    return bool(found)


def filled(html: str, fragments: Mapping[str, Fragment], registry: Registry, root: str) -> str:
    """The page with every marker replaced."""
    return _MARKER.sub(lambda marker: _apart(linked(fragments[marker[1]](registry, root), root)), html)


def _apart(content: str) -> str:
    """Not for the theme's search, which every page loads: it must not grow with the registry."""
    return f"<div data-search-exclude>{content}</div>"
