"""Remembers what was seen in a stream. Beyond a few megabytes it uses the disk, so that memory stays flat."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

MEMORY = 16_384
"""Maximum memory of a ledger in KiB. The rest is in a temporary file, which is deleted with the ledger."""


class Ledger:
    """Counts how often each number was seen. Texts are represented by their 64-bit `hash`, which is valid within the process."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.execute(f"PRAGMA cache_size = -{MEMORY}")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("CREATE TABLE seen (number INTEGER PRIMARY KEY, times INTEGER NOT NULL)")

    def ordinals(self, numbers: Sequence[int]) -> list[int]:
        """For each number, how often it was seen before, including earlier ones of the list."""
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
        """Remembers the numbers, and returns the number of new ones."""
        before = self._database.total_changes
        self._database.execute("BEGIN")
        self._database.executemany("INSERT OR IGNORE INTO seen VALUES (?, 1)", ((number,) for number in sorted(set(numbers))))
        self._database.execute("COMMIT")
        return self._database.total_changes - before

    def known(self, numbers: Sequence[int]) -> set[int]:
        """The numbers that were seen."""
        return {number for number, times in self._times(numbers).items() if times}

    def close(self) -> None:
        """Releases memory and disk."""
        self._database.close()

    def _times(self, numbers: Sequence[int]) -> Counter[int]:
        asked = msgspec.json.encode(list(set(numbers))).decode()
        seen = "SELECT number, times FROM seen WHERE number IN (SELECT value FROM json_each(?))"
        return Counter(dict(self._database.execute(seen, (asked,)).fetchall()))
