"""Whether inputs fit a model, said in one way by every runtime."""

from collections.abc import Sequence
from dataclasses import dataclass

from lynxrunner.errors import RunError
from lynxrunner.runtimes.protocol import Tensors


@dataclass(frozen=True)
class Input:
    """An input that a model declares: `dtype` as numpy names it, None where numpy has none; an axis that is no
    integer is free."""

    name: str
    dtype: str | None
    shape: Sequence[int | str | None]

    def fits(self, dtype: str, shape: tuple[int, ...]) -> bool:
        """Whether an array of this type and shape can be given."""
        axes = len(self.shape) == len(shape) and all(
            not isinstance(axis, int) or axis == length for axis, length in zip(self.shape, shape, strict=True)
        )
        return axes and self.dtype in (None, dtype)


def require_inputs(declared: Sequence[Input], inputs: Tensors) -> None:
    """Raises RunError that names the first input which is missing, unknown, or of another type or shape."""
    names = [each.name for each in declared]
    if sorted(names) != sorted(inputs):
        raise RunError(f"the model's inputs are {', '.join(sorted(names))}; given were {', '.join(sorted(inputs))}")
    for each in declared:
        array = inputs[each.name]
        if not each.fits(str(array.dtype), array.shape):
            raise RunError(f"the input {each.name} is {array.dtype} {_shown(array.shape)}, and the model takes "
                           f"{each.dtype or 'another type'} {_shown(each.shape)}")


def _shown(shape: Sequence[int | str | None]) -> str:
    return f"[{', '.join('?' if axis is None else str(axis) for axis in shape)}]"
