"""Another option is another executor; another reason for a state is not."""

import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lynxschema.leaves import canonical, executor_id, leaves, state_of
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


SCALARS = st.one_of(
    st.text(max_size=6), st.text("abc\\\"\x7f/~é", max_size=4), st.booleans(), st.none(),
    st.integers(-(2**53) + 1, 2**53 - 1), st.floats(allow_nan=False, allow_infinity=False),
    st.floats(1e-5, 1e-3), st.floats(1e14, 1e22), st.decimals(0, 1000, places=3).map(float),
)


# A machine at work on something else draws slowly; what is asserted does not depend on it.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.text(max_size=6), st.one_of(SCALARS, st.lists(SCALARS, max_size=3)), max_size=6))
def test_the_canonical_form_is_that_of_rfc_8785(identity: dict[str, object]) -> None:
    assert canonical(identity) == rfc8785.dumps(identity)
