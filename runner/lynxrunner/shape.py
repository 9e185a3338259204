"""The shape of a call: items of its batch, their length where inputs have one, and of a decoder its new tokens."""

from typing import NamedTuple


class Shape(NamedTuple):
    """`batch` items of `length`, 0 where inputs have one size; of a decoder, `new` tokens after so long a past."""

    batch: int
    length: int = 0
    new: int = 0

    def __str__(self) -> str:
        length = f"-l{self.length}" if self.length or self.new else ""
        return f"b{self.batch}{length}{f'-n{self.new}' if self.new else ''}"

    @classmethod
    def parse(cls, text: str) -> "Shape":
        """The shape whose text it is."""
        return cls(*(int(part[1:]) for part in text.split("-")))
