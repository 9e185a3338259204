"""Temperature of the processor: x86 sensors under hwmon, those of Arm boards as thermal zones too."""

from lynxrunner.capture.hypervisor import virtual
from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record

SENSORS = ("coretemp", "k10temp", "zenpower", "cpu_thermal", "cpu-thermal", "soc_thermal", "soc-thermal")
"""hwmon drivers and types of thermal zones that measure the processor."""
ZONES = "sys/class/thermal/thermal_zone*/type"


def temperature(tree: Tree) -> Record | float:
    """Hottest sensor of the processor, in degrees Celsius."""
    read = _hwmon(tree) or _zones(tree)
    return max(read) / 1000 if read else tree.why("sys/class/hwmon", virtual(tree))


def _hwmon(tree: Tree) -> list[int]:
    names = {path: tree.read(path) for path in tree.glob("sys/class/hwmon/hwmon*/name")}
    homes = [path.removesuffix("/name") for path, name in names.items() if name in SENSORS]
    return _numbers(tree, [path for home in homes for path in tree.glob(f"{home}/temp*_input")])


def _zones(tree: Tree) -> list[int]:
    kinds = {path: tree.read(path) or "" for path in tree.glob(ZONES)}
    ours = [path for path, kind in kinds.items() if kind in SENSORS or kind.startswith(("cpu", "x86_pkg"))]
    return _numbers(tree, [path.replace("/type", "/temp") for path in ours])


def _numbers(tree: Tree, paths: list[str]) -> list[int]:
    found = (tree.number(path) for path in paths)
    return [value for value in found if value is not None]
