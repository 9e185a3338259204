"""Text of `--input-length` -> profiles of lengths, or one sentence that says what is wrong with it.

    128                             all alike
    uniform:16:384                  from 16 to 384, all equally likely
    lognormal:200:80:16:512         mean and standard deviation, cut to the least and the greatest
    trace:FILE                      a length per line, in that order
"""

from collections.abc import Callable
from pathlib import Path

from lynxrunner.arguments import names
from lynxrunner.errors import RunError
from lynxrunner.lengths import DRAWN, Profile, declared, lengths
from lynxschema.digest import sha256

LONGEST = 10_000_000
FORMS = "a length as in 128, or uniform:16:384, lognormal:200:80:16:512 (mean, deviation, least, greatest), trace:FILE"


def profiles(option: str, text: str, seed: int, most: int = LONGEST) -> list[Profile]:
    """Each named profile, its lengths at most `most`. Raises RunError."""
    return [_profile(f"--{option} {part}", part, seed, most) for part in names(text)]


def without_paths(text: str) -> str:
    """The same text with the names of files alone."""
    return ",".join(f"trace:{Path(part[6:]).name}" if part.startswith("trace:") else part for part in names(text))


def _profile(what: str, text: str, seed: int, most: int) -> Profile:
    kind, _, rest = text.partition(":")
    try:
        found = KINDS[kind](rest, seed) if kind in KINDS else _fixed(text, seed)
        lengths(found)
    except (ValueError, TypeError):
        raise RunError(f"{what}: give {FORMS}") from None
    except RunError as error:
        raise RunError(f"{what}: {error}") from None
    if found.maximum > most:
        raise RunError(f"{what}: the longest is {found.maximum}, and this workload takes at most {most}")
    return found


def _fixed(text: str, seed: int) -> Profile:
    length = int(text)
    return Profile("fixed", length, length, length)


def _uniform(text: str, seed: int) -> Profile:
    low, high = map(int, text.split(":"))
    return Profile("uniform", (low + high) / 2, low, high, seed=seed)


def _lognormal(text: str, seed: int) -> Profile:
    mean, deviation, low, high = text.split(":")
    return Profile("lognormal", float(mean), int(low), int(high), float(deviation), seed)


def _trace(text: str, seed: int) -> Profile:
    path = Path(text)
    try:
        content = path.read_bytes()
        found = tuple(int(line) for line in content.decode("ascii").split()[:DRAWN])
    except OSError as error:
        raise RunError(f"{path.name}: cannot be read ({error.strerror})") from None
    except ValueError:
        raise RunError(f"{path.name}: give one whole number per line") from None
    if not found:
        raise RunError(f"{path.name}: holds no length; give one whole number per line")
    mean, low, high = declared(found)
    return Profile("trace", mean, low, high, trace=found, source=(path.name, sha256(content)))


KINDS: dict[str, Callable[[str, int], Profile]] = {"uniform": _uniform, "lognormal": _lognormal, "trace": _trace}
