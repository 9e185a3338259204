"""What the files of most machines have in common."""

CPU = "sys/devices/system/cpu"
COMMON: dict[str, str] = {
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
Files = dict[str, str]


def topology(threads: int, siblings: int) -> Files:
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


def cpufreq(low: int, high: int, governor: str = "performance") -> Files:
    """Clock settings in kHz."""
    home = f"{CPU}/cpu0/cpufreq"
    return {f"{home}/scaling_min_freq": str(low), f"{home}/scaling_max_freq": str(high),
            f"{home}/scaling_governor": governor, f"{home}/scaling_cur_freq": "2500000"}
