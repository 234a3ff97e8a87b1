"""A clock that the test moves, and jobs as the store has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest

from storage.database.protocol import Database
from storage.jobs.kind import Assignment, Kind
from storage.jobs.runner import SECOND, Terms

START = 1_780_000_000_000_000


@dataclass
class Clock:
    """The time as a test wants it."""

    time: int = START

    def __call__(self) -> int:
        """The time in microseconds since 1970."""
        return self.time

    def forward(self, seconds: float) -> None:
        """Lets time pass."""
        self.time += round(seconds * SECOND)


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture
def terms(clock: Clock) -> Terms:
    """Terms by that clock, with signs of life every hundredth of a second."""
    return Terms(lease=0.1, clock=clock)


async def nothing(given: Assignment) -> None:
    """Does nothing."""


def kinds_of(*kinds: Kind) -> Mapping[str, Kind]:
    """Kinds by their names."""
    return {kind.name: kind for kind in kinds}


async def job_of(database: Database, job_id: str) -> dict[str, Any]:
    """A job's row."""
    columns = ("state", "progress", "reason", "result", "created_at", "started_at", "ended_at", "window_from", "window_to")
    found = await database.rows(f"SELECT {', '.join(columns)} FROM job WHERE id = '{job_id}'")
    row = dict(zip(columns, found[0], strict=True))
    return {**row, "result": msgspec.json.decode(row["result"]) if row["result"] else None}


async def queue(database: Database) -> list[tuple[Any, ...]]:
    """The queue: id, attempts, who holds it."""
    return await database.rows("SELECT job_id, attempts, worker FROM job_queue ORDER BY job_id")
