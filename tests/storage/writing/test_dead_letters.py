"""Dead letters: equal ones are one row, bodies are bounded, the oldest go first, and all of it survives on disk."""

import asyncio
import json

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.errors import BadUserInput
from storage.nouns.dead_letter import BodyEncoding
from storage.nouns.record import DAY, Instant
from storage.nouns.task import Task
from storage.writing import dead_letters
from storage.writing.dead_letters import LetterLimits, Unreadable, body_of, delete_old_letters, letters_of, store_letters
from storage.writing.origin import Channel, Origin
from storage.writing.write_queue import WriteQueue
from tests.storage.dead_letter_rows import letters

AMPLE = 10_000_000
NOT_JSON = Unreadable(b'{"noun": "task", ', "the JSON is incomplete", format="ndjson")


def sent_to(org_id: str, sender: str | None = "exporter") -> Origin:
    return Origin(org_id, Channel.INGEST, sender)


async def rejected(database: Database, org_id: str, *found: Unreadable, limits: LetterLimits | None = None) -> None:
    queue = WriteQueue(database, max_bytes=AMPLE, letters=limits or LetterLimits())
    await queue.reject(sent_to(org_id), found)


async def dropped(database: Database) -> int:
    return sum(row[0] for row in await database.rows("SELECT dropped FROM dropped_letters"))


async def test_a_letter_is_kept_with_reason_channel_sender_format_and_body(database: Database, organization: str) -> None:
    found = Unreadable(b"id;start\n1;x", "not a time", "start", "csv", {"model": "a/b"})
    await rejected(database, organization, found)
    [letter] = await letters(database, organization)
    assert {name: letter[name] for name in ("channel", "sender", "format", "reason", "field", "body", "encoding", "times")} == {
        "channel": "INGEST", "sender": "exporter", "format": "csv", "reason": "not a time", "field": "start",
        "body": "id;start\n1;x", "encoding": "TEXT", "times": 1,
    }  # fmt: skip
    assert (letter["size"], letter["kept_bytes"], bool(letter["is_cut"])) == (12, 12, False)
    assert json.loads(letter["options"]) == {"model": "a/b"}
    assert letter["first_at"] == letter["last_at"] == letter["event_at"]


async def test_equal_letters_are_one_row_with_a_count(database: Database, organization: str) -> None:
    await rejected(database, organization, NOT_JSON, NOT_JSON)
    [first] = await letters(database, organization)
    await rejected(database, organization, NOT_JSON)
    [again] = await letters(database, organization)
    assert (first["times"], again["times"]) == (2, 3)
    assert again["first_at"] == first["first_at"]
    assert again["last_at"] == again["event_at"] > first["last_at"]


async def test_another_reason_channel_format_or_body_is_another_letter(database: Database, organization: str) -> None:
    others = [
        NOT_JSON,
        Unreadable(NOT_JSON.body, "another reason", format="ndjson"),
        Unreadable(NOT_JSON.body, NOT_JSON.reason, format="otlp"),
        Unreadable(NOT_JSON.body, NOT_JSON.reason, format="ndjson", options={"model": "m"}),
        Unreadable(NOT_JSON.body + b" ", NOT_JSON.reason, format="ndjson"),
    ]
    await rejected(database, organization, *others)
    await WriteQueue(database, max_bytes=AMPLE).reject(Origin(organization, Channel.OTLP), [NOT_JSON])
    assert len(await letters(database, organization)) == len(others) + 1


@pytest.mark.parametrize("body", [b"\xff\xfe\x00binary", b"text with \0", bytes(range(256))])
async def test_a_body_that_is_not_text_is_kept_as_base64(database: Database, organization: str, body: bytes) -> None:
    await rejected(database, organization, Unreadable(body, "no format knows it"))
    [letter] = await letters(database, organization)
    assert letter["encoding"] == BodyEncoding.BASE64
    assert body_of(letter["body"], letter["encoding"]) == body


@pytest.mark.parametrize("body", ["ä" * 100, "x" * 100, "😀" * 100])
@pytest.mark.parametrize("most", [0, 1, 50, 51, 53, 99])
async def test_a_long_body_is_cut_between_characters_and_marked(
    database: Database, organization: str, body: str, most: int
) -> None:
    await rejected(database, organization, Unreadable(body.encode(), "too long"), limits=LetterLimits(body_bytes=most))
    [letter] = await letters(database, organization)
    kept = letter["body"] or ""
    assert body.startswith(kept)
    assert most - 4 < len(kept.encode()) <= most
    assert (letter["kept_bytes"], letter["size"]) == (len(kept.encode()), len(body.encode()))
    assert letter["is_cut"]
    assert (letter["encoding"] is None) == (letter["body"] is None)


async def test_cut_bodies_that_differ_behind_the_cut_are_different_letters(database: Database, organization: str) -> None:
    limits = LetterLimits(body_bytes=10)
    await rejected(database, organization, *(Unreadable(b"the same begins" + end, "bad") for end in (b"a", b"b")), limits=limits)
    assert [letter["body"] for letter in await letters(database, organization)] == ["the same b"] * 2


