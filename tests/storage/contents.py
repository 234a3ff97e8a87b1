"""What a store holds of one organization, to compare two stores. How rows arrived, which differs, is left out."""

from typing import Any

from storage.database.protocol import Database
from storage.nouns.noun import IMPORT, NOUNS


async def contents(database: Database, org_id: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every noun by the noun's name, in the order of ids, without the organization."""
    mark = "?" if database.dialect.name == "sqlite" else "$1"
    found = {}
    for name in NOUNS:
        if name == "import":
            continue
        columns = ", ".join(f'"{column}"' for column in columns_of(name))
        rows = await database.rows(f'SELECT {columns} FROM "{name}" WHERE org_id = {mark} ORDER BY id', [org_id])
        if rows:
            found[name] = rows
    return found


async def row(database: Database, noun: str, row_id: str = "x", org_id: str = "acme") -> dict[str, Any]:
    """One row of a noun, by column."""
    rows = (await contents(database, org_id)).get(noun, [])
    return next(dict(zip(columns_of(noun), row, strict=True)) for row in rows if row[0] == row_id)


def columns_of(noun: str) -> list[str]:
    """The columns of a noun without the organization and the imports that sent a row."""
    return [column for column in NOUNS[noun].table.c.keys()[1:] if column != IMPORT]
