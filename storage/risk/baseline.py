"""What is usual for an identity: its own hours in the seven days before."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.nouns.record import DAY
from storage.risk.activity import Activity, Hour

PAST = 7 * DAY
"""How far back an identity's own past counts, in microseconds."""


def past(activity: Activity, hour: int) -> list[Hour]:
    """The hours before, of the last seven days, in which the identity did anything.

    Quiet hours are not among them. Were they counted as zeros, an identity that works one hour a day would be far above
    its mean each time that it works, and above its 99th percentile on every fourth day.
    """
    return [activity[start] for start in sorted(activity) if hour - PAST <= start < hour]


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a figure was in the past: over how many active hours, its mean and its 99th percentile."""

    hours: int
    mean: float
    p99: int


def baseline(values: Sequence[int]) -> Baseline:
    """The baseline of the values of past hours: without any, zero in all. The percentile is the nearest rank."""
    if not values:
        return Baseline(0, 0.0, 0)
    rank = -(-99 * len(values) // 100)
    return Baseline(len(values), sum(values) / len(values), sorted(values)[rank - 1])
