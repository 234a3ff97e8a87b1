"""What the imports of one transaction did: counted batch by batch, and added to their rows before the transaction ends."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

import msgspec

from storage.database.protocol import Row, Transaction
from storage.errors import BadUserInput
from storage.nouns.import_ import ImportState, import_
from storage.nouns.record import now
from storage.sql.dialect import Statements
from storage.writing.incoming import Incoming

COUNTED = ("counts", "stored", "unchanged", "first_event_at", "last_event_at")
"""Columns of an import that a tally continues."""


class ImportUndone(BadUserInput):
    """An import that takes no more records: it was undone, or deleted."""


@dataclass(slots=True)
class _Tally:
    counts: Counter[str] = field(default_factory=Counter)
    stored: int = 0
    unchanged: int = 0
    first: int | None = None
    last: int | None = None

    @classmethod
    def of(cls, counts: str | None, stored: int | None, unchanged: int | None, first: int | None, last: int | None) -> "_Tally":
        """What a row of an import has counted, by its columns COUNTED."""
        return cls(Counter(msgspec.json.decode(counts or "{}")), stored or 0, unchanged or 0, first, last)

    def add(self, name: str, rows: int, changed: int, times: Collection[int]) -> None:
        """Adds rows of a noun, the number of those that are new or changed, and the event times of their records."""
        self.counts[name] += changed
        self.stored += changed
        self.unchanged += rows - changed
        first, last = min(times), max(times)
        self.first = first if self.first is None else min(first, self.first)
        self.last = last if self.last is None else max(last, self.last)

    def row(self) -> Row:
        """The values of COUNTED."""
        counts = msgspec.json.encode({name: count for name, count in self.counts.items() if count}, order="sorted").decode()
        return counts, self.stored, self.unchanged, self.first, self.last


class ImportTallies:
    """The imports of the records that one transaction of an organization writes."""

    def __init__(self, org_id: str) -> None:
        self._org_id = org_id
        self._tallies: dict[int, _Tally] = {}

    async def read(self, transaction: Transaction, statements: Statements, numbers: Collection[int]) -> None:
        """Reads what imports have counted so far. Raises ImportUndone for one that takes no more records."""
        if not numbers:
            return
        ids = statements.list_parameter(map(str, numbers))
        sql = statements.find(import_.name, ("id", "state", *COUNTED), "id")
        for row_id, state, *counted in await transaction.rows(sql, [ids, self._org_id]):
            if state == ImportState.STORED:
                self._tallies[int(row_id)] = _Tally.of(*counted)
        for number in numbers:
            if number not in self._tallies:
                raise ImportUndone(f"import {number} was undone while it was running; send the data again to import it")

    def count(self, name: str, news: Incoming, changed: Collection[str]) -> None:
        """Counts records of a noun, and the rows that they made or changed."""
        numbers = set(news.imports)
        for number in numbers - {None}:
            if len(numbers) == 1:
                ids, times = set(news.ids), news.times
            else:
                own = [place for place, each in enumerate(news.imports) if each == number]
                ids, times = {news.ids[place] for place in own}, [news.times[place] for place in own]
            self._tallies[number].add(name, len(ids), len(ids.intersection(changed)), times)

    async def store(self, transaction: Transaction, statements: Statements) -> None:
        """Adds what was counted to the rows of the imports."""
        if not self._tallies:
            return
        at = now()
        sql = statements.update(import_.name, (*COUNTED, "last_at", "event_at"))
        rows = [(*tally.row(), at, at, self._org_id, str(number)) for number, tally in self._tallies.items()]
        await transaction.executemany(sql, rows)
