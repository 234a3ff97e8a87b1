"""What is retried goes through its reader again: stored and gone, or dead for its new reason."""

import io
import json
from typing import Any

import pytest

from storage.database.protocol import Database
from storage.ingest.loading import LoadOptions, load_by
from storage.ingest.retrying import retry
from storage.ingest.source import Source
from storage.nouns.record import Instant
from storage.writing.dead_letters import LetterLimits, Unreadable, find_letter
from storage.writing.origin import Channel, Origin
from storage.writing.write_queue import WriteQueue
from tests.storage.contents import contents
from tests.storage.dead_letter_rows import letters

LIMITS = LetterLimits()
TASK = b'{"noun": "task", "id": "t", "started_at": "2026-05-01T12:00:00Z"}'


async def retried(database: Database, org_id: str, found: Unreadable, limits: LetterLimits = LIMITS) -> str | None:
    """The result of a retry of one letter that was kept."""
    queue = WriteQueue(database, max_bytes=10_000_000, letters=limits)
    await queue.reject(Origin(org_id, Channel.INGEST, "exporter"), [found])
    [kept] = await letters(database, org_id)
    letter = await find_letter(database, org_id, kept["id"])
    assert letter
    return await retry(database, queue, org_id, letter, limits)


async def test_what_can_be_stored_now_is_stored_and_the_letter_gone(database: Database, organization: str) -> None:
    assert await retried(database, organization, Unreadable(TASK, "a field was not known yet", format="ndjson")) is None
    assert [row[0] for row in (await contents(database, organization))["task"]] == ["t"]
    assert await letters(database, organization) == []


async def test_what_fails_again_stays_with_its_new_reason_and_its_count(database: Database, organization: str) -> None:
    queue = WriteQueue(database, max_bytes=10_000_000)
    wrong = Unreadable(b'{"noun": "task", "id": "t", "started_at": "yesterday"}', "an old reason", format="ndjson")
    await queue.reject(Origin(organization, Channel.INGEST, "exporter"), [wrong, wrong])
    [before] = await letters(database, organization)
    why = await retried(database, organization, wrong)
    [after] = await letters(database, organization)
    assert why == after["reason"]
    assert "RFC 3339" in after["reason"]
    assert (after["field"], after["times"], after["body"]) == ("started_at", 3, before["body"])
    assert after["first_at"] == before["first_at"]
    letter = await find_letter(database, organization, after["id"])
    assert letter
    assert await retry(database, queue, organization, letter, LIMITS) == why
    assert await letters(database, organization) == [after]


async def test_the_options_of_the_reader_are_kept(database: Database, organization: str) -> None:
    untimed = Unreadable(b'{"noun": "task", "id": "t"}', "no time", "at", "ndjson", {"at": "2026-05-01T12:00:00Z"})
    assert await retried(database, organization, untimed) is None
    [(_, *values)] = (await contents(database, organization))["task"]
    assert Instant.parse("2026-05-01T12:00:00Z") in values


@pytest.mark.parametrize(
    ("found", "limits", "why"),
    [
        (Unreadable(TASK, "x", format="ndjson"), LetterLimits(body_bytes=10), "its body was not kept as a whole"),
        (Unreadable(TASK, "x", format="ndjson"), LetterLimits(body_bytes=0), "its body was not kept as a whole"),
        (Unreadable(TASK, "x"), LIMITS, "no format can read it"),
        (Unreadable(TASK, "x", format="gone"), LIMITS, "no format can read it"),
        (Unreadable(b"  ", "x", format="ndjson"), LIMITS, "it contains no record"),
        (Unreadable(TASK, "x", format="xes", options={"unknown": 1}), LIMITS, "its options are not valid"),
        (Unreadable(TASK, "x", format="ndjson", options={"at": "now"}), LIMITS, "its options are not valid"),
    ],
)
async def test_what_cannot_be_retried_says_why_and_stays(
    database: Database, organization: str, found: Unreadable, limits: LetterLimits, why: str
) -> None:
    assert await retried(database, organization, found, limits) == why
    assert len(await letters(database, organization)) == 1
    assert "task" not in await contents(database, organization)


async def loaded(database: Database, org_id: str, text: str, options: LoadOptions) -> None:
    """Loads a file that was sent."""
    queue = WriteQueue(database, max_bytes=10_000_000)
    origin = Origin(org_id, Channel.INGEST)

    async def write(records: Any) -> Any:
        return await queue.write(origin, records, 10)

    async def reject(found: Any) -> None:
        await queue.reject(origin, found)

    await load_by(write, [Source("body", stream=io.BytesIO(text.encode()))], options, reject=reject)


async def test_broken_items_of_a_file_are_kept_with_the_options_of_its_reader(database: Database, organization: str) -> None:
    at = Instant.parse("2026-05-01T12:00:00Z")
    await loaded(database, organization, '{"noun": "task"}\n{"noun": "task", "id": "t"}', LoadOptions(format="ndjson", at=at))
    [letter] = await letters(database, organization)
    assert (letter["body"], letter["format"], letter["field"]) == ('{"noun": "task"}', "ndjson", "id")
    assert json.loads(letter["options"]) == {"at": "2026-05-01T12:00:00Z"}


async def test_a_record_that_the_store_refuses_is_kept_as_its_line_and_can_be_retried(
    database: Database, organization: str
) -> None:
    deep = "[" * 600 + "]" * 600
    text = f'{{"noun": "tool_call", "id": "c", "called_at": "2026-05-01T12:00:00Z", "spend": 0.25, "arguments": {deep}}}'
    await loaded(database, organization, text, LoadOptions(format="ndjson"))
    [kept] = await letters(database, organization)
    sent = json.loads(kept["body"])
    assert sent == json.loads(text)
    letter = await find_letter(database, organization, kept["id"])
    assert letter
    queue = WriteQueue(database, max_bytes=10_000_000)
    assert await retry(database, queue, organization, letter, LIMITS) == kept["reason"]
