"""The registry as files."""

import csv
import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema_rs
import pytest
from pyarrow import parquet

from lynxsite.api import frame
from lynxsite.api.file import files as made
from lynxsite.column import COLUMNS
from lynxsite.imprint import Imprint
from lynxsite.registry import Registry
from tests.site import hostile
from tests.site.conftest import ROOT, SITE_URL

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


@pytest.mark.parametrize(("name", "files"), [
    ("results", "results.json"), ("operating_points", "operating_points.json"), ("controlled", "controlled.json"),
    ("errata", "errata.json"), ("choices", "choices/*.json"),
])
def test_each_file_is_of_its_published_schema(site: Path, name: str, files: str) -> None:
    schema = json.loads((site / f"api/v1/schema/{name}.schema.json").read_bytes())
    found = list((site / "api/v1").glob(files))
    assert found and all(jsonschema_rs.validator_for(schema).validate(json.loads(each.read_bytes())) is None
                         for each in found)


def test_a_schema_is_named_by_its_address(site: Path) -> None:
    for found in (site / "api/v1/schema").iterdir():
        assert json.loads(found.read_bytes())["$id"] == SITE_URL + found.relative_to(site).as_posix()


def test_a_site_that_knows_no_address_names_no_schema_by_one() -> None:
    published = {name: content for name, content in made(Registry(()), Imprint("Ours")) if "/schema/" in name}
    assert len(published) == 5 and not any(b"$id" in content for content in published.values())


def test_every_file_and_every_member_is_described(site: Path) -> None:
    page = (ROOT / "docs/data.md").read_text()
    names = {file.relative_to(site / "api/v1").parts[0] for file in (site / "api/v1").rglob("*") if file.is_file()}
    assert [name for name in names if f"api/v1/{name}" not in page] == []
    for file in (site / "api/v1/schema").iterdir():
        assert [name for name, row in _members(json.loads(file.read_bytes())) if not row.get("description")] == []


def _members(schema: Any) -> Iterator[tuple[str, Any]]:
    """Every property at any depth."""
    inside = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    for each in inside:
        yield from _members(each)
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()


def test_the_feed_is_atom_with_hostile_text_as_text(site: Path) -> None:
    root = ElementTree.fromstring((site / "feed.xml").read_bytes())
    entries = root.findall(f"{ATOM}entry")
    assert root.tag == f"{ATOM}feed" and len(entries) == 13
    assert any(hostile.LONG in (entry.findtext(f"{ATOM}author/{ATOM}name") or "") for entry in entries)
    assert all(entry.findtext(f"{ATOM}{name}") for entry in entries for name in ("id", "title", "updated"))


def test_a_formula_is_text_in_csv_and_itself_in_parquet() -> None:
    values: dict[str, list[Any]] = {column.name: [-1, 2.5, None] if column.kind == "number" else ["=1+1", "@a", "plain"]
                                    for column in COLUMNS}
    rows = list(csv.DictReader(frame.csv(frame.table(values)).decode().splitlines()))
    assert [row["device"] for row in rows] == ["'=1+1", "'@a", "plain"]
    assert [row["threads"] for row in rows] == ["-1", "2.5", ""]
    read = parquet.read_table(BytesIO(frame.parquet(frame.table(values))))
    assert read["device"].to_pylist() == ["=1+1", "@a", "plain"] and read["threads"].to_pylist() == [-1.0, 2.5, None]


def test_hostile_text_stays_text_in_files(site: Path) -> None:
    rows = list(csv.DictReader((site / "api/v1/operating_points.csv").read_text().splitlines()))
    theirs = next(row for row in rows if row["key"] == "hostile-lab/hostile")
    assert hostile.LONG in theirs["device"]
    assert not any(text.startswith(frame.FORMULA) for text in theirs.values())
    place = site / "results/hostile-lab/hostile"
    drawn = ElementTree.fromstring((place / "badge.svg").read_bytes())
    assert {element.tag.rpartition("}")[2] for element in drawn.iter()} <= {"svg", "title", "g", "rect", "path", "text"}
    assert all(isinstance(text, str | int) for text in json.loads((place / "badge.json").read_bytes()).values())


def test_what_llms_txt_names_is_there(site: Path) -> None:
    text = (site / "llms.txt").read_text()
    links = [line.partition("](")[2].partition(")")[0] for line in text.splitlines() if line.startswith("- [")]
    assert links and all((site / link).exists() for link in links)
