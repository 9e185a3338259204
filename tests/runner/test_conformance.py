"""Every installed runtime does what the protocol asks, at every precision that it offers, the same way.

Outputs are held against onnx's reference evaluator in fp32: the signal-to-noise ratio, of outputs less their mean over
the items, is at least what `LEAST_DB` states for the precision.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import entry_points
from pathlib import Path
from shutil import which

import numpy as np
import pytest
from onnx.reference import ReferenceEvaluator

from lynxrunner.capture import cpuinfo
from lynxrunner.capture.tree import Tree
from lynxrunner.errors import RunError
from lynxrunner.runtimes.find import GROUP, find
from lynxrunner.runtimes.protocol import Prepared, Runtime, Session, Settings, Source, Tensors
from lynxschema.leaves import state_of
from lynxschema.records.precision import Effective, Precision
from lynxschema.records.runtime import Runtime as RuntimeRecord
from lynxschema.records.toolchain import Toolchain
from tests.runner import small_models

LEAST_DB = {"fp32": 90, "fp16": 45, "bf16": 25, "int8": 16, "int8-dynamic": 16, "int8-nncf": 16, "int8-weight": 30,
            "int4-weight": 12}
"""Least signal-to-noise ratio of each precision, in dB."""
NAMES = sorted(point.name for point in entry_points(group=GROUP))
COMPUTES_NOTHING = ("stub",)
GENERATES_ALONE = ("onnxruntime-genai",)
"""Runtimes of decoders, which have tests of their own."""
ANY_MODEL = [name for name in NAMES if name not in GENERATES_ALONE]
KEYS = {"id", "version", "backends", "devices", "unverified", "recipes", "install"}
MODELS = {"convolutions": small_models.CONVOLUTION_PRODUCTS, "dense": small_models.DENSE_PRODUCTS}
ISA = tuple(cpuinfo.isa(Tree()))


def installed(name: str) -> Runtime:
    """The runtime; skips where its package is not there or has no device."""
    runtime = find(name)
    about = runtime.about()
    if about["version"] is None:
        pytest.skip(f"{name} is not installed: {about['install']}")
    if "cpu" not in about["devices"]:
        pytest.skip(f"{name} finds no CPU to compute on here, only {', '.join(about['devices']) or 'nothing'}")
    return runtime


def source(model: str, directory: Path) -> tuple[Source, Tensors]:
    return small_models.convolutions(ISA) if model == "convolutions" else small_models.dense(directory, ISA)


def cases() -> Iterator[tuple[str, str, str]]:
    """Weight-only recipes are for matrix products."""
    for name in ANY_MODEL:
        for recipe in find(name).about()["recipes"]:
            yield from ((name, recipe, model) for model in MODELS if model == "dense" or "weight" not in recipe)


def prepared(runtime: Runtime, recipe: str, given: Source, directory: Path) -> tuple[Prepared, Settings]:
    """As `lynx run` does it; skips with the reason where this processor cannot compute so."""
    workspace = directory / "workspace"
    workspace.mkdir()
    try:
        found = runtime.prepare(given, recipe, Settings(1), workspace)
    except RunError as error:
        if "processor" in str(error) or "for this CPU" in str(error) or "not installed" in str(error):
            pytest.skip(str(error))
        raise
    return found, Settings(1, found.options)


@pytest.mark.parametrize("name", NAMES)
def test_runtime_tells_what_it_is(name: str) -> None:
    about = find(name).about()
    assert about.keys() >= KEYS and about["id"] == name
    assert (about["version"] is None) == bool(about["install"])


@pytest.mark.parametrize(("name", "recipe", "model"), list(cases()))
def test_precision_runs_and_agrees(name: str, recipe: str, model: str, tmp_path: Path) -> None:
    runtime = installed(name)
    given, inputs = source(model, tmp_path)
    found, settings = prepared(runtime, recipe, given, tmp_path)
    session = runtime.load(found.artefact, settings)
    outputs = session.run(inputs)
    call = session.bind(inputs)
    for _ in range(3):
        call()
    require_records(runtime, found, session)
    if name not in COMPUTES_NOTHING:
        assert decibels(outputs, reference(given.model, inputs)) >= LEAST_DB[recipe]
        require_inspected(runtime, found, settings, inputs, tmp_path, MODELS[model])


def require_records(runtime: Runtime, found: Prepared, session: Session) -> None:
    record = RuntimeRecord.model_validate(session.describe())
    assert record.id == runtime.id
    startup = session.startup(1e6)
    assert startup.keys() == {"load_ms", "compile_ms"}
    assert 0 < startup["load_ms"] <= 1e6
    artefact = {"format": "onnx", "sha256": "0" * 64, "bytes": 1}
    Toolchain.model_validate({"steps": list(found.steps), "shapes": found.shapes, "artefact": artefact})
    effective = {"not_measured": {"reason": "unsupported_by_runtime", "detail": "elsewhere"}}
    Precision.model_validate({**found.precision, "effective": effective})


def require_inspected(
    runtime: Runtime, found: Prepared, settings: Settings, inputs: Tensors, directory: Path, products: int
) -> None:
    """Operations are the model's whatever the precision, wherever the runtime shows them."""
    seen = runtime.inspect(found.artefact, settings, inputs, directory)
    if state_of(seen.effective):
        return
    effective = Effective.model_validate(seen.effective)
    assert sum(each.share_of_operations for each in effective.operators) == pytest.approx(1)
    assert seen.operations == 2 * products
    assert isinstance(seen.bytes, float) and seen.bytes > 0


