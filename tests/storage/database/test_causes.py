"""The text of a cause reaches the log without passwords, and the client not at all."""

import logging
import sqlite3

import asyncpg
import pytest
from sqlalchemy.exc import OperationalError

from storage.database.causes import POSTGRESQL, SQLITE, postgresql_unavailable, sqlite_unavailable, unavailable, without_secrets
from storage.database.opening import shown

INSIDE = "connection to the remote node citus@10.0.0.7:9701 failed: /var/run/x password=hunter2"


def sqlite_error(code: int) -> sqlite3.OperationalError:
    """An error of the driver with SQLite's result code."""
    error = sqlite3.OperationalError(INSIDE)
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize("code", [*SQLITE, sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_BUSY_SNAPSHOT])
def test_each_state_of_a_file_has_a_sentence_of_our_own(code: int, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "pentagraph"):
        failure = sqlite_unavailable(sqlite_error(code))
    assert failure is not None
    assert failure.message in SQLITE.values()
    assert "10.0.0.7" in caplog.text
    assert "hunter2" not in caplog.text


@pytest.mark.parametrize("kind", [kind for kind, _ in POSTGRESQL if kind is not asyncpg.InterfaceError])
def test_each_failure_of_a_server_has_a_sentence_of_our_own(kind: type[Exception], caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "pentagraph"):
        failure = postgresql_unavailable(kind(INSIDE))
    assert failure is not None
    assert failure.message in {text for _, text in POSTGRESQL}
    assert "hunter2" not in caplog.text


def test_a_wrong_call_is_not_a_lost_connection() -> None:
    assert postgresql_unavailable(asyncpg.InterfaceError("the server expects 2 arguments for this query, 1 was passed")) is None
    assert postgresql_unavailable(asyncpg.InterfaceError("connection is closed")) is not None
    assert sqlite_unavailable(sqlite_error(sqlite3.SQLITE_ERROR)) is None


def test_causes_that_sqlalchemy_wraps_are_recognized() -> None:
    wrapped = OperationalError("SELECT secret", {}, sqlite_error(sqlite3.SQLITE_FULL))
    assert unavailable(wrapped).message == SQLITE[sqlite3.SQLITE_FULL]
    assert unavailable(OperationalError("SELECT secret", {}, sqlite3.OperationalError("x")), "else").message == "else"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("postgresql://me:hunter2@host/x", "postgresql://me:***@host/x"),
        ("password=hunter2 host=x", "password=*** host=x"),
        ("PASSWORD: hunter2", "PASSWORD: ***"),
        ("nothing to hide at 12:30", "nothing to hide at 12:30"),
    ],
)
def test_passwords_are_replaced(text: str, expected: str) -> None:
    assert without_secrets(text) == expected


def test_a_url_is_shown_without_its_password() -> None:
    assert "hunter2" not in shown("postgresql+asyncpg://me:hunter2@host/x?sslpassword=hunter2&passfile=hunter2")
