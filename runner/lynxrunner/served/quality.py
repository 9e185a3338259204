"""How well an endpoint of texts computed: the token that it chooses after each scored prompt, counted as in process."""

import asyncio
from typing import Any, NamedTuple

import numpy as np

from lynxrunner.answers import Answers
from lynxrunner.assemble.quality import evidence, quality
from lynxrunner.publish import Evidence
from lynxrunner.served.endpoint import Endpoint
from lynxrunner.served.next_token import next_tokens
from lynxrunner.served.telling import say
from lynxrunner.state import Record, not_measured
from lynxrunner.workloads.find import MODULES, find
from lynxrunner.workloads.workload import Workload
from lynxschema.leaves import state_of

UNSCORED = not_measured("not_implemented_by_harness", "the workload has no references to score answers against")
UNNAMED = not_measured("not_reported_by_server", "nobody disclosed which artefact answered")
SILENT = not_measured("not_reported_by_server", "the server takes no prompt of token ids, or names no token it chose")


class Scored(NamedTuple):
    """The contract's `quality`, its evidence, and the data set of the scored items, where there is a score."""

    quality: Any
    evidence: Evidence
    dataset: Record | None = None


def artefact_sha256(executor: Record) -> str | None:
    """Hash of the artefact that answered; a score belongs to an artefact, and without its hash there is none."""
    artefact = executor.get("toolchain", {}).get("artefact", {})
    return None if state_of(artefact) else artefact.get("sha256")


def scored(endpoint: Endpoint, name: str, executor: Record) -> Scored:
    """Asks for one token after each scored prompt of the catalogue's workload, before anything is timed."""
    artefact = artefact_sha256(executor)
    if artefact is None:
        return Scored(UNNAMED, {})
    if endpoint.api != "completions":
        return Scored(SILENT, {})
    workload = find(name) if name in MODULES else None
    if workload is None or workload.reference is None:
        return Scored(UNSCORED, {})
    return score(endpoint, workload, artefact)


def score(endpoint: Endpoint, workload: Workload, artefact: str) -> Scored:
    """The same of a workload with references."""
    asked = prompts(workload)
    say(f"scoring the next token after each of {len(asked)} prompts")
    tokens = asyncio.run(next_tokens(endpoint, asked))
    if tokens is None:
        return Scored(SILENT, {})
    answers = Answers(np.array(tokens, dtype=np.int64))
    return Scored(quality(workload.reference, answers, artefact), evidence(answers), workload.dataset)


def prompts(workload: Workload) -> list[list[int]]:
    """The tokens before each scored position, in the order of the references: the next one is told the true ones."""
    sequences = next(iter(workload.items.values())).tolist()
    return [tokens[:end] for tokens in sequences for end in range(1, len(tokens) + 1)]
