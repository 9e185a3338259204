"""Where tensors are sent and how; what answers are to look like."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from lynxrunner.errors import RunError
from lynxrunner.runtimes.protocol import Tensors
from lynxrunner.served.endpoint import Endpoint

TRANSPORTS = ("grpc", "http_binary", "http_json")
SCHEMES = {"grpc": ("grpc",), "grpcs": ("grpc",), "http": TRANSPORTS[1:], "https": TRANSPORTS[1:]}
SECURE = ("grpcs", "https")


class Pattern(NamedTuple):
    """Element type and axes of an output, as numpy and the protocol have them: -1 is any length."""

    dtype: str
    shape: tuple[int, ...]

    def fits(self, array: Any, items: int) -> bool:
        """Whether an answer for so many items looks like it; the first axis is theirs."""
        axes = (items, *self.shape[1:])
        return (array is not None and str(array.dtype) == self.dtype and len(array.shape) == len(self.shape)
                and all(wanted in (-1, found) for wanted, found in zip(axes, array.shape, strict=True)))


Patterns = Mapping[str, Pattern]


@dataclass(frozen=True)
class Target:
    """An endpoint, one of TRANSPORTS, the model's version (empty: the server's choice), its outputs."""

    endpoint: Endpoint
    transport: str
    version: str = ""
    outputs: Patterns = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Host, port and path as the clients want it: without a scheme."""
        parts = urlsplit(self.endpoint.url)
        return parts.netloc + parts.path.rstrip("/").removesuffix("/v2")

    @property
    def secure(self) -> bool:
        """Whether the connection is encrypted."""
        return urlsplit(self.endpoint.url).scheme in SECURE

    @classmethod
    def of(cls, spec: Mapping[str, Any]) -> "Target":
        """From what `asdict` made of one, and JSON of that."""
        outputs = {name: Pattern(dtype, tuple(shape)) for name, (dtype, shape) in spec["outputs"].items()}
        return cls(Endpoint(**spec["endpoint"]), spec["transport"], spec["version"], outputs)


def wrong(outputs: Tensors, patterns: Patterns, items: int) -> str:
    """What of an answer is not as it should be, or nothing."""
    if outputs.keys() != patterns.keys():
        return "an answer without all outputs" if patterns.keys() - outputs.keys() else "an answer with other outputs"
    return next((f"an answer whose {name} has another type or shape" for name, pattern in patterns.items()
                 if not pattern.fits(outputs[name], items)), "")


def transports(url: str) -> tuple[str, ...]:
    """Those of an address. Raises RunError where it can be none of this protocol."""
    scheme = urlsplit(url).scheme
    if scheme not in SCHEMES:
        raise RunError(f"--url: {scheme} is no scheme of this protocol; known: {', '.join(SCHEMES)}")
    return SCHEMES[scheme]
