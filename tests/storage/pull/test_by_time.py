"""Lists that change while they are read: nothing is missed."""

import random
from typing import Any

import pytest

from storage.pull.by_time import ByTime, by_offset, by_page
from storage.pull.failures import PullFailed

MILLISECOND = 1_000


class Shifting:
    """A list in the order of time, in milliseconds, from which a server deletes between two answers."""

    def __init__(self, chance: random.Random, *, inclusive: bool) -> None:
        self.chance = chance
        self.inclusive = inclusive
        times = [1 + chance.randrange(1 + number // 3) for number in range(150)] + [77] * 40
        self.rows = [{"id": str(number), "time": time * MILLISECOND} for number, time in enumerate(times)]
        self.read: set[str] = set()
        self.deleted: set[str] = set()

    async def fetch(self, since: int | None, offset: int, count: int) -> list[dict[str, Any]]:
        """Some rows, which are deleted in part before the next answer."""
        least = (since or 0) // MILLISECOND * MILLISECOND
        found = [row for row in self.rows if row["time"] > least or (self.inclusive and row["time"] == least)]
        return sorted(found, key=lambda row: (row["time"], row["id"]))[offset : offset + count]

    def forget(self) -> None:
        """Deletes some of the rows that were read."""
        gone = {each for each in self.read if self.chance.random() < 0.1}
        self.deleted |= gone
        self.rows = [row for row in self.rows if row["id"] not in gone]


@pytest.mark.parametrize("inclusive", [True, False])
@pytest.mark.parametrize("window", [by_offset, by_page])
@pytest.mark.parametrize("seed", range(10))
async def test_nothing_is_missed_although_rows_that_were_read_are_deleted(seed: int, window: Any, inclusive: bool) -> None:
    rows = Shifting(random.Random(seed), inclusive=inclusive)
    everything = {row["id"] for row in rows.rows}
    state: dict[str, Any] = {}
    listed = ByTime(rows.fetch, lambda row: int(row["time"]), lambda row: str(row["id"]), 15, window)
    finished = False
    while not finished:  # it is killed after each third part, and goes on from its state
        number = 0
        async for part in listed.parts(state):
            rows.read |= {row["id"] for row in part.objects}
            state = part.state
            rows.forget()
            number += 1
            if number == 3:
                break
        else:
            finished = True
    assert rows.read == everything
    assert len(rows.deleted) > 50


async def test_a_server_that_ignores_the_time_is_found_out() -> None:
    async def fetch(since: int | None, offset: int, count: int) -> list[dict[str, Any]]:
        return [{"id": str(number), "time": number * 10_000} for number in range(count)]

    listed = ByTime(fetch, lambda row: int(row["time"]), lambda row: str(row["id"]), 10)
    with pytest.raises(PullFailed, match="not from the time that was asked for"):
        [part async for part in listed.parts({})]


async def test_more_objects_of_one_time_than_pages_can_tell_apart_are_an_error() -> None:
    rows = [{"id": f"{number:04}", "time": 5_000} for number in range(100)]

    async def fetch(since: int | None, offset: int, count: int) -> list[dict[str, Any]]:
        return rows[offset : offset + count]

    def listed(window: Any) -> ByTime:
        return ByTime(fetch, lambda row: int(row["time"]), lambda row: str(row["id"]), 10, window)

    with pytest.raises(PullFailed, match="same time"):
        [part async for part in listed(by_page).parts({})]
    found = [row["id"] async for part in listed(by_offset).parts({}) for row in part.objects]
    assert set(found) == {row["id"] for row in rows}
