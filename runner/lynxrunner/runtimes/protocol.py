"""What the runner asks of an inference runtime, and what it hands over.

A runtime is a class without constructor arguments, named in the entry-point group `lynx.runtimes`. Importing
its module must not import the inference library: that happens in `prepare` and `load`, and a missing package
is a `RunError` that names the extra to install.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from numpy.typing import NDArray

from lynxrunner.state import Record

Tensors = Mapping[str, NDArray[Any]]
"""Arrays by the name of the model's input or output; the first axis is the batch."""
Call = Callable[[], object]
"""One inference on inputs that were bound before: the only thing inside the timed section."""


@dataclass(frozen=True)
class Settings:
    """How a session is to be opened.

    `threads` inside one operator; the runtime's own options as text; `device` as `about` names it, what computes;
    `streams`, calls that are to be executed at once.
    """

    threads: int
    options: Mapping[str, str] = field(default_factory=dict)
    device: str = "cpu"
    streams: int = 1


@dataclass(frozen=True)
class Calibration:
    """Items that ranges are taken from: inputs [n, ...] and where they come from."""

    inputs: Tensors
    dataset: str


@dataclass(frozen=True)
class Source:
    """The model as delivered, and what a recipe may need to change its precision."""

    model: Path
    calibration: Calibration
    isa: tuple[str, ...]


@dataclass(frozen=True)
class Prepared:
    """The artefact that will run, with the contract's records of how it came about.

    `precision` lacks `effective`, which is seen when the artefact runs. `quantization` is empty where
    no format is narrower than a 16-bit float. `options` are the runtime's that belong to the recipe: sessions
    are opened with them beside the caller's own.
    """

    artefact: Path
    steps: tuple[Record, ...]
    shapes: Record
    precision: Record
    quantization: tuple[Record, ...]
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Inspection:
    """One call at one batch: `effective` as the contract has it, operations and bytes per inference.

    An inference is one item of the batch. Operations are multiplications and additions, counted apart. Bytes
    are those of the constants that the kernels read, shared by the items of the batch, plus the item's own
    inputs and outputs; intermediate activations are left out, because a cache may hold them.
    """

    effective: Record
    operations: Record | float
    bytes: Record | float


class Session(Protocol):
    """A loaded model."""

    def bind(self, inputs: Tensors) -> Call:
        """Bind inputs and outputs once; the call runs one inference of the whole batch on them.

        The call keeps alive what it needs: this session, the inputs, the buffers of the outputs. Where a device has
        memory of its own, the call copies inputs to it and outputs back, and returns when they are there. Raises
        RunError for inputs that do not fit the model.
        """
        ...

    def run(self, inputs: Tensors) -> dict[str, NDArray[Any]]:
        """Outputs of one inference, for scoring. Raises RunError for inputs that do not fit the model."""
        ...

    def describe(self) -> Record:
        """The contract's `executor.runtime`, with options as they were resolved."""
        ...

    def startup(self, load_ms: float) -> Record:
        """The contract's `startup` without the first inference; `load_ms` is what the call of `load` took."""
        ...


class Runtime(Protocol):
    """An inference runtime."""

    id: str

    def about(self) -> Record:
        """For `lynx list`: id, version or None, backends, devices, recipes, install (what to do where it is missing).

        `devices` are those that this machine's build can compute on, `unverified` those of them (or of a build that
        is not installed) on which this harness has not been seen to run.
        """
        ...

    def prepare(self, source: Source, recipe: str, settings: Settings, workspace: Path) -> Prepared:
        """Convert and compile by a precision recipe.

        Raises RunError for an unknown recipe or option, and for a recipe that the device cannot compute in.
        """
        ...

    def load(self, artefact: Path, settings: Settings) -> Session:
        """Open the artefact. Raises RunError where it, the provider or an option is not what was asked."""
        ...

    def inspect(self, artefact: Path, settings: Settings, inputs: Tensors, workspace: Path) -> Inspection:
        """What the kernels computed in, and how much of it: one extra run, apart from any timed one."""
        ...


