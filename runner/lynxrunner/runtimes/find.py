"""Runtimes by name, from entry points."""

from importlib.metadata import entry_points

from lynxrunner.errors import RunError
from lynxrunner.names import require
from lynxrunner.runtimes.protocol import Runtime

GROUP = "lynx.runtimes"


def find(name: str) -> Runtime:
    """An instance of the named runtime. Raises RunError for an unknown one or one that cannot be imported."""
    points = {point.name: point for point in entry_points(group=GROUP)}
    point = points[require("runtime", name, points, " See: lynx list runtimes")]
    try:
        runtime: Runtime = point.load()()
    except ImportError as error:
        raise RunError(f"runtime {name!r} cannot be imported: {error}") from None
    return runtime
