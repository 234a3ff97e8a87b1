"""Runs short statements on the event loop's own thread, because going to another thread and back costs more.

A statement qualifies by one fast run on a reader. Here it may take `STEPS` steps of SQLite's machine, about as long as the way
to another thread and back. A statement that needs more is stopped, and runs on a reader from then on.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from storage.database.sqlite_functions import missing
from storage.database.store_file import StoreFile

STEPS = 2_000
"""Steps of SQLite's machine that a statement may take here."""

CHECK = 100
"""Steps between two checks. SQLite counts the steps of a prepared statement over all of its runs, so a single check after `STEPS`
would stop a statement of any length, once its runs together have taken that many."""

QUICK_SECONDS = 0.001
"""A statement that a reader answers within this time, waiting included, runs here next time."""

REMEMBERED = 2_000
"""Number of statements that are remembered."""

LONGEST = 32_000
"""Maximum characters of a remembered statement. With `REMEMBERED`, it bounds the memory."""


class NotInline(Exception):
    """The statement must run on a reader."""


class InlineReader:
    """A connection of the event loop's thread, for statements that have run fast before."""

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
        self._checks = 0
        self._connection.set_progress_handler(self._is_long, CHECK)
        self._known: OrderedDict[str, bool] = OrderedDict()

    def rows(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        """All rows of a statement. Raises NotInline if it has not qualified, or if it cannot run here at present."""
        if not self._known.get(sql):
            raise NotInline
        self._checks = 0
        try:
            return self._connection.execute(sql, parameters).fetchall()
        except sqlite3.Error as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                self._known[sql] = False
            raise NotInline from error

    def _is_long(self) -> bool:
        """Counts a check. Whether the statement has taken its steps, which stops it."""
        self._checks += 1
        return self._checks > STEPS // CHECK

    def took(self, sql: str, seconds: float) -> None:
        """Records the time that a reader took for a statement."""
        if seconds <= QUICK_SECONDS and len(sql) <= LONGEST and sql not in self._known:
            self._known[sql] = True
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)

    def close(self) -> None:
        """Closes the connection."""
        self._connection.close()
