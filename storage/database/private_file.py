"""The store file is private to the account that runs the program: it contains the secrets that sign tokens."""

import logging
import os
import stat
from contextlib import suppress
from pathlib import Path

log = logging.getLogger("pentagraph")

PRIVATE = 0o600
BESIDE = ("", "-wal", "-shm", "-journal")
"""Suffixes of the files of one store. SQLite gives the others the permissions of the first."""


def create_private(path: Path) -> None:
    """Creates an empty file that only this account can read and write, unless the file exists.

    A failure is left to SQLite, which reports it when it opens the file.
    """
    with suppress(OSError):
        os.close(os.open(os.path.realpath(path), os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_CLOEXEC", 0), PRIVATE))


def open_to_others(path: Path) -> list[Path]:
    """The files of a store that other accounts of this machine can read or write."""
    return [file for file in (path.with_name(path.name + suffix) for suffix in BESIDE) if _is_open(file)]


def warn_if_open(path: Path) -> None:
    """Logs a warning, with the command that helps, if other accounts can read or write the store."""
    if found := open_to_others(path):
        names = " ".join(f"'{file}'" for file in found)
        log.warning(
            "other accounts of this machine can read or write the store, which contains the secrets that sign tokens; "
            "run: chmod 600 %s",
            names,
        )


def _is_open(path: Path) -> bool:
    if os.name != "posix":  # elsewhere the mode does not state who has access
        return False
    try:
        found = path.stat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and bool(stat.S_IMODE(found.st_mode) & 0o077)
