"""What a demo is made from: its window, its size and its seed."""

from dataclasses import dataclass

from storage.errors import BadUserInput
from storage.nouns.record import DAY, LATEST_INSTANT

SECOND = 1_000_000
MINUTE = 60 * SECOND

INSTANCES_PER_DAY = 52.5
"""Started by themselves each day at scale 1; those that other instances call come on top, to about 5,000 in 90 days."""

FULL_DETAIL = 20
"""The largest scale at which every instance brings its milestones, runs, tool calls and whole metadata."""


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """Same options, same records.

    The window has `days` whole days, and the part of a day up to `until`, in microseconds since 1970. Nothing happens later.
    """

    until: int
    days: int = 90
    scale: float = 1.0
    seed: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.days <= 3650:
            raise BadUserInput(f"days must be from 1 to 3650, got {self.days}")
        if not 0.001 <= self.scale <= 100_000:
            raise BadUserInput(f"scale must be from 0.001 to 100000, got {self.scale}")
        if not self.days * DAY + 1000 * DAY <= self.until <= LATEST_INSTANT:
            raise BadUserInput(
                f"until must be at least {self.days} days after 1970 and before the year 10000, in microseconds since 1970"
            )

    @property
    def midnight(self) -> int:
        """The last midnight of the window, UTC, in microseconds since 1970. The stories count back from it."""
        return self.until // DAY * DAY

    @property
    def since(self) -> int:
        """Start of the window in microseconds since 1970, a midnight."""
        return self.midnight - self.days * DAY

    @property
    def instances(self) -> int:
        """Number of process instances that start by themselves in the whole days."""
        return max(1, round(INSTANCES_PER_DAY * self.days * self.scale))

    @property
    def detail(self) -> float:
        """Share of instances that bring milestones, runs, tool calls and whole metadata: large demos have lighter ones."""
        return min(1.0, FULL_DETAIL / self.scale)
