"""What a kept verdict depends on beside its files: real places through links, and the registry's own catalogue."""

import os
from pathlib import Path

import pytest

from lynxschema.surroundings import Surroundings, absolute


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    """A submitter's directory in a registry, with a link beside it and one above."""
    made = tmp_path / "registry" / "submissions" / "lab"
    made.mkdir(parents=True)
    (made.parent / "linked").symlink_to(made)
    (tmp_path / "other").symlink_to(tmp_path / "registry")
    return made


@pytest.mark.parametrize("way", ["registry/submissions/lab", "registry/submissions/linked", "other/submissions/lab",
                                 "other/submissions/linked", "registry/submissions/lab/..", "absent/lab"])
def test_a_place_is_where_links_lead(way: str, lab: Path) -> None:
    home = f"{lab.parents[2]}/{way}"
    assert Surroundings().of(home)[0] == os.path.realpath(home)


def test_the_state_of_a_catalogue_is_that_of_its_files(lab: Path) -> None:
    assert Surroundings().of(str(lab))[1] == ""
    device = lab.parents[1] / "catalogue" / "devices" / "own.toml"
    device.parent.mkdir(parents=True)
    device.write_text("id = 'own'")
    before = Surroundings().of(str(lab))[1]
    device.write_text("id = 'owned'")
    assert "own.toml" in before != Surroundings().of(str(lab))[1]


@pytest.mark.parametrize("given", [".", "a", "a/..", "../a", "/", "/a"])
def test_absolute_as_the_library_has_it(given: str) -> None:
    assert absolute(Path(given)) == str(Path(given).absolute())
