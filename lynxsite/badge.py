"""A submission's badge: an SVG of its own, and the JSON that shields.io reads."""

import json

from markupsafe import escape

from lynxschema.numeral import significant
from lynxsite.submission import Submission

_COLOURS = {"accepted": "#1f6b3b", "provisional": "#8a4a00", "draft": "#a3291f", "withdrawn": "#a3291f"}
_WIDTH = 6.6
_MOST = 60


def badges(submission: Submission, name: str) -> dict[str, bytes]:
    """Files beside the page, by their name; `name` is the registry's, on the left of each."""
    return {"badge.svg": svg(submission, name).encode(), "badge.json": shields(submission, name).encode()}


def message(submission: Submission) -> str:
    """What the badge says: the first result's throughput and where it holds."""
    point = submission.points[0]
    rate = point["headline"]["throughput"]
    text = f"{submission.facts.workload} {submission.precision}: {significant(rate['value'])} {rate['unit']}"
    text = f"withdrawn: {text}" if submission.withdrawn else text
    return text if len(text) <= _MOST else f"{text[:_MOST - 1]}\N{HORIZONTAL ELLIPSIS}"


def svg(submission: Submission, name: str) -> str:
    """A flat badge; the text is escaped and nothing is loaded."""
    text, label = escape(message(submission)), escape(name)
    left, right = round(len(name) * _WIDTH + 12), round(len(message(submission)) * _WIDTH + 12)
    colour = _COLOURS[submission.standing]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" '
        f'aria-label="{label}: {text}"><title>{label}: {text}</title>'
        f'<rect width="{left}" height="20" fill="#12333d"/>'
        f'<rect x="{left}" width="{right}" height="20" fill="{colour}"/>'
        f'<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">'
        f'<text x="{left / 2}" y="14" textLength="{left - 12}" lengthAdjust="spacingAndGlyphs">{label}</text>'
        f'<text x="{left + right / 2}" y="14" textLength="{right - 12}" '
        f'lengthAdjust="spacingAndGlyphs">{text}</text></g></svg>'
    )


def shields(submission: Submission, name: str) -> str:
    """The endpoint badge's JSON, schema version 1."""
    colour = _COLOURS[submission.standing].removeprefix("#")
    return json.dumps({"schemaVersion": 1, "label": name, "message": message(submission), "color": colour})
