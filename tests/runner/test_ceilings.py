"""What the machine sustains: measured by real kernels, before registry runs alone, once."""

from contextlib import chdir
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lynxrunner.capture.tree import Tree
from lynxrunner.ceilings.bandwidth import LEAST_BYTES, OF_MEMORY, working_set
from lynxrunner.ceilings.captured import wanted, with_ceilings
from lynxrunner.ceilings.child import ceilings
from lynxrunner.ceilings.repeated import repeated, spread
from lynxrunner.errors import RunError
from lynxrunner.plan import Plan
from lynxrunner.progress import Plain
from lynxrunner.request import Request, resolve
from lynxrunner.session import Session
from lynxschema.records.ceiling import Ceiling
from tests.runner.machines import machine


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    with chdir(tmp_path_factory.mktemp("ceilings")):
        (one,) = ceilings({"threads": [1]})["ceilings"]
    return dict(one)


def test_the_record_fits_the_contract(found: dict[str, Any]) -> None:
    Ceiling.model_validate(found)


def test_figures_are_of_this_world(found: dict[str, Any]) -> None:
    """A core reads between 0.1 and 1000 GB/s; products in int8 are never slower than the bandwidth of their factors."""
    assert 1e8 < found["bandwidth"]["best_bytes_per_s"] < 1e12
    rates = {each["dtype"]: each["best_operations_per_s"] for each in found["operations"]}
    assert {"fp32", "int8"} <= rates.keys()
    assert all(1e8 < rate < 1e14 for rate in rates.values())


def test_formats_are_those_that_the_kernels_computed_in(found: dict[str, Any]) -> None:
    """Half-precision products run in fp32 kernels on x86: no ceiling is named after them."""
    if "asimd" not in (Tree().read("proc/cpuinfo") or ""):
        assert "fp16" not in {each["dtype"] for each in found["operations"]}


def test_spread_is_the_interquartile_range_over_the_median() -> None:
    assert spread([1.0, 2.0, 3.0, 4.0, 5.0]) == {"repetitions": 5, "spread": 2 / 3}


@pytest.mark.parametrize(("times", "calls"), [
    ([1.0] * 60, 20),  # at rest from the beginning
    ([1.0] * 19 + [0.9] + [0.9] * 40, 30),  # the second ten were better, the third no more
    ([1.0] * 19 + [0.995] + [1.0] * 40, 20),  # better by half a per cent
    ([1.0 / (1 + place) for place in range(60)], 50),  # better and better, and an end to it
])
def test_calls_go_on_while_they_get_better(monkeypatch: pytest.MonkeyPatch, times: list[float], calls: int) -> None:
    script, warm = iter(times), list[int]()
    monkeypatch.setattr("lynxrunner.ceilings.repeated.seconds", lambda _: next(script))
    assert repeated(lambda: warm.append(1)) == times[:calls]
    assert len(warm) == 2


def test_the_working_set_leaves_caches_and_spares_small_machines(tmp_path: Path) -> None:
    bare = machine("bare", tmp_path)  # 48 MiB of cache
    assert working_set(bare) == 4 * 48 * 1024**2
    (bare.root / "proc/meminfo").write_text("MemTotal: 1048576 kB\n")
    assert working_set(bare) == 1024**3 // OF_MEMORY
    assert working_set(Tree(tmp_path / "nothing")) == LEAST_BYTES


def planned(tmp_path: Path, runtime: str = "onnxruntime", **given: Any) -> tuple[Plan, Session]:
    plan, session, _ = resolve(Request(workload="digits-cnn", runtime=runtime, threads="1", out=tmp_path, **given))
    return plan, session


def test_drafts_and_the_stub_do_without(tmp_path: Path) -> None:
    for options in ({"quick": True}, {"trials": 1}, {"runtime": "stub"}):
        plan, session = planned(tmp_path, **options)
        assert with_ceilings(plan, session, tmp_path, Plain()) is session


def test_a_resumed_session_keeps_what_it_has(tmp_path: Path) -> None:
    plan, session = planned(tmp_path)
    (device,) = session.hardware["devices"]
    again = replace(session, hardware={**session.hardware, "devices": [{**device, "ceilings": []}]})
    assert with_ceilings(plan, again, tmp_path, Plain()) is again
    assert not wanted([{"kind": "gpu"}])


def test_a_registry_run_measures_it_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, session = planned(tmp_path)
    (device,) = with_ceilings(plan, session, tmp_path, Plain()).hardware["devices"]
    assert [each["threads"] for each in device["ceilings"]] == [1]
    monkeypatch.setattr("lynxrunner.ceilings.captured.LIMIT_S", 0.01)
    with pytest.raises(RunError, match="micro-benchmark gave no answer"):
        with_ceilings(plan, session, tmp_path, Plain())
