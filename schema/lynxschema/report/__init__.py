"""Reports: one function per format, in one dict by name."""

from collections.abc import Callable

from lynxschema.report.github import github_report
from lynxschema.report.json_ import json_report
from lynxschema.report.junit import junit_report
from lynxschema.report.sarif import sarif_report
from lynxschema.report.text import text_report
from lynxschema.verdict import Report

Reporter = Callable[[Report], str]
REPORTERS: dict[str, Reporter] = {
    "text": text_report, "json": json_report, "github": github_report, "sarif": sarif_report, "junit": junit_report,
}
