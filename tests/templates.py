"""Databases that are filled once for all worker processes of a run, and copied where they are used."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from storage.migrations.migrate import migrate
from tests.postgres_server import PostgresServer, Run


@dataclass(frozen=True)
class Template:
    """A database by its name, and what fills it by its URL; that must close what it opens."""

    name: str
    fill: Callable[[str], Awaitable[None]]
    base: "Template | None" = None
    """What it is copied from before it is filled; default: the migrated, empty one."""


async def _migrated(url: str) -> None:
    await migrate(url)


EMPTY = Template("empty", _migrated)


def sqlite_copy(run: Run, template: Template, path: Path) -> str:
    """URL of a copy of a template at a path."""
    shutil.copy(_sqlite(run, template), path)
    return _sqlite_url(path)


def postgresql_copy(server: PostgresServer, template: Template) -> str:
    """URL of a copy of a template, under a new name."""
    _postgresql(server, template)
    return _cloned(server, _name(template), f"{template.name}_{uuid4().hex}")


def _sqlite(run: Run, template: Template) -> Path:
    path = run.folder / f"{template.name}.db"
    with run.alone(path.name):
        if not path.exists():
            filling = path.with_suffix(".filling")
            if template != EMPTY:
                shutil.copy(_sqlite(run, template.base or EMPTY), filling)
            asyncio.run(template.fill(_sqlite_url(filling)))  # type: ignore[arg-type]
            filling.rename(path)
    return path


def _postgresql(server: PostgresServer, template: Template) -> None:
    with server.run.alone(_name(template)):
        if server.exists(_name(template)):
            return
        filling = f"{template.name}_{uuid4().hex}"
        if template == EMPTY:
            asyncio.run(server.execute(f"CREATE DATABASE {filling}"))
        else:
            base = template.base or EMPTY
            _postgresql(server, base)
            _cloned(server, _name(base), filling)
        asyncio.run(template.fill(server.url(filling)))  # type: ignore[arg-type]
        asyncio.run(server.execute(f"ALTER DATABASE {filling} RENAME TO {_name(template)}"))


def _cloned(server: PostgresServer, source: str, name: str) -> str:
    asyncio.run(server.execute(f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY FILE_COPY"))
    return server.url(name)


def _name(template: Template) -> str:
    return f"{template.name}_template"


def _sqlite_url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"
