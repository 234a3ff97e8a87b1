"""What detection reads, it finds by an index on identity and time, or on tool and time: never by walking a table."""

import re

import pytest

from storage.database.analyze import analyze
from storage.database.protocol import Database
from storage.nouns.record import Instant, Record
from storage.nouns.run import Run
from storage.risk.activity_statements import activity_statement
from storage.sql.statement import Moment, Statement
from tests.storage.risk.conftest import Tell, at, calls

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

GIVEN = {"nhi": "n7", "since": at(60), "until": at(62), "outcome": "BLOCKED", "state": "FAILED", "tool": "t"}
INDEXES = {
    "callers": "ix_tool_call_nhi_id",
    "runners": "ix_run_nhi_id",
    "calls": "ix_tool_call_nhi_id",
    "runs": "ix_run_nhi_id",
    "first_calls": "ix_tool_call_nhi_id",
    "dearest_calls": "ix_tool_call_nhi_id",
    "calls_of_outcome": "ix_tool_call_nhi_id",
    "calls_of_tool": "ix_tool_call_",
    "first_runs": "ix_run_nhi_id",
    "dearest_runs": "ix_run_nhi_id",
    "failed_runs": "ix_run_",
}


@pytest.fixture
async def busy(database: Database, organization: str, tell: Tell) -> str:
    """Forty identities at work for four days, two calls and a run an hour."""
    names = [f"n{number}" for number in range(40)]
    runs: list[Record] = [
        Run(id=f"{name}.{hour}", nhi_id=name, started_at=Instant(at(hour))) for name in names for hour in range(96)
    ]
    await tell(runs, *(calls(name, hour, 2) for name in names for hour in range(96)))
    await analyze(database, ["tool_call", "run"])
    return organization


async def test_statements_use_their_indexes(database: Database, busy: str) -> None:
    for name, index in INDEXES.items():
        plan = await explained(database, activity_statement(name, database.dialect.name), busy)
        assert index in plan, f"{name}: {plan}"
        assert not re.search("Seq Scan|SCAN (tool_call|run|verdict)", plan), f"{name}: {plan}"


async def explained(database: Database, made: Statement, org_id: str) -> str:
    """How the database will run a statement."""
    word = "EXPLAIN QUERY PLAN" if database.dialect.name == "sqlite" else "EXPLAIN"
    values = made.bind(Moment(GIVEN, org_id, 0))
    return "\n".join(str(row[-1]) for row in await database.rows(f"{word} {made.sql}", values))
