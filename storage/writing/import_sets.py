"""Rows that several imports sent have the number of a set of imports, so that they can go when all of these are undone."""

import hashlib
from collections.abc import Iterable

from storage.database.protocol import Transaction
from storage.nouns.import_ import import_set
from storage.sql.dialect import Statements

MOST = 8
"""Imports of a set. A row that more have sent is of no import: it stays, and sending it again costs no update."""


class ImportSets:
    """The sets that one transaction of an organization meets and makes."""

    def __init__(self, org_id: str) -> None:
        self._org_id = org_id
        self._members: dict[int, frozenset[int]] = {}
        self._new: set[int] = set()

    async def read(self, transaction: Transaction, statements: Statements, numbers: Iterable[int | None]) -> None:
        """Reads the sets among some numbers of rows, unless they are known."""
        unknown = {number for number in numbers if number is not None and number < 0} - self._members.keys()
        if not unknown:
            return
        sql = (
            f"SELECT set_number, import_number FROM {import_set.name}"
            f" WHERE org_id = {statements.mark(1)} AND set_number {statements.among(2)}"
        )
        found: dict[int, set[int]] = {number: set() for number in unknown}
        for set_number, member in await transaction.rows(sql, [self._org_id, statements.numbers(unknown)]):
            found[set_number].add(member)
        self._members.update((number, frozenset(members)) for number, members in found.items())

    def joined(self, known: int | None, number: int | None) -> int | None:
        """The number of a row that had one, after an import has sent it too. None: it is of no import, or of too many.

        A set that was deleted, since one of its imports was, has no members: its rows are of no import.
        """
        if known == number or known is None or number is None:
            return known if known == number else None
        members = self._members[known] if known < 0 else frozenset([known])
        if number in members:
            return known
        if not members or len(members) == MOST:
            return None
        return self._set_of(members | {number})

    async def store(self, transaction: Transaction, statements: Statements) -> None:
        """Stores the new sets."""
        if not self._new:
            return
        values = ", ".join(statements.mark(place) for place in (1, 2, 3))
        sql = f"INSERT INTO {import_set.name} (org_id, set_number, import_number) VALUES ({values}) ON CONFLICT DO NOTHING"
        rows = [(self._org_id, number, member) for number in sorted(self._new) for member in sorted(self._members[number])]
        await transaction.executemany(sql, rows)
        self._new.clear()

    def _set_of(self, members: frozenset[int]) -> int:
        """The number of a set, which is the same wherever it is made."""
        digest = hashlib.blake2b(repr(sorted(members)).encode(), digest_size=8).digest()
        number = -1 - (int.from_bytes(digest) >> 1)
        if number not in self._members:
            self._members[number] = members
            self._new.add(number)
        return number
