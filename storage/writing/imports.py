"""Imports: which one the records of an origin belong to. A load is one import; what a sender sends without a pause is another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from cachetools import LRUCache

from storage.accounts.tables import organization
from storage.database.opening import compiled
from storage.database.protocol import Database, Transaction
from storage.errors import BadUserInput
from storage.nouns.import_ import ImportState, import_
from storage.nouns.record import DAY, now
from storage.sql.locking import locked
from storage.writing.origin import Origin

PAUSE = 5 * 60_000_000
"""Microseconds without records after which the next ones of the same origin are another import."""
LONGEST = DAY
"""Microseconds after which a session ends although records still arrive."""
REMEMBERED = 1_000
"""Number of origins whose import is kept in memory."""
LONGEST_SOURCE = 1_000
"""Characters of the names of files that are kept."""

Clock = Callable[[], int]


async def begin_import(database: Database, transaction: Transaction, origin: Origin, at: int) -> int:
    """Makes a row for a new import in a transaction, and returns its number. Raises BadUserInput for an unknown organization."""
    last = sa.func.coalesce(organization.c.last_import, 0) + 1
    own = organization.c.org_id == origin.org_id
    numbered = sa.update(organization).where(own).values(last_import=last).returning(organization.c.last_import)
    found = await transaction.rows(*compiled(numbered, database.dialect))
    if not found:
        raise BadUserInput(f"there is no organization {origin.org_id!r}")
    number = int(found[0][0])
    values = {
        "org_id": origin.org_id,
        "id": str(number),
        "channel": origin.channel.value,
        "sender": origin.sender,
        "source": None if origin.source is None else origin.source[:LONGEST_SOURCE],
        "state": ImportState.STORED.value,
        "started_at": at,
        "last_at": at,
        "counts": "{}",
        "stored": 0,
        "unchanged": 0,
        "refused": 0,
        "event_at": at,
    }
    await transaction.execute(*compiled(sa.insert(import_).values(values), database.dialect))
    return number


async def end_import(database: Database, org_id: str, number: int, refused: int) -> None:
    """Notes that a load has ended, and how many of its records were refused."""
    at = now()
    async with database.transaction() as transaction:
        values = {"ended_at": at, "last_at": at, "event_at": at, "refused": refused}
        mine = sa.and_(import_.c.org_id == org_id, import_.c.id == str(number))
        await transaction.execute(*compiled(sa.update(import_).where(mine).values(values), database.dialect))


@dataclass(slots=True)
class _Session:
    number: int
    began: int
    last: int

    def is_open(self, at: int) -> bool:
        """Whether records that arrive now belong to it."""
        return at - self.last < PAUSE and at - self.began < LONGEST


class Sessions:
    """The imports of what arrives by requests and streams. Several processes continue the same ones."""

    def __init__(self, database: Database, clock: Clock = now) -> None:
        self._database = database
        self._clock = clock
        self._sessions: LRUCache[Origin, _Session] = LRUCache(REMEMBERED)

    async def number(self, origin: Origin) -> int:
        """Number of the import to which records of an origin belong now. Raises BadUserInput for an unknown organization."""
        at = self._clock()
        session = self._sessions.get(origin)
        if session is None or not session.is_open(at):
            session = self._sessions[origin] = await self._continued(origin, at)
        session.last = at
        return session.number

    def forget(self, origin: Origin) -> None:
        """Forgets the import of an origin, since it takes no more records."""
        self._sessions.pop(origin, None)

    async def refuse(self, refused: Mapping[int, int], org_id: str) -> None:
        """Adds numbers of records that were not stored, by number of their import."""
        statements = [
            sa.update(import_)
            .where(import_.c.org_id == org_id, import_.c.id == str(number))
            .values(refused=sa.func.coalesce(import_.c.refused, 0) + count)
            for number, count in refused.items()
        ]
        async with self._database.transaction() as transaction:
            for statement in statements:
                await transaction.execute(*compiled(statement, self._database.dialect))

    async def _continued(self, origin: Origin, at: int) -> _Session:
        """The open session of an origin as the store has it, or a new one."""
        async with locked(self._database, origin.org_id) as (transaction, _):
            found = await transaction.rows(*compiled(_open(origin, at), self._database.dialect))
            if found:
                row_id, began, last = found[0]
                return _Session(int(row_id), began, last)
            return _Session(await begin_import(self._database, transaction, origin, at), at, at)


def _open(origin: Origin, at: int) -> sa.Select[tuple[str, int, int]]:
    """The import that an origin continues."""
    started = sa.func.coalesce(import_.c.started_at, sa.literal_column("-1"))
    return (
        sa.select(import_.c.id, import_.c.started_at, import_.c.last_at)
        .where(
            import_.c.org_id == origin.org_id,
            started > at - LONGEST,
            import_.c.last_at > at - PAUSE,
            import_.c.channel == origin.channel.value,
            import_.c.sender.is_not_distinct_from(origin.sender),
            import_.c.source.is_not_distinct_from(origin.source),
            import_.c.state == ImportState.STORED.value,
        )
        .order_by(started.desc(), import_.c.id.desc())
        .limit(1)
    )
