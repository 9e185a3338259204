"""A server that really generates: onnxruntime-genai over a tiny decoder, measured by the command."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lynxschema.check import check_submission
from tests.runner.served.conftest import ROOT
from tests.runner.served.test_run import DISCLOSED, ran, written

pytest.importorskip("aiohttp", reason="lynxbench[served] is not installed")
pytest.importorskip("onnxruntime_genai", reason="onnxruntime-genai is not installed")


@pytest.fixture
def generating(tmp_path: Path) -> Iterator[str]:
    """Its URL."""
    from tests.runner.served.tiny_llm import write

    home = tmp_path / "model"
    home.mkdir()
    write(home)
    command = [sys.executable, "-m", "tests.runner.served.generating", str(home)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


def test_generation_is_measured_over_the_wire(generating: str, tmp_path: Path) -> None:
    disclosed = tmp_path / "disclosed.toml"
    stated = Path(DISCLOSED).read_text().replace('id = "scripted"', 'id = "onnxruntime"\nversion = "1.0"')
    disclosed.write_text(stated)
    more = ("--quick", "--disclose", str(disclosed), "--concurrency", "2")
    result = ran(generating, tmp_path / "out", *more, model="tiny")
    assert result.exit_code == 0, result.output
    directory, record = written(tmp_path / "out")
    assert not [each for each in check_submission(directory, "draft") if each.severity == "error"]
    (trial,) = record["operating_points"][0]["trials"]
    told = trial["generation"]
    assert trial["counts"]["error"] == 0 and told["output_tokens"] == 8 * trial["counts"]["ok"]
    assert 0 < told["ttft_ms"]["minimum"] < trial["latency_ms"]["maximum"]
    # A probe of words told how many make a token: here each word is one.
    assert told["input_tokens"] == 32 * trial["counts"]["ok"]
