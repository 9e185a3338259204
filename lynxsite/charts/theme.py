"""One look for all charts, in light and dark; the style sheet uses the same colours."""

from typing import Any

FONT = "Lynx Sans, system-ui, sans-serif"
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right"]

# Distinguishable with the common kinds of colour blindness; lightness differs too, and shape stands beside colour.
LIGHT = ["#0e6a7c", "#c2620a", "#5b4bb5", "#2f8f4e", "#b8336a", "#6b6f76", "#a8890b"]
DARK = ["#56c1d6", "#f5a742", "#a99bf0", "#6fcf8e", "#f07fae", "#b5bac2", "#e6cf55"]


def theme(dark: bool) -> dict[str, Any]:
    """Vega-Lite configuration of a palette."""
    text, faint, line = ("#dfe7ea", "#9fb0b7", "#33464e") if dark else ("#1c2b31", "#56676e", "#d7dfe2")
    return {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "range": {"category": DARK if dark else LIGHT, "symbol": SHAPES},
        "axis": {
            "labelColor": faint, "titleColor": text, "gridColor": line, "gridOpacity": 0.6,
            "domainColor": faint, "tickColor": faint,
            "labelFontSize": 12, "titleFontSize": 13, "labelLimit": 320, "titleFontWeight": 500, "titlePadding": 10,
        },
        "legend": {"labelColor": text, "titleColor": text, "labelFontSize": 13, "titleFontSize": 13, "labelLimit": 320,
                   "symbolSize": 110, "symbolStrokeWidth": 2, "orient": "top", "titleFontWeight": 500},
        "bar": {"color": (DARK if dark else LIGHT)[0]},
        "rule": {"color": (DARK if dark else LIGHT)[1], "strokeWidth": 2},
        "text": {"color": text, "fontSize": 12},
    }
