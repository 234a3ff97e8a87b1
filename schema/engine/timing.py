"""How long each stage of a request took."""

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Clock:
    """Time spent on each stage of one request, in milliseconds."""

    spent: dict[str, float] = field(default_factory=lambda: dict.fromkeys(("parse", "validate", "plan", "sql", "encode"), 0.0))
    since: float = field(default_factory=time.perf_counter)

    def lap(self, stage: str) -> None:
        """Puts the time since the last lap down to a stage."""
        now = time.perf_counter()
        self.spent[stage] += (now - self.since) * 1000
        self.since = now
