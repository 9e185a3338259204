"""The files of machines that the capture is tested on: written from the shapes that such machines show."""

from pathlib import Path

from lynxrunner.capture.tree import Tree
from tests.runner.machines.amd import EPYC
from tests.runner.machines.board import BOARD
from tests.runner.machines.cloud import CLOUD
from tests.runner.machines.container import CONTAINER
from tests.runner.machines.intel import TWO_SOCKETS
from tests.runner.machines.laptop import HYBRID
from tests.runner.machines.parts import COMMON, CPU, Files, cpufreq, topology

XEON = """processor\t: 0
vendor_id\t: GenuineIntel
model name\t: Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz
microcode\t: 0xd000390
cpu MHz\t\t: 2000.000
flags\t\t: fpu sse4_2 avx f16c fma avx2 avx512f avx512_vnni secret_flag{hypervisor}

processor\t: 1
cpu MHz\t\t: 3000.000
"""
GRAVITON = """processor\t: 0
Features\t: fp asimd asimdhp asimddp sve i8mm bf16
CPU implementer\t: 0x41
CPU part\t: 0xd40
"""
RAPL = "sys/class/powercap/intel-rapl:0"

MACHINES: dict[str, Files] = {
    "virtual": COMMON | topology(2, 1) | {
        "proc/cpuinfo": XEON.format(hypervisor=" hypervisor"),
        "sys/devices/system/clocksource/clocksource0/available_clocksource": "tsc kvm-clock",
    },
    "bare": COMMON | topology(4, 2) | cpufreq(800000, 3200000) | {
        "proc/cpuinfo": XEON.format(hypervisor=""),
        f"{CPU}/intel_pstate/no_turbo": "1",
        f"{CPU}/cpu0/thermal_throttle/core_throttle_count": "3",
        f"{RAPL}/energy_uj": "12345", f"{RAPL}/constraint_0_power_limit_uw": "205000000",
        "sys/class/hwmon/hwmon0/name": "coretemp", "sys/class/hwmon/hwmon0/temp1_input": "61000",
    },
    "laptop": COMMON | topology(4, 2) | cpufreq(3200000, 3200000) | {
        "proc/cpuinfo": XEON.format(hypervisor=""), "sys/class/power_supply/BAT0/status": "Discharging",
    },
    "graviton": COMMON | topology(2, 1) | {
        "proc/cpuinfo": GRAVITON, "sys/class/dmi/id/sys_vendor": "Amazon EC2",
        "sys/class/dmi/id/product_name": "c7g.large",
        "sys/hypervisor/type": "xen",
    },
    "quota": COMMON | topology(4, 2) | {
        "proc/cpuinfo": XEON.format(hypervisor=""), ".dockerenv": "",
        "proc/self/cgroup": "0::/\n", "sys/fs/cgroup/cgroup.controllers": "cpu memory",
        "sys/fs/cgroup/cpu.max": "150000 100000", "sys/fs/cgroup/memory.max": "1073741824",
        "sys/fs/cgroup/cpu.stat": "usage_usec 5\nnr_throttled 7\n",
    },
    "quota_v1": COMMON | topology(4, 2) | {
        "proc/cpuinfo": XEON.format(hypervisor=""), "proc/1/cgroup": "4:memory:/docker/ab12",
        "proc/self/cgroup": "4:memory:/docker/ab12\n1:cpu:/docker/ab12\n",
        "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "200000", "sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000",
        "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712",
        "sys/fs/cgroup/cpu/cpu.stat": "nr_throttled 1\n",
    },
    "nested": COMMON | topology(8, 2) | {
        "proc/cpuinfo": XEON.format(hypervisor=""), "proc/self/cgroup": "0::/kubepods/pod7/runner\n",
        "sys/fs/cgroup/cgroup.controllers": "cpuset cpu memory",
        "sys/fs/cgroup/kubepods/cpu.max": "600000 100000", "sys/fs/cgroup/kubepods/cpu.stat": "nr_throttled 5\n",
        "sys/fs/cgroup/kubepods/pod7/cpu.max": "150000 100000", "sys/fs/cgroup/kubepods/pod7/memory.max": "2147483648",
        "sys/fs/cgroup/kubepods/pod7/cpu.stat": "nr_throttled 2\n",
        "sys/fs/cgroup/kubepods/pod7/cpuset.cpus": "0-1,4", "sys/fs/cgroup/kubepods/pod7/cpuset.cpus.effective": "0-1",
        "sys/fs/cgroup/kubepods/pod7/runner/cpu.max": "max 100000",
        "sys/fs/cgroup/kubepods/pod7/runner/memory.max": "max",
        "sys/fs/cgroup/kubepods/pod7/runner/cpuset.cpus": "",
    },
    "nothing": {},
    "hybrid_laptop": HYBRID, "two_sockets": TWO_SOCKETS, "epyc": EPYC, "board": BOARD, "cloud": CLOUD,
    "container": CONTAINER,
}


def machine(name: str, root: Path) -> Tree:
    """Write a machine's files below `root`."""
    for path, text in MACHINES[name].items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return Tree(root, affinity=2)
