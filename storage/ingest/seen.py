"""Remembers what was seen while a source streams by, on disk beyond a few megabytes, so that memory stays flat."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

MEMORY = 16_384
"""Kibibytes that a ledger may hold in memory; the rest lies in a temporary file that vanishes with it."""


class Ledger:
    """How often each number was seen. Texts are remembered by their `hash`, 64 bits, which is good while the process lives."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.execute(f"PRAGMA cache_size = -{MEMORY}")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("CREATE TABLE seen (number INTEGER PRIMARY KEY, times INTEGER NOT NULL)")

    def ordinals(self, numbers: Sequence[int]) -> list[int]:
        """For each number how often it was seen before, counting these ones too as they come."""
        times = self._times(numbers)
        found = []
        for number in numbers:
            found.append(times[number])
            times[number] += 1
        self._database.execute("BEGIN")
        self._database.executemany(
            "INSERT INTO seen VALUES (?, ?) ON CONFLICT DO UPDATE SET times = excluded.times", sorted(times.items())
        )
        self._database.execute("COMMIT")
        return found

    def add(self, numbers: Iterable[int]) -> int:
        """Remembers the numbers, and returns how many of them are new."""
        before = self._database.total_changes
        self._database.execute("BEGIN")
        self._database.executemany("INSERT OR IGNORE INTO seen VALUES (?, 1)", ((number,) for number in sorted(set(numbers))))
        self._database.execute("COMMIT")
        return self._database.total_changes - before

    def known(self, numbers: Sequence[int]) -> set[int]:
        """Those of the numbers that were seen."""
        return {number for number, times in self._times(numbers).items() if times}

    def close(self) -> None:
        """Gives memory and disk back."""
        self._database.close()

    def _times(self, numbers: Sequence[int]) -> Counter[int]:
        asked = msgspec.json.encode(list(set(numbers))).decode()
        seen = "SELECT number, times FROM seen WHERE number IN (SELECT value FROM json_each(?))"
        return Counter(dict(self._database.execute(seen, (asked,)).fetchall()))
