"""Unknown names, said with the closest known one."""

from collections.abc import Iterable
from difflib import get_close_matches

from lynxrunner.errors import RunError


def require(kind: str, name: str, known: Iterable[str], hint: str = "") -> str:
    """The name itself where it is known. Raises RunError with the closest known name and all of them."""
    names = sorted(known)
    if name in names:
        return name
    close = get_close_matches(name, names, n=1)
    meant = f" Did you mean {close[0]!r}?" if close else ""
    raise RunError(f"unknown {kind} {name!r}.{meant} Known: {', '.join(names) or 'none'}.{hint}")
