"""What one identity did, hour by hour: added up by the database from its tool calls and runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from storage.database.protocol import Database
from storage.nouns.record import HOUR
from storage.risk.activity_statements import activity_statement
from storage.sql.statement import Moment


@dataclass(slots=True)
class Hour:
    """What an identity did in one hour of the clock, in UTC. Money is in nano-dollars, times are microseconds since 1970."""

    start: int
    requests: int = 0
    """Tool calls and runs."""
    errors: int = 0
    """Tool calls whose outcome is ERROR, and runs that failed."""
    denied: int = 0
    """Tool calls whose outcome is BLOCKED."""
    spend: int = 0
    """What its tool calls and runs cost."""
    tools: dict[str, int] = field(default_factory=dict)
    """Calls by tool."""
    latest: int = 0
    """When it last did something."""


Activity = Mapping[int, Hour]
"""The hours in which an identity did anything, by their start."""


def hour_of(moment: int) -> int:
    """Start of the hour of the clock, in UTC, that holds a moment."""
    return moment - moment % HOUR


async def identities(database: Database, org_id: str) -> list[str]:
    """Ids of all identities that are known, that called a tool or that ran, in order."""
    found: set[str] = set()
    for name in ("known", "callers", "runners"):
        found.update(row[0] for row in await _rows(database, name, org_id) if row[0] is not None)
    return sorted(found)


async def activity(database: Database, org_id: str, nhi_id: str, since: int, until: int) -> Activity:
    """The hours of one identity in a window (`since` inclusive, `until` exclusive)."""
    window = {"nhi": nhi_id, "since": since, "until": until}
    hours: dict[int, Hour] = {}
    for start, tool, calls, errors, denied, spend, latest in await _rows(database, "calls", org_id, **window):
        hour = hours.setdefault(start, Hour(start))
        hour.denied += denied
        if tool is not None:
            hour.tools[tool] = calls
        _add(hour, calls, errors, spend, latest)
    for start, runs, failed, spend, latest in await _rows(database, "runs", org_id, **window):
        _add(hours.setdefault(start, Hour(start)), runs, failed, spend, latest)
    return hours


async def examples(database: Database, org_id: str, name: str, nhi_id: str, hour: int, **values: Any) -> list[str]:
    """Ids of a few tool calls or runs of an identity in an hour: `first_calls`, `dearest_calls`, `calls_of` an outcome or of
    a tool; `first_runs`, `dearest_runs`, `failed_runs`."""
    window = {"nhi": nhi_id, "since": hour, "until": hour + HOUR}
    return [row[0] for row in await _rows(database, name, org_id, **window, **values)]


def _add(hour: Hour, requests: int, errors: int, spend: Any, latest: int) -> None:
    hour.requests += requests
    hour.errors += errors
    hour.spend += int(spend)
    hour.latest = max(hour.latest, latest)


async def _rows(database: Database, name: str, org_id: str, **values: Any) -> list[tuple[Any, ...]]:
    made = activity_statement(name, database.dialect.name)
    return await database.rows(made.sql, made.bind(Moment(values, org_id, 0)))
