"""A container on bare metal under cgroup version 2 with limits on CPU time and memory; sysfs shows the host's."""

from tests.runner.machines.intel import TWO_SOCKETS
from tests.runner.machines.parts import Files

CONTAINER: Files = TWO_SOCKETS | {
    "run/.containerenv": "", "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cgroup.controllers": "cpuset cpu memory",
    "sys/fs/cgroup/cpu.max": "200000 100000", "sys/fs/cgroup/memory.max": "4294967296",
    "sys/fs/cgroup/cpu.stat": "usage_usec 5\nnr_periods 90\nnr_throttled 4\nthrottled_usec 1200\n",
}
