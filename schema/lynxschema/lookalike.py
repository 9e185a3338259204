"""Letters of other scripts that look like Latin ones."""

import unicodedata

_CYRILLIC = (
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442"
    "\u0443\u0445\u0456\u0458\u0455\u0501\u051b\u04bb\u04cf"
)
_GREEK_AND_OTHERS = (
    "\u03b1\u03b2\u03b5\u03b7\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4"
    "\u03c5\u03c7\u0131\u0251\u0261\u2010\u2011\u2013\u2014\u2212"
)
_ALIKE = str.maketrans(_CYRILLIC + _GREEK_AND_OTHERS, "abekmhopctyxijsdqhl" "abenikvoptuxiag-----")


def plain(text: str) -> str:
    """Case-folded text with compatibility forms and look-alike letters made Latin."""
    if text.isascii():
        return text.casefold()  # none of the rest applies, and most texts are
    return unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
