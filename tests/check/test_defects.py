"""The known defects of published results: each is caught by the code that the page names."""

import shutil
from pathlib import Path

import pytest

from lynxschema.check import Checker
from lynxschema.tree import Location
from tests.check.defects import DEFECTS, PAGE, Defect, page
from tests.synthetic.edit import apply
from tests.synthetic.submission import write


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A submission with every scenario. Not to be changed."""
    return write(tmp_path_factory.mktemp("whole"))


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: f"{defect.number}-{defect.code}")
def test_a_known_defect_is_caught(defect: Defect, whole: Path, tmp_path: Path) -> None:
    build = defect.fixture.get("build")
    base = write(tmp_path, **build) if build else Path(shutil.copytree(whole, tmp_path / whole.name))
    verdict = Checker().verdict(Location.of(apply(base, defect.fixture)))
    errors = {finding.code for finding in verdict.findings if finding.severity == "error"}
    assert defect.code in errors and "LX000" not in errors


def test_there_are_37_and_the_page_has_them_all() -> None:
    assert [defect.number for defect in DEFECTS] == list(range(1, 38))
    assert PAGE.read_text() == page(), "run python -m tests.check.defects"
