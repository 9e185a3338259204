"""Answers of a loaded model, one request at a time; the package keeps the cache."""

from collections.abc import Iterable
from time import perf_counter_ns
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Answers:
    """Greedy decoding by the package's own loop; `cache_bytes` is not known: it grows with each answer."""

    cache_bytes: int | None = None

    def __init__(self, library: Any, model: Any, vocabulary: int) -> None:
        self.library, self.model, self.vocabulary = library, model, vocabulary

    def prepare(self, lengths: Iterable[tuple[int, int]]) -> None:
        """Nothing: the package allocates for every request."""

    def generate(self, prompt: NDArray[np.int64], wanted: int) -> tuple[list[int], list[int]]:
        """So many tokens after the prompt [tokens], and when each was there, in ns of the process's clock."""
        generator, times, found = self.generator(len(prompt) + wanted), list[int](), list[int]()
        generator.append_tokens(prompt.astype(np.int32))
        for _ in range(wanted):
            generator.generate_next_token()
            found.append(int(generator.get_next_tokens()[0]))
            times.append(perf_counter_ns())
        return times, found

    def generator(self, tokens: int) -> Any:
        """One for so many tokens in all, past any end of sequence."""
        parameters = self.library.GeneratorParams(self.model)
        parameters.set_search_options(max_length=tokens, min_length=tokens, do_sample=False)
        return self.library.Generator(self.model, parameters)
