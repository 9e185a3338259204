"""The shape of a call: items of its batch, and their length where inputs have one."""

from typing import NamedTuple


class Shape(NamedTuple):
    """`batch` items of `length`; 0 where inputs have one size."""

    batch: int
    length: int = 0

    def __str__(self) -> str:
        return f"b{self.batch}-l{self.length}" if self.length else f"b{self.batch}"

    @classmethod
    def parse(cls, text: str) -> "Shape":
        """The shape whose text it is."""
        return cls(*(int(part[1:]) for part in text.split("-")))
