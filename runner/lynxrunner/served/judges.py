"""The judges of a trial on an endpoint.

Other processes' processor time is no disturbance here: on one machine it is the endpoint's. A client that was short of
processor time itself is one: then its clock was late.
"""

from lynxrunner.judge.contention import contention
from lynxrunner.judge.observed import Judge
from lynxrunner.judge.validity import JUDGES as ALL

JUDGES: tuple[Judge, ...] = tuple(judge for judge in ALL if judge is not contention)
