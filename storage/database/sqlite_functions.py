"""The mathematical functions that sketches need, for a SQLite that was built without them."""

import math
import sqlite3
from collections.abc import Callable, Mapping
from functools import cache

Function = Callable[[float | None], float | None]


def _ln(value: float | None) -> float | None:
    return math.log(value) if value is not None and value > 0 else None


def _exp(value: float | None) -> float | None:
    try:
        return None if value is None else math.exp(value)
    except OverflowError:
        return math.inf


FUNCTIONS: Mapping[str, Function] = {"ln": _ln, "exp": _exp}
"""By the names that SQLite gives them, with one argument each; as there, null where there is no answer."""


@cache
def missing() -> Mapping[str, Function]:
    """Those that this SQLite lacks, to be added to every connection."""
    connection = sqlite3.connect(":memory:")
    try:
        return {name: function for name, function in FUNCTIONS.items() if not _has(connection, name)}
    finally:
        connection.close()


def _has(connection: sqlite3.Connection, name: str) -> bool:
    try:
        connection.execute(f"SELECT {name}(1.0)")
    except sqlite3.OperationalError:
        return False
    return True
