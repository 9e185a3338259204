"""The options of `lynx run` for an endpoint -> what is to be measured, or one sentence that says what cannot be."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

from lynxrunner.arguments import amounts, counts, names, percentile
from lynxrunner.errors import RunError
from lynxrunner.estimate import needed
from lynxrunner.names import require
from lynxrunner.offered import Load
from lynxrunner.points import ARRIVALS, FASTEST, MOST_CALLERS, SEED
from lynxrunner.policy import QUICK, Policy
from lynxrunner.profiles import profiles, without_paths
from lynxrunner.request import profile_of, trial_count
from lynxrunner.served.bounds import bounds
from lynxrunner.served.endpoint import Endpoint, require_url
from lynxrunner.served.openai_api import APIS
from lynxrunner.served.point import Asked
from lynxschema.order_statistics import PERCENTILES

INPUT, OUTPUT = "256", "64"
SCENARIOS = ("single_stream", "concurrent", "server")
OPTIONS = ("api", "ignore_eos", "shared_prefix", "request_timeout")
UNUSED = ("batch", "max_batch", "queue_delay", "instances", "streams", "threads", "model", "bind", "describe",
          "wall_meter")
SERVED_POLICY = Policy(steady_s=2.0, window_s=0.1, warmup_limit_s=30.0)


@dataclass(frozen=True)
class Request:
    """What is to be measured; `ignore_eos` None leaves it to what the server takes."""

    workload: str
    endpoint: Endpoint
    points: tuple[Asked, ...]
    trials: int
    policy: Policy
    ignore_eos: bool | None
    seed: int
    device: str
    timeout_s: float | None
    command: str
    given: Mapping[str, Any]

    @property
    def profile(self) -> str:
        """Of the submission."""
        return profile_of(self.given["quick"], self.trials)


def resolve(workload: str | None, given: Mapping[str, Any]) -> Request:
    """Raises RunError for the first thing that is unknown or makes no sense."""
    if workload is None:
        raise RunError("name a workload, as in: lynx run custom --runtime openai --url URL --model-name M")
    require_endpoints_own(given, UNUSED, "the server lists it under /v1/models")
    options = dict(option(text, OPTIONS) for text in given["options"])
    trials = trial_count(given["trials"], given["quick"])
    asked = percentile(given["percentile"]) if given["percentile"] else "p90" if given["quick"] else "p99"
    limits = bounds(given["bound"])
    highest = max([asked, *(limit["percentile"] for limit in limits)], key=lambda name: PERCENTILES[name])
    policy = replace(QUICK if given["quick"] else SERVED_POLICY, steady_requests=needed(highest))
    seed = SEED if given["seed"] is None else given["seed"]
    return Request(workload, _endpoint(given, options), tuple(_points(given, options, tuple(limits), seed)), trials,
                   policy, _switch(options, "ignore_eos"), seed, given["device"], given["timeout"],
                   repeated(workload, given), given)


def require_endpoints_own(given: Mapping[str, Any], decided: Sequence[str], listed: str) -> None:
    """Raises RunError for an option that an endpoint decides itself, or without a model, which it lists so."""
    asked = next((name for name in decided if given.get(name) not in (None, (), False)), None)
    if asked:
        raise RunError(f"--{asked.replace('_', '-')}: an endpoint decides that itself; state it with --disclose")
    if given["precision"] != "fp32":
        raise RunError("--precision: an endpoint has the precision that it was started with; state it with --disclose")
    if not given["model_name"]:
        raise RunError(f"name the model with --model-name, as {listed}")


def key_file(given: Mapping[str, Any]) -> str:
    """Where the key is read from; empty for none."""
    return str(Path(given["api_key_file"]).resolve()) if given["api_key_file"] else ""


def _endpoint(given: Mapping[str, Any], options: Mapping[str, str]) -> Endpoint:
    api = require("api", options.get("api", "completions"), APIS)
    return Endpoint(require_url(given["url"]), given["model_name"], api, True, request_limit(options), key_file(given))


def _points(
    given: Mapping[str, Any], options: Mapping[str, str], limits: tuple[Any, ...], seed: int
) -> Iterator[Asked]:
    sizes = product(profiles("input-length", given["input_length"] or INPUT, seed),
                    profiles("output-length", given["output_length"] or OUTPUT, seed + 1))
    shares = [_share(text) for text in names(options.get("shared_prefix", "0"))]
    for (inputs, outputs), (scenario, load), shared in product(sizes, list(_loads(given, seed)), shares):
        yield Asked(scenario, load, inputs, outputs, limits, shared)


def _loads(given: Mapping[str, Any], seed: int) -> Iterator[tuple[str, Load]]:
    for scenario in _scenarios(given):
        if scenario == "single_stream":
            yield scenario, Load()
        elif scenario == "concurrent":
            yield from ((scenario, Load(number)) for number in counts("concurrency", given["concurrency"] or "",
                                                                      MOST_CALLERS))
        else:
            process = require("arrival process", given["arrival"], ARRIVALS)
            for rate in amounts("rate", given["rate"] or "", "requests per second", FASTEST):
                yield scenario, Load(1, rate, process, seed)


def _scenarios(given: Mapping[str, Any]) -> Sequence[str]:
    if given["scenario"]:
        return [require("scenario", name, SCENARIOS) for name in names(given["scenario"])]
    asked = [name for name, option in (("concurrent", "concurrency"), ("server", "rate")) if given[option]]
    return asked or ["single_stream"]


def option(text: str, known: Sequence[str]) -> tuple[str, str]:
    """Name and value. Raises RunError for a name that is not known."""
    key, equals, value = text.partition("=")
    if not (key and equals and value):
        raise RunError(f"--option {text}: give it as KEY=VALUE")
    if key not in known:
        raise RunError(f"--option {key}: an endpoint has none of that name; known: {', '.join(known)}")
    return key, value


def request_limit(options: Mapping[str, str]) -> float:
    """When a request is given up [s]."""
    return amounts("option request_timeout", options.get("request_timeout", "120"), "seconds", 86_400)[0]


def _switch(options: Mapping[str, str], name: str) -> bool | None:
    value = options.get(name, "auto")
    return {"true": True, "false": False, "auto": None}[require(f"value of {name}", value, ("true", "false", "auto"))]


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 1:
        raise RunError(f"--option shared_prefix={text}: give the share of each prompt that is equal, 0 to below 1")
    return value


REPEATED = ("scenario", "concurrency", "rate", "arrival", "seed", "bound", "percentile", "trials", "timeout")


def repeated(workload: str, given: Mapping[str, Any], options: Sequence[str] = REPEATED) -> str:
    """The command line again, without the address and the key's file; of other files only their names."""
    words = ["lynx", "run", workload, "--runtime", given["runtime"], "--url", "URL", "--model-name", "MODEL"]
    for name in options:
        if given[name] is not None:
            words += [f"--{name}", str(given[name])]
    for name in ("input_length", "output_length"):
        words += [f"--{name.replace('_', '-')}", without_paths(given[name])] if given[name] else []
    for text in given["options"]:
        words += ["--option", text]
    words += ["--quick"] if given["quick"] else []
    for name in ("model", "describe", "disclose"):
        words += [f"--{name}", Path(given[name]).name] if given[name] else []
    for text in given["bind"]:
        words += ["--bind", text]
    return shlex.join(words)
