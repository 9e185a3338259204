"""What `lynx build` writes."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site import links, records
from tests.site.conftest import ROOT, Build, built


def _files(site: Path) -> dict[str, bytes]:
    files = (file for file in site.rglob("*") if file.is_file() and file.suffix != ".gz")
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files}


def test_a_submission_gets_a_page_and_a_line_of_the_sitemap(
    build_site: Build, one_result: Path, tmp_path: Path
) -> None:
    made = build_site("--strict", "--site-url", "https://example.org/bench/")
    assert made.exit_code == 0, made.output
    page = (tmp_path / "site/results/example-lab/one/index.html").read_text()
    assert '<link rel="canonical" href="https://example.org/bench/results/example-lab/one/">' in page
    assert "249 inferences/s" in page
    sitemap = (tmp_path / "site/sitemap.xml").read_text()
    assert "<loc>https://example.org/bench/results/example-lab/one/</loc>" in sitemap
    assert "lynx-frame" not in sitemap + page + (tmp_path / "site/search/documents.json").read_text()
    assert not list((tmp_path / "site").rglob("lynx-frame*"))


def test_the_json_beside_a_page_is_the_record(build_site: Build, one_result: Path, tmp_path: Path) -> None:
    build_site()
    twin = tmp_path / "site/results/example-lab/one/submission.json"
    assert twin.read_bytes() == (one_result / "submission.json").read_bytes()


def test_a_broken_submission_is_left_out_and_named(
    build_site: Build, submissions: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    records.write(submissions, "good", records.record())
    records.write(submissions, "bad", records.changed({"/executor/runtime/version": ""}))
    assert build_site().exit_code == 0
    assert "example-lab/bad is left out: /executor/runtime/version" in caplog.text
    assert not (tmp_path / "site/results/example-lab/bad").exists()
    assert (tmp_path / "site/results/example-lab/good/index.html").exists()
    assert build_site("--strict").exit_code == 1


def test_files_that_are_no_records_are_left_out(
    build_site: Build, submissions: Path, caplog: pytest.LogCaptureFixture
) -> None:
    broken = (b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b"null", b'{"provenance": 1}')
    for number, content in enumerate(broken):
        place = submissions / "lab" / f"broken-{number}"
        place.mkdir(parents=True)
        (place / "submission.json").write_bytes(content)
    (submissions / "lab" / "empty").mkdir()
    (submissions / "lab" / "a name with spaces").mkdir()
    assert build_site().exit_code == 0
    assert caplog.text.count("is left out") == len(broken) + 2


@pytest.mark.parametrize("file", ["submission.json", "errata.json"])
def test_links_and_pipes_are_not_followed(
    build_site: Build, one_result: Path, caplog: pytest.LogCaptureFixture, file: str
) -> None:
    for name, make in (("link", lambda place: place.symlink_to("/dev/zero")), ("pipe", os.mkfifo)):
        place = shutil.copytree(one_result, one_result.parent / name)
        (place / file).unlink(missing_ok=True)
        make(place / file)
    assert build_site().exit_code == 0
    for name, kind in (("link", "a symbolic link"), ("pipe", "not a regular file")):
        assert re.search(f"example-lab/{name} is left out: {file}.*{kind}", caplog.text)


def test_an_empty_registry_invites_the_first_result(build_site: Build, tmp_path: Path) -> None:
    made = build_site("--strict")
    assert made.exit_code == 0, made.output
    for page in ("", "results", "workloads", "controlled", "compare", "flips", "coverage", "accelerators", "runtimes"):
        assert "There is no result yet" in (tmp_path / "site" / page / "index.html").read_text(), page


def test_a_page_whose_submission_is_gone_goes_too(build_site: Build, one_result: Path, tmp_path: Path) -> None:
    build_site()
    (one_result / "submission.json").unlink()
    one_result.rmdir()
    build_site()
    assert not (tmp_path / "site/results/example-lab/one").exists()


def test_standing_is_shown(build_site: Build, submissions: Path, one_result: Path, tmp_path: Path) -> None:
    page = tmp_path / "site/results/example-lab/one/index.html"
    record = records.changed({"/provenance/profile": "registry"})
    (one_result / "submission.json").write_text(json.dumps(record))
    build_site()
    assert "<strong>Provisional.</strong>" in page.read_text()
    line = {"path": "submissions/example-lab/one", "date": "2026-12-01", "checker": "0.2.0"}
    (submissions / "accepted.jsonl").write_text(json.dumps(line) + "\n")
    build_site()
    assert "<strong>Accepted.</strong> On 2026-12-01 by checker 0.2.0; it never changes." in page.read_text()


def test_every_internal_link_leads_somewhere(site: Path) -> None:
    evidence = (".parquet",)
    assert [link for link in links.dangling(site) if not link.endswith(evidence)] == []


@pytest.mark.parametrize("tool", ["mkdocs", "properdocs"])
def test_others_build_the_same_site(
    tool: str, build_site: Build, submissions: Path, one_result: Path, tmp_path: Path
) -> None:
    assert build_site().exit_code == 0
    options = f"{{submissions: {submissions}, judge: schema, cache: {ROOT / '.cache/lynxsite'}}}"
    (tmp_path / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: {ROOT / 'docs'}\nsite_dir: {tmp_path / 'plain'}\n"
        f"plugins: {{search: {{}}, lynxsite: {options}}}\n"
    )
    command = [sys.executable, "-m", tool, "build", "--strict", "--quiet", "-f", str(tmp_path / "mkdocs.yml")]
    subprocess.run(command, check=True)
    assert _unsigned(tmp_path / "plain") == _unsigned(tmp_path / "site")


def _unsigned(site: Path) -> dict[str, bytes]:
    """Files without what says which generator made them."""
    return {path: re.sub(rb'<meta name="generator"[^>]*>', b"", content) for path, content in _files(site).items()}


def test_an_unusable_project_is_one_line_and_exit_2(tmp_path: Path) -> None:
    made = built(tmp_path, tmp_path / "site", "--config", str(tmp_path / "none.yml"))
    assert made.exit_code == 2 and made.output.count("\n") == 1
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nplugins: []\n")
    made = built(tmp_path, tmp_path / "site", "--config", str(tmp_path / "mkdocs.yml"))
    assert made.exit_code == 2 and "lynxsite" in made.output


def test_subjects_are_counted_with_their_results(site: Path) -> None:
    page = (site / "accelerators/generic-x86-64/index.html").read_text()
    assert "Architecture" in page and "204.8 GB/s" in page.replace("205 GB/s", "204.8 GB/s")
    assert "1.23.2 (" in (site / "runtimes/onnxruntime/index.html").read_text()
    assert "by profile (" in (site / "precisions/int8-int8/index.html").read_text()
    assert "vllm" in (site / "coverage/index.html").read_text()


def test_the_fastest_is_named_with_its_ties(site: Path) -> None:
    page = (site / "workloads/mobilenet-v2-trained/index.html").read_text()
    assert "Fastest at each operating point" in page and "Executors ranked" in page


def test_a_page_says_under_which_condition_each_point_was_measured(site: Path) -> None:
    page = (site / "results/example-lab/result-00001/index.html").read_text()
    for title in ("Lengths", "Load", "Bounds", "Latency definition"):
        begin = page.index(f"<h3>{title}</h3>")
        assert "<tr><th>" in page[begin:page.index("</table>", begin)], title
