"""Runs statements that have shown to be short on the event loop's own thread: going to another thread and back costs more.

A statement qualifies by one fast run on a reader. Here it may take so many steps of SQLite's machine, which is about what
the way to another thread costs; one that wants more is stopped, and runs on a reader from then on, beside others.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from storage.database.sqlite_functions import missing
from storage.database.store_file import StoreFile

STEPS = 1_000
"""Steps of SQLite's machine that a statement may take here."""

QUICK_SECONDS = 0.001
"""A statement that a reader answers within this, waiting included, is tried here next time."""

REMEMBERED = 2_000

LONGEST = 32_000
"""Characters of the longest statement that is remembered; with the number, it bounds the memory."""


class NotInline(Exception):
    """The statement is not, or no longer, one for this thread."""


class InlineReader:
    """One connection of the event loop's own, for statements that are known to be short."""

    def __init__(self, file: StoreFile, pragmas: Sequence[str], statement_cache: int) -> None:
        self._connection = sqlite3.connect(
            file.name,
            timeout=0,
            isolation_level=None,
            cached_statements=statement_cache,
            check_same_thread=False,
            uri=file.is_read_only,
        )
        self._connection.text_factory = bytes
        for pragma in pragmas:
            self._connection.execute(pragma)
        for name, function in missing().items():
            self._connection.create_function(name, 1, function, deterministic=True)
        self._connection.set_progress_handler(lambda: 1, STEPS)
        self._known: OrderedDict[str, bool] = OrderedDict()

    def rows(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """All rows of a statement that has qualified; NotInline where it has not, or cannot be run here just now."""
        if not self._known.get(sql):
            raise NotInline
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                self._known[sql] = False
            raise NotInline from error

    def took(self, sql: str, seconds: float) -> None:
        """Notes how long a reader took for a statement."""
        if seconds <= QUICK_SECONDS and len(sql) <= LONGEST and sql not in self._known:
            self._known[sql] = True
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)

    def close(self) -> None:
        """Closes the connection."""
        self._connection.close()
