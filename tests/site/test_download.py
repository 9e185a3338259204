"""What is filtered comes down as CSV and JSON, and no cell is a formula."""

import csv
import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

pytestmark = pytest.mark.browser
TABLE = """async (address) => {
  const { csv } = await import(new URL("assets/lynx/js/download.js", address));
  const { Table } = await import(new URL("assets/lynx/js/table.js", address));
  const dictionary = ["=1+1", "+a", "-a", "@a", "\\tx", "a,\\"b\\"", "plain"];
  const columns = [{ name: "a", dictionary, codes: [0, 1, 2, 3, 4, 5, 6] }, { name: "b",
    values: [-1, 2, null, 0, 0, 0, 0] }];
  return csv(new Table({ rows: 7, columns }), [0, 1, 2, 3, 4, 5, 6]);
}"""


def _saved(page: Page, name: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_the_same_rows_come_down(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("results/?scenario=offline&sort=-rate")
    expect(page.locator(".lx-count")).to_have_text("36 of 49 results.")
    rows = list(csv.DictReader(_saved(page, "CSV").splitlines()))
    records = json.loads(_saved(page, "JSON"))
    assert [row["key"] for row in rows] == [record["key"] for record in records] and len(rows) == 36
    rates = [record["rate"] for record in records]
    assert rates == sorted(rates, reverse=True) == [float(row["rate"]) for row in rows]


def test_no_cell_is_a_formula(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto("results/")
    rows = list(csv.reader(page.evaluate(TABLE, address).splitlines()))
    assert [row[0] for row in rows] == ["a", "'=1+1", "'+a", "'-a", "'@a", "'\tx", 'a,"b"', "plain"]
    assert [row[1] for row in rows[1:4]] == ["-1", "2", ""]
