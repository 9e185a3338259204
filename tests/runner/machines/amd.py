"""Bare metal with an AMD Zen package: amd-pstate-epp, boost, k10temp, no throttle counters, RAPL names as Intel's."""

from tests.runner.machines.parts import COMMON, CPU, Files, cpufreq, topology

EPYC: Files = COMMON | topology(4, 2) | cpufreq(1500000, 3700000, "powersave") | {
    "proc/cpuinfo": "processor\t: 0\nvendor_id\t: AuthenticAMD\nmodel name\t: AMD EPYC 9354 32-Core Processor\n"
                    "microcode\t: 0xa101148\ncpu MHz\t\t: 3250.000\n"
                    "flags\t\t: fpu sse4_2 avx f16c fma avx2 avx512f avx512_vnni avx512_bf16\n",
    "proc/stat": "cpu  100 0 50 800 10 0 5 0 0 0\n",
    f"{CPU}/cpu0/cpufreq/scaling_driver": "amd-pstate-epp", f"{CPU}/cpufreq/boost": "1",
    "sys/devices/system/clocksource/clocksource0/current_clocksource": "hpet",
    "sys/class/hwmon/hwmon3/name": "k10temp", "sys/class/hwmon/hwmon3/temp1_input": "44500",
    "sys/class/powercap/intel-rapl:0/name": "package-0", "sys/class/powercap/intel-rapl:0/energy_uj": "5",
    "sys/class/powercap/intel-rapl:0/max_energy_range_uj": "65532610987",
    "sys/class/powercap/intel-rapl:0:0/name": "core", "sys/class/powercap/intel-rapl:0:0/energy_uj": "1",
    "sys/class/powercap/intel-rapl:0:0/max_energy_range_uj": "65532610987",
}
