"""guidellm beside the runner: the same server, as many streams, the same lengths of prompt and answer.

It counts the time to first token from the request to the first piece of content, as the runner does; its inter-token
latency of a request is from there to the last piece over the further tokens, which is the runner's time per output
token where the answer ends with its last piece. It has packages of its own: it is taken from the PATH.
"""

import json
import os
import subprocess
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from benchmarks.parts.truth import STREAMS, TOKENS, TYPICAL_S

ABSENT = "guidellm is not on the PATH: pipx install guidellm measures it beside"
SECONDS, PROMPTS, LIMIT_S = 14, 500, 300
METRICS = {"ttft_ms": "time_to_first_token_ms", "tpot_ms": "inter_token_latency_ms"}
ALONE = {"GUIDELLM__MAX_WORKER_PROCESSES": "1", "HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
"""One process, as the runner has; nothing is fetched."""


def installed() -> bool:
    """Whether it can be run."""
    return which("guidellm") is not None


def medians_ms(url: str) -> dict[str, float]:
    """Its medians over the requests between warm-up and cool-down, by the runner's names."""
    with TemporaryDirectory() as home:
        config, report = Path(home, "config.json"), Path(home, "report.json")
        config.write_text(json.dumps({"spec": _spec(url, report)}))
        subprocess.run(["guidellm", "run", "--config", str(config), "--disable-console"], check=True, cwd=home,
                       env={**os.environ, **ALONE}, capture_output=True, timeout=LIMIT_S)
        (benchmark,) = json.loads(report.read_bytes())["benchmarks"]
    return {name: benchmark["metrics"][theirs]["successful"]["median"] for name, theirs in METRICS.items()}


def _spec(url: str, report: Path) -> dict[str, object]:
    prompts = [{"prompt": f"{number} " + "word " * 63, "output_tokens_count": TOKENS} for number in range(PROMPTS)]
    return {
        "backend": {"kind": "openai_http", "target": url, "model": "scripted", "request_format": "/v1/completions"},
        "profile": {"kind": "concurrent", "streams": [STREAMS], "rampup_duration": TYPICAL_S,
                    "warmup": {"percent": 0.3}, "cooldown": {"percent": 0.2}},
        "constraints": [{"kind": "max_duration", "seconds": SECONDS}],
        "data": [{"kind": "in_memory_dict_list", "data": prompts}],
        "outputs": [{"kind": "json", "path": str(report)}],
    }
