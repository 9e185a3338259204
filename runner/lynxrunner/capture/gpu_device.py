"""An NVIDIA GPU as the device that computes."""

import os

from lynxrunner.capture import power
from lynxrunner.capture.cuda import Chosen
from lynxrunner.capture.nvidia_smi import Gpu
from lynxrunner.capture.tree import Tree
from lynxrunner.state import Record, not_applicable, not_measured
from lynxschema.catalogue import entries

MEBI = 2**20
UNSEEN = not_measured("unsupported_by_driver", "nvidia-smi does not show it; the catalogue names it for known boards")
LANE_BYTES_PER_S = {"1": 0.25e9, "2": 0.5e9, "3": 0.985e9, "4": 1.969e9, "5": 3.938e9, "6": 7.563e9}
"""Of one lane and direction by generation, after line coding (PCI Express Base Specification)."""


def gpu_device(tree: Tree, chosen: Chosen) -> Record:
    """One entry of the contract's `executor.hardware.devices`."""
    gpu = chosen.gpu
    name = gpu.text("product_name") or "NVIDIA GPU"
    device = _catalogued(name)
    return {
        "id": device, "kind": "gpu", "vendor": "NVIDIA", "name": name, "count": 1, "role": "primary",
        "memory": {"kind": UNSEEN, "capacity_bytes": _memory(chosen), "bandwidth_bytes_per_s": UNSEEN},
        "peaks": [],
        "supported_precisions": entries("devices").get(device, {}).get("precisions", UNSEEN),
        "power_limit_watts": _watts(gpu, "current_power_limit", "enforced_power_limit", "power_limit"),
        "power_limit_range_watts": _range(gpu),
        "on_chip_weight_bytes": not_applicable("weights are read from the board's memory through the caches"),
        "last_level_cache_bytes": UNSEEN,
        "design_centre": entries("devices").get(device, {}).get("design_centre", "graphics"),
        "sharing": sharing(chosen),
        "driver": {"name": "nvidia", "version": gpu.driver} if gpu.driver else not_applicable("no driver is named"),
        "firmware": gpu.text("vbios_version") or UNSEEN,
        "clocks": _clocks(gpu),
        "power_mode": _mode(gpu),
        "power_source": power.source(tree),
    }


def interconnect(gpu: Gpu) -> list[Record] | Record:
    """The link to the host, at its greatest generation and width: at rest it runs slower."""
    home = "pci/pci_gpu_link_info"
    generation = gpu.number(f"{home}/pcie_gen/max_link_gen")
    width = gpu.number(f"{home}/link_widths/max_link_width")
    lane = LANE_BYTES_PER_S.get(f"{generation:g}") if generation else None
    if not (generation and width and lane):
        return not_applicable("the driver shows no PCI Express link")
    return [{"kind": "pcie", "connects": "device_and_host", "version": f"{generation:g} x{width:g}",
             "bandwidth_bytes_per_s": lane * width}]


def sharing(chosen: Chosen) -> Record:
    """What narrows the share most comes first: a slice, a virtual GPU, MPS, other processes."""
    gpu = chosen.gpu
    if chosen.slice:
        return {"mode": "mig", "profile": chosen.slice.profile}
    if "VGPU" in (gpu.text("gpu_virtualization_mode/virtualization_mode") or "").upper().replace("HOST VGPU", ""):
        return {"mode": "vgpu"}
    if chosen.mps:
        share = chosen.percentage
        return {"mode": "mps", **({"profile": f"{share} % of threads"} if share else {})}
    others = gpu.others(frozenset({os.getpid()}))
    return {"mode": "time_sliced", "profile": f"{others} other processes"} if others else {"mode": "exclusive"}


def _catalogued(name: str) -> str:
    """The catalogue's id for a name that the driver reports, else one that the name spells."""
    known = (entry["id"] for entry in entries("devices").values() if name in entry.get("names", ()))
    return next(known, "-".join("".join(each if each.isalnum() else " " for each in name.lower()).split()))


def _memory(chosen: Chosen) -> Record | int:
    """Of a slice what the slice has."""
    gpu, path = chosen.gpu, "fb_memory_usage/total"
    if chosen.slice:
        places = gpu.element.findall("mig_devices/mig_device")
        gpu = next((Gpu(each, gpu.driver) for each in places if each.findtext("index") == str(chosen.slice.place)), gpu)
    total = gpu.number(path)
    return int(total * MEBI) if total else UNSEEN


def _watts(gpu: Gpu, *names: str) -> Record | float:
    homes = ("gpu_power_readings", "power_readings")
    return gpu.number(*(f"{home}/{name}" for name in names for home in homes)) or UNSEEN


def _range(gpu: Gpu) -> Record:
    low, high = (_watts(gpu, f"{end}_power_limit") for end in ("min", "max"))
    return UNSEEN if isinstance(low, dict) or isinstance(high, dict) else {"minimum": low, "maximum": high}


def _clocks(gpu: Gpu) -> Record:
    unknown = not_measured("unsupported_by_driver", "nvidia-smi does not show a least or locked clock")
    return {"minimum_mhz": unknown, "maximum_mhz": gpu.number("max_clocks/sm_clock") or UNSEEN, "locked": unknown}


def _mode(gpu: Gpu) -> Record | str:
    said = {"persistence": gpu.text("persistence_mode"), "compute mode": gpu.text("compute_mode"),
            "ECC": gpu.text("ecc_mode/current_ecc")}
    return ", ".join(f"{name} {text.lower()}" for name, text in said.items() if text) or UNSEEN
