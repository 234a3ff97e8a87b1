"""When things happen in the demo."""

from itertools import pairwise

import pytest

from storage.demo import DemoOptions
from storage.demo.calendar import CELL, CHUNK, cells, chunks, load, started
from storage.demo.options import MINUTE
from storage.nouns.record import DAY, HOUR
from tests.storage.demo.conftest import UNTIL

MONDAY = 4 * DAY
"""5 January 1970."""


@pytest.mark.parametrize("scale", [0.01, 1, 1000])
def test_cells_hold_all_instances_and_number_them_without_gaps(scale: float) -> None:
    options = DemoOptions(UNTIL, days=7, scale=scale)
    passed = 0
    for cell in cells(options):
        assert cell.first == passed
        passed += cell.instances
    assert passed == started(options)


def test_the_last_part_of_a_day_is_as_busy_as_its_hours() -> None:
    whole, longer = DemoOptions(UNTIL // DAY * DAY, days=7), DemoOptions(UNTIL, days=7)
    assert started(whole) == whole.instances == longer.instances
    assert list(cells(longer))[: len(list(cells(whole)))] == list(cells(whole))
    assert started(longer) - longer.instances == pytest.approx(46, abs=5), "a Tuesday until half past two"


@pytest.mark.parametrize("minutes", [0, 1, 59, 60, 61, 23 * 60 + 59])
def test_the_end_may_be_any_minute_of_a_day(minutes: int) -> None:
    options = DemoOptions(UNTIL // DAY * DAY + minutes * MINUTE, days=2)
    found = list(cells(options))
    assert (found[0].start, found[-1].end) == (options.since, options.until)
    assert sum(cell.opens_hour for cell in found) == 48 - (-minutes // 60)
    assert all(cell.start % HOUR == 0 for cell in found if cell.opens_hour)


def test_no_cell_is_larger_than_its_bound_at_any_scale() -> None:
    assert max(cell.instances for cell in cells(DemoOptions(UNTIL, days=3, scale=50_000))) <= CELL


@pytest.mark.parametrize("scale", [1, 100, 20_000])
def test_no_chunk_grows_with_the_scale(scale: float) -> None:
    found = chunks(DemoOptions(UNTIL, days=3, scale=scale))
    assert max(sum(cell.instances for cell in several) for several in found) <= CHUNK + CELL


def test_cells_follow_each_other_without_gaps() -> None:
    options = DemoOptions(UNTIL, days=3, scale=5000)
    found = list(cells(options))
    assert (found[0].start, found[-1].end) == (options.since, options.until)
    assert all(one.end == after.start for one, after in pairwise(found))


def test_each_hour_is_opened_by_one_cell() -> None:
    assert sum(cell.opens_hour for cell in cells(DemoOptions(UNTIL, days=2, scale=5000))) == 48 + 15


def test_chunks_hold_every_cell_once() -> None:
    options = DemoOptions(UNTIL, days=5, scale=300)
    assert [cell for found in chunks(options) for cell in found] == list(cells(options))


def test_a_weekday_morning_is_busier_than_its_night_and_than_a_sunday() -> None:
    morning = MONDAY + 10 * HOUR
    assert load(morning) > 20 * load(MONDAY + 2 * HOUR)
    assert load(morning) > 5 * load(morning - DAY)
