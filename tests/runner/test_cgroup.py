"""Limits of control groups: the narrowest of a group and of those above it."""

from pathlib import Path

import pytest

from lynxrunner.capture import cgroup
from lynxrunner.capture.noise import noise, reading
from lynxrunner.doctor import company
from lynxrunner.doctor.sight import Sight
from tests.runner.machines import machine
from tests.runner.test_doctor import QUIET, READY

POD = "sys/fs/cgroup/kubepods/pod7"


@pytest.mark.parametrize(("name", "cpus", "memory", "periods", "cpuset"), [
    ("nested", 1.5, 2 * 2**30, 7, "0-1"), ("quota", 1.5, 2**30, 7, None), ("quota_v1", 2.0, None, 1, None),
    ("container", 2.0, 4 * 2**30, 4, None), ("bare", None, None, None, None),
])
def test_limits(
    tmp_path: Path, name: str, cpus: float | None, memory: int | None, periods: int | None, cpuset: str | None
) -> None:
    tree = machine(name, tmp_path)
    assert (cgroup.cpu_quota(tree), cgroup.memory_limit(tree)) == (cpus, memory)
    assert (cgroup.throttled_periods(tree), cgroup.cpuset(tree)) == (periods, cpuset)


def test_a_quota_of_a_parent_throttles(tmp_path: Path) -> None:
    tree = machine("nested", tmp_path)
    before = reading(tree)
    (tmp_path / POD / "cpu.stat").write_text("nr_throttled 6\n")
    found = noise(tree, before, reading(tree))
    assert found["cgroup_throttled_periods"] == 4
    row = company.affinity(Sight(tree, found, QUIET, {}, READY))
    assert row.read == "2 of 8 CPUs, cpuset 0-1"


def test_groups_above_the_namespace_are_not_looked_at(tmp_path: Path) -> None:
    tree = machine("quota", tmp_path)
    (tmp_path / "proc/self/cgroup").write_text("0::/../../other\n")
    assert cgroup.cpu_quota(tree) == 1.5
