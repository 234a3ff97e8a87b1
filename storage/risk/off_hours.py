"""Hours of the day in which an identity works, though it never did in the days before."""

from storage.nouns.record import DAY, HOUR
from storage.risk.activity import Activity
from storage.risk.baseline import PAST

LEAST_REQUESTS = 3
"""Fewer in an hour are a stray."""

LEAST_DAYS = 3
"""Number of days on which it must have worked before it has hours of its own."""

SAME_SHIFT = 12 * HOUR
"""What came so shortly before is part of what is judged: a night is judged as a whole, not each hour by the one before."""


def is_off_hours(activity: Activity, start: int) -> bool:
    """Whether the hour that begins at `start` is one, in UTC, in which the identity never worked in the last seven days, nor
    in the hour before or after it."""
    if start not in activity or activity[start].requests < LEAST_REQUESTS:
        return False
    before = [hour for hour in activity if start - PAST <= hour < start - SAME_SHIFT]
    if len({hour // DAY for hour in before}) < LEAST_DAYS:
        return False
    usual = {hour // HOUR % 24 for hour in before}
    return not usual & {(start // HOUR + near) % 24 for near in (-1, 0, 1)}
