"""Opens the database that a URL names."""

from collections.abc import Hashable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.url import URL
from sqlalchemy.util import LRUCache

from storage.database.postgres import PostgresDatabase
from storage.database.protocol import Database
from storage.database.sqlite import SqliteDatabase
from storage.errors import BadUserInput
from storage.storable import storable


async def open_database(url: str, *, readers: int = 8, statement_cache: int = 512, memory_statistics: bool = False) -> Database:
    """Opens `sqlite+aiosqlite:///file.db` or `postgresql+asyncpg://user:password@host/name`.

    `readers` is how many statements may read at once, `statement_cache` how many prepared statements each connection keeps.
    SQLite counts its memory under one lock for the whole process, which slows several readers to a third; the counting is
    switched off at the first opening unless `memory_statistics` is true. Raises BadUserInput for a URL that names no database
    that Pentagraph can use, DatabaseUnavailable when it cannot be reached.
    """
    place = parse_url(url)
    if place.get_backend_name() == "sqlite":
        return await SqliteDatabase.open(place, readers, statement_cache, memory_statistics)
    return await PostgresDatabase.open(place, readers, statement_cache)


_COMPILED: LRUCache[Hashable, Any] = LRUCache(500)
"""Compiled statements by dialect and structure, which is all of a statement but its values."""


def compiled(statement: sa.Executable, dialect: Dialect, **values: object) -> tuple[str, list[Any]]:
    """A statement as text, and its values in the order of the placeholders; `values` are those of binds that have a name only.

    The text is made once for all statements with the same structure. BadUserInput for text that no store can hold.
    """
    structure: Any = statement._generate_cache_key()  # type: ignore[attr-defined]  # noqa: SLF001  (no other way to ask)
    if structure is None:
        found, binds = _compile(statement, dialect), None
    else:
        key, binds = (dialect.name, structure.key), structure.bindparams
        found = _COMPILED.get(key)
        if found is None:
            found = _COMPILED[key] = _compile(statement, dialect, cache_key=structure)
    named = found.construct_params(values, extracted_parameters=binds, escape_names=False)
    ordered = [named[name] for name in found.positiontup or ()]
    for value in ordered:
        if isinstance(value, str):
            storable(value)
    return str(found), ordered


def _compile(statement: sa.Executable, dialect: Dialect, **options: Any) -> Any:
    return statement.compile(dialect=dialect, **options)  # type: ignore[attr-defined]


def parse_url(url: str) -> URL:
    """The URL with its driver filled in; BadUserInput where it is no URL, names another database, or names no file."""
    hint = "use sqlite+aiosqlite:///file.db or postgresql+asyncpg://user:password@host/name"
    try:
        place = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        # Not chained: the text of the cause quotes a part of the URL, which may be a part of the password.
        raise BadUserInput(f"invalid database URL: {hint}") from None
    if place.drivername in ("sqlite", "sqlite+aiosqlite"):
        if place.database in (None, "", ":memory:") or "mode" in place.query:
            raise BadUserInput("in-memory databases are not supported; use a file: sqlite+aiosqlite:///file.db")
        return place.set(drivername="sqlite+aiosqlite")
    if place.drivername in ("postgres", "postgresql", "postgresql+asyncpg"):
        return place.set(drivername="postgresql+asyncpg")
    raise BadUserInput(f"unsupported database {place.drivername!r}: {hint}")


def shown(url: str) -> str:
    """The URL as a person may see it: without its password, also if that is a parameter."""
    place = parse_url(url)
    hidden = {name: "***" for name in place.query if "pass" in name.lower()}
    return place.update_query_dict(hidden).render_as_string(hide_password=True)
