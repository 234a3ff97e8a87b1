"""The one place that turns the exceptions of database drivers into failures.

Clients get a sentence of our own for each kind of cause. The driver's text, which may name hosts, ports, users, paths and SQL,
goes to the log only, without passwords.
"""

import logging
import re
import sqlite3

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy.exc import DBAPIError

from storage.errors import DatabaseUnavailable

log = logging.getLogger("pentagraph")

SQLITE = {
    sqlite3.SQLITE_BUSY: "another process is writing to the database; try again",
    sqlite3.SQLITE_LOCKED: "another process is writing to the database; try again",
    sqlite3.SQLITE_READONLY: "the database cannot be written: it is read-only",
    sqlite3.SQLITE_IOERR: "the database cannot be read or written: input or output failed",
    sqlite3.SQLITE_CORRUPT: "the database is damaged: restore a backup",
    sqlite3.SQLITE_FULL: "the database cannot be written: the disk is full",
    sqlite3.SQLITE_CANTOPEN: "the database file cannot be opened",
    sqlite3.SQLITE_PROTOCOL: "the database file cannot be locked",
    sqlite3.SQLITE_NOTADB: "the file is not a SQLite database",
}
"""Messages by SQLite's primary result code, for the states of a file that no change of the statement would help."""

POSTGRESQL: tuple[tuple[type[BaseException], str], ...] = (
    (asyncpg.InvalidCatalogNameError, "the PostgreSQL server does not have the database"),
    (asyncpg.InvalidAuthorizationSpecificationError, "the PostgreSQL server refused the login"),
    (asyncpg.ClientConfigurationError, "the database URL is not one of a PostgreSQL server"),
    (asyncpg.DiskFullError, "the database cannot be written: the disk of the PostgreSQL server is full"),
    (asyncpg.ReadOnlySQLTransactionError, "the database cannot be written: it is read-only"),
    (asyncpg.LockNotAvailableError, "another process is writing to the database; try again"),
    (asyncpg.InsufficientResourcesError, "the PostgreSQL server has no connection or memory left"),
    (asyncpg.OperatorInterventionError, "the PostgreSQL server is starting or stopping"),
    (TimeoutError, "the PostgreSQL server did not respond in time"),
    (ConnectionRefusedError, "the PostgreSQL server cannot be reached"),
    (OSError, "the PostgreSQL server cannot be reached"),
    (asyncpg.PostgresConnectionError, "the connection to the PostgreSQL server was lost"),
    (asyncpg.InternalClientError, "the connection to the PostgreSQL server was lost"),
    (asyncpg.InterfaceError, "the connection to the PostgreSQL server was lost"),
)
"""Messages by exception, the first that fits."""

LOST = ("clos", "in progress", "released", "terminat")
"""Parts of the texts of InterfaceErrors that come from a lost connection; others come from a wrong call."""

SECRET = re.compile(r"(?<=:)[^\s:@/]+(?=@)|((?:pass\w*|secret|token)\s*[=:]\s*)\S+", re.IGNORECASE)


def sqlite_unavailable(error: sqlite3.Error) -> DatabaseUnavailable | None:
    """The failure for a file that cannot be used at present; None for another kind of error."""
    message = SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    return None if message is None else _reported(message, error)


def postgresql_unavailable(error: BaseException) -> DatabaseUnavailable | None:
    """The failure for a server that cannot be used at present; None for another kind of error."""
    if isinstance(error, asyncpg.InterfaceError) and _is_wrong_call(error):
        return None
    message = next((text for kind, text in POSTGRESQL if isinstance(error, kind)), None)
    return None if message is None else _reported(message, error)


def unavailable(error: BaseException, otherwise: str = "the database cannot be used") -> DatabaseUnavailable:
    """The failure for any exception that kept a database from being opened, of either driver, or wrapped by SQLAlchemy.

    `otherwise` is the message if the cause is none of the known ones.
    """
    cause: BaseException = error
    while isinstance(cause, DBAPIError) or (cause.__cause__ is not None and not isinstance(cause, sqlite3.Error | OSError)):
        inner = cause.orig if isinstance(cause, DBAPIError) else cause.__cause__
        if inner is None:
            break
        cause = inner
    found = sqlite_unavailable(cause) if isinstance(cause, sqlite3.Error) else postgresql_unavailable(cause)
    return found or _reported(otherwise, error)


def _is_wrong_call(error: asyncpg.InterfaceError) -> bool:
    """Whether the driver refuses an argument of ours, rather than work on a connection or pool that is closed."""
    if isinstance(error, asyncpg.ClientConfigurationError):
        return False
    return isinstance(error, ValueError) or not any(word in str(error) for word in LOST)


def without_secrets(text: str) -> str:
    """A text for the log: what looks like a password, in a URL or after its name, is replaced."""
    return SECRET.sub(lambda found: f"{found[1] or ''}***", text)


def _reported(message: str, error: BaseException) -> DatabaseUnavailable:
    log.warning("%s: %s: %s", message, type(error).__name__, without_secrets(str(error)))
    return DatabaseUnavailable(message)
