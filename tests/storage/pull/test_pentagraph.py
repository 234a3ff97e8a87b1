"""Another gateway: what is pulled is the same here, whatever kind of database either has."""

import asyncio
import json
import random
import re
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from gateway.graphql.response import respond
from schema.engine.document import EngineSettings
from schema.engine.request import Caller, Request
from schema.graph import graph_engine
from storage.accounts.keys import ensure_organization
from storage.database.analyze import analyze
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.ingest.reader import Broken, Notice
from storage.nouns.noun import NOUNS
from storage.nouns.record import Instant
from storage.nouns.run import Run as RunRecord
from storage.nouns.task import Task, TaskState
from storage.pull.failures import PullFailed
from storage.pull.pentagraph import OWN, PULLED, ROW
from storage.pull.pulling import End, Step
from storage.pull.stored_row import records_of_row
from storage.writing.pulls import Pull
from storage.writing.writer import write
from tests.gateway.running_server import COMMAND, clean_environment
from tests.postgres_server import Run
from tests.schema.engine.statements import operations, values
from tests.storage.contents import columns_of, row
from tests.storage.pull.other_gateway import (
    SCOPES,
    THERE,
    UNTIL,
    application,
    fill_awkward,
    fill_source,
    key_of,
    pulled_contents,
    served,
)
from tests.storage.pull.pulled import pulled
from tests.templates import EMPTY, sqlite_copy

pytestmark = pytest.mark.slow

KILLS = 20
CURSORS = ("cursor", "startCursor", "endCursor")
OF_ITS_OWN = re.compile(r"\b(imports?|jobs?|deadLetters?|rollupStatus)\b")
"""Operations that ask for what is not pulled."""


@pytest.fixture
async def source(database: Database) -> Database:
    """The store of the other gateway."""
    await fill_source(database)
    return database


@pytest.fixture
def target_url(database_url: str, request: pytest.FixtureRequest, shared_run: Run, tmp_path: Path) -> str:
    """URL of an empty store of the other kind of database."""
    if not database_url.startswith("sqlite"):
        return sqlite_copy(shared_run, EMPTY, tmp_path / "target.db")
    url: str = request.getfixturevalue("own_postgresql_url")
    return url


@pytest.fixture
async def target(target_url: str, anyio_backend: str) -> AsyncIterator[Database]:
    """That store, open."""
    opened = await open_database(target_url, readers=2)
    await ensure_organization(opened, THERE)
    yield opened
    await opened.close()


@pytest.fixture
async def address(source: Database) -> AsyncIterator[str]:
    """The address of the other gateway."""
    async with served(application(source)) as found:
        yield found


@pytest.fixture
async def pull(source: Database, address: str, monkeypatch: pytest.MonkeyPatch) -> Pull:
    """The pull of the other gateway."""
    monkeypatch.setenv("OTHER_KEY", await key_of(source))
    return pull_of(address)


def pull_of(address: str, **options: Any) -> Pull:
    """The pull of an address, by small pages."""
    return Pull(THERE, "there", "pentagraph", address, {"secret_env": "OTHER_KEY", "page_size": 200, **options})


def test_every_noun_is_pulled_or_is_the_gateways_own() -> None:
    assert {*PULLED, *OWN} == set(NOUNS)


async def test_everything_is_pulled_and_is_the_same(source: Database, target: Database, pull: Pull) -> None:
    there = await pulled_contents(source, THERE)
    assert {name for name in NOUNS if name not in OWN} == there.keys(), "the source has rows of every noun"
    for name, rows in there.items():
        filled = dict(zip(columns_of(name), zip(*rows, strict=True), strict=True))
        empty = [column for column, values in filled.items() if column != "clocks" and set(values) == {None}]
        assert empty == [], f"every column of {name} is filled"
    steps: list[Step] = []
    assert await pulled(target, pull, steps=steps) is End.FINISHED
    assert [step.refusals for step in steps if step.refusals] == []
    assert await pulled_contents(target, THERE) == there
    for database in (source, target):
        await analyze(database, NOUNS)
    assert await differing_answers(source, target) == []
    assert await pulled(target, pull) is End.FINISHED
    assert await pulled_contents(target, THERE) == there, "pulling it again changes nothing"


