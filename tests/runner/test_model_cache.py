"""The cache of built graphs and the files of a model."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import onnx
import pytest
from onnx import TensorProto

from lynxrunner.errors import RunError
from lynxrunner.graphs.builder import Builder
from lynxrunner.graphs.save import save
from lynxrunner.models import cache
from lynxrunner.models.files import digest, files, size
from lynxrunner.models.room import require_memory, require_room


def small() -> Builder:
    graph = Builder("small", 3)
    source = graph.input("x", TensorProto.FLOAT, ["batch", 4])
    graph.output(graph.node("MatMul", "product", source, graph.weight("weight", (4, 5), 1.0)), "y", ["batch", 5])
    return graph


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    yield tmp_path / "lynxbench" / "models"


@pytest.fixture
def sha256(tmp_path_factory: pytest.TempPathFactory) -> str:
    return digest(save(small(), tmp_path_factory.mktemp("built")))


def never() -> Builder:
    raise AssertionError("built again")


def test_built_once_and_taken_from_the_cache(home: Path, sha256: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = cache.cached("small", sha256, small)
    assert "building small once" in capsys.readouterr().err
    assert cache.cached("small", sha256, never) == path
    assert [each.name for each in files(path)] == ["model.onnx", "weights.bin"]
    assert size(path) == sum(each.stat().st_size for each in files(path))
    assert capsys.readouterr().err == ""


def flipped(place: Path) -> None:
    content = bytearray((place / "weights.bin").read_bytes())
    content[5] ^= 1
    (place / "weights.bin").write_bytes(content)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "another byte": flipped,
    "cut short": lambda place: os.truncate(place / "weights.bin", 8),
    "a file missing": lambda place: (place / "weights.bin").unlink(),
    "no graph": lambda place: (place / "model.onnx").write_bytes(b"nonsense"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_model_is_built_again(
    home: Path, sha256: str, damage: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    place = cache.cached("small", sha256, small).parent
    damage(place)
    os.utime(place / "model.onnx", ns=(1, 1))
    assert digest(cache.cached("small", sha256, small)) == sha256
    assert "has changed; building it again" in capsys.readouterr().err
    assert [each.name for each in home.iterdir()] == [place.name]


@pytest.mark.parametrize("stamp", [b"", b"[]", b"{}", b"\xff", b'{"sha256": 1, "files": 2}'])
def test_a_damaged_stamp_is_renewed_without_building(home: Path, sha256: str, stamp: bytes) -> None:
    place = cache.cached("small", sha256, small).parent
    (place / "stamp.json").write_bytes(stamp)
    cache.cached("small", sha256, never)
    assert json.loads((place / "stamp.json").read_bytes())["sha256"] == sha256


def test_a_copied_cache_is_hashed_and_taken(home: Path, sha256: str) -> None:
    place = cache.cached("small", sha256, small).parent
    shutil.copytree(place, place.with_name("copy"), copy_function=shutil.copyfile)
    shutil.rmtree(place)
    place.with_name("copy").rename(place)
    cache.cached("small", sha256, never)


def test_a_graph_that_is_not_the_catalogues_is_refused_and_leaves_nothing(home: Path) -> None:
    with pytest.raises(RunError, match=r"the graph built here has the sha256 .* the catalogue says 0000"):
        cache.cached("small", "0" * 64, small)
    assert list(home.iterdir()) == []


def test_a_cache_that_cannot_be_written_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no directory")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(RunError, match=r"small cannot be built there .* XDG_CACHE_HOME"):
        cache.cached("small", "0" * 64, small)


def test_too_little_disk_or_memory_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"MB are free, .* MB are needed; make room"):
        require_room(tmp_path / "not" / "there", 2**60)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(RunError, match=r"its weights are .* MB of memory are available"):
        require_memory("giant.onnx", 2**60)
    require_room(tmp_path, 1)
    require_memory("small.onnx", 1)


@pytest.mark.parametrize("location", ["../weights.bin", "/etc/passwd", "", "gone.bin"])
def test_weights_elsewhere_are_refused(tmp_path: Path, location: str) -> None:
    path = save(small(), tmp_path)
    model = onnx.load(path, load_external_data=False)
    model.graph.initializer[0].external_data[0].value = location
    path.write_bytes(model.SerializeToString())
    with pytest.raises(RunError, match=r"model\.onnx: .*(beside the model)"):
        files(path)


def test_the_hash_covers_every_file(tmp_path: Path) -> None:
    before = digest(save(small(), tmp_path))
    flipped(tmp_path)
    os.utime(tmp_path / "weights.bin", ns=(5, 5))
    assert digest(tmp_path / "model.onnx") != before
