"""Keeps what arrived and could not be read, within the limits of an organization: equal letters are one row."""

import asyncio
import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

import msgspec
import sqlalchemy as sa

from storage.database.opening import compiled
from storage.database.protocol import Database, Row, Transaction
from storage.masking.records import Masker
from storage.nouns.dead_letter import BodyEncoding, DeadLetter, dead_letter, dropped_letters
from storage.nouns.noun import sort_key
from storage.nouns.record import DAY, Blob, Instant, now
from storage.sql.dialect import Statements
from storage.sql.locking import locked, locked_known
from storage.storable import replaced
from storage.writing.incoming import incoming, new_rows, shape_of
from storage.writing.origin import Channel, Origin

LONGEST_REASON = 2_000
"""Characters of a reason that are kept."""
DELETED = 500
"""Rows that are looked at together when some must go."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Something that arrived and could not be read, or not be stored."""

    body: bytes
    """What arrived, or the part of it that is wrong. Empty: the part is not known."""
    reason: str
    """Why. It contains no position, so that equal letters of different requests are equal."""
    field: str | None = None
    """Name of the field that is wrong."""
    format: str | None = None
    """Name of the format that can read `body` again. None: it cannot be retried."""
    options: Mapping[str, object] | None = None
    """Options of that format, such as `{"model": "finance/invoice-review"}`, as values of JSON. None: no options."""


@dataclass(frozen=True, slots=True)
class LetterLimits:
    """What an organization may keep of dead letters. The oldest go first."""

    body_bytes: int = 65_536
    """Bytes of one body; 0: only its hash is kept."""
    rows: int = 10_000
    bytes: int = 100_000_000
    """Bytes of all bodies."""
    days: float = 30.0
    """Days after the last arrival; 0: no limit."""


def letters_of(
    origin: Origin, found: Sequence[Unreadable], limits: LetterLimits, masker: Masker | None = None
) -> list[DeadLetter]:
    """The rows of what could not be read, masked, with bodies cut to the limit; none for a record that a rule drops."""
    at = Instant(now())
    letters = []
    for each in found:
        masked = each if masker is None else _masked(masker, each)
        if masked is not None:
            letters.append(_letter(origin, masked, limits, at, len(each.body)))
    return letters


async def store_letters(database: Database, org_id: str, letters: Iterable[DeadLetter], limits: LetterLimits) -> None:
    """Stores dead letters, in one transaction; when it returns they are on disk.

    Raises BadUserInput for an organization that is not there, DatabaseUnavailable if the database cannot be written.
    """
    together = _together(letters)
    async with locked_known(database, org_id) as (transaction, statements):
        await add_letters(transaction, statements, org_id, together)
        await _make_room(transaction, statements, org_id, limits)


async def add_letters(transaction: Transaction, statements: Statements, org_id: str, letters: Mapping[str, DeadLetter]) -> None:
    """Adds different letters, by their ids, to the rows of an organization, in its transaction."""
    ids = statements.list_parameter(letters)
    columns = ("id", "times", "first_at", "last_at")
    known = {row[0]: row[1:] for row in await transaction.rows(statements.find(dead_letter.name, columns, "id"), [ids, org_id])}
    shape = shape_of(dead_letter.name)
    new = [letter for letter in letters.values() if letter.id not in known]
    if new:
        rows = await asyncio.to_thread(lambda: new_rows(shape, org_id, incoming(shape, new), []))
        await transaction.insert(dead_letter.name, shape.columns, rows)
    seen = [_seen_again(letters[row_id], org_id, *stored) for row_id, stored in known.items()]
    if seen:
        changed = ("sender", "source", "times", "first_at", "last_at", "event_at")
        await transaction.executemany(statements.update(dead_letter.name, changed), seen)


async def delete_old_letters(database: Database, org_id: str, older_than: int) -> int:
    """Deletes the letters that arrived last before a time in microseconds since 1970, and returns their number."""
    deleted = 0
    while True:
        async with locked(database, org_id) as (transaction, statements):
            found = [row[0] for row in await _oldest(transaction, statements, org_id) if row[2] < older_than]
            if found:
                await transaction.execute(statements.delete(dead_letter.name), [org_id, statements.list_parameter(found)])
        deleted += len(found)
        if len(found) < DELETED:
            return deleted


