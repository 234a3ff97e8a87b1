"""Stores what an identity did, in few words."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from storage.database.protocol import Database
from storage.nouns.record import Instant, Record
from storage.nouns.tool_call import ToolCall
from storage.nouns.verdict import Outcome
from storage.writing.writer import write

HOUR = 3_600_000_000
DAY = 24 * HOUR
MONDAY = 20_000 * DAY
"""A midnight; the tests happen in the days after it."""

Tell = Callable[..., Awaitable[None]]


def calls(nhi: str, hour: int, count: int, **values: Any) -> list[Record]:
    """Tool calls of an identity in an hour, counted from MONDAY; they passed, with the tool `t`, if nothing else is said."""
    values = {"tool": "t", "outcome": Outcome.PASSED, **values}
    name = f"{nhi}.{hour}.{values['tool']}.{values['outcome']}"
    start = MONDAY + hour * HOUR
    return [ToolCall(id=f"{name}.{n}", nhi_id=nhi, called_at=Instant(start + n), **values) for n in range(count)]


def at(hour: float) -> int:
    """The moment so many hours after MONDAY."""
    return MONDAY + round(hour * HOUR)


@pytest.fixture
def tell(database: Database, organization: str) -> Tell:
    """Stores lists of records."""

    async def told(*lists: list[Record]) -> None:
        await write(database, organization, [record for each in lists for record in each])

    return told


async def anomalies(database: Database) -> list[tuple[Any, ...]]:
    """Identity, type, severity and hour of every stored anomaly."""
    rows = await database.rows("SELECT nhi_id, type, severity, detected_at FROM anomaly ORDER BY nhi_id, type, detected_at")
    return [(nhi, type_, severity, (detected - MONDAY) // HOUR) for nhi, type_, severity, detected in rows]
