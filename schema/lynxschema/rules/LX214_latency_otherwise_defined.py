"""A latency defined otherwise than it is computed.

## What it checks

That under an open load a latency begins at the scheduled arrival, and under any other at the call or the runtime's own
start; that one which ends at the last chunk is of a workload that answers in chunks; and that `client_over_network` has
a transport over which there is a network.

## Why it matters

Latencies are recomputed from the rows: from the scheduled arrival under an open load. A definition that says otherwise
would be compared with results that it is not like. From the call on, a stall hides its queue.

## Rejected

```json
{"scenario": "server", "latency_definition": {"begins": "call"}}
```

## Mended

```json
{"scenario": "server", "latency_definition": {"begins": "scheduled_arrival"}}
```
"""

from collections.abc import Iterator

from lynxschema.finding import Fault, shown
from lynxschema.load.submission import Submission

READS = ("/operating_points", "/workload")
MEND = "state what was timed"


def check(submission: Submission) -> Iterator[Fault]:
    streams = submission.record["workload"]["decoding"] != "single_pass"
    for point in submission.points:
        definition, pointer = point.record["latency_definition"], f"{point.pointer}/latency_definition"
        scheduled, open_load = definition["begins"] == "scheduled_arrival", point.record["load"]["kind"] == "open"
        if scheduled != open_load:
            expected = "scheduled_arrival" if open_load else "call, or native_start"
            yield Fault(shown(definition["begins"]), f"{expected}, under this load", MEND, pointer=f"{pointer}/begins")
        if definition["ends"] == "last_chunk" and not streams:
            yield Fault('"last_chunk"', "an end of a request answered in one piece", MEND, pointer=f"{pointer}/ends")
        if definition["clock"] == "client_over_network" and definition["transport"] in ("in_process", "shared_memory"):
            yield Fault(f"client_over_network, {definition['transport']}", "a clock and a transport that fit", MEND,
                        pointer=f"{pointer}/clock")