@dataclass(frozen=True, slots=True)
class Letter:
    """A dead letter as it is stored. Times are microseconds since 1970."""

    id: str
    channel: Channel
    sender: str | None
    source: str | None
    format: str | None
    options: str | None
    reason: str
    field: str | None
    encoding: BodyEncoding | None
    size: int
    is_cut: bool
    times: int
    first_at: int
    last_at: int
    body: str | None


SHOWN = tuple(field.name for field in fields(Letter))


async def find_letter(database: Database, org_id: str, letter_id: str) -> Letter | None:
    """A dead letter by its id; None if there is none."""
    table = dead_letter.c
    found = sa.select(*(table[name] for name in SHOWN)).where(table.org_id == org_id, table.id == letter_id)
    rows = await database.rows(*compiled(found, database.dialect))
    return _stored(rows[0]) if rows else None


async def latest_letters(database: Database, org_id: str, count: int, channel: Channel | None = None) -> list[Letter]:
    """The dead letters that arrived last, without their bodies."""
    table = dead_letter.c
    columns = (sa.null() if name == "body" else table[name] for name in SHOWN)
    found = sa.select(*columns).where(table.org_id == org_id, *_of(channel))
    latest = found.order_by(sort_key(table.last_at).desc(), table.id.desc()).limit(count)
    return [_stored(row) for row in await database.rows(*compiled(latest, database.dialect))]


async def letter_ids(database: Database, org_id: str, channel: Channel | None = None) -> list[str]:
    """Ids of all dead letters, the oldest first."""
    table = dead_letter.c
    found = sa.select(table.id).where(table.org_id == org_id, *_of(channel)).order_by(sort_key(table.last_at), table.id)
    return [row[0] for row in await database.rows(*compiled(found, database.dialect))]


async def dropped_number(database: Database, org_id: str) -> int:
    """Number of dead letters that were deleted to make room."""
    found = sa.select(dropped_letters.c.dropped).where(dropped_letters.c.org_id == org_id)
    rows = await database.rows(*compiled(found, database.dialect))
    return int(rows[0][0]) if rows else 0


async def drop_letters(database: Database, org_id: str, ids: Sequence[str]) -> int:
    """Deletes dead letters, and returns how many of the ids there were."""
    deleted = 0
    for first in range(0, len(ids), DELETED):
        async with locked(database, org_id) as (transaction, statements):
            some = statements.list_parameter(ids[first : first + DELETED])
            found = await transaction.rows(statements.find(dead_letter.name, ["id"], "id"), [some, org_id])
            await transaction.execute(statements.delete(dead_letter.name), [org_id, some])
        deleted += len(found)
    return deleted


async def replace_letter(database: Database, org_id: str, old: Letter, new: DeadLetter) -> None:
    """Puts a letter with another reason in place of one, which keeps its number and times of arrivals."""
    if new.id == old.id:
        return
    kept = msgspec.structs.replace(new, times=old.times, first_at=Instant(old.first_at), last_at=Instant(old.last_at))
    async with locked(database, org_id) as (transaction, statements):
        await transaction.execute(statements.delete(dead_letter.name), [org_id, statements.list_parameter([old.id])])
        await add_letters(transaction, statements, org_id, {kept.id: kept})


def _of(channel: Channel | None) -> list[sa.ColumnElement[bool]]:
    return [] if channel is None else [dead_letter.c.channel == channel.value]


def _stored(row: Row) -> Letter:
    values = dict(zip(SHOWN, row, strict=True))
    encoding = values["encoding"]
    return Letter(
        **values
        | {
            "channel": Channel(values["channel"]),
            "encoding": None if encoding is None else BodyEncoding(encoding),
            "is_cut": bool(values["is_cut"]),
        }
    )


def too_old(limits: LetterLimits, at: int) -> int:
    """The time before which letters are too old, in microseconds since 1970."""
    return at - int(limits.days * DAY) if limits.days else 0


def _masked(masker: Masker, found: Unreadable) -> Unreadable | None:
    """The letter as it may be kept; None if a rule drops it."""
    body = masker.body(found.body)
    if body is None:
        return None
    reason = masker.reason(found.reason, found.field)
    return replace(found, body=body.body, reason=reason, format=found.format if body.is_readable else None)


