"""A wall meter's file: read, cut to the trial by the clocks, refused where it does not cover it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lynxrunner.energy.wall import Clocks, WallMeter, rows, wall
from lynxrunner.errors import RunError

START_S = 1_790_000_000
APART_S = 5_000


class Hands:
    """Wall and monotonic clock, a fixed time apart; sleeping calls `then`."""

    def __init__(self) -> None:
        self.seconds, self.then = float(START_S), lambda: None

    def clocks(self) -> Clocks:
        return Clocks(lambda: round((self.seconds - APART_S) * 1e9), lambda: round(self.seconds * 1e9), self.sleep)

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds
        self.then()


def log(path: Path, begin: int, end: int, watts: float = 80.0) -> Path:
    lines = [f"{START_S + second},x,{watts}" for second in range(begin, end)]
    path.write_text("\n".join(["timestamp, note, watts", *lines]) + "\n")
    return path


def test_a_trial_is_cut_out_and_told_in_the_monotonic_clock(tmp_path: Path) -> None:
    hands, meter = Hands(), wall(log(tmp_path / "m.csv", -5, 60))
    recording = WallMeter(meter.path, meter.terms, hands.clocks()).recording()
    hands.seconds += 20
    ticks = recording.stop()
    assert ticks.failure is None
    assert (ticks.at[0], ticks.at[-1]) == ((START_S - APART_S) * 10**9, (START_S + 20 - APART_S) * 10**9)
    assert set(ticks.micro[:, 0]) == {80_000_000}


def test_a_logger_that_lags_is_waited_for(tmp_path: Path) -> None:
    hands, path = Hands(), log(tmp_path / "m.csv", -5, 10)
    recording = WallMeter(path, wall(path).terms, hands.clocks()).recording()
    hands.seconds += 20
    hands.then = lambda: log(path, -5, 30) and None
    assert recording.stop().failure is None


@pytest.mark.parametrize(("begin", "end"), [(3, 60), (-5, 10), (-50, -10)])
def test_a_file_that_does_not_cover_the_trial_gives_no_energy(tmp_path: Path, begin: int, end: int) -> None:
    hands, path = Hands(), log(tmp_path / "m.csv", begin, end)
    recording = WallMeter(path, wall(path).terms, hands.clocks()).recording()
    hands.seconds += 20
    assert recording.stop().failure == "m.csv does not cover the trial"


def test_a_file_that_breaks_in_between_is_a_reason(tmp_path: Path) -> None:
    hands, path = Hands(), log(tmp_path / "m.csv", -5, 60)
    recording = WallMeter(path, wall(path).terms, hands.clocks()).recording()
    path.write_text("timestamp,watts\nnoon,3\n")
    assert "line 2" in str(recording.stop().failure)


def test_iso_times_need_an_offset(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    moment = datetime.fromtimestamp(START_S, UTC)
    path.write_text(f"timestamp,watts\n{moment.isoformat()},7\n{START_S + 1},\n")
    with pytest.raises(RunError, match="line 3"):
        rows(path)
    path.write_text(f"timestamp,watts\n{moment.isoformat()},7\n{START_S + 1}")
    assert rows(path) == [(START_S, 7.0)]
    path.write_text(f"timestamp,watts\n{moment.replace(tzinfo=None).isoformat()},7\n")
    with pytest.raises(RunError, match="offset from UTC"):
        rows(path)


@pytest.mark.parametrize("text", ["", "time,power\n1,2\n", "timestamp,watts\n1,nan\n", "timestamp,watts\n1,-3\n"])
def test_bad_files_are_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.csv"
    path.write_text(text)
    with pytest.raises(RunError, match=r"m\.csv"):
        wall(path)


def test_no_file_and_no_text(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="No such file"):
        wall(tmp_path / "none.csv")
    (tmp_path / "b.csv").write_bytes(b"timestamp,watts\n\xff\xfe,1\n")
    with pytest.raises(RunError, match="UTF-8"):
        wall(tmp_path / "b.csv")
