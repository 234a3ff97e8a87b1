"""When things happen: the load by hour of the day and day of the week, and the window cut into cells of bounded size."""

from collections.abc import Iterator
from typing import NamedTuple

from storage.demo.options import DemoOptions
from storage.nouns.record import DAY, HOUR

CELL = 2_500
"""At most about so many instances start in one cell, whatever the scale: memory stays flat."""

CHUNK = 10_000
"""Weight of a chunk; a light instance weighs 1."""

FULL_WEIGHT = 4
"""What a full instance weighs more than a light one: its runs, steps, tool calls and verdicts."""

HOUR_WEIGHT = 5
"""What an hour weighs without its instances: schedules, calls of endpoints."""

LOAD_BY_HOUR = (3, 2, 2, 2, 3, 6, 16, 42, 78, 96, 100, 94, 72, 84, 98, 95, 82, 58, 34, 22, 15, 10, 7, 5)
LOAD_BY_WEEKDAY = (108, 112, 110, 104, 86, 18, 12)
"""Monday to Sunday, as LOAD_BY_HOUR a share of the busiest in percent; hours are those of UTC."""

EPOCH_WEEKDAY = 3
"""1 January 1970 was a Thursday."""


class Cell(NamedTuple):
    """A part of an hour: its bounds in microseconds, the number of its first instance, how many start in it.

    `opens_hour` is true for the first cell of an hour, which also tells what runs beside the instances.
    """

    start: int
    end: int
    first: int
    instances: int
    opens_hour: bool


def hour_of_day(moment: int) -> int:
    """0 to 23, UTC."""
    return moment // HOUR % 24


def weekday(moment: int) -> int:
    """0 for Monday to 6 for Sunday, UTC."""
    return (moment // DAY + EPOCH_WEEKDAY) % 7


def load(moment: int) -> int:
    """How busy the hour is in which a moment lies, relative to others."""
    return LOAD_BY_HOUR[hour_of_day(moment)] * LOAD_BY_WEEKDAY[weekday(moment)]


def started(options: DemoOptions) -> int:
    """Number of instances that start by themselves in the window."""
    return options.instances * _load(options.since, options.until) // _load(options.since, options.midnight)


def _load(since: int, until: int) -> int:
    return sum(_load_of_hour(start, until) for start in range(since, until, HOUR))


def _load_of_hour(start: int, until: int) -> int:
    """The load of the part of an hour that is before the end."""
    return load(start) * min(HOUR, until - start) // HOUR


def cells(options: DemoOptions) -> Iterator[Cell]:
    """The window, in order. Counts of instances follow the load; those of the whole days add up to `options.instances`."""
    whole = _load(options.since, options.midnight)
    passed = first = 0
    for start in range(options.since, options.until, HOUR):
        length = min(HOUR, options.until - start)
        passed += _load_of_hour(start, options.until)
        total = options.instances * passed // whole
        parts = -(-(total - first) // CELL) or 1
        begun = first
        for part in range(parts):
            upto = begun + (total - begun) * (part + 1) // parts
            yield Cell(start + length * part // parts, start + length * (part + 1) // parts, first, upto - first, part == 0)
            first = upto


def chunks(options: DemoOptions) -> Iterator[list[Cell]]:
    """Cells in lists of about CHUNK light instances, or fewer full ones: what is made, and written, at once."""
    found: list[Cell] = []
    weight = 0.0
    for cell in cells(options):
        if found and weight >= CHUNK:
            yield found
            found, weight = [], 0.0
        found.append(cell)
        weight += HOUR_WEIGHT + cell.instances * (1 + FULL_WEIGHT * options.detail)
    if found:
        yield found