def plain(value: Any) -> Any:
    """An answer without the spelling of numbers and cursors, which differs between the databases."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {key: json.loads(each) if key in CURSORS and each is not None else plain(each) for key, each in value.items()}
    return value


async def differing_answers(*databases: Database) -> list[str | None]:
    """The stored operations that two stores do not answer with the same values, except those that ask for what is not pulled."""
    patient = EngineSettings(statement_timeout=600.0, operation_timeout=600.0)
    engines = [graph_engine(database, patient) for database in databases]
    for engine in engines:
        engine.now = lambda: UNTIL  # type: ignore[method-assign] # both at the same time
    differing = []
    for operation in operations():
        query, name = operation.values
        if not OF_ITS_OWN.search(query):
            request = Request(query, name, values(query, name))
            caller = Caller(THERE, frozenset(SCOPES))
            there, here = [plain(json.loads((await respond(engine, request, caller)).body)) for engine in engines]
            differing += [] if there == here else [operation.id]
    return differing


async def test_what_is_new_comes_with_the_next_pass(
    database: Database, target: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ensure_organization(database, THERE)
    await write(database, THERE, [Task(id="early", at=Instant(1))])
    monkeypatch.setenv("OTHER_KEY", await key_of(database))
    async with served(application(database)) as address:
        await pulled(target, pull_of(address))
        late = [Task(id="late", at=Instant(1), name="late"), Task(id="late", at=Instant(9), state=TaskState.READY)]
        await write(database, THERE, late)
        await write(target, THERE, [Task(id="late", at=Instant(5), name="newer here", state=TaskState.STARTED)])
        await pulled(target, pull_of(address))
    found = await row(target, "task", "late", THERE)
    assert (found["name"], found["state"]) == ("newer here", "READY"), "the later value wins, wherever it was sent"


async def test_a_page_that_is_too_large_is_asked_for_in_smaller_ones(
    database: Database, target: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ensure_organization(database, THERE)
    await write(database, THERE, [RunRecord(id=str(number), at=Instant(1), inputs="x" * 2_000) for number in range(100)])
    monkeypatch.setenv("OTHER_KEY", await key_of(database))
    async with served(application(database, max_response_bytes=40_000)) as address:
        assert await pulled(target, pull_of(address)) is End.FINISHED
    assert await pulled_contents(target, THERE) == await pulled_contents(database, THERE)


async def test_a_key_that_may_not_read_all_is_reported(
    database: Database, target: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ensure_organization(database, THERE)
    monkeypatch.setenv("OTHER_KEY", await key_of(database, "graph:read"))
    async with served(application(database)) as address:
        with pytest.raises(PullFailed, match="does not allow reading"):
            await pulled(target, pull_of(address))


async def test_rows_that_no_gateway_has_stored_are_refused(target: Database) -> None:
    noun = NOUNS["task"]
    whole = {"id": "t", "name": "n", "state": "READY", "event_at": 5, "clocks": {"name": 3}}

    def read(**changed: Any) -> list[Any]:
        body = msgspec.json.encode({**whole, **changed})
        return list(records_of_row(noun, ROW.decode(body), body))

    assert [record.at for record in read()] == [3, 5]
    assert str(read(state="GONE")[0]).startswith("task t: field state: ")
    assert all(isinstance(read(**changed)[0], Broken) for changed in ({"event_at": "x"}, {"clocks": [1]}, {"started_at": -1}))
    assert any(isinstance(item, Notice) for item in read(colour="red"))


@pytest.mark.server
async def test_a_pull_that_is_killed_twenty_times_is_complete(
    sqlite_url: str, shared_run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, url = random.Random(5), sqlite_copy(shared_run, EMPTY, tmp_path / "target.db")
    source, target = [await open_database(each, readers=2) for each in (sqlite_url, url)]
    await fill_awkward(source)
    await ensure_organization(target, THERE)
    environment = {**clean_environment(), "OTHER_KEY": await key_of(source), "PENTAGRAPH_DATABASE": url}
    options = ["--secret-env", "OTHER_KEY", "--name", "there", "--page-size", "10", "--org", THERE]
    async with served(application(source)) as address:
        command = [*COMMAND, "pull", "pentagraph", "--url", address, *options]
        for turn in range(KILLS + 1):
            process = await asyncio.create_subprocess_exec(*command, env=environment, cwd=tmp_path, stderr=PIPE)
            assert process.stderr
            for _ in range(chance.randrange(1, 4) if turn < KILLS else 0):
                await process.stderr.readline()
            if turn < KILLS and process.returncode is None:
                process.kill()
            said = (await process.communicate())[1]
        assert process.returncode == 0, said
    assert await pulled_contents(target, THERE) == await pulled_contents(source, THERE)
    for database in (source, target):
        await database.close()
