"""JSON of stable shape; `v1/report.schema.json` describes it."""

import json

from lynxschema.verdict import Report


def json_report(report: Report) -> str:
    """The whole report as one JSON object."""
    return json.dumps(report.document(), indent=1, ensure_ascii=True)
