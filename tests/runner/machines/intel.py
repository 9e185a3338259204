"""Bare metal with two Intel packages: intel_pstate, RAPL with dram and psys, two NUMA nodes, SMT off."""

from tests.runner.machines.parts import COMMON, CPU, Files, cpufreq

RAPL = "sys/class/powercap"


def _core(cpu: int) -> Files:
    home = f"{CPU}/cpu{cpu}"
    return {
        f"{home}/topology/physical_package_id": str(cpu // 4), f"{home}/topology/thread_siblings_list": str(cpu),
        f"{home}/thermal_throttle/core_throttle_count": "0", f"{home}/thermal_throttle/package_throttle_count": "2",
        **{path.replace("cpu0/", f"cpu{cpu}/"): text for path, text in cpufreq(800000, 3500000).items()},
    }


def _zone(name: str, label: str) -> Files:
    home = f"{RAPL}/{name}"
    return {f"{home}/name": label, f"{home}/energy_uj": "1000000", f"{home}/max_energy_range_uj": "262143328850",
            f"{home}/constraint_0_power_limit_uw": "270000000"}


TWO_SOCKETS: Files = COMMON | {
    "proc/cpuinfo": "processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: Intel(R) Xeon(R) Platinum 8480+\n"
                    "microcode\t: 0x2b000603\ncpu MHz\t\t: 2000.000\n"
                    "flags\t\t: fpu sse4_2 avx f16c fma avx2 avx512f avx512_vnni avx512_bf16 amx_tile amx_int8\n",
    "proc/stat": "cpu  100 0 50 800 10 0 5 0 0 0\n",
    "sys/devices/system/node/node0/cpulist": "0-3", "sys/devices/system/node/node1/cpulist": "4-7",
    "sys/devices/system/clocksource/clocksource0/current_clocksource": "tsc",
    f"{CPU}/intel_pstate/no_turbo": "1",
    "sys/class/hwmon/hwmon1/name": "coretemp", "sys/class/hwmon/hwmon1/temp1_input": "48000",
    "sys/class/hwmon/hwmon2/name": "coretemp", "sys/class/hwmon/hwmon2/temp1_input": "52000",
    "sys/class/hwmon/hwmon0/name": "nvme", "sys/class/hwmon/hwmon0/temp1_input": "80000",
    **{path: text for cpu in range(8) for path, text in _core(cpu).items()},
    **_zone("intel-rapl:0", "package-0"), **_zone("intel-rapl:1", "package-1"), **_zone("intel-rapl:2", "psys"),
    **_zone("intel-rapl:0:0", "dram"), **_zone("intel-rapl:1:0", "dram"), **_zone("intel-rapl-mmio:0", "package-0"),
}
