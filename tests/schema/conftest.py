"""A store that is filled once with awkward rows on each database, an engine over it, and the reference beside it."""

import json
import math
import re
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from gateway.graphql.response import respond
from schema.engine.document import EngineSettings
from schema.engine.engine import Engine
from schema.engine.request import Caller, Request
from schema.graph import graph_engine, sdl
from storage.accounts.keys import ensure_organization
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.rollup.building import build
from storage.writing.writer import write
from tests.postgres_server import Run
from tests.schema.nasty_store import records
from tests.schema.reference_answers import Reference
from tests.schema.reference_rows import world_of
from tests.templates import Template, postgresql_copy, sqlite_copy

SCOPES = frozenset({"graph:read", "logs:read", "mcp:read", "nhi:read", "dead-letters:read"})
ACME = Caller("acme", SCOPES)
"""An organization with rows."""
OTHER = Caller("other", SCOPES)
"""Another one: the same ids, other values."""
NOBODY = Caller("empty", SCOPES)
"""One without any row."""


async def _fill(url: str) -> None:
    database = await open_database(url, readers=1)
    try:
        for caller, seed in ((ACME, 1), (OTHER, 2)):
            await ensure_organization(database, caller.org_id, caller.org_id)
            await write(database, caller.org_id, records(seed))
        await build(database, ACME.org_id)
        await ensure_organization(database, NOBODY.org_id, NOBODY.org_id)
    finally:
        await database.close()


NASTY = Template("nasty", _fill)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def nasty_url(request: pytest.FixtureRequest, shared_run: Run, tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of a database of each kind with the awkward rows of two organizations, the first one rolled up."""
    if request.param == "sqlite":
        return sqlite_copy(shared_run, NASTY, tmp_path_factory.mktemp("nasty") / "nasty.db")
    return postgresql_copy(request.getfixturevalue("postgres_server"), NASTY)


@pytest.fixture(scope="session")
async def nasty_database(nasty_url: str, anyio_backend: str) -> AsyncIterator[Database]:
    """That database, open. No test may change its rows."""
    database = await open_database(nasty_url, readers=3)
    yield database
    await database.close()


@pytest.fixture(scope="session")
async def engine(nasty_database: Database, anyio_backend: str) -> Engine:
    """The engine over the awkward rows."""
    return graph_engine(nasty_database, EngineSettings())


@pytest.fixture(scope="session")
async def reference(nasty_database: Database, anyio_backend: str) -> Reference:
    """The reference over the awkward rows of the first organization."""
    return Reference(sdl(), await world_of(nasty_database, ACME.org_id, time.time_ns() // 1000))


Ask = Callable[..., Any]


@pytest.fixture(scope="session")
def ask(engine: Engine, anyio_backend: str) -> Ask:
    """Asks the engine: `await ask(query, caller=..., **variables)` gives the decoded answer."""

    async def asked(query: str, *, caller: Caller = ACME, operation: str | None = None, **variables: Any) -> Any:
        answer = await respond(engine, Request(query, operation, variables), caller)
        return json.loads(answer.body)

    return asked


@pytest.fixture(scope="session")
def agree(engine: Engine, reference: Reference, anyio_backend: str) -> Ask:
    """Asks engine and reference, and asserts that they answer the same: `await agree(query, **variables)` gives the data."""

    async def agreed(query: str, **variables: Any) -> Any:
        answer = json.loads((await respond(engine, Request(query, None, variables), ACME)).body)
        assert "errors" not in answer, answer["errors"]
        assert_agrees(answer["data"], reference, query, variables)
        return answer["data"]

    return agreed


def assert_agrees(got: Any, reference: Reference, query: str, variables: dict[str, Any]) -> None:
    """Asserts that an answer is the reference's: spreads of durations may be exact, or those of sketches."""
    expected = reference.answer(query, variables)
    assert expected.errors is None, expected.errors
    other = reference.answer(query, variables, sketched=True) if SPREAD.search(query) else expected
    assert_same(got, expected.data, other=other.data)


@dataclass
class Answers:
    """How many of the generated operations of a test were answered, and how many refused."""

    answered: int = 0
    refused: int = 0

    def count(self, answer: Any) -> bool:
        """Counts a decoded answer; whether it holds data."""
        refused = "errors" in answer
        self.answered += not refused
        self.refused += refused
        return not refused


@pytest.fixture
def answers() -> Iterator[Answers]:
    """Counts the answers of a test's examples. An engine that refuses most of them fails: it has not been tested."""
    counted = Answers()
    yield counted
    assert counted.answered > counted.refused, counted


SPREAD = re.compile(r"\b(p\d\d|histogram)\b")


NO_OTHER: Any = object()


def assert_same(got: Any, expected: Any, path: str = "data", other: Any = NO_OTHER) -> None:
    """Asserts that two JSON values are the same: numbers within a billionth, cursors whatever their spaces.

    Where there is an `other` expected value, each number may be that one instead, and each list as long as that one.
    """
    other = expected if other is NO_OTHER else other
    if isinstance(expected, dict) and isinstance(got, dict):
        assert list(got) == list(expected), f"{path}: keys {list(got)}, expected {list(expected)}"
        for key, value in expected.items():
            assert_same(got[key], value, f"{path}.{key}", other[key])
    elif isinstance(expected, list) and isinstance(got, list):
        if len(expected) != len(other):  # histograms; else the two differ in numbers only
            expected = other = expected if len(got) == len(expected) else other
        assert len(got) == len(expected), (
            f"{path}: {len(got)} items, expected {len(expected)}: {got!r:.300}, expected {expected!r:.300}"
        )
        for index, value in enumerate(expected):
            assert_same(got[index], value, f"{path}[{index}]", other[index])
    elif isinstance(expected, int | float) and not isinstance(expected, bool):
        assert _same_number(got, expected) or _same_number(got, other), f"{path}: {got!r}, expected {expected!r} or {other!r}"
    elif isinstance(expected, str) and expected.startswith('["') and isinstance(got, str) and got.startswith('["'):
        assert_same(json.loads(got), json.loads(expected), path)
    else:
        assert type(got) is type(expected), f"{path}: {got!r}, expected {expected!r}"
        assert got == expected, f"{path}: {got!r}, expected {expected!r}"


def _same_number(got: Any, expected: Any) -> bool:
    if not isinstance(got, int | float) or isinstance(got, bool) or expected is None:
        return False
    exact = isinstance(got, int) and isinstance(expected, int)
    return got == expected if exact else math.isclose(got, expected, rel_tol=1e-9)
