"""Cloud, container or sharing that other members contradict.

## What it checks

That a machine whose hypervisor belongs to a cloud does not say that no cloud applies; that devices shared as virtual
CPUs stand on a machine with a hypervisor; and that a container's limits are no wider than the machine.

## Why it matters

A rented, shared or limited machine gives other figures than the bare one of the same name. One member says so and the
other denies it: readers cannot know which to believe.

## Rejected

```json
{"host": {"hypervisor": "Amazon EC2 Nitro"}, "cloud": {"not_applicable": "own machine"}}
```

## Mended

```json
{"host": {"hypervisor": "Amazon EC2 Nitro"}, "cloud": {"provider": "aws", "instance_type": "c7i.8xlarge"}}
```
"""

import re
from collections.abc import Iterator
from typing import Any

from lynxschema.finding import Fault, shown
from lynxschema.leaves import state_of
from lynxschema.load.submission import Submission

SEVERITY = "warning"
READS = ("/executor/hardware",)
HARDWARE = "/executor/hardware"
MEND = "see which of the two is right"
_CLOUD = re.compile(r"amazon|\bec2\b|nitro|google|\bgce\b|azure|alibaba|digitalocean|hetzner|openstack", re.IGNORECASE)


def check(submission: Submission) -> Iterator[Fault]:
    hardware = submission.record["executor"]["hardware"]
    hypervisor = hardware["host"]["hypervisor"]
    if state_of(hardware["cloud"]) == "not_applicable" and isinstance(hypervisor, str) and _CLOUD.search(hypervisor):
        yield Fault(shown(hardware["cloud"]), f"the cloud that {shown(hypervisor)} belongs to", MEND,
                    pointer=f"{HARDWARE}/cloud")
    if state_of(hypervisor) == "not_applicable" and any(_virtual(device) for device in hardware["devices"]):
        yield Fault(shown(hypervisor), "the hypervisor under the virtual CPUs", MEND,
                    pointer=f"{HARDWARE}/host/hypervisor")
    yield from _limits(hardware)


def _virtual(device: dict[str, Any]) -> bool:
    return bool(device["sharing"]["mode"] == "virtual_cpus")


def _limits(hardware: dict[str, Any]) -> Iterator[Fault]:
    if state_of(hardware["container"]):
        return
    limits, host = hardware["container"]["limits"], hardware["host"]
    for limit, whole in (("cpus", host["threads"]), ("memory_bytes", host["memory_bytes"])):
        if not isinstance(limits[limit], dict) and not isinstance(whole, dict) and limits[limit] > whole:
            yield Fault(f"{limits[limit]:,}", f"at most {whole:,}, what the machine has", MEND,
                        pointer=f"{HARDWARE}/container/limits/{limit}")
