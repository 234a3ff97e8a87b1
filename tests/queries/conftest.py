"""Every document of queries/explore answered from the demo at scale 1, half a day after its end, on each database."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
import pytest

from gateway.documents import documents
from gateway.graphql.response import respond
from schema.engine.engine import Engine
from schema.engine.request import Caller, Request
from schema.graph import graph
from storage.database.opening import open_database
from storage.nouns.record import DAY, HOUR
from tests.demo_store import DEMO, ORG, UNTIL
from tests.postgres_server import PostgresServer, Run
from tests.templates import postgresql_copy, sqlite_copy

EXPLORE = {name.removeprefix("explore/"): text for name, text in documents().items() if name.startswith("explore/")}
READER = Caller(ORG, frozenset({"graph:read", "logs:read", "mcp:read", "nhi:read"}))


SAID = f"""
SELECT verdict.nhi_id, verdict.outcome, count(*) FROM verdict JOIN run ON run.id = verdict.run_id
WHERE run.task_id IN (
    SELECT task_id FROM incident WHERE model_id = 'finance/invoice-review' AND created_at >= {UNTIL + 12 * HOUR - 7 * DAY}
)
GROUP BY verdict.nhi_id, verdict.outcome
"""
"""The second part of the first question, by hand."""


class EngineAtNoon(Engine):
    """The engine at noon of the day after the demo's last, so that relative windows mean the same on every day."""

    @staticmethod
    def now() -> int:
        """Twelve hours after the demo's end."""
        return UNTIL + 12 * HOUR


@dataclass(frozen=True, slots=True)
class Explored:
    """What each document was answered, by the first two digits of its name, and the tables that it read. `said` is what guardians
    said behind the incidents, as SQL written by hand finds it: counts by identity and outcome."""

    answers: Mapping[str, dict[str, Any]]
    tables: Mapping[str, frozenset[str]]
    said: Mapping[tuple[str, str], int]

    def data(self, number: str) -> Any:
        """The data of one document."""
        return self.answers[number]["data"]


async def _explored(url: str) -> Explored:
    database = await open_database(url, readers=3)
    try:
        answers, tables = {}, {}
        for name, text in EXPLORE.items():
            engine = EngineAtNoon(database, graph._schema)
            answer = await respond(engine, Request(text), READER)
            answers[name[:2]] = orjson.loads(answer.body)
            statements = [root.statement for _, plan in engine.plans._values.values() for root in plan.roots]
            tables[name[:2]] = frozenset().union(*(statement.tables for statement in statements if statement))
        said = {(nhi, outcome): count for nhi, outcome, count in await database.rows(SAID)}
        return Explored(answers, tables, said)
    finally:
        await database.close()


@pytest.fixture(scope="session")
def explored_on_sqlite(shared_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Explored:
    """The answers of SQLite."""
    return asyncio.run(_explored(sqlite_copy(shared_run, DEMO, tmp_path_factory.mktemp("explore") / "demo.db")))


@pytest.fixture(scope="session")
def explored_on_postgresql(postgres_server: PostgresServer) -> Explored:
    """The answers of PostgreSQL."""
    return asyncio.run(_explored(postgresql_copy(postgres_server, DEMO)))


@pytest.fixture(params=["sqlite", "postgresql"])
def explored(request: pytest.FixtureRequest) -> Explored:
    """The answers of each database."""
    found: Explored = request.getfixturevalue(f"explored_on_{request.param}")
    return found
