"""The processor as /proc/cpuinfo shows it: model, vendor, instruction sets."""

from lynxrunner.capture.tree import Tree

VENDORS = {
    "GenuineIntel": "Intel", "AuthenticAMD": "AMD", "HygonGenuine": "Hygon", "CentaurHauls": "Zhaoxin",
    "0x41": "Arm", "0x51": "Qualcomm", "0x4e": "NVIDIA", "0x61": "Apple", "0xc0": "Ampere", "0x48": "HiSilicon",
    "0x46": "Fujitsu", "0x6d": "Microsoft",
}
PARTS = {
    "0xd03": "Cortex-A53", "0xd08": "Cortex-A72", "0xd0b": "Cortex-A76", "0xd0c": "Neoverse-N1",
    "0xd40": "Neoverse-V1", "0xd49": "Neoverse-N2", "0xd4f": "Neoverse-V2", "0xd8e": "Neoverse-N3",
    "0xd84": "Neoverse-V3",
}
ISA = (
    "sse4_2", "avx", "f16c", "fma", "avx2", "avx_vnni", "avx_vnni_int8", "avx512f", "avx512dq", "avx512bw",
    "avx512vl", "avx512_vnni", "avx512_bf16", "avx512_fp16", "amx_tile", "amx_int8", "amx_bf16", "amx_fp16",
    "asimd", "asimdhp", "asimddp", "i8mm", "bf16", "sve", "sve2", "svei8mm", "svebf16", "sme", "sme2",
)
"""Instruction-set extensions that matter to inference, as the kernel names them."""
DTYPES = {
    "fp16": ("avx512_fp16", "amx_fp16", "asimdhp"),
    "bf16": ("avx512_bf16", "amx_bf16", "bf16", "svebf16"),
    "int8": ("avx2", "avx_vnni", "avx512_vnni", "amx_int8", "asimddp", "i8mm"),
}


def fields(tree: Tree) -> dict[str, str]:
    """Keys and values of the first processor's block."""
    block = (tree.read("proc/cpuinfo") or "").split("\n\n")[0]
    pairs = (line.partition(":") for line in block.splitlines())
    return {key.strip(): value.strip() for key, _, value in pairs}


def vendor(tree: Tree) -> str:
    """Vendor by its usual name."""
    found = fields(tree)
    code = found.get("vendor_id") or found.get("CPU implementer", "")
    return VENDORS.get(code, code or "not named by the kernel")


def model(tree: Tree) -> str:
    """Model name; on Arm, where the kernel gives none, the name of the core's part number."""
    found = fields(tree)
    part = found.get("CPU part", "")
    return found.get("model name") or PARTS.get(part) or f"{vendor(tree)} processor, part {part or 'not given'}"


def flags(tree: Tree) -> list[str]:
    """All feature flags."""
    found = fields(tree)
    return (found.get("flags") or found.get("Features", "")).split()


def isa(tree: Tree) -> list[str]:
    """The extensions of `ISA` that the processor has."""
    present = set(flags(tree))
    return [name for name in ISA if name in present]


def dtypes(tree: Tree) -> list[str]:
    """Element types with arithmetic instructions of their own, derived from the extensions."""
    present = set(isa(tree))
    return ["fp64", "fp32", *(name for name, needs in DTYPES.items() if present.intersection(needs))]


def clock_mhz(tree: Tree) -> float | None:
    """Mean of the `cpu MHz` lines; None on processors that have none."""
    lines = (tree.read("proc/cpuinfo") or "").splitlines()
    found = [float(line.partition(":")[2]) for line in lines if line.startswith("cpu MHz")]
    return sum(found) / len(found) if found else None
