"""What `lynx build` writes."""

from pathlib import Path

import records
from click.testing import Result


def test_a_submission_gets_a_page_and_a_line_of_the_sitemap(build_site, one_result: Path, tmp_path: Path) -> None:
    made: Result = build_site("--strict", "--site-url", "https://example.org/bench/")
    assert made.exit_code == 0, made.output
    page = (tmp_path / "site/results/example-lab/one/index.html").read_text()
    assert '<link rel="canonical" href="https://example.org/bench/results/example-lab/one/">' in page
    assert "249 inferences/s" in page
    sitemap = (tmp_path / "site/sitemap.xml").read_text()
    assert "<loc>https://example.org/bench/results/example-lab/one/</loc>" in sitemap
    assert "lynx-frame" not in sitemap + page
    assert not list((tmp_path / "site").rglob("lynx-frame*"))


def test_a_broken_submission_is_left_out_and_named(build_site, submissions: Path, tmp_path: Path, caplog) -> None:
    records.write(submissions, "good", records.record())
    records.write(submissions, "bad", records.changed({"/executor/runtime/version": ""}))
    made: Result = build_site()
    assert made.exit_code == 0, made.output
    assert "example-lab/bad is left out: /executor/runtime/version" in caplog.text
    assert not (tmp_path / "site/results/example-lab/bad").exists()
    assert (tmp_path / "site/results/example-lab/good/index.html").exists()
    assert build_site("--strict").exit_code == 1
