"""A rented virtual machine with neighbours: firmware names the provider and no type, time is stolen."""

from tests.runner.machines.parts import COMMON, Files, topology

CLOUD: Files = COMMON | topology(4, 2) | {
    "proc/cpuinfo": "processor\t: 0\nvendor_id\t: AuthenticAMD\nmodel name\t: AMD EPYC 7B13\nmicrocode\t: 0xffffffff\n"
                    "cpu MHz\t\t: 2449.998\nflags\t\t: fpu sse4_2 avx f16c fma avx2 hypervisor\n",
    "sys/class/dmi/id/sys_vendor": "Google", "sys/class/dmi/id/product_name": "Google Compute Engine",
    "sys/devices/system/clocksource/clocksource0/available_clocksource": "kvm-clock tsc acpi_pm",
    "sys/devices/system/clocksource/clocksource0/current_clocksource": "kvm-clock",
}
