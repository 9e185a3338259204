"""A registry of one's own, from the installed wheel, outside any clone."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lynxsite.commands.init import init
from lynxsite.starter.files import WORKFLOWS
from tests.environment import LYNX, PLAIN, environment, execute
from tests.registry.workflow import ROOT

NAME = "Inference at Example Laboratory"
WHERE = "import lynxschema, lynxrunner, lynxsite; print(lynxschema.__file__, lynxrunner.__file__, lynxsite.__file__)"


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that has the wheel of this project and not its checkout."""
    return environment(tmp_path_factory.mktemp("installed"), ROOT, PLAIN)


@pytest.fixture(scope="module")
def registry(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry that the installed command made."""
    place = tmp_path_factory.mktemp("own")
    execute(python, *LYNX, "init", "r", "--name", NAME, cwd=place)
    (place / "r/docs/limits.md").write_text("# Our own words\n")
    return place / "r"


def made(place: Path, *arguments: str) -> Result:
    return CliRunner().invoke(init, [str(place), *arguments])


def test_no_token_is_left_and_no_workflow_needs_the_source(registry: Path) -> None:
    texts = {file.relative_to(registry).as_posix(): file.read_text() for file in registry.rglob("*") if file.is_file()}
    assert [path for path, text in texts.items() if "@name@" in text or "@version@" in text] == []
    for path in (f".github/workflows/{name}.yml" for name in WORKFLOWS):
        assert texts[path] == (ROOT / path).read_text() and "schema/" not in texts[path]


def test_nothing_of_the_checkout_is_seen(python: Path, registry: Path) -> None:
    found = execute(python, "-c", WHERE, cwd=registry).split()
    assert all(Path(path).is_relative_to(python.parents[1]) for path in found), found


def test_the_demo_shows_its_drafts(python: Path, registry: Path) -> None:
    execute(python, *LYNX, "demo", "--no-serve", cwd=registry)
    home = (registry / "site/index.html").read_text()
    assert f"<title>{NAME}</title>" in home and f"{NAME} is a registry" in home
    pages = list((registry / "site/results").glob("*/*/index.html"))
    assert len(pages) == 2 and all("lx-standing--draft" in page.read_text() for page in pages)


def test_what_leaves_the_site_says_its_name(registry: Path) -> None:
    for path in ("feed.xml", "llms.txt"):
        assert NAME in (registry / "site" / path).read_text()
    place = next((registry / "site/results").glob("*/*"))
    assert all(NAME in (place / file).read_text() for file in ("badge.svg", "badge.json"))
    assert f"{NAME}, a registry of AI inference results" in (place / "index.html").read_text()


def test_its_site_is_whole_and_a_page_of_its_own_stands_for_ours(python: Path, registry: Path) -> None:
    execute(python, *LYNX, "build", "--strict", "--site-dir", "public", cwd=registry)
    for page in ("methodology", "rules/LX101", "submit", "glossary"):
        assert (registry / "public" / page / "index.html").is_file()
    assert "Our own words" in (registry / "public/limits/index.html").read_text()


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    refused = made(tmp_path, "--name", "x")
    assert refused.exit_code == 2 and "README.md already" in refused.output
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]


@pytest.mark.parametrize("name", ["", "{{ x }}", "a: b", "<b>", "x\ny", "-x", "W" * 81])
def test_a_name_that_could_not_stand_everywhere_is_refused(tmp_path: Path, name: str) -> None:
    refused = made(tmp_path / "r", "--name", name)
    assert refused.exit_code == 2 and refused.output.count("\n") == 1 and not (tmp_path / "r").exists()


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = made(tmp_path / "file" / "r", "--name", "x")
    assert refused.exit_code == 2 and refused.output.count("\n") == 1
