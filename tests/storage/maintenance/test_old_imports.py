"""Old imports go; what they sent stays, and other imports are undone as if the old ones were still there."""

import pytest

from storage.database.protocol import Database
from storage.erasing.undo import imports, undo
from storage.errors import BadUserInput
from storage.maintenance import old_imports
from storage.maintenance.old_imports import delete_old_imports
from storage.nouns.record import Instant, now
from storage.nouns.task import Task
from storage.writing.load_import import LoadImport
from storage.writing.origin import Channel, Origin
from tests.storage.contents import contents

AT = Instant(1_767_225_600_000_000)


async def load(database: Database, org_id: str, *names: str) -> int:
    """Writes tasks as an import of their own, and returns its number."""
    own = LoadImport(database, Origin(org_id, Channel.LOAD, source="file"))
    await own.write([Task(id=name, started_at=AT) for name in names])
    await own.end(0)
    return (await imports(database, org_id, 1))[0].number


async def tasks(database: Database, org_id: str) -> set[str]:
    return {row[0] for row in (await contents(database, org_id)).get("task", [])}


async def age(database: Database, number: int) -> None:
    """Moves an import into the past."""
    async with database.transaction() as transaction:
        await transaction.execute(f"UPDATE import SET started_at = 1, last_at = 1 WHERE id = '{number}'")


async def test_imports_that_stored_nothing_since_go_and_their_rows_stay(
    database: Database, organization: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(old_imports, "ROWS", 2)
    old = [await load(database, organization, name) for name in ("a", "b", "c")]
    new = await load(database, organization, "d")
    for number in old:
        await age(database, number)
    assert await delete_old_imports(database, organization, 2) == 3
    assert await delete_old_imports(database, organization, 2) == 0
    assert [each.number for each in await imports(database, organization, 9)] == [new]
    assert await tasks(database, organization) == {"a", "b", "c", "d"}
    with pytest.raises(BadUserInput, match="no import"):
        await undo(database, organization, old[0])


async def test_one_that_is_still_at_work_or_being_undone_stays(database: Database, organization: str) -> None:
    first, second = await load(database, organization, "a"), await load(database, organization, "b")
    async with database.transaction() as transaction:
        await transaction.execute(f"UPDATE import SET started_at = 1 WHERE id = '{first}'")
    await age(database, second)
    async with database.transaction() as transaction:
        await transaction.execute(f"UPDATE import SET state = 'UNDOING' WHERE id = '{second}'")
    assert await delete_old_imports(database, organization, 2) == 0
    assert await delete_old_imports(database, organization, now() + 1) == 1, "the first, whose last records are old by then"


async def test_a_row_that_a_deleted_import_sent_too_stays_when_the_other_is_undone(database: Database, organization: str) -> None:
    old = await load(database, organization, "before", "after", "old")
    new = await load(database, organization, "before")
    await age(database, old)
    await delete_old_imports(database, organization, 2)
    assert await database.rows("SELECT count(*) FROM import_set") == [(0,)]
    third = await load(database, organization, "before", "after", "own")
    assert await undo(database, organization, new) == {}
    assert await undo(database, organization, third) == {"task": 1}
    assert await tasks(database, organization) == {"before", "after", "old"}


async def test_a_row_goes_with_the_last_import_although_an_undone_one_was_deleted(database: Database, organization: str) -> None:
    first, second = await load(database, organization, "shared", "own"), await load(database, organization, "shared")
    assert await undo(database, organization, first) == {"task": 1}
    await age(database, first)
    assert await delete_old_imports(database, organization, 2) == 1
    assert await undo(database, organization, second) == {"task": 1}
    assert await tasks(database, organization) == set()


async def test_other_organizations_keep_theirs(database: Database, organization: str) -> None:
    await age(database, await load(database, organization, "a"))
    assert await delete_old_imports(database, "other", 2) == 0
    assert len(await imports(database, organization, 9)) == 1
