"""The executor and its stages, each with what stands in it alone."""

from typing import Any

Json = dict[str, Any]


def parts(executor: Json) -> list[tuple[str, Json]]:
    """Pointer and groups of the executor, then of each stage; a stage lacks the groups that are the executor's."""
    stages = enumerate(executor.get("stages", ()))
    return [("/executor", executor), *((f"/executor/stages/{place}", stage) for place, stage in stages)]
