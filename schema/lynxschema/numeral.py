"""Numbers as text, rounded to what is known of them."""

from decimal import ROUND_HALF_UP, Decimal
from math import floor, log10

MINUS = "\N{MINUS SIGN}"


def significant(value: float, digits: int = 3) -> str:
    """A measurement: so many significant digits, in groups of three."""
    return _fixed(value, digits - 1 - _magnitude(value))


def rounded(value: float, low: float, high: float) -> str:
    """As many digits as the interval's half width says in its first two; 34,307 within 8,500 is 34,300."""
    half = (high - low) / 2
    if half <= 0:
        return significant(value, 4)
    decimals = 1 - _magnitude(half)
    return _fixed(value, decimals)


def whole(value: int) -> str:
    """Digits in groups of three."""
    return f"{value:,}"


def plain(value: float) -> str:
    """A setting, not a measurement: whole where it is whole."""
    return whole(int(value)) if float(value).is_integer() else _fixed(value, max(0, 2 - _magnitude(value)))


def percent(share: float, digits: int = 3) -> str:
    """A share as percent."""
    return f"{significant(100 * share, digits)} %" if share else "0 %"


def signed(value: float, digits: int = 2) -> str:
    """A number whose sign matters."""
    sign = MINUS if value < 0 else "+" if value > 0 else ""
    return sign + significant(abs(value), digits)


def _magnitude(value: float) -> int:
    """Power of ten of the first digit; 0 for zero."""
    return floor(log10(abs(value))) if value else 0


def _fixed(value: float, decimals: int) -> str:
    """Ties away from zero, as the browser's `toFixed` rounds them: both write the same table."""
    if decimals < 0:
        return f"{_stepped(value, 10**-decimals):,}".replace("-", MINUS)
    shown = min(decimals, 9)
    if value * 2.0**(shown + 1) % 1:
        # No tie, which would be a whole number of those; formatting alone is several times faster.
        return f"{value:,.{shown}f}".replace("-", MINUS)
    return f"{Decimal(value).quantize(Decimal(1).scaleb(-shown), ROUND_HALF_UP):,f}".replace("-", MINUS)


def _stepped(value: float, step: int) -> int:
    """The nearest multiple, ties upwards, as the browser's `Math.round`."""
    return floor(value / step + 0.5) * step
