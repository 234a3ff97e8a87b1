"""The file of a SQLite store: how it is opened, and whether it is still the file that was opened."""

import logging
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from storage.database.private_file import create_private
from storage.errors import DatabaseUnavailable

log = logging.getLogger("pentagraph")

READ = "SELECT count(*) FROM sqlite_schema"
KEEP_A_LOG = "PRAGMA journal_mode = WAL"

UNWRITABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}
"""Primary result codes of a read that failed because SQLite could not create its files beside the store."""

REPLACED = "the store file was deleted or replaced while it was open; restart to open the file that is there now"
CHANGED = "the store was changed by another process while it was open for reading only; restart to read it"
READ_ONLY = "the database cannot be written: the disk was full or read-only when it was opened; restart when it is not"


@dataclass(frozen=True, slots=True)
class StoreFile:
    """A file as it was opened."""

    path: Path
    identity: tuple[int, ...]
    is_read_only: bool

    @classmethod
    def open(cls, path: Path, seconds: float, first: str = READ) -> "StoreFile":
        """Opens the file once, runs a statement, and closes it; a new file is private. Waits up to `seconds` for a lock.

        On a full or read-only disk SQLite cannot create the files that it needs beside a store to read it. If no changes wait
        in its log, the store is then read as a file that does not change, and cannot be written. Raises sqlite3.Error.
        """
        create_private(path)
        try:
            _run(first, str(path), seconds)
        except sqlite3.Error as error:
            if error.sqlite_errorcode & 0xFF not in UNWRITABLE or not path.exists() or _log_size(path):
                raise
            file = cls(path, _identity(path, whole=True), is_read_only=True)
            _run(READ, file.name, seconds, uri=True)
            return file
        return cls(path, _identity(path, whole=False), is_read_only=False)

    @property
    def name(self) -> str:
        """What SQLite opens: the path, or a URI if the file is read only."""
        return f"file:{quote(str(self.path.absolute()))}?mode=ro&immutable=1" if self.is_read_only else str(self.path)

    @property
    def log_size(self) -> int:
        """Bytes of the write-ahead log."""
        return _log_size(self.path)

    def warn_if_read_only(self) -> None:
        """Logs a warning if the store was opened for reading only."""
        if self.is_read_only:
            log.warning("the disk is full or read-only: the store %s can be read, but not written", self.path)

    def require_same(self) -> None:
        """Raises DatabaseUnavailable if the path names another file by now, or none: what is written would be lost."""
        try:
            found = _identity(self.path, whole=self.is_read_only)
        except OSError:
            raise DatabaseUnavailable(REPLACED) from None
        if found != self.identity or (self.is_read_only and self.log_size):
            raise DatabaseUnavailable(CHANGED if self.is_read_only else REPLACED)

    def require_writable(self) -> None:
        """Raises DatabaseUnavailable if the store was opened for reading only."""
        if self.is_read_only:
            raise DatabaseUnavailable(READ_ONLY)


def _identity(path: Path, *, whole: bool) -> tuple[int, ...]:
    """Device and inode; with `whole`, size and time of the last change too."""
    found = path.stat()
    return (found.st_dev, found.st_ino, *((found.st_size, found.st_mtime_ns) if whole else ()))


def _log_size(path: Path) -> int:
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size
    except OSError:
        return 0


def _run(statement: str, name: str, seconds: float, *, uri: bool = False) -> None:
    connection = sqlite3.connect(name, timeout=seconds, uri=uri)
    try:
        connection.execute(statement).fetchone()
    finally:
        connection.close()
