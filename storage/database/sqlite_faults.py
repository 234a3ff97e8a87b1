"""Published faults of SQLite that a client of the server, or several of its processes, could reach; docs/operators.md lists them.

Nearly all published faults need SQL or a database file of the attacker's own, which clients cannot send (sqlite.org/cves.html).
"""

import logging
import sqlite3
from dataclasses import dataclass

log = logging.getLogger("pentagraph")

Version = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault, and the versions that have it."""

    name: str
    effect: str
    since: Version
    fixed: Version
    also_fixed: tuple[Version, ...] = ()
    """Corrections in older series: later patches of the same series have them too."""

    def is_in(self, version: Version) -> bool:
        """Whether a version of SQLite's own has the fault."""
        corrected = any(version[:2] == each[:2] and version >= each for each in self.also_fixed)
        return self.since <= version < self.fixed and not corrected


FAULTS = (
    Fault("CVE-2025-6965", "a statement with very many aggregates can damage memory", (3, 0, 0), (3, 50, 2)),
    Fault("CVE-2024-0232", "parsing stored JSON can damage memory", (3, 43, 0), (3, 43, 2)),
    Fault(
        "WAL-reset bug",
        "two processes that write at the same moment can, very rarely, damage the database",
        (3, 7, 0),
        (3, 51, 3),
        ((3, 44, 6), (3, 50, 7)),
    ),
)


def faults(version: Version) -> list[Fault]:
    """The faults of a version of SQLite. Distributions may have corrected them without another number."""
    return [fault for fault in FAULTS if fault.is_in(version)]


def warn_of_faults(version: Version = sqlite3.sqlite_version_info) -> None:
    """Logs a warning if the SQLite library of this process has one of the faults."""
    if found := faults(version):
        listed = "; ".join(f"{fault.name}: {fault.effect}" for fault in found)
        log.warning(
            "SQLite %s has known faults, unless your distribution corrected them (%s); docs/operators.md states what to do",
            ".".join(map(str, version)),
            listed,
        )
