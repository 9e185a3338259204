"""How long a trial lasts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Policy:
    """Least length of the steady phase in seconds and requests; length of a warm-up window and of all of them."""

    steady_s: float = 2.0
    steady_requests: int = 500
    window_s: float = 0.1
    warmup_limit_s: float = 10.0


QUICK = Policy(steady_s=0.3, steady_requests=500, window_s=0.02, warmup_limit_s=0.5)
