"""Citation, badge and partners of a submission."""

import json
from pathlib import Path
from xml.etree import ElementTree

from lynxsite.badge import badges
from lynxsite.citation import bibtex
from lynxsite.submission import Submission
from tests.site import hostile, records


def _submission(record: records.Record) -> Submission:
    return Submission.of(Path("lab") / "one", record)


def test_a_badge_is_well_formed_whatever_the_record_says() -> None:
    for record in (records.record(), hostile.hostile()):
        made = badges(_submission(record))
        root = ElementTree.fromstring(made["badge.svg"])
        assert not [each for each in root.iter() if each.tag.endswith(("script", "image", "foreignObject"))]
        assert json.loads(made["badge.json"])["schemaVersion"] == 1


def test_bibtex_escapes_what_tex_would_run() -> None:
    text = bibtex(_submission(records.changed({"/submitter/organisation": "A & B {\\input x}"})), "https://x.org/")
    assert "A \\& B \\{\\textbackslash{}input x\\}" in text and "url = {https://x.org/results/lab/one/}" in text


def test_a_page_links_its_partners_citation_and_badge(site: Path) -> None:
    page = (site / "results/example-lab/result-00001/index.html").read_text()
    assert "only the precision differs" in page and "@misc{example-lab-result-00001" in page
    assert "compare/?result=example-lab%2Fresult-00001%23single-stream-b1&amp;result=" in page
    assert (site / "results/example-lab/result-00001/badge.svg").is_file()
