"""Example records written by hand. They shape the contract; nothing in them was measured."""

import json
from pathlib import Path
from typing import Any

HOME = Path(__file__).parent
NAMES = tuple(sorted(path.stem for path in HOME.glob("*.json")))


def example(name: str) -> dict[str, Any]:
    """A fresh copy of one example record."""
    record: dict[str, Any] = json.loads((HOME / f"{name}.json").read_bytes())
    return record
