"""Loading into a store: counts, broken lines, strictness, batches, streams."""

import asyncio
import gzip
import io
from collections.abc import Iterable
from pathlib import Path

import pytest

from storage.database.protocol import Database
from storage.errors import BadUserInput
from storage.ingest.loading import LoadOptions, Progress, load
from storage.ingest.source import Source

BROKEN = '{"noun":"task","id":"t","ended_at":"soon"}'


def line(number: int) -> str:
    return f'{{"noun":"task","id":"t{number}","instance_id":"i","ended_at":"2026-05-01T12:00:00Z"}}'


def written(tmp_path: Path, lines: Iterable[str], name: str = "x.ndjson") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(lines))
    return path


async def stored(database: Database, table: str = "task") -> int:
    ((count,),) = await database.rows(f"SELECT count(*) FROM {table}")
    return int(count)


async def test_records_are_stored_and_counted(database: Database, organization: str, tmp_path: Path) -> None:
    path = written(tmp_path, [*map(line, range(7)), line(0), '{"noun":"run","id":"r","started_at":"2026-05-01T12:00:00Z"}'])
    loaded = await load(database, organization, [path], LoadOptions(batch=3))
    assert (loaded.counts, loaded.records, loaded.complete) == ({"task": 7, "run": 1}, 9, True)
    assert (await stored(database), await stored(database, "run")) == (7, 1)


async def test_loading_again_changes_nothing(database: Database, organization: str, tmp_path: Path) -> None:
    path = written(tmp_path, map(line, range(7)))
    first = await load(database, organization, [path], LoadOptions())
    again = await load(database, organization, [path], LoadOptions())
    assert (first.counts, first.changed) == (again.counts, {"task": 7})
    assert again.changed == {}


async def test_what_is_broken_is_counted_and_the_rest_stored(database: Database, organization: str, tmp_path: Path) -> None:
    path = written(tmp_path, [line(1), *[BROKEN] * 30, line(2)])
    loaded = await load(database, organization, [path], LoadOptions(batch=4, shown=3))
    assert (loaded.broken_total, [broken.place for broken in loaded.broken]) == (30, [f"x.ndjson:{n}" for n in (2, 3, 4)])
    assert await stored(database) == 2


async def test_a_strict_load_stops_and_leaves_nothing(database: Database, organization: str, tmp_path: Path) -> None:
    good = written(tmp_path, map(line, range(20)), "good.ndjson")
    bad = written(tmp_path, [*map(line, range(20, 40)), BROKEN], "bad.ndjson")
    loaded = await load(database, organization, [good, bad], LoadOptions(batch=5, strict=True))
    assert (loaded.complete, loaded.broken_total, loaded.broken[0].place) == (False, 1, "bad.ndjson:21")
    assert (loaded.counts, loaded.records, await stored(database)) == ({}, 0, 0)


async def test_a_strict_load_of_sound_files_stores_them(database: Database, organization: str, tmp_path: Path) -> None:
    path = written(tmp_path, map(line, range(20)))
    loaded = await load(database, organization, [path], LoadOptions(batch=5, strict=True))
    assert (loaded.complete, loaded.changed, await stored(database)) == (True, {"task": 20}, 20)


DEEP = '{"noun":"task","id":"deep","ended_at":"2026-05-01T12:00:00Z","attributes":' + "[" * 600 + "]" * 600 + "}"


async def test_what_only_the_store_refuses_leaves_the_rest_of_its_batch(
    database: Database, organization: str, tmp_path: Path
) -> None:
    path = written(tmp_path, [*map(line, range(11)), DEEP, *map(line, range(11, 20))])
    loaded = await load(database, organization, [path], LoadOptions())
    assert str(loaded.broken[0]).startswith("x.ndjson: task deep: field attributes: JSON may be nested at most 500 levels deep")
    assert (loaded.broken_total, loaded.counts, loaded.changed, loaded.records) == (1, {"task": 20}, {"task": 20}, 20)
    assert await stored(database) == 20


async def test_what_only_the_store_refuses_stops_a_strict_load(database: Database, organization: str, tmp_path: Path) -> None:
    loaded = await load(database, organization, [written(tmp_path, [line(1), DEEP])], LoadOptions(strict=True))
    assert (loaded.complete, loaded.broken_total, await stored(database)) == (False, 1, 0)


async def test_progress_is_told_of_what_is_stored(database: Database, organization: str, tmp_path: Path) -> None:
    path = written(tmp_path, map(line, range(10)))
    told: list[Progress] = []
    await load(database, organization, [path], LoadOptions(batch=4), told.append)
    assert [(one.source, one.records) for one in told] == [("x.ndjson", 4), ("x.ndjson", 8), ("x.ndjson", 10)]
    assert told[-1].position == told[-1].size == path.stat().st_size


async def test_standard_input_is_a_source(database: Database, organization: str) -> None:
    stream = io.BytesIO(gzip.compress("\n".join(map(line, range(5))).encode()))
    loaded = await load(database, organization, [Source("-", stream=stream)], LoadOptions())
    assert (loaded.counts, await stored(database)) == ({"task": 5}, 5)


async def test_nothing_is_stored_when_a_later_source_cannot_be_used(
    database: Database, organization: str, tmp_path: Path
) -> None:
    good, strange = written(tmp_path, [line(1)]), written(tmp_path, ["hello"], "strange.dat")
    with pytest.raises(BadUserInput, match="unrecognized"):
        await load(database, organization, [good, strange], LoadOptions())
    with pytest.raises(BadUserInput, match="file not found"):
        await load(database, organization, [good, tmp_path / "absent"], LoadOptions())
    assert await stored(database) == 0


async def test_an_organization_that_is_not_there_is_refused(database: Database, tmp_path: Path) -> None:
    with pytest.raises(BadUserInput, match="no organization 'nobody'"):
        await load(database, "nobody", [written(tmp_path, [line(1)])], LoadOptions())


async def test_an_empty_file_is_nothing(database: Database, organization: str, tmp_path: Path) -> None:
    loaded = await load(database, organization, [written(tmp_path, [])], LoadOptions())
    assert (loaded.counts, loaded.broken_total, loaded.complete) == ({}, 0, True)


async def test_a_load_that_is_interrupted_keeps_what_was_told_as_stored(
    database: Database, organization: str, tmp_path: Path
) -> None:
    path = written(tmp_path, map(line, range(100)))
    told: list[Progress] = []

    def interrupt(state: Progress) -> None:
        told.append(state)
        task = asyncio.current_task()
        if task and len(told) == 2:
            task.cancel()

    loading = asyncio.ensure_future(load(database, organization, [path], LoadOptions(batch=10), interrupt))
    with pytest.raises(asyncio.CancelledError):
        await loading
    assert await stored(database) >= told[-1].records == 20
