"""Whether token times of an endpoint are those that its server kept, against a scripted server of known delays.

64 streams at once, their first token after 100 ms and one every 32 ms from then on: 2,000 tokens/s. The server, in a
process and on a processor of its own, keeps its delays on the clock and counts them from when it read the request.
Truth is what it did and not what it meant to: it notes when it hands bytes to the socket, and where its median is late,
so much is taken off the client's. What is left beside the delay is the client's own and loopback. Targets: the medians
of time to first token and time per token within 1 ms of truth; the client under one core. A stall of 300 ms,
put into every 20th answer, must be seen in the longest time between tokens. Under an open load of 30 requests per
second, about as many in flight, requests must begin when the schedule says. guidellm, where it is installed, measures
the same server in turn with the runner: medians within 3 %.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.parts import guidellm
from benchmarks.parts.figure import Figure, Row, Target, command, row
from benchmarks.parts.truth import EACH_MS, FIRST_MS, STREAMS, Trial, serving, trial

STALL_MS, RATE = 300.0, 30.0
CLOSED = {"kind": "closed", "concurrency": STREAMS}
OPEN = {"kind": "open", "process": "poisson", "rate_per_s": RATE, "seed": 1}
TRUTH = {"ttft_ms": FIRST_MS, "tpot_ms": EACH_MS}
WITHIN_MS = 1.0
ON_TIME, ONE_CORE = Target(high=WITHIN_MS), Target(high=1.0)
SEEN, ALIKE = Target(low=0.9 * STALL_MS), Target(0.97, 1.03)
SUBJECT = f"{STREAMS} streams"


def measure(runs: int) -> Figure:
    """Differences from truth over `runs` trials, and from guidellm's medians where it is there."""
    plain, beside = list[Trial](), list[dict[str, float]]()
    for number in range(runs):
        plain.append(trial(number, CLOSED, {}))
        if guidellm.installed():
            with serving({}) as url:
                beside.append(guidellm.medians_ms(url))
    stalled = [trial(number, CLOSED, {"stall_ms": STALL_MS, "stall_every": 20}) for number in range(2)]
    kept = [trial(number, OPEN, {}) for number in range(2)]
    rows = [*_times(plain), _client(plain), _stall(stalled), _schedule(kept)]
    return Figure([*rows, *_alike(plain, beside)], []) if beside else Figure(rows, [guidellm.ABSENT])


def _p50(found: Trial, name: str) -> float:
    return float(np.median(found[1][name])) / 1e6


def _times(trials: Sequence[Trial]) -> Iterator[Row]:
    late = np.median([result["late_ms"] for result, _ in trials], axis=0)
    for name, truth in TRUTH.items():
        seen = [_p50(found, name) - (found[0][name] - truth) for found in trials]
        near = Target(truth - WITHIN_MS, truth + WITHIN_MS)
        yield row(SUBJECT, f"{name} p50, where {truth:g} are true", "ms", seen, near,
                  server_late_p50_ms=float(late[0]), server_late_p99_ms=float(late[1]))


def _client(trials: Sequence[Trial]) -> Row:
    rates = [result["output_tokens"] / result["duration_s"] for result, _ in trials]
    shares = [result["client_cpu_share"] for result, _ in trials]
    return row(SUBJECT, "client's processor time", "cores", shares, ONE_CORE, tokens_per_s=float(np.median(rates)))


def _stall(trials: Sequence[Trial]) -> Row:
    longest = [float(np.max(columns["gaps"])) / 1e6 for _, columns in trials]
    return row(SUBJECT, f"longest time between tokens, with stalls of {STALL_MS:g} ms", "ms", longest, SEEN)


def _schedule(trials: Sequence[Trial]) -> Row:
    worst = [float(np.percentile(columns["late"], 99)) / 1e6 for _, columns in trials]
    return row(f"{RATE:g} requests/s", "begin after the schedule, p50", "ms", [_p50(each, "late") for each in trials],
               ON_TIME, p99_ms=float(np.median(worst)))


def _alike(trials: Sequence[Trial], beside: Sequence[dict[str, float]]) -> Iterator[Row]:
    for name in TRUTH:
        ratios = [_p50(ours, name) / theirs[name] for ours, theirs in zip(trials, beside, strict=True)]
        yield row(SUBJECT, f"{name} p50, runner over guidellm", "ratio", ratios, ALIKE,
                  runner_ms=float(np.median([_p50(each, name) for each in trials])),
                  guidellm_ms=float(np.median([each[name] for each in beside])))


main = command("generate_truth", measure, 5, "Token times of an endpoint against a server of known delays.")

if __name__ == "__main__":
    main()
