"""The options of `lynx run` for an endpoint of tensors -> what is to be measured, or one sentence that says what cannot
be."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from lynxrunner.bound import Bound
from lynxrunner.custom.asked import Custom
from lynxrunner.errors import RunError
from lynxrunner.estimate import needed
from lynxrunner.goal import goal
from lynxrunner.kserve.server import Told, most_batch
from lynxrunner.kserve.subject import Subject
from lynxrunner.kserve.target import Target, transports
from lynxrunner.names import require
from lynxrunner.plan import Point
from lynxrunner.points import points
from lynxrunner.policy import QUICK, Policy
from lynxrunner.request import Request as Asked
from lynxrunner.request import profile_of, trial_count
from lynxrunner.served.endpoint import Endpoint, require_url
from lynxrunner.served.request import key_file, option, request_limit, require_endpoints_own

OPTIONS = ("transport", "model_version", "request_timeout")
DECIDED = ("max_batch", "queue_delay", "instances", "streams", "threads", "wall_meter")
POLICY = Policy(warmup_limit_s=30.0)


@dataclass(frozen=True)
class Request:
    """What is to be measured; `transport` is None where the server's extensions decide."""

    workload: str
    own: Custom
    endpoint: Endpoint
    transport: str | None
    version: str
    trials: int
    given: Mapping[str, Any]

    @property
    def profile(self) -> str:
        """Of the submission."""
        return profile_of(self.given["quick"], self.trials)

    def target(self, told: Told | None = None) -> Target:
        """By the transport that was asked for, else by gRPC where the address says so, else as the server takes."""
        known = transports(self.endpoint.url)
        chosen = "http_binary" if told and told.binary and "http_binary" in known else known[-1]
        return Target(self.endpoint, self.transport or chosen, self.version)


@dataclass(frozen=True)
class Load:
    """Operating points, how long a trial of each is, the bound that they are judged by."""

    points: tuple[Point, ...]
    policy: Policy
    bound: Bound | None
    timeout_s: float | None


def resolve(workload: str | None, given: Mapping[str, Any]) -> Request:
    """Raises RunError for the first thing that is unknown or makes no sense."""
    if workload is None:
        raise RunError("name a workload, as in: lynx run digits-cnn --runtime kserve --url URL --model-name M")
    require_endpoints_own(given, DECIDED, "its server names it under /v2/models")
    options = dict(option(text, OPTIONS) for text in given["options"])
    url = require_url(given["url"])
    transport = options.get("transport")
    if transport is not None:
        require("transport", transport, transports(url), f" The address is {url.partition(':')[0]}.")
    endpoint = Endpoint(url, given["model_name"], request_s=request_limit(options), key_file=key_file(given))
    trials = trial_count(given["trials"], given["quick"])
    own = Custom(given["model"], tuple(given["bind"]), given["describe"])
    return Request(workload, own, endpoint, transport, options.get("model_version", ""), trials, given)


def load(request: Request, subject: Subject, told: Told) -> Load:
    """Operating points of the workload. Raises RunError where they make no sense, or the server takes no such batch."""
    given = {each.name: request.given[each.name] for each in fields(Asked) if each.name in request.given}
    asked = Asked(**{**given, "workload": request.workload})
    wanted = goal(asked, subject.entry)
    if wanted.search:
        raise RunError("--bound: no rate is searched for over the wire; give --rate R[,R], to be judged by it at each")
    found, most = points(asked, subject.entry), most_batch(told)
    widest = max(point.batch for point in found)
    if most is not None and widest > most:
        raise RunError(f"--batch {widest}: the server takes {most} at most of {request.endpoint.model}; ask for less")
    policy = replace(QUICK if request.given["quick"] else POLICY, steady_requests=needed(wanted.percentile))
    return Load(found, policy, wanted.bound, wanted.timeout_s)
