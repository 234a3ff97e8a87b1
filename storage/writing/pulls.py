"""The pulls of an organization: what each reads, and how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
import sqlalchemy as sa

from storage.database.opening import compiled
from storage.database.protocol import Database, Row, Transaction
from storage.errors import BadUserInput
from storage.nouns.noun import INTEGER, TEXT, metadata
from storage.sql.locking import locked_known

pull = sa.Table(
    "pull",
    metadata,
    sa.Column("org_id", TEXT, nullable=False, comment="Organization that receives the records."),
    sa.Column("name", TEXT, nullable=False, comment="Name, chosen by the operator."),
    sa.Column("kind", TEXT, nullable=False, comment="Kind of source, such as `camunda`."),
    sa.Column("address", TEXT, nullable=False, comment="URL or folder of the source, without credentials."),
    sa.Column("options", TEXT, nullable=False, comment="Options, as JSON. Of secrets only the variable or file that holds them."),
    sa.Column("cursor", TEXT, nullable=False, comment="What is stored already, as JSON that the kind understands."),
    sa.Column("pages", INTEGER, nullable=False, comment="Number of pages that were stored."),
    sa.Column("records", INTEGER, nullable=False, comment="Number of records that were stored."),
    sa.Column("refused", INTEGER, nullable=False, comment="Number of objects that could not be stored."),
    sa.Column("pulled_at", INTEGER, comment="When the last page was stored, in microseconds since 1970. Null: none was."),
    sa.Column("finished_at", INTEGER, comment="When everything was stored last, in microseconds since 1970. Null: never."),
    sa.Column("error", TEXT, comment="Why the last attempt failed. Null: it did not fail."),
    sa.PrimaryKeyConstraint("org_id", "name", name="pk_pull"),
    comment="A source that is read page by page, and how far.",
    sqlite_strict=True,
)

CURSOR_COLUMNS = ("cursor", "pages", "records", "refused", "pulled_at", "finished_at", "error")


@dataclass(frozen=True, slots=True)
class Pull:
    """What a pull reads. `options` are JSON values, and contain no secret."""

    org_id: str
    name: str
    kind: str
    address: str
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a pull has come. Times are microseconds since 1970."""

    cursor: Mapping[str, Any] = field(default_factory=dict)
    """Everything before it is on disk. Empty: nothing is."""
    pages: int = 0
    records: int = 0
    refused: int = 0
    pulled_at: int | None = None
    finished_at: int | None = None
    error: str | None = None


async def declare(database: Database, given: Pull) -> None:
    """Stores what a pull reads, with its options of today.

    Raises BadUserInput for an organization that is not there, or if the pull with this name reads something else: its cursor
    would be wrong.
    """
    async with locked_known(database, given.org_id) as (transaction, _):
        found = await _select(transaction, database, given.org_id, given.name)
        options = msgspec.json.encode(given.options, order="sorted").decode()
        if not found:
            first = {**_of(given), "options": options, "cursor": "{}", "pages": 0, "records": 0, "refused": 0}
            await transaction.execute(*compiled(sa.insert(pull).values(first), database.dialect))
            return
        known, _ = _read(found[0])
        if (known.kind, known.address) != (given.kind, given.address):
            raise BadUserInput(
                f"the pull {given.name!r} reads {known.kind} {known.address}; use --name to give this one another name"
            )
        await transaction.execute(*compiled(_update(given.org_id, given.name, {"options": options}), database.dialect))


async def store_reached(database: Database, org_id: str, name: str, reached: Reached) -> bool:
    """Stores how far a pull has come. False: the pull was removed meanwhile."""
    values = {each: getattr(reached, each) for each in CURSOR_COLUMNS}
    values["cursor"] = msgspec.json.encode(reached.cursor).decode()
    statement = _update(org_id, name, values).returning(pull.c.name)
    async with database.transaction() as transaction:
        return bool(await transaction.rows(*compiled(statement, database.dialect)))


async def find(database: Database, org_id: str, name: str) -> tuple[Pull, Reached] | None:
    """A pull by its name; None: there is none."""
    rows = await database.rows(*compiled(_all(org_id).where(pull.c.name == name), database.dialect))
    return _read(rows[0]) if rows else None


async def pulls(database: Database, org_id: str) -> list[tuple[Pull, Reached]]:
    """The pulls of an organization, by name."""
    return [_read(row) for row in await database.rows(*compiled(_all(org_id), database.dialect))]


async def remove(database: Database, org_id: str, name: str) -> bool:
    """Forgets a pull and its cursor. Its records stay. False: there is none with this name."""
    statement = sa.delete(pull).where(pull.c.org_id == org_id, pull.c.name == name).returning(pull.c.name)
    async with database.transaction() as transaction:
        return bool(await transaction.rows(*compiled(statement, database.dialect)))


def _all(org_id: str) -> sa.Select[Any]:
    return sa.select(*pull.c).where(pull.c.org_id == org_id).order_by(pull.c.name)


async def _select(transaction: Transaction, database: Database, org_id: str, name: str) -> list[Row]:
    return await transaction.rows(*compiled(_all(org_id).where(pull.c.name == name), database.dialect))


def _update(org_id: str, name: str, values: Mapping[str, Any]) -> sa.Update:
    return sa.update(pull).where(pull.c.org_id == org_id, pull.c.name == name).values(values)


def _of(given: Pull) -> dict[str, Any]:
    return {"org_id": given.org_id, "name": given.name, "kind": given.kind, "address": given.address}


def _read(row: Row) -> tuple[Pull, Reached]:
    values = dict(zip(pull.c.keys(), row, strict=True))
    reached = {name: values.pop(name) for name in CURSOR_COLUMNS}
    reached["cursor"] = msgspec.json.decode(reached["cursor"])
    values["options"] = msgspec.json.decode(values["options"])
    return Pull(**values), Reached(**reached)