async def test_a_binary_body_is_cut_so_that_it_can_be_decoded(database: Database, organization: str) -> None:
    body = bytes(range(128, 256))
    await rejected(database, organization, Unreadable(body, "bad"), limits=LetterLimits(body_bytes=50))
    [letter] = await letters(database, organization)
    assert body_of(letter["body"], letter["encoding"]) == body[:36]


async def test_beyond_the_number_of_rows_the_oldest_go_and_are_counted(database: Database, organization: str) -> None:
    limits = LetterLimits(rows=5)
    for number in range(8):
        await rejected(database, organization, Unreadable(b"%d" % number, "bad"), limits=limits)
    assert [letter["body"] for letter in await letters(database, organization)] == ["3", "4", "5", "6", "7"]
    assert await dropped(database) == 3
    await rejected(database, organization, Unreadable(b"3", "bad"), Unreadable(b"8", "bad"), limits=limits)
    assert {letter["body"] for letter in await letters(database, organization)} == {"3", "5", "6", "7", "8"}
    assert await dropped(database) == 4


async def test_beyond_the_bytes_of_all_bodies_the_oldest_go(database: Database, organization: str) -> None:
    limits = LetterLimits(bytes=1000)
    for number in range(10):
        await rejected(database, organization, Unreadable(b"%d" % number * 300, "bad"), limits=limits)
    assert [letter["body"][0] for letter in await letters(database, organization)] == ["7", "8", "9"]
    assert await dropped(database) == 7


async def test_more_letters_at_once_than_may_be_kept_leave_the_limit(database: Database, organization: str) -> None:
    found = [Unreadable(b"%d" % number, "bad") for number in range(1_700)]
    await rejected(database, organization, *found, limits=LetterLimits(rows=10))
    assert len(await letters(database, organization)) == 10
    assert await dropped(database) == 1_690


async def test_letters_of_one_organization_cost_another_none(database: Database, organization: str) -> None:
    await ensure_organization(database, "other")
    await rejected(database, "other", NOT_JSON)
    await rejected(database, organization, NOT_JSON, Unreadable(b"x", "bad"), limits=LetterLimits(rows=1))
    assert len(await letters(database, "other")) == 1
    assert len(await letters(database, organization)) == 1


async def test_letters_that_are_too_old_are_deleted(database: Database, organization: str) -> None:
    await rejected(database, organization, NOT_JSON)
    [letter] = await letters(database, organization)
    assert await delete_old_letters(database, organization, letter["last_at"]) == 0
    await rejected(database, organization, Unreadable(b"newer", "bad"))
    assert await delete_old_letters(database, organization, letter["last_at"] + 1) == 1
    assert [left["body"] for left in await letters(database, organization)] == ["newer"]
    assert dead_letters.too_old(LetterLimits(days=2), 5 * DAY) == 3 * DAY
    assert dead_letters.too_old(LetterLimits(days=0), 5 * DAY) == 0


async def test_letters_and_records_that_wait_together_are_all_stored(database: Database, organization: str) -> None:
    queue = WriteQueue(database, max_bytes=AMPLE)
    task = Task(id="t", started_at=Instant(DAY))
    stored, _, more = await asyncio.gather(
        queue.write(sent_to(organization), [task], 10),
        queue.reject(sent_to(organization), [NOT_JSON]),
        queue.write(sent_to(organization), [task], 10),
    )
    assert stored.changed == more.changed == {"task": {"t"}}
    assert len(await letters(database, organization)) == 1
    assert queue.waiting_bytes == {}


async def test_letters_wait_for_room_and_are_counted_in_the_queue(database: Database, organization: str) -> None:
    queue = WriteQueue(database, max_bytes=2_000)
    many = [Unreadable(b"%d" % number * 100, "bad") for number in range(20)]
    await asyncio.gather(*(queue.reject(sent_to(organization), [each]) for each in many))
    assert len(await letters(database, organization)) == 20


async def test_letters_of_an_unknown_organization_are_refused(database: Database) -> None:
    with pytest.raises(BadUserInput, match="there is no organization 'nowhere'"):
        await rejected(database, "nowhere", NOT_JSON)


async def test_a_reason_that_no_store_can_hold_is_stored_with_replacements(database: Database, organization: str) -> None:
    await rejected(database, organization, Unreadable(b"x", "got \0 and \ud800" + "x" * 5_000))
    [letter] = await letters(database, organization)
    assert letter["reason"].startswith("got \ufffd and \ufffdxxx")
    assert len(letter["reason"]) == dead_letters.LONGEST_REASON


async def test_what_is_stored_twice_by_the_same_function_is_counted(database: Database, organization: str) -> None:
    """Two processes that keep the same letter at once count it twice."""
    limits = LetterLimits()
    found = letters_of(sent_to(organization), [NOT_JSON], limits)
    await asyncio.gather(*(store_letters(database, organization, found, limits) for _ in range(5)))
    [letter] = await letters(database, organization)
    assert letter["times"] == 5
