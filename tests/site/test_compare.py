"""Comparisons in the browser and in lynxschema agree on one set of cases."""

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.site import golden

SAID = """async ({ address, golden }) => {
  const at = (path) => import(new URL(`assets/lynx/js/${path}`, address));
  const { verdict } = await at("verdict.js");
  const { ratios } = await at("comparison.js");
  const fields = await (await fetch(new URL("assets/lynx/fields.json", address))).json();
  const put = (record, pointer, value) => {
    const steps = pointer.slice(1).split("/").map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
    steps.slice(0, -1).reduce((place, step) => place[step], record)[steps.at(-1)] = value;
  };
  const side = (changes) => {
    const record = structuredClone(golden.base);
    for (const [pointer, value] of Object.entries(changes)) put(record, pointer, value);
    return { record, point: record.operating_points[0] };
  };
  return golden.cases.map(({ first, second }) => {
    const [one, other] = [side(first), side(second)];
    const found = verdict(one, other, fields);
    const { ranked, controlled, factors, reasons } = found;
    const row = (each) => [each.pointer, each.factor, each.role, each.first, each.second, each.unknown];
    return {
      sentence: found.sentence(), ranked, controlled, factors, reasons,
      differences: found.differences.map(row), caveats: found.caveats.map(({ pointer }) => pointer),
      ratios: ratios(one.point, other.point, ranked),
    };
  });
}"""


def _near(ours: dict[str, Any], theirs: dict[str, Any]) -> bool:
    """Equal, numbers to nine digits."""
    numbers = {name for name, value in theirs.items() if type(value) is float}
    return ours.keys() == theirs.keys() and all(
        ours[name] == (pytest.approx(value, rel=1e-9) if name in numbers else value) for name, value in theirs.items())


@pytest.fixture(scope="module")
def cases() -> Any:
    return json.loads(golden.FILE.read_bytes())


def test_the_cases_are_what_lynxschema_says(cases: Any) -> None:
    assert cases == json.loads(json.dumps(golden.golden())), "renew them: python -m tests.site.golden"


def test_the_cases_cover_ties_unlike_results_and_unknowns(cases: Any) -> None:
    found = [case["expected"] for case in cases["cases"]]
    rows = [row for each in found for row in each["ratios"]]
    assert {row.get("tie") for row in rows} == {True, False, None}
    assert {each["ranked"] for each in found} == {True, False} == {each["controlled"] for each in found}
    assert any("is unknown" in each["sentence"] for each in found)


@pytest.mark.browser
def test_the_browser_says_the_same(context: BrowserContext, address: str, cases: Any) -> None:
    page = context.new_page()
    page.goto("compare/")
    said = page.evaluate(SAID, {"address": address, "golden": cases})
    for case, found in zip(cases["cases"], said, strict=True):
        expected = case["expected"]
        for ours, theirs in zip(found.pop("ratios"), expected["ratios"], strict=True):
            assert _near(ours, theirs), case["name"]
        assert {**found, "ratios": expected["ratios"]} == expected, case["name"]


def _compare(context: BrowserContext, *results: str) -> Page:
    page = context.new_page()
    page.goto(f"compare/?{urlencode([('result', result) for result in results])}")
    return page


@pytest.mark.browser
def test_choose_in_the_explorer_and_read_the_verdict(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("results/?scenario=single+stream&runtime=onnxruntime+1.23.2")
    for number in (0, 1):
        page.get_by_label(f"Compare example-lab/result-0000{number}#single-stream-b1").check()
    page.reload()
    expect(page.locator(".lx-choose:checked")).to_have_count(2)
    page.get_by_role("link", name="Compare", exact=True).last.click()
    expect(page.locator(".lx-verdicts li")).to_have_count(1)
    expect(page.locator(".lx-verdicts")).to_contain_text("comparable: they differ only in precision")
    expect(page.locator(".lx-compared tbody tr").first).to_contain_text("\N{MULTIPLICATION SIGN}")
    rows = page.locator("[data-part=differences] tbody tr")
    few = rows.count()
    page.get_by_label("Every compared leaf").check()
    assert rows.count() > few > 0


@pytest.mark.browser
def test_unlike_results_are_shown_and_not_ranked(context: BrowserContext) -> None:
    page = _compare(context, "example-lab/result-00000#single-stream-b1", "example-lab/result-00000#offline-b32")
    expect(page.locator(".lx-verdicts")).to_contain_text("not ranked: different scenario")
    expect(page.locator(".lx-compared thead")).to_contain_text("B (not ranked)")
    assert "\N{MULTIPLICATION SIGN}" not in page.locator(".lx-compared tbody").inner_text()


@pytest.mark.browser
def test_hostile_results_and_addresses_stay_inert(context: BrowserContext) -> None:
    page = _compare(context, "hostile-lab/hostile#single-stream-b1", "example-lab/result-00000#single-stream-b1")
    expect(page.locator(".lx-verdicts li")).to_have_count(1)
    assert page.evaluate("window.hacked") is None and page.locator("img[src=x]").count() == 0
    page = _compare(context, "../../etc#x", "<img src=x onerror=alert(1)>#y")
    expect(page.locator(".lx-empty")).to_be_visible()


THREE = tuple(f"example-lab/result-0000{number}#single-stream-b1" for number in range(3))


@pytest.mark.browser
def test_another_result_is_made_the_first_and_one_is_left_out(context: BrowserContext) -> None:
    page = _compare(context, *THREE)
    expect(page.locator(".lx-verdicts li")).to_have_text([re.compile("^A and B"), re.compile("^A and C")])
    terminal = page.locator(".lx-compare code", has_text="lynx compare submissions/example-lab/result-00000 ")
    expect(terminal).to_be_visible()
    page.get_by_role("link", name="Make C the first").click()
    expect(page.locator(".lx-legend a").first).to_have_attribute("href", re.compile("result-00002/#single-stream-b1$"))
    page.get_by_role("link", name="Leave A out").click()
    expect(page.locator(".lx-verdicts li")).to_have_count(1)
    page.get_by_role("link", name="Choose more or others").click()
    expect(page.locator(".lx-chosen")).to_have_text(re.compile("^2 chosen"))


@pytest.mark.browser
def test_curves_are_overlaid_and_energy_is_a_row_with_or_without_a_meter(context: BrowserContext) -> None:
    page = _compare(context, *(each.replace("single-stream-b1", "offline-b8") for each in THREE))
    figure = page.locator("[data-part=curves] figure")
    expect(figure).to_have_attribute("data-drawn", "light")
    figure.locator("summary").click()
    assert figure.locator("tbody th").all_inner_texts() == [letter for letter in "ABC" for _ in range(3)]
    energy = page.locator(".lx-compared tbody tr", has_text="energy, J/inference")
    expect(energy.locator("td")).to_have_count(3)
    told = page.locator("[data-part=differences] summary").all_inner_texts()
    assert told and all(re.fullmatch(r"[\w ]+ \d+ lea(f|ves)", text) for text in told)
