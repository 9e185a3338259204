"""What a run will take, said before it is measured; and when a trial is taken for hung."""

from collections.abc import Mapping, Sequence
from math import ceil

from lynxrunner.errors import RunError
from lynxrunner.plan import Plan, Point
from lynxrunner.shape import Shape
from lynxrunner.steady import LEAST_WINDOWS, WINDOW_REQUESTS
from lynxschema.order_statistics import PERCENTILES, least_count

START_S = 1.5
"""Starting a process, importing a runtime, loading a small model."""
MARGIN = 1.05
"""More requests than a percentile needs at least: a few may fail."""
PATIENCE, SLOWEST_START_S = 10, 60
LONGEST_TRIAL_S = 86_400
SEARCH_STEPS = 9
"""Of a search, as a rule."""
LONG, LONG_S = 3, 10
"""A percentile is said to be dear where it makes trials so many times as long as they would be without, and
longer than so many seconds."""

Typical = Mapping[Shape, float]
"""Time of one call in ms by its shape."""


def needed(percentile: str) -> int:
    """Requests of a trial that can support a percentile."""
    return ceil(least_count(PERCENTILES[percentile]) * MARGIN)


def interval_s(plan: Plan, point: Point, typical: Typical) -> float:
    """Expected time from one request's end to the next one's."""
    call_s = request_ms(plan, point, typical) / 1e3
    if not point.load.rate or point.scenario != "server":
        return call_s / point.load.concurrency
    return max(1 / point.load.rate, call_s / plan.serving.servers / plan.serving.most)


def request_ms(plan: Plan, point: Point, typical: Typical) -> float:
    """Expected time of one call, or of the whole answer to a prompt."""
    each, prefill = typical[plan.shape(point)], plan.prefill(point)
    return typical[prefill] + (point.outputs.mean - 1) * each if prefill and point.outputs else each


def trial_s(plan: Plan, point: Point, typical: Typical) -> float:
    """Expected length of one trial."""
    each, policy = interval_s(plan, point, typical), plan.policy
    warm_up = LEAST_WINDOWS * max(policy.window_s, WINDOW_REQUESTS * each)
    rest = 2 * plan.meter.terms.idle_s if plan.meter and point.purpose == "result" else 0.0
    return START_S + _binding_s(plan, point, typical) + warm_up + steady_s(plan, point, typical) + rest


def _binding_s(plan: Plan, point: Point, typical: Typical) -> float:
    """Each length is bound beforehand, and called once for it."""
    count = len(set(point.inputs.drawn())) if point.inputs and not point.outputs else 1
    return count * typical[plan.shape(point)] / 1e3 * plan.serving.servers


def steady_s(plan: Plan, point: Point, typical: Typical) -> float:
    """Expected length of the steady phase."""
    return max(plan.policy.steady_s, plan.policy.steady_requests * interval_s(plan, point, typical))


def limit_s(plan: Plan, point: Point, typical: Typical) -> float:
    """When a trial is taken for hung: as the caller says, or many times as long as expected."""
    return plan.timeout_s or SLOWEST_START_S + plan.policy.warmup_limit_s + PATIENCE * trial_s(plan, point, typical)


def require_time(plan: Plan, point: Point, typical: Typical) -> None:
    """Raises RunError where the asked percentile cannot be supported within the caller's time-out, or a day."""
    expected = trial_s(plan, point, typical)
    needs = (f"a trial of {point.id} takes about {spoken(expected)}, because {_name(plan.percentile)} needs "
             f"{plan.policy.steady_requests} requests of {interval_s(plan, point, typical) * 1e3:.3g} ms")
    if plan.timeout_s and expected > plan.timeout_s:
        supported = _supported(plan, point, typical)
        raise RunError(f"--timeout {plan.timeout_s:g}: {needs}; allow more, or ask for --percentile {supported}")
    if expected > LONGEST_TRIAL_S:
        raise RunError(f"{needs}; a trial lasts at most a day: offer a higher rate, or ask for a lower percentile")


def announced(plan: Plan, variants: Sequence[Typical]) -> list[str]:
    """Sentences for the caller: how long it will take, and what a dear percentile costs."""
    points = f"{_number(plan.trials, 'trial')} of {_number(len(plan.points), 'operating point')}" if plan.points else ""
    search = f"the highest rate at which {plan.search.bound}" if plan.search else ""
    what = " and ".join(filter(None, (points, search)))
    what += f" of {len(variants)} variants" if len(variants) > 1 else ""
    pairs = [(point, typical) for typical in variants for point in plan.points]
    dear = [_dear(plan, *pair) for pair in pairs if _is_dear(plan, *pair)]
    return [f"measuring {what}: about {spoken(total_s(plan, variants))}", *dict.fromkeys(dear)]


def total_s(plan: Plan, variants: Sequence[Typical]) -> float:
    """Expected length of the whole run."""
    fixed = sum(plan.trials * trial_s(plan, point, typical) for typical in variants for point in plan.points)
    step = START_S + plan.policy.steady_s + LEAST_WINDOWS * plan.policy.window_s
    return fixed + (len(variants) * (SEARCH_STEPS + plan.trials) * step if plan.search else 0)


def spoken(seconds: float) -> str:
    """A length of time for a reader."""
    if seconds < 90:
        return f"{ceil(seconds)} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:,.1f} h"


def _is_dear(plan: Plan, point: Point, typical: Typical) -> bool:
    return steady_s(plan, point, typical) > max(LONG * plan.policy.steady_s, LONG_S)


def _dear(plan: Plan, point: Point, typical: Typical) -> str:
    each = interval_s(plan, point, typical)
    lower = "p90" if plan.percentile != "p90" else "p50"
    return (
        f"{_name(plan.percentile)} needs {plan.policy.steady_requests} requests: "
        f"{spoken(steady_s(plan, point, typical))} a trial at {point.id}; --percentile {lower} would take "
        f"{spoken(max(plan.policy.steady_s, needed(lower) * each))}"
    )


def _supported(plan: Plan, point: Point, typical: Typical) -> str:
    """The highest percentile that fits the time-out, else the lowest there is."""
    rest = (plan.timeout_s or 0) - trial_s(plan, point, typical) + steady_s(plan, point, typical)
    each = interval_s(plan, point, typical)
    fitting = [name for name in PERCENTILES if max(needed(name) * each, plan.policy.steady_s) <= rest]
    return _name((fitting or ["p50"])[-1])


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count != 1 else ''}"


def _name(percentile: str) -> str:
    return percentile.replace("_", ".")
