"""Bad input: one clear line with a code, quickly, and never a traceback."""

import io
import json
import os
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from lynxschema.check import check_submission
from lynxschema.commands.check import check
from lynxschema.load.page import pages
from lynxschema.load.submission import load
from lynxschema.load.thrift import Reader, ThriftError
from lynxschema.samples import REQUIRED
from tests.synthetic import page, parquet
from tests.synthetic.footer import forged, repeated

HUGE = 100 * 2**20
RECORDS = {
    "truncated": (b'{"contract": "1.0", "submi', "LX004"),
    "empty": (b"", "LX004"),
    "not UTF-8": (b'{"contract": "\xff"}', "LX003"),
    "UTF-16": ('{"contract": "1.0"}'.encode("utf-16"), "LX003"),
    "duplicate key": (b'{"contract": "1.0", "contract": "1.1"}', "LX005"),
    "NaN": (b'{"contract": NaN}', "LX006"),
    "minus infinity": (b'{"contract": -Infinity}', "LX006"),
    "1e400": (b'{"contract": 1e400}', "LX006"),
    "2^53": (b'{"contract": 9007199254740992}', "LX006"),
    "deeply nested": (b'{"a":' * 100_000, "LX007"),
    "deeply nested lists": (b"[" * 3_000_000, "LX007"),
    "deep and balanced": (b"[" * 50_000 + b"]" * 50_000, "LX007"),
    "many values": (b"[" + b"0," * 1_900_000 + b"0]", "LX002"),
    "many texts": (json.dumps(dict.fromkeys(map(str, range(10_001)), 0)).encode(), "LX002"),
    "many quotes": (b'"\\' * 1_900_000, "LX004"),
    "null byte": (b'{"contract": "\\u0000"}', "LX008"),
    "lone surrogate": (b'{"contract": "\\udc00"}', "LX008"),
    "a string": (b'"submission"', "LX004"),
}


def lines(result: Result) -> list[str]:
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result.output.splitlines()


def codes(directory: Path) -> list[str]:
    return [finding.code for finding in check_submission(directory)]


@pytest.mark.parametrize("name", RECORDS)
def test_a_bad_record_is_one_finding(directory: Path, name: str) -> None:
    content, code = RECORDS[name]
    (directory / "submission.json").write_bytes(content)
    assert codes(directory) == [code]


def test_an_empty_object_is_no_submission(directory: Path) -> None:
    (directory / "submission.json").write_text("{}")
    assert {"LX100", "LX101", "LX200"} & set(codes(directory))