@pytest.mark.parametrize("name", [name for name in ANY_MODEL if name not in COMPUTES_NOTHING])
def test_inputs_that_do_not_fit_are_refused(name: str, tmp_path: Path) -> None:
    runtime = installed(name)
    given, inputs = source("convolutions", tmp_path)
    found, settings = prepared(runtime, "fp32", given, tmp_path)
    session, image = runtime.load(found.artefact, settings), inputs["image"]
    wrong = ({"image": image[:, :, :4]}, {"image": image.astype(np.float64)}, {"picture": image}, {},
             {"image": image, "more": image}, {"image": image[0]})
    for each in wrong:
        for use in (session.run, session.bind):
            with pytest.raises(RunError) as raised:
                use(each)
            require_one_line(raised.value)


@pytest.mark.parametrize("name", ANY_MODEL)
def test_one_session_answers_any_batch(name: str, tmp_path: Path) -> None:
    runtime = installed(name)
    given, inputs = source("convolutions", tmp_path)
    found, settings = prepared(runtime, "fp32", given, tmp_path)
    session, image = runtime.load(found.artefact, settings), inputs["image"]
    alone = [session.run({"image": image[item : item + 1]})["logits"][0] for item in range(3)]
    np.testing.assert_allclose(session.run({"image": image[:3]})["logits"], alone, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("name", NAMES)
def test_what_cannot_be_is_one_line(name: str, tmp_path: Path) -> None:
    runtime = installed(name)
    given, _ = source("convolutions", tmp_path)
    corrupt = tmp_path / "corrupt.onnx"
    corrupt.write_bytes(b"\x08\x08 no model")
    asked = {"recipe": (given, "fp3", Settings(1)), "option": (given, "fp32", Settings(1, {"no_such_option": "1"})),
             "device": (given, "fp32", Settings(1, {}, "abacus")),
             "file": (Source(corrupt, given.calibration, ISA), "fp32", Settings(1))}
    if name in COMPUTES_NOTHING:
        del asked["device"]
    for what, (model, recipe, settings) in asked.items():
        workspace = tmp_path / what
        workspace.mkdir()
        with pytest.raises(RunError) as raised:
            runtime.prepare(model, recipe, settings, workspace)
        require_one_line(raised.value)
        assert not list(workspace.iterdir())


def require_one_line(error: RunError) -> None:
    text = str(error)
    assert text and "\n" not in text and "Traceback" not in text and len(text) <= 700


def reference(model: Path, inputs: Tensors) -> dict[str, np.ndarray]:
    evaluator = ReferenceEvaluator(str(model))
    return dict(zip(evaluator.output_names, evaluator.run(None, dict(inputs)), strict=True))


def decibels(found: Tensors, expected: Tensors) -> float:
    """Of the worst output. Raises where names or shapes differ."""
    assert found.keys() == expected.keys()
    return min(_decibels(np.float64(found[name]), np.float64(expected[name])) for name in expected)


def _decibels(found: np.ndarray, expected: np.ndarray) -> float:
    assert found.shape == expected.shape
    signal, noise = expected - expected.mean(axis=0), found - expected
    return float(10 * np.log10(np.square(signal).sum() / max(np.square(noise).sum(), 1e-30)))


def test_the_page_states_what_is_required() -> None:
    page = (Path(__file__).parents[2] / "docs" / "measuring-runtimes.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.endswith(" dB |")]
    stated = {name: float(least.removesuffix(" dB")) for names, least in rows for name in names.split(", ")}
    assert stated == LEAST_DB


def test_requests_in_flight_on_one_session_do_not_mix(tmp_path: Path) -> None:
    runtime = installed("openvino")
    given, inputs = source("convolutions", tmp_path)
    found, _ = prepared(runtime, "fp32", given, tmp_path)
    session = runtime.load(found.artefact, Settings(1, found.options, streams=2))
    items = [{"image": inputs["image"][place : place + 1]} for place in range(8)]
    alone = [session.run(item)["logits"] for item in items]
    with ThreadPoolExecutor(2) as callers:
        together = list(callers.map(lambda item: [session.run(item)["logits"] for _ in range(50)], items))
    for expected, seen in zip(alone, together, strict=True):
        assert all(np.array_equal(each, expected) for each in seen)
    assert session.describe()["options"]["NUM_STREAMS"] == 2


def test_compiled_code_agrees_and_shows_its_kernels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runtime = installed("pytorch")
    if not (which("g++") or which("clang++")):
        pytest.skip("no C++ compiler: apt-get install g++")
    monkeypatch.setenv("TORCHINDUCTOR_CACHE_DIR", "")
    given, inputs = source("dense", tmp_path)
    settings = Settings(1, {"mode": "compile"})
    found = runtime.prepare(given, "fp32", settings, tmp_path)
    session = runtime.load(found.artefact, settings)
    assert decibels(session.run(inputs), reference(given.model, inputs)) >= LEAST_DB["fp32"]
    assert session.describe()["backend"] == "inductor"
    assert "compiled during the first inference" in session.startup(1.0)["compile_ms"]["not_applicable"]
    require_inspected(runtime, found, settings, inputs, tmp_path, MODELS["dense"])
    assert any((tmp_path / "inductor").iterdir())
