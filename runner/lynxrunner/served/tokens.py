"""What a trial says of tokens: times from chunks, counts from the server's usage."""

from typing import TYPE_CHECKING

from lynxrunner.served.vantage import Vantage
from lynxrunner.state import Record, not_applicable, not_measured
from lynxschema import evidence
from lynxschema.generation import decode_rate, prefill_rate, token_times
from lynxschema.goodput import goodput
from lynxschema.leaves import state_of
from lynxschema.samples import Samples

if TYPE_CHECKING:
    from lynxrunner.served.point import Asked

UNCOUNTED = not_measured("not_reported_by_server", "the stream brought no usage with every answer")
COUNTED = {"input_tokens": "input_items", "output_tokens": "output_items"}


def generation(result: Record, rows: Samples, chunks: Samples, asked: "Asked", seen: Vantage) -> Record:
    """The contract's `generation` of a trial."""
    times = token_times(rows, chunks, asked.scenario == "server")
    counted = {name: result[name] if column in rows.columns and name in result else UNCOUNTED
               for name, column in COUNTED.items()}
    return {
        **times, **counted,
        **({} if any(map(state_of, counted.values())) else {"counted_by": seen.counted_by}),
        "prefill_tokens_per_s": seen.no_prefill or prefill_rate(rows, chunks),
        "decode_tokens_per_s_per_user": decode_rate(times["tpot_ms"]),
        "goodput_share": _goodput(rows, chunks, asked),
        "accepted_tokens_per_step": _accepted(seen.scheduling),
    }


def rates(result: Record, trial: Record) -> Record:
    """Rates of tokens, and when they came, where they were counted."""
    tokens = {name: trial["generation"][name] for name in COUNTED}
    if any(map(state_of, tokens.values())):
        return {}
    further = [{"value": evidence.rate(count, 1, trial["duration_s"]), "unit": f"{name}/s"}
               for name, count in reversed(tokens.items())]
    return {"further_throughput": further, "output_items_per_100ms": result["output_items_per_100ms"]}


def _goodput(rows: Samples, chunks: Samples, asked: "Asked") -> float | Record:
    share = goodput(rows, chunks, asked.bounds, asked.scenario == "server") if asked.bounds else None
    return share if share is not None else not_applicable("no bounds, or none that the chunks can be held against")


def _accepted(scheduling: Record) -> Record:
    guessed = scheduling.get("speculative_decoding")
    return not_applicable("the server does not report it" if guessed and not state_of(guessed)
                          else "no speculative decoding")