def test_a_record_of_100_mb_is_refused_without_being_read(directory: Path) -> None:
    with (directory / "submission.json").open("wb") as stream:
        stream.truncate(HUGE)
    assert codes(directory) == ["LX002"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_record(directory: Path) -> None:
    (directory / "submission.json").chmod(0)
    assert codes(directory) == ["LX001"]


def test_a_pipe_in_place_of_the_record_does_not_hang(directory: Path) -> None:
    (directory / "submission.json").unlink()
    os.mkfifo(directory / "submission.json")
    assert codes(directory) == ["LX001"]


@pytest.mark.parametrize("target", ["/dev/zero", "/etc/passwd", "submission.json", "nowhere"])
def test_a_link_in_place_of_the_record_is_not_followed(directory: Path, target: str) -> None:
    (directory / "submission.json").unlink()
    (directory / "submission.json").symlink_to(target)
    assert codes(directory) == ["LX001"]


@pytest.mark.parametrize("damage", ["missing", "empty", "garbage", "truncated", "link", "pipe", "text"])
def test_damaged_samples(directory: Path, damage: str) -> None:
    path = directory / "samples.parquet"
    content = path.read_bytes()
    path.unlink()
    if damage == "link":
        path.symlink_to("/dev/zero")
    elif damage == "pipe":
        os.mkfifo(path)
    elif damage != "missing":
        damaged = {"empty": b"", "garbage": os.urandom(9000), "truncated": content[:9000], "text": b"PAR1"}
        path.write_bytes(damaged[damage])
    found = set(codes(directory))
    assert found & {"LX022", "LX025"}
    assert "LX000" not in found


@pytest.mark.parametrize("rows", [10**6 + 1, 10**12, 2**62, -1])
def test_a_forged_row_count_reads_no_data(directory: Path, rows: int) -> None:
    path = directory / "samples.parquet"
    path.write_bytes(forged(path.read_bytes(), rows))
    found = codes(directory)
    assert "LX025" in found or "LX027" in found


@pytest.mark.parametrize("claimed", [2**20, 2**31 - 1, -1])
def test_a_page_that_claims_another_size_is_not_unfolded(directory: Path, claimed: int) -> None:
    path = directory / "samples.parquet"
    path.write_bytes(page.forged(path.read_bytes(), claimed))
    assert ("LX027" if claimed > 0 else "LX025") in codes(directory)


@pytest.mark.parametrize(("times", "too_much"), [(200, "10,000 pages"), (1000, "200,000 values")])
def test_groups_that_name_the_same_pages_share_one_budget(directory: Path, times: int, too_much: str) -> None:
    written = io.BytesIO()
    table = pa.table({name: pa.array(np.zeros(1000, dtype=np.int64)) for name in REQUIRED["samples"]})
    pq.write_table(table, written, compression="none", use_dictionary=False, write_statistics=False,
                   store_schema=False, data_page_size=1, write_batch_size=1)
    (directory / "samples.parquet").write_bytes(repeated(written.getvalue(), 1000, times))
    found = [finding.found for finding in check_submission(directory) if finding.code == "LX025"]
    assert found == [f"more than {too_much}"]


def test_rows_of_trials_without_number_are_refused_before_they_are_parted(directory: Path) -> None:
    columns = {name: np.zeros(40_000, dtype=np.int64) for name in REQUIRED["samples"]}
    parquet.write(directory / "samples.parquet", columns | {"trial": np.arange(40_000) % 1000})
    assert "LX027" in codes(directory)


def test_a_second_file_of_a_kind_is_refused_unread(directory: Path) -> None:
    record = json.loads((directory / "submission.json").read_text())
    again = {**record["evidence"][0], "file": "again.parquet"}
    record["evidence"].append(again)
    (directory / "submission.json").write_text(json.dumps(record))
    assert "again.parquet" not in [file.file for file in load(directory).evidence]
    assert "LX029" in codes(directory)


def test_pages_without_content_are_counted() -> None:
    header = bytes.fromhex("1500150015002c15001500150615060000")
    assert len(list(pages(header * 3, 0, 3 * len(header), Reader()))) == 3
    for broken in (header[:-1], b"\x15" + b"\xff" * 20, b"\x19\x00", b"\x15\x02\x15\x02\x15\x02\x00"):
        with pytest.raises(ThriftError):
            list(pages(broken, 0, len(broken), Reader()))


def test_random_bytes_in_place_of_parquet_pages(directory: Path) -> None:
    path = directory / "samples.parquet"
    content = bytearray(path.read_bytes())
    for start in range(100, len(content) - 4000, 397):
        content[start : start + 3] = b"\xff\x00\x7f"
    path.write_bytes(content)
    assert {"LX023", "LX025"} & set(codes(directory))


def test_one_broken_submission_hides_no_other(directory: Path, accepted: Path, tmp_path: Path) -> None:
    broken = tmp_path / "a-broken"
    broken.mkdir()
    (broken / "submission.json").write_bytes(b"{")
    result = CliRunner().invoke(check, [str(tmp_path), str(accepted), "--format", "json"])
    report = json.loads(result.output)
    assert [verdict["accepted"] for verdict in report["verdicts"]] == [False, True, True]
    assert result.exit_code == 1


@pytest.mark.parametrize("path", ["nowhere", "empty", "notes.txt"])
def test_what_cannot_be_checked_is_a_usage_message(tmp_path: Path, path: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("no record\n")
    result = CliRunner().invoke(check, [str(tmp_path / path)])
    assert result.exit_code == (1 if path == "notes.txt" else 2)
    assert lines(result)


def test_a_report_that_cannot_be_written_is_a_usage_message(accepted: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(check, [str(accepted), "--output", str(tmp_path / "no" / "report.json")])
    assert result.exit_code == 2
    assert "report.json" in result.output
