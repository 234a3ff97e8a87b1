"""Another gateway: what is pulled is the same here, whatever kind of database either has."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.nouns.noun import NOUNS
from storage.pull.pentagraph import OWN, PULLED
from storage.pull.pulling import End, Step
from storage.writing.pulls import Pull
from tests.postgres_server import Run
from tests.storage.contents import columns_of
from tests.storage.pull.other_gateway import THERE, application, fill_source, key_of, pulled_contents, served
from tests.storage.pull.pulled import pulled
from tests.templates import EMPTY, sqlite_copy

OTHER_KIND = {"sqlite": "postgresql", "postgresql": "sqlite"}


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
    assert await pulled(target, pull) is End.FINISHED
    assert await pulled_contents(target, THERE) == there, "pulling it again changes nothing"
