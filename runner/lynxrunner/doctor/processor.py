"""Rows on the processor and the kernel: SMT, NUMA, instruction sets, timer, address-space randomisation."""

from lynxrunner.capture import cpuinfo
from lynxrunner.capture.host import host
from lynxrunner.doctor.row import Row, unreadable
from lynxrunner.doctor.sight import Sight

SOURCE = "sys/devices/system/clocksource/clocksource0/current_clocksource"
SLOW_SOURCES = ("hpet", "acpi_pm", "jiffies")
MATRIX = ("avx512_vnni", "avx_vnni", "amx_int8", "asimddp", "i8mm")
"""Extensions with 8-bit dot products."""


def smt(sight: Sight) -> Row:
    """Two threads of one core share its units."""
    found = host(sight.tree)["smt"]
    if not isinstance(found, bool):
        return unreadable("SMT", found)
    advice = "give the runtime one thread per core (--threads), or echo off > /sys/devices/system/cpu/smt/control"
    return Row("SMT", "on", "fair", advice) if found else Row("SMT", "off", "good")


def numa(sight: Sight) -> Row:
    """Memory of another node is slower."""
    found = host(sight.tree)["numa_nodes"]
    if not isinstance(found, int):
        return unreadable("NUMA", found)
    if found == 1:
        return Row("NUMA", "1 node", "good")
    return Row("NUMA", f"{found} nodes", "fair", "keep the run on one node: numactl --cpunodebind=0 --membind=0")


def isa(sight: Sight) -> Row:
    """Instruction-set extensions that matter to inference."""
    found = cpuinfo.isa(sight.tree)
    if not found:
        return unreadable("ISA", sight.tree.why("proc/cpuinfo line of features"))
    fast = any(name in found for name in MATRIX)
    advice = "" if fast else "no 8-bit dot products: int8 may be slower than fp32 here"
    return Row("ISA", " ".join(found), "good" if fast else "fair", advice)


def timer(sight: Sight) -> Row:
    """Resolution of the clock that latencies are taken from, and what the kernel reads it from."""
    resolution = sight.noise["timer_resolution_ns"]
    source = sight.tree.read(SOURCE)
    slow = resolution > 1000 or source in SLOW_SOURCES
    read = f"{resolution:g} ns{f' from {source}' if source else ''}"
    advice = "the kernel gave up the processor's time-stamp counter: see its log for why"
    return Row("timer", read, "fair", advice) if slow else Row("timer", read, "good")


def aslr(sight: Sight) -> Row:
    """Randomised addresses change cache conflicts from process to process: trials average over them."""
    found = sight.noise["aslr"]
    if not isinstance(found, bool):
        return unreadable("ASLR", found)
    return Row("ASLR", "on: each trial has another layout" if found else "off: all trials share one layout", "good")
