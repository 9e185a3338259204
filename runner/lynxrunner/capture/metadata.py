"""Type and region of a rented machine, from its provider's metadata service: asked only where the user says so.

Of each answer only the last part of a path is kept: the rest can name an account.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.error import URLError
from urllib.request import ProxyHandler, Request, build_opener

from lynxrunner.capture.cloud import PROVIDERS
from lynxrunner.capture.hypervisor import DMI
from lynxrunner.capture.tree import Tree
from lynxrunner.errors import RunError
from lynxrunner.state import Record

LINK_LOCAL = "http://169.254.169.254"
LIMIT_S = 2
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_ZONE = re.compile(r"-[a-z]$")


@dataclass(frozen=True)
class Service:
    """Where a provider tells an instance its type and region; `token` is the path and header of a login."""

    kind: str
    region: str
    headers: dict[str, str] = field(default_factory=dict)
    base: str = LINK_LOCAL
    token: tuple[str, str, str] | None = None


_AZURE = "/metadata/instance/compute/{}?api-version=2021-02-01&format=text"
SERVICES = {
    "Amazon EC2": Service(
        "/latest/meta-data/instance-type", "/latest/meta-data/placement/region",
        token=("/latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds", "X-aws-ec2-metadata-token"),
    ),
    "Google": Service("/computeMetadata/v1/instance/machine-type", "/computeMetadata/v1/instance/zone",
                      {"Metadata-Flavor": "Google"}),
    "Microsoft Corporation": Service(_AZURE.format("vmSize"), _AZURE.format("location"), {"Metadata": "true"}),
    "Alibaba Cloud": Service("/latest/meta-data/instance/instance-type", "/latest/meta-data/region-id",
                             base="http://100.100.100.200"),
    "OracleCloud.com": Service("/opc/v2/instance/shape", "/opc/v2/instance/canonicalRegionName",
                               {"Authorization": "Bearer Oracle"}),
}
"""By the vendor that the firmware names."""


def asked(tree: Tree, base: str | None = None) -> Record:
    """The contract's `cloud`. Raises RunError where no service is known for this machine or it does not answer.

    `base` stands for the service's own address.
    """
    vendor = tree.read(f"{DMI}/sys_vendor") or ""
    if vendor not in SERVICES:
        known = ", ".join(PROVIDERS[each] for each in SERVICES)
        why = f"this machine's firmware names none of {known}"
        raise RunError(f"--ask-cloud: {why}; state the instance with --disclose")
    service = SERVICES[vendor]
    ask = _asker(service, base or service.base, PROVIDERS[vendor])
    kind, region = ask(service.kind), _ZONE.sub("", ask(service.region))
    return {"provider": PROVIDERS[vendor], "instance_type": kind, "region": region}


def _asker(service: Service, base: str, provider: str) -> Callable[[str], str]:
    """A proxy must not be asked: what it would answer is its own instance."""
    opener, headers = build_opener(ProxyHandler({})), dict(service.headers)

    def ask(path: str, method: str = "GET", **extra: str) -> str:
        request = Request(base + path, headers=headers | extra, method=method)  # noqa: S310 - a constant address
        try:
            with opener.open(request, timeout=LIMIT_S) as answer:
                return str(answer.read(4096).decode("utf-8", "replace").strip())
        except (URLError, OSError) as error:
            why = getattr(error, "reason", error)
            raise RunError(f"--ask-cloud: the metadata service of {provider} does not answer ({why})") from None

    def named(path: str) -> str:
        name = ask(path).rpartition("/")[2]
        if not _NAME.fullmatch(name):
            raise RunError(f"--ask-cloud: the metadata service of {provider} gives no name at {path.partition('?')[0]}")
        return name

    if service.token:
        path, lifetime, header = service.token
        headers[header] = ask(path, "PUT", **{lifetime: "60"})
    return named
