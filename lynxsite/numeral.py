"""Numbers as text, rounded to what is known of them."""

from decimal import ROUND_HALF_UP, Decimal
from math import floor, log10

MINUS = "\N{MINUS SIGN}"


def significant(value: float, digits: int = 3) -> str:
    """Three significant digits; whole numbers from a thousand on keep all theirs, grouped."""
    return _fixed(value, digits - 1 - _magnitude(value))


def rounded(value: float, low: float, high: float) -> str:
    """As many decimals as the interval's half width has in its first two digits."""
    half = (high - low) / 2
    return _fixed(value, 1 - _magnitude(half)) if half > 0 else significant(value, 4)


def whole(value: int) -> str:
    """Digits in groups of three."""
    return f"{value:,}"


def plain(value: float) -> str:
    """A setting, not a measurement: whole where it is whole."""
    return whole(int(value)) if float(value).is_integer() else significant(value)


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
    unit = Decimal(1).scaleb(-max(0, min(decimals, 9)))
    return f"{Decimal(value).quantize(unit, ROUND_HALF_UP):,f}".replace("-", MINUS)
