"""Filling a store with the demo."""

from dataclasses import replace
from typing import Any

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.demo import DemoOptions, bulk, end_of, fill, story, time_text
from storage.demo.calendar import started
from storage.demo.options import MINUTE
from storage.errors import BadUserInput
from storage.nouns.noun import NOUNS
from storage.writing.writer import write
from tests.storage.demo.conftest import UNTIL

pytestmark = pytest.mark.slow

SMALL = DemoOptions(UNTIL, days=9, scale=0.4, seed=3)


async def rows(database: Database, org_id: str) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that is stored of an organization, without its id."""
    mark = "?" if database.dialect.name == "sqlite" else "$1"
    return {
        name: [row[1:] for row in await database.rows(f"SELECT * FROM {name} WHERE org_id = {mark} ORDER BY id", [org_id])]
        for name in NOUNS
    }


async def test_the_fast_way_stores_what_records_store(database: Database, organization: str) -> None:
    await ensure_organization(database, "written", "Written")
    for batch in story(SMALL):
        await write(database, "written", batch)
    await fill(database, organization, SMALL)
    assert await rows(database, organization) == await rows(database, "written")


async def test_worker_processes_tell_what_one_process_tells(
    database: Database, organization: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ensure_organization(database, "alone", "Alone")
    alone = await fill(database, "alone", SMALL)
    monkeypatch.setattr(bulk, "WORTH_WORKERS", 0)
    assert await fill(database, organization, SMALL) == alone
    assert await rows(database, organization) == await rows(database, "alone")


async def test_filling_again_changes_nothing(database: Database, organization: str) -> None:
    await fill(database, organization, SMALL)
    before = await rows(database, organization)
    assert await fill(database, organization, SMALL) == {}
    assert await rows(database, organization) == before


async def test_another_end_is_refused_where_a_demo_is(database: Database, organization: str) -> None:
    assert await end_of(database, organization) is None
    await write(database, organization, next(story(SMALL)))
    assert await end_of(database, organization) == UNTIL
    with pytest.raises(BadUserInput, match=time_text(UNTIL)):
        await fill(database, organization, replace(SMALL, until=UNTIL + MINUTE))


async def test_filling_completes_what_was_begun(database: Database, organization: str) -> None:
    await ensure_organization(database, "whole", "Whole")
    await fill(database, "whole", SMALL)
    await write(database, organization, next(story(SMALL)))
    await fill(database, organization, SMALL)
    assert await rows(database, organization) == await rows(database, "whole")


async def test_it_says_how_many_rows_it_stored(database: Database, organization: str) -> None:
    counted = await fill(database, organization, SMALL)
    stored = await rows(database, organization)
    assert counted == {name: len(found) for name, found in stored.items() if found}


async def test_progress_goes_up_to_all_instances(database: Database, organization: str) -> None:
    told: list[tuple[int, int]] = []
    await fill(database, organization, SMALL, lambda done, total: told.append((done, total)))
    assert told[-1] == (started(SMALL), started(SMALL))
    assert told == sorted(told)


async def test_an_unknown_organization_is_refused(database: Database) -> None:
    with pytest.raises(BadUserInput, match="nobody"):
        await fill(database, "nobody", SMALL)
