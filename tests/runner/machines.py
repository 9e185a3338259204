"""The files of machines that the capture is tested on: written from the shapes that such machines show."""

from pathlib import Path

from lynxrunner.capture.tree import Tree

CPU = "sys/devices/system/cpu"
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
COMMON = {
    "proc/meminfo": "MemTotal:       16000000 kB\nMemFree: 1 kB\n",
    "proc/loadavg": "0.50 0.40 0.30 1/99 7869",
    "proc/stat": "cpu  100 0 50 800 10 0 5 35 0 0\ncpu0 1 2\n",
    "proc/sys/kernel/osrelease": "6.1.0-28-amd64\n",
    "proc/sys/kernel/randomize_va_space": "2\n",
    "etc/os-release": 'NAME="Debian GNU/Linux"\nVERSION_ID="12"\n',
    "etc/hostname": "a-name-that-must-not-appear\n",
    "sys/class/dmi/id/product_serial": "SERIAL-1234\n",
    "sys/class/dmi/id/product_uuid": "d0000000-0000-0000-0000-000000000001\n",
}
RAPL = "sys/class/powercap/intel-rapl:0"


def topology(threads: int, siblings: int) -> dict[str, str]:
    """One socket whose cores have `siblings` threads each, two of cache level 2 and one of level 3."""
    files = {"sys/devices/system/node/node0/cpulist": f"0-{threads - 1}"}
    for cpu in range(threads):
        core, home = cpu // siblings, f"{CPU}/cpu{cpu}"
        files[f"{home}/topology/physical_package_id"] = "0"
        files[f"{home}/topology/thread_siblings_list"] = f"core {core}"
        files |= {f"{home}/cache/index2/level": "2", f"{home}/cache/index2/size": "1280K",
                  f"{home}/cache/index2/shared_cpu_list": f"core {core}"}
        files |= {f"{home}/cache/index3/level": "3", f"{home}/cache/index3/size": "48M",
                  f"{home}/cache/index3/shared_cpu_list": "all"}
    return files


def cpufreq(low: int, high: int, governor: str = "performance") -> dict[str, str]:
    """Clock settings in kHz."""
    home = f"{CPU}/cpu0/cpufreq"
    return {f"{home}/scaling_min_freq": str(low), f"{home}/scaling_max_freq": str(high),
            f"{home}/scaling_governor": governor, f"{home}/scaling_cur_freq": "2500000"}


MACHINES: dict[str, dict[str, str]] = {
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
    "nothing": {},
}


def machine(name: str, root: Path) -> Tree:
    """Write a machine's files below `root`."""
    for path, text in MACHINES[name].items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return Tree(root, affinity=2)
