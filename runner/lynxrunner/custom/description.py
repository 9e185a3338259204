"""The file that describes a model: `lynx run custom --model F.onnx --describe F.toml`.

    name = "product search encoder"          # all members are optional
    task = "embedding"                       # as the contract has it; default: other
    architecture = "bert-base"
    output = "pooled"                        # scored; default: the first
    weights = "https://example.org/encoder"  # where the trained weights come from
    revision = "v2.1"
    items = 32                               # scored
    bind = { sequence = 128 }
    [inputs.input_ids]                       # range of random numbers: from low up to, not including, high
    low = 0
    high = 30522
"""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from lynxrunner import toml_file
from lynxrunner.fit import require_fit
from lynxschema.records.scalar import Id, Text, Version
from lynxschema.records.workload import Task


class Range(BaseModel):
    """Values of an input: low <= value < high."""

    model_config = ConfigDict(extra="forbid")
    low: float = 0
    high: float = 1


class Description(BaseModel):
    """What the model's file does not say."""

    model_config = ConfigDict(extra="forbid")
    name: Text | None = None
    task: Task = "other"
    architecture: Id | None = None
    output: str | None = None
    weights: Text | None = None
    revision: Version | None = None
    items: int = Field(default=32, ge=1, le=4096)
    bind: dict[str, int] = {}
    inputs: dict[str, Range] = {}


def described(path: Path | None) -> Description:
    """The file's content, or nothing. Raises RunError where it cannot be read or says something unknown."""
    if path is None:
        return Description()
    data = toml_file.read("--describe", path)
    require_fit(Description, data, f"--describe {path.name}")
    return Description.model_validate(data)
