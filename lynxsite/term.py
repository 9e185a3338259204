"""Headings of tables that lead to the glossary: each that names a term does, wherever its table stands."""

import re

TERMS = {
    "95 % interval": "interval", "Accelerator": "accelerator", "B/s": "roofline", "Batch": "batch",
    "batch service p50": "percentile", "batch service p99": "percentile", "Bound, worst trial": "bound",
    "Bytes": "roofline", "Concurrent": "concurrent", "Device": "accelerator", "Drift": "drift",
    "Effective precision measured": "effective-precision", "Energy": "energy", "Executor": "executor",
    "Executor, its precision apart": "executor", "Executors ranked": "executor", "Factor": "factor", "Failed": "failed",
    "First token, p50": "ttft", "Flips": "flip", "In flight": "closed-load", "inferences/s": "throughput",
    "Lag-1": "lag-1", "latency p50": "percentile", "latency p99": "percentile", "Leaf": "leaf", "Limit": "roofline",
    "Line-up": "line-up", "Mean of trials": "geometric-mean", "Median trial": "median", "Memory": "kv-cache",
    "Noise remarks": "noise", "of the roof": "roofline", "Offline": "offline", "Ok": "failed",
    "OP per byte": "intensity", "OP/s": "roofline", "Operating point": "operating-point",
    "Operating points": "operating-point", "Operations": "roofline", "Operations per byte": "intensity",
    "Output tokens/s in all": "throughput", "p50": "percentile", "p90": "percentile", "p95": "percentile",
    "p99": "percentile", "Per token, p50": "tpot", "Percentile": "percentile", "Phase": "phase",
    "Precision": "precision", "Quality": "quality", "Quality against the first": "quality", "Ratio": "ratio",
    "Reading": "noise", "Replicated": "replication", "Result": "operating-point", "Results": "operating-point",
    "Role": "role", "Runtime": "runtime", "Scenario": "scenario", "Sequence": "kv-cache", "Server": "server",
    "Single stream": "single-stream", "Steady, s": "steady", "Submission": "submission", "Submissions": "submission",
    "Submitter": "submitter", "Task": "workload", "tau-b": "tau", "Threads": "executor", "Throughput": "throughput",
    "throughput": "throughput", "Ties with it": "tie", "Tokens/s of one user": "interactivity", "Trial": "trial",
    "Under the roofs": "roofline", "Warm-up": "warm-up", "With energy": "energy", "With quality": "quality",
    "Workload": "workload", "Workload and operating point": "operating-point", "Workloads": "workload",
}
"""Heading without its unit -> anchor in the glossary."""
_WORDS = "|".join(map(re.escape, sorted(TERMS, key=len, reverse=True)))
_HEADING = re.compile(f'(<th scope="col"[^>]*>)({_WORDS})((?:,[^<]{{1,24}}| <small>[^<]*</small>)?</th>)')


def linked(html: str, root: str) -> str:
    """The content of a page with its headings linked; `root` is the relative address of the site's root."""
    return _HEADING.sub(
        lambda heading: f'{heading[1]}<a class="lx-term" href="{root}glossary/#{TERMS[heading[2]]}">'
                        f"{heading[2]}</a>{heading[3]}", html,
    )
