"""A fake powercap tree that counts what a world spends."""

from pathlib import Path

from lynxrunner.capture.tree import Tree
from tests.runner.energy.world import World

HOME = Path("sys/class/powercap")


class Rapl:
    """Zones by directory name; each has a name, a share of the world's energy and a range to wrap at."""

    def __init__(self, root: Path, world: World, range_uj: int = 262_143_328_850, start_uj: int = 0) -> None:
        self.root, self.world, self.range, self.start = root, world, range_uj, start_uj
        self.zones: dict[str, float] = {}
        world.passing.append(self.show)
        (root / "proc/sys/kernel").mkdir(parents=True)
        (root / "proc/sys/kernel/osrelease").write_text("6.1.0\n")

    def add(self, directory: str, name: str, share: float) -> None:
        home = self.root / HOME / directory
        home.mkdir(parents=True)
        (home / "name").write_text(f"{name}\n")
        (home / "max_energy_range_uj").write_text(f"{self.range}\n")
        self.zones[directory] = share
        self.show()

    def show(self) -> None:
        for directory, share in self.zones.items():
            spent = self.start + round(self.world.joules * 1e6 * share)
            (self.root / HOME / directory / "energy_uj").write_text(f"{spent % self.range}\n")

    @property
    def tree(self) -> Tree:
        return Tree(self.root, affinity=2)
