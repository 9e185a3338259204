"""A laptop on battery with cores of two kinds: other governors and clocks for each, throttled before."""

from tests.runner.machines.parts import COMMON, CPU, Files, cpufreq, topology

_EFFICIENT = {path.replace("cpu0/", "cpu3/"): text for path, text in cpufreq(400000, 3600000, "schedutil").items()}
HYBRID: Files = COMMON | topology(4, 2) | cpufreq(400000, 4700000, "powersave") | _EFFICIENT | {
    "proc/cpuinfo": "processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: 12th Gen Intel(R) Core(TM) i7-1270P\n"
                    "microcode\t: 0x435\ncpu MHz\t\t: 2100.000\nflags\t\t: fpu sse4_2 avx f16c fma avx2 avx_vnni\n",
    "proc/stat": "cpu  100 0 50 800 10 0 5 0 0 0\n",
    f"{CPU}/cpu0/cpufreq/scaling_driver": "intel_pstate", f"{CPU}/intel_pstate/no_turbo": "0",
    **{f"{CPU}/cpu{cpu}/thermal_throttle/{kind}_throttle_count": "7"
       for cpu in range(4) for kind in ("core", "package")},
    "sys/devices/cpu_core/cpus": "0-1", "sys/devices/cpu_atom/cpus": "2-3",
    "sys/class/power_supply/BAT0/status": "Discharging", "sys/class/power_supply/BAT0/type": "Battery",
    "sys/class/power_supply/AC/online": "0", "sys/class/power_supply/AC/type": "Mains",
    "sys/class/thermal/thermal_zone6/type": "x86_pkg_temp", "sys/class/thermal/thermal_zone6/temp": "71000",
    "sys/class/thermal/thermal_zone0/type": "INT3400 Thermal", "sys/class/thermal/thermal_zone0/temp": "20000",
    "sys/devices/system/clocksource/clocksource0/current_clocksource": "tsc",
}
