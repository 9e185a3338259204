"""A precision recipe as the caller spells it: `NAME` or `NAME:PARAMETER=VALUE,PARAMETER=VALUE`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lynxrunner.errors import RunError
from lynxrunner.names import require

Choices = Mapping[str, tuple[str, ...]]
"""Parameters of a recipe with the values that each takes, the default first."""


@dataclass(frozen=True)
class Asked:
    """A recipe's name and the parameters that were given."""

    name: str
    given: Mapping[str, str]

    @classmethod
    def parse(cls, text: str) -> "Asked":
        """Raises RunError where a parameter has no value or is given twice."""
        name, _, rest = text.partition(":")
        pairs = [_pair(text, part) for part in rest.split(",") if part]
        if len(dict(pairs)) < len(pairs):
            raise RunError(f"precision {text}: give each parameter once")
        return cls(name.strip(), dict(pairs))

    def settled(self, choices: Choices) -> dict[str, str]:
        """Every parameter with its value. Raises RunError for an unknown parameter or value."""
        for key, value in self.given.items():
            require(f"value of {key}", value, choices[require(f"parameter of {self.name}", key, choices)])
        return {key: self.given.get(key, values[0]) for key, values in choices.items()}

    def label(self, choices: Choices) -> str:
        """The recipe's name in a record: values that are not the default are appended, numbers with their key."""
        changed = [(key, value) for key, value in self.settled(choices).items() if value != choices[key][0]]
        return "-".join([self.name, *(f"{key}{value}" if value.isdecimal() else value for key, value in changed)])


def parts(text: str) -> list[str]:
    """Recipes of a list separated by commas, at least one, which may be empty.

    A part with `=` and without `:` is a further parameter of the recipe before it.
    """
    found: list[str] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        if found and "=" in part and ":" not in part:
            found[-1] += f",{part}"
        else:
            found.append(part)
    return found or [""]


def listed(recipes: Iterable[str], known: Iterable[str], refused: Mapping[str, str]) -> list[str]:
    """Each recipe once, parameters in order of their names.

    Raises RunError for an unknown name, and with the reason for one of `refused`, which a runtime cannot run.
    """
    found = [Asked.parse(recipe) for recipe in recipes]
    for asked in found:
        if asked.name in refused:
            raise RunError(f"precision {asked.name}: {refused[asked.name]}")
    names = frozenset(known)
    return list(dict.fromkeys(_spelt(asked, names) for asked in found))


def _spelt(asked: Asked, known: Iterable[str]) -> str:
    parameters = ",".join(f"{key}={value}" for key, value in sorted(asked.given.items()))
    return f"{require('precision', asked.name, known)}{':' if parameters else ''}{parameters}"


def _pair(text: str, part: str) -> tuple[str, str]:
    key, equals, value = (piece.strip() for piece in part.partition("="))
    if not (key and equals and value):
        raise RunError(f"precision {text}: {part.strip()!r} is no parameter; give NAME:PARAMETER=VALUE")
    return key, value
