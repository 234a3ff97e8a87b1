"""CloudTrail: a folder that grows while it is read."""

import gzip
import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from storage.database.protocol import Database
from storage.pull.failures import PullFailed
from storage.pull.pulling import End, Step
from storage.writing.pulls import Pull
from tests.storage.contents import contents
from tests.storage.pull.pulled import ORG, loaded, pulled, reached


def event(number: int) -> dict[str, Any]:
    """An event."""
    user = {"type": "IAMUser", "principalId": "AIDA1", "arn": "arn:aws:iam::1:user/ci", "accountId": "1", "userName": "ci"}
    what = {"eventSource": "s3.amazonaws.com", "eventName": "GetObject", "eventVersion": "1.08", "awsRegion": "eu-central-1"}
    return {"eventID": f"event-{number}", "eventTime": f"2026-05-01T12:00:{number % 60:02}Z", "userIdentity": user, **what}


def packed(*numbers: int) -> bytes:
    """A file of events."""
    return gzip.compress(json.dumps({"Records": [event(each) for each in numbers]}).encode())


def put(folder: Path, name: str, content: bytes, age: float = 0.0) -> Path:
    """Writes a file that was changed some seconds ago."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    changed = time.time() - age
    os.utime(path, (changed, changed))
    return path


def pull_of(folder: Path) -> Pull:
    """The pull of a folder."""
    return Pull(ORG, "trail", "cloudtrail", str(folder), {"page_size": 10})


async def events(database: Database) -> set[str]:
    """Ids of the events in the store."""
    return {row[0] for row in (await contents(database, ORG)).get("tool_call", [])}


async def test_a_folder_is_pulled_and_is_what_loading_gives(database: Database, organization: str, tmp_path: Path) -> None:
    for number in range(25):
        put(tmp_path, f"AWSLogs/1/2026/05/{number:02}/log-{number}.json.gz", packed(number))
    put(tmp_path, "notes.txt", b"no log")
    assert await pulled(database, pull_of(tmp_path)) is End.FINISHED
    pages = (await reached(database, pull_of(tmp_path))).pages
    assert pages == 4
    first = await contents(database, organization)
    await loaded(database, organization, [{"Records": [event(each) for each in range(25)]}], "cloudtrail")
    assert await contents(database, organization) == first
    assert len(await events(database)) == 25


async def test_new_and_changed_files_are_read_and_others_are_not(database: Database, organization: str, tmp_path: Path) -> None:
    put(tmp_path, "a.json.gz", packed(1), age=900)
    put(tmp_path, "b.json.gz", packed(2), age=900)
    await pulled(database, pull_of(tmp_path))
    put(tmp_path, "a.json.gz", packed(1, 11), age=600)
    put(tmp_path, "0/c.json.gz", packed(3), age=9_000)
    steps: list[Step] = []
    await pulled(database, pull_of(tmp_path), steps=steps)
    assert await events(database) == {"event-1", "event-2", "event-3", "event-11"}
    assert steps[0].about == "files to a.json.gz"
    await pulled(database, pull_of(tmp_path), steps=(again := []))
    assert [step.about for step in again] == ["files"]


async def test_a_file_that_is_being_written_is_read_when_it_is_complete(
    database: Database, organization: str, tmp_path: Path
) -> None:
    whole = packed(*range(50))
    put(tmp_path, "a.json.gz", whole[: len(whole) // 2])
    put(tmp_path, "b.json.gz", packed(99))
    await pulled(database, pull_of(tmp_path))
    assert await events(database) == {"event-99"}
    assert (await reached(database, pull_of(tmp_path))).refused == 0
    put(tmp_path, "a.json.gz", whole)
    await pulled(database, pull_of(tmp_path))
    assert len(await events(database)) == 51


async def test_a_file_that_stays_incomplete_is_read_as_far_as_it_goes(
    database: Database, organization: str, tmp_path: Path
) -> None:
    whole = packed(*range(500))
    put(tmp_path, "a.json.gz", whole[: len(whole) // 2], age=900)
    steps: list[Step] = []
    await pulled(database, pull_of(tmp_path), steps=steps)
    refusals = [refusal for step in steps for refusal in step.refusals]
    assert any("incomplete or damaged" in refusal for refusal in refusals)
    assert len(await events(database)) > 50


async def test_a_folder_that_is_gone_is_an_error(database: Database, organization: str, tmp_path: Path) -> None:
    with pytest.raises(PullFailed, match="--folder"):
        await pulled(database, pull_of(tmp_path / "none"))
