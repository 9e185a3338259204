"""The variants of a session: runtimes x precision recipes x threads, and the options of each runtime."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from lynxrunner.arguments import counts
from lynxrunner.capture.tree import Tree
from lynxrunner.errors import RunError
from lynxrunner.plan import Variant
from lynxrunner.recipes.asked import listed, parts
from lynxrunner.state import Record


def variants(precision: str, threads: str | None, runtimes: Mapping[str, Record]) -> tuple[Variant, ...]:
    """Each runtime at its recipes; `pytorch/bf16` is for that runtime alone. `runtimes` tell what they are (`about`).

    Raises RunError for a recipe that a runtime does not know, or that none is asked for.
    """
    numbers = _threads(threads)
    found = [
        Variant(name, recipe, number)
        for name, about in runtimes.items()
        for recipe, number in product(_recipes(precision, name, about, runtimes), numbers)
    ]
    if idle := next((name for name in runtimes if all(variant.runtime != name for variant in found)), None):
        raise RunError(f"--precision {precision}: nothing is asked of {idle}; name a recipe of it or leave it out")
    return tuple(found)


def options(given: Sequence[str], names: Iterable[str]) -> dict[str, dict[str, str]]:
    """By runtime: `KEY=VALUE` goes to every one, `openvino/KEY=VALUE` to that one. Raises RunError for another form."""
    found: dict[str, dict[str, str]] = {name: {} for name in names}
    for text in given:
        owner, rest = _owner(text, found)
        key, equals, value = rest.partition("=")
        if not (key and equals and value):
            raise RunError(f"--option {text}: give it as KEY=VALUE")
        for name in [owner] if owner else found:
            found[name][key] = value
    return found


def _recipes(precision: str, name: str, about: Record, names: Iterable[str]) -> list[str]:
    asked = [_owner(part, names) for part in parts(precision)]
    mine = [recipe for owner, recipe in asked if owner in (None, name)]
    return listed(mine, about["recipes"], about.get("refused", {}))


def _owner(text: str, names: Iterable[str]) -> tuple[str | None, str]:
    """The runtime that a part is for, and the part."""
    name, slash, rest = text.partition("/")
    return (name, rest) if slash and name in names else (None, text)


def _threads(text: str | None) -> list[int]:
    cpus = Tree().cpus()
    numbers = counts("threads", text) if text else [cpus]
    if max(numbers) > cpus:
        raise RunError(f"--threads {max(numbers)}: this process may run on {cpus} CPUs; ask for at most as many")
    return numbers
