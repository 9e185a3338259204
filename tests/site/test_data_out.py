"""The registry as files."""

import csv
import json
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pyarrow as arrow
from pyarrow import parquet

from lynxsite.api import frame
from tests.site import hostile

ATOM = "{http://www.w3.org/2005/Atom}"


def test_every_form_has_the_same_operating_points(site: Path) -> None:
    columns = json.loads((site / "api/v1/operating_points.json").read_bytes())
    rows = list(csv.DictReader((site / "api/v1/operating_points.csv").read_text().splitlines()))
    table = parquet.read_table(site / "api/v1/operating_points.parquet")
    assert columns["rows"] == len(rows) == len(table) == 49
    assert list(rows[0]) == table.column_names == [column["name"] for column in columns["columns"]]
    assert (site / "results/index.json").read_bytes() == (site / "api/v1/operating_points.json").read_bytes()


def test_each_submission_leads_to_its_page_and_record(site: Path) -> None:
    found = json.loads((site / "api/v1/results.json").read_bytes())["results"]
    assert len(found) == 13
    for each in found:
        assert (site / each["page"] / "index.html").is_file() and (site / each["record"]).is_file()


def test_controlled_groups_are_all_there(site: Path) -> None:
    found = json.loads((site / "api/v1/controlled.json").read_bytes())["groups"]
    assert found and all(group["effect"] >= 1 and len(group["variants"]) > 1 for group in found)


def test_the_feed_is_atom_with_hostile_text_as_text(site: Path) -> None:
    root = ElementTree.fromstring((site / "feed.xml").read_bytes())
    entries = root.findall(f"{ATOM}entry")
    assert root.tag == f"{ATOM}feed" and len(entries) == 13
    assert any(hostile.LONG in (entry.findtext(f"{ATOM}author/{ATOM}name") or "") for entry in entries)
    assert all(entry.findtext(f"{ATOM}{name}") for entry in entries for name in ("id", "title", "updated"))


def test_a_formula_is_text_in_csv_and_itself_in_parquet() -> None:
    table = arrow.table({"text": ["=1+1", "@a", "plain"], "number": [-1.0, 2.0, None]})
    rows = list(csv.reader(frame.csv(table).decode().splitlines()))
    assert rows == [["text", "number"], ["'=1+1", "-1.0"], ["'@a", "2.0"], ["plain", ""]]
    assert parquet.read_table(BytesIO(frame.parquet(table)))["text"].to_pylist() == ["=1+1", "@a", "plain"]


def test_what_llms_txt_names_is_there(site: Path) -> None:
    text = (site / "llms.txt").read_text()
    links = [line.partition("](")[2].partition(")")[0] for line in text.splitlines() if line.startswith("- [")]
    assert links and all((site / link).exists() for link in links)
