"""What the examination looks at, gathered once: every row is a function of this alone."""

from dataclasses import dataclass
from typing import Any

from lynxrunner.capture.noise import noise, reading
from lynxrunner.capture.tree import Tree
from lynxrunner.doctor.spin import Spin, spin
from lynxrunner.energy.find import Found, survey
from lynxrunner.state import Record


@dataclass(frozen=True)
class Sight:
    """The machine's files, what changed while the probe ran, the probe, the meters, the runtimes and why not."""

    tree: Tree
    noise: Record
    spin: Spin
    meters: dict[str, Found]
    runtimes: list[dict[str, Any]]


def look(seconds: float = 2.0) -> Sight:
    """At this machine; takes the probe's `seconds`."""
    from lynxschema.commands.list import runtimes

    tree = Tree()
    before = reading(tree)
    probed = spin(seconds)
    return Sight(tree, noise(tree, before, reading(tree)), probed, survey(tree), runtimes())
