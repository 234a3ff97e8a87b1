"""Time spent on each stage of a request."""

import time
from collections.abc import Iterable

STAGES = ("parse", "validate", "plan", "sql", "encode")
"""Stages of an operation, in order."""


class Clock:
    """The milliseconds of each stage of one request."""

    __slots__ = ("since", "spent")

    def __init__(self, stages: Iterable[str] = STAGES) -> None:
        self.spent = dict.fromkeys(stages, 0.0)
        self.since = time.perf_counter()

    def record(self, stage: str) -> None:
        """Adds the time since the last call to a stage."""
        now = time.perf_counter()
        self.spent[stage] += (now - self.since) * 1000
        self.since = now
