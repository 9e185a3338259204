"""Rows on what measuring needs: energy meters and runtimes."""

from lynxrunner.doctor.row import Row
from lynxrunner.doctor.sight import Sight

MEND = {
    "permission_denied": "let this user read it, as root: chmod a+r /sys/class/powercap/intel-rapl:*/energy_uj",
    "virtualised": "measure on bare metal, or with a wall meter (--wall-meter FILE.csv)",
}


def energy(sight: Sight) -> Row:
    """Without a meter results are published without energy, and efficiency rankings leave them out."""
    found = [name for name, meter in sight.meters.items() if not isinstance(meter, dict)]
    if found:
        return Row("energy", f"readable: {', '.join(found)}", "good")
    states = {name: meter["not_measured"] for name, meter in sight.meters.items() if isinstance(meter, dict)}
    read = "; ".join(f"{name}: {state['detail']}" for name, state in states.items())
    advice = next((MEND[state["reason"]] for state in states.values() if state["reason"] in MEND),
                  "measure with a wall meter (--wall-meter FILE.csv)")
    return Row("energy", read, "fair", advice)


def runtimes(sight: Sight) -> Row:
    """Inference runtimes that can be used now."""
    ready = [f"{each['id']} {each['version']}" for each in sight.runtimes if each["version"] and each["id"] != "stub"]
    if ready:
        return Row("runtimes", ", ".join(ready), "good")
    return Row("runtimes", "none installed", "poor", "pip install 'lynxbench[onnxruntime]'; see lynx list runtimes")
