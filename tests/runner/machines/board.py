"""An Arm board: four equal cores, a governor that follows the load, a thermal zone, no firmware tables."""

from tests.runner.machines.parts import COMMON, CPU, Files, cpufreq

_CORES = {
    f"{CPU}/cpu{cpu}/topology/{name}": text
    for cpu in range(4) for name, text in {"physical_package_id": "0", "thread_siblings_list": str(cpu)}.items()
}
BOARD: Files = COMMON | _CORES | cpufreq(1500000, 2400000, "ondemand") | {
    "proc/cpuinfo": "processor\t: 0\nBogoMIPS\t: 108.00\n"
                    "Features\t: fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm "
                    "lrcpc dcpop asimddp\nCPU implementer\t: 0x41\nCPU part\t: 0xd0b\n",
    "proc/stat": "cpu  100 0 50 800 10 0 5 0 0 0\n",
    f"{CPU}/cpu0/cpufreq/scaling_driver": "cpufreq-dt",
    "sys/class/thermal/thermal_zone0/type": "cpu-thermal", "sys/class/thermal/thermal_zone0/temp": "58400",
    "sys/devices/system/clocksource/clocksource0/current_clocksource": "arch_sys_counter",
}
