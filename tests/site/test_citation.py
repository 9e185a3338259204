"""Citation, badge and partners of a submission."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import yaml

from lynxschema.version import VERSION
from lynxsite.badge import badges
from lynxsite.citation import bibtex, citation_file
from lynxsite.imprint import Imprint
from lynxsite.pages.result import page
from lynxsite.standing import verdicts
from lynxsite.submission import Submission
from lynxsite.toolchain_diagram import diagram
from tests.site import hostile, records

IMPRINT = Imprint("Rates & Figures", "https://x.org/")


def _submission(record: records.Record) -> Submission:
    return Submission.of(Path("lab") / "one", record)


def test_a_badge_is_well_formed_whatever_the_record_says() -> None:
    for record in (records.record(), hostile.hostile()):
        made = badges(_submission(record), "Rates & <Figures>")
        root = ElementTree.fromstring(made["badge.svg"])
        assert not [each for each in root.iter() if each.tag.endswith(("script", "image", "foreignObject"))]
        assert root.findtext("{*}title", "").startswith("Rates & <Figures>: ")
        shields = json.loads(made["badge.json"])
        assert (shields["schemaVersion"], shields["label"]) == (1, "Rates & <Figures>")


def test_bibtex_escapes_what_tex_would_run() -> None:
    text = bibtex(_submission(records.changed({"/submitter/organisation": "A & B {\\input x}"})), IMPRINT)
    assert "A \\& B \\{\\textbackslash{}input x\\}" in text
    assert "{Rates \\& Figures, a registry" in text and "url = {https://x.org/results/lab/one/}" in text


def test_a_page_links_its_partners_citation_and_badge(site: Path) -> None:
    page = (site / "results/example-lab/result-00001/index.html").read_text()
    assert "only the precision differs" in page and "@misc{example-lab-result-00001" in page
    assert "compare/?result=example-lab%2Fresult-00001%23single-stream-b1&amp;result=" in page
    assert (site / "results/example-lab/result-00001/badge.svg").is_file()


def test_a_citation_file_is_yaml_that_says_what_the_record_says() -> None:
    hostile_name = 'x"\n  - name: "y: [&z'
    made = _submission(records.changed({"/submitter/organisation": hostile_name}))
    read = yaml.safe_load(citation_file(made, IMPRINT))
    assert read["authors"] == [{"name": hostile_name}] and read["url"] == "https://x.org/results/lab/one/"
    assert made.precision in read["title"] and read["cff-version"] == "1.2.0"


def test_the_toolchain_is_drawn_from_model_to_runtime() -> None:
    for record in (records.record(), hostile.hostile()):
        root = ElementTree.fromstring(diagram(record))
        boxes = [each.text for each in root.iter("title")]
        steps = record["executor"]["toolchain"]["steps"]
        assert boxes[0] == f"model: {record['workload']['model']['name']}, {record['workload']['model']['format']}"
        assert boxes[-1] == f"runs on: {record['executor']['runtime']['id']} {record['executor']['runtime']['version']}"
        assert all(f"{step['stage']}: {step['tool']} {step['version']}" in boxes for step in steps)


def test_the_verdict_at_merge_stands_beside_todays() -> None:
    line = {"date": "2026-11-23", "checker": "0.0.9", "warnings": ["LX405"]}
    made = replace(_submission(records.record()), accepted=line)
    assert verdicts(made).merged == "accepted on 2026-11-23 by checker 0.0.9, LX405"
    assert f"checker {VERSION}, no warnings" in verdicts(made).today
    assert "not merged" in verdicts(_submission(records.record())).merged


def test_a_warning_leads_to_its_rule(one_result: Path) -> None:
    extract = Submission.of(one_result, records.record()).extract
    warned = Submission(one_result, extract._replace(warnings=("LX405 /startup: <b>1</b>",)))
    shown = page(warned, (), "", IMPRINT).content
    assert '<a href="../../../rules/LX405/">LX405</a> <bdi>/startup: &lt;b&gt;1&lt;/b&gt;</bdi>' in shown
