"""Patterns of the schema in words."""

FORMS = {
    "^[0-9a-f]{64}$": "64 lower-case hexadecimal digits",
    "^[0-9a-f]{16,64}$": "16 to 64 lower-case hexadecimal digits",
    "^[a-z0-9][a-z0-9._-]{0,79}$": "an id: lower-case letters, digits, dots, hyphens and underscores, at most 80",
    "^[A-Za-z0-9_][A-Za-z0-9_.:/() +-]{0,119}$":
        "a name: ASCII letters, digits, spaces and _ . : / ( ) + -, beginning with a letter, digit or underscore, "
        "at most 120",
    "^[A-Za-z0-9][A-Za-z0-9-]{0,38}$": "a login: letters, digits and hyphens, without @, at most 39",
    r"^[a-z][a-z0-9_-]{0,40}\.(parquet|json)$": "the name of a file that ends in .parquet or .json",
    "^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$":
        "a time in UTC, as 2026-11-20T09:30:00Z",
    "^[A-Za-z0-9][A-Za-z0-9.+-]{0,63}$": "an SPDX licence identifier, as CC-BY-4.0",
    r"^1\.(0|[1-9][0-9]{0,2})$": "a version of contract 1, as 1.0",
}


def form(pattern: str) -> str:
    """What text of this pattern is; the pattern itself where it has no words yet."""
    return FORMS.get(pattern, f"text of the form {pattern}")
