"""Looks for texts in all that a store keeps."""

from collections.abc import Iterable
from pathlib import Path

from storage.database.opening import parse_url
from storage.database.protocol import Database
from storage.tables import metadata


async def found_anywhere(database: Database, texts: Iterable[str]) -> list[str]:
    """Which of some texts are in any column of any table, and on SQLite in any byte of its files, the log included."""
    held = [str(row) for name in metadata.tables for row in await database.rows(f'SELECT * FROM "{name}"')]
    pile = "\n".join(held).encode(errors="surrogatepass")
    if database.dialect.name == "sqlite":
        path = Path(str(parse_url(database.url).database))
        pile += b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
    return [text for text in texts if text.encode() in pile]