def _letter(origin: Origin, found: Unreadable, limits: LetterLimits, at: Instant, size: int) -> DeadLetter:
    text, encoding = _text_of(found.body)
    reason = replaced(found.reason[:LONGEST_REASON])[0]
    options = Blob.parse(dict(found.options)) if found.options else None
    body_hash = hashlib.sha256(text.encode()).hexdigest()
    kept = _cut(text, encoding, limits.body_bytes)
    name = "\0".join([origin.channel, found.format or "", options or "", body_hash, found.field or "", reason])
    return DeadLetter(
        id=hashlib.sha256(name.encode()).hexdigest()[:32],
        channel=origin.channel,
        sender=origin.sender,
        source=origin.source,
        format=found.format,
        options=options,
        reason=reason,
        field=found.field,
        encoding=encoding if kept else None,
        body_hash=body_hash,
        size=size,
        kept_bytes=len(kept.encode()),
        is_cut=len(kept) < len(text) or (size > 0 and not text),
        times=1,
        first_at=at,
        last_at=at,
        body=kept or None,
    )


def _text_of(body: bytes) -> tuple[str, BodyEncoding]:
    """A body as text that every store can hold, and how."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return base64.b64encode(body).decode(), BodyEncoding.BASE64
    return (base64.b64encode(body).decode(), BodyEncoding.BASE64) if "\0" in text else (text, BodyEncoding.TEXT)


def body_of(text: str, encoding: str) -> bytes:
    """The body that was kept as a text."""
    return base64.b64decode(text) if encoding == BodyEncoding.BASE64 else text.encode()


def _cut(text: str, encoding: BodyEncoding, most: int) -> str:
    """The beginning of a text in at most that many bytes, which can be decoded."""
    if encoding is BodyEncoding.BASE64:
        return text[: most - most % 4]
    return text if len(text) <= most // 4 else text.encode()[:most].decode(errors="ignore")


def _together(letters: Iterable[DeadLetter]) -> dict[str, DeadLetter]:
    """Equal letters as one, by id."""
    found: dict[str, DeadLetter] = {}
    for letter in letters:
        before = found.get(letter.id)
        found[letter.id] = (
            letter
            if before is None
            else msgspec.structs.replace(letter, times=_number(before.times) + _number(letter.times), first_at=before.first_at)
        )
    return found


def _seen_again(letter: DeadLetter, org_id: str, times: int, first_at: int, last_at: int) -> Row:
    """The values of a row that is there already."""
    since, until = min(first_at, _number(letter.first_at)), max(last_at, _number(letter.last_at))
    return (letter.sender, letter.source, times + _number(letter.times), since, until, until, org_id, letter.id)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


async def _make_room(transaction: Transaction, statements: Statements, org_id: str, limits: LetterLimits) -> None:
    """Deletes the oldest letters until those that are left are within the limits."""
    counted = f'SELECT count(*), coalesce(sum(kept_bytes), 0) FROM "{dead_letter.name}" WHERE org_id = {statements.mark(1)}'
    rows, size = (await transaction.rows(counted, [org_id]))[0]
    dropped = 0
    while rows > limits.rows or size > limits.bytes:
        going = []
        for row_id, kept, _ in await _oldest(transaction, statements, org_id):
            if rows <= limits.rows and size <= limits.bytes:
                break
            going.append(row_id)
            rows, size = rows - 1, size - kept
        await transaction.execute(statements.delete(dead_letter.name), [org_id, statements.list_parameter(going)])
        dropped += len(going)
    if dropped:
        await _count_dropped(transaction, statements, org_id, dropped)


async def _oldest(transaction: Transaction, statements: Statements, org_id: str) -> list[Row]:
    """Id, kept bytes and last time of the letters that arrived last the longest ago."""
    key = "coalesce(last_at, -1)"
    sql = (
        f'SELECT id, kept_bytes, last_at FROM "{dead_letter.name}" WHERE org_id = {statements.mark(1)}'
        f" ORDER BY {key}, id LIMIT {DELETED}"
    )
    return await transaction.rows(sql, [org_id])


async def _count_dropped(transaction: Transaction, statements: Statements, org_id: str, number: int) -> None:
    one, two, three = (statements.mark(place) for place in (1, 2, 3))
    sql = (
        f'INSERT INTO "{dropped_letters.name}" (org_id, dropped, last_at) VALUES ({one}, {two}, {three})'
        f" ON CONFLICT (org_id) DO UPDATE SET"
        f' dropped = "{dropped_letters.name}".dropped + excluded.dropped, last_at = excluded.last_at'
    )
    await transaction.execute(sql, [org_id, number, now()])
