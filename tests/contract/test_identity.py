"""Another option is another executor; another reason for a state is not."""

from lynxschema.leaves import executor_id, leaves, state_of
from tests.contract.edits import replaced
from tests.examples import example

RECORD = example("cpu-vision")


def id_with(path: tuple[str | int, ...], value: object) -> str:
    return executor_id(replaced(RECORD, ("executor", *path), value)["executor"])


def test_another_option_is_another_executor() -> None:
    assert id_with(("runtime", "options", "enable_mem_pattern"), False) != executor_id(RECORD["executor"])
    assert id_with(("scheduling", "streams"), 2) != executor_id(RECORD["executor"])


def test_conditions_evidence_and_reasons_do_not_enter() -> None:
    same = executor_id(RECORD["executor"])
    assert id_with(("hardware", "host", "kernel"), "6.12.0") == same
    assert id_with(("toolchain", "artefact", "sha256"), "0" * 64) == same
    assert id_with(("hardware", "devices", 0, "driver"), {"not_applicable": "in other words"}) == same


def test_leaves_reach_every_scalar() -> None:
    def scalars(node: object) -> int:
        if state_of(node):
            return 1
        parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else None
        return 1 if parts is None else sum(map(scalars, parts))

    grouped = sum(scalars(leaf.value) for leaf in leaves(RECORD))
    assert grouped == scalars(RECORD)
