"""Stores as many of some records as the store accepts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from storage.database.protocol import Database
from storage.nouns.record import Record, Refused, snake
from storage.writing.writer import writing


@dataclass(slots=True)
class Written:
    """What came of some records. All of them but what was refused are on disk."""

    changed: dict[str, set[str]] = field(default_factory=dict)
    """Ids of rows that are new or changed, by noun."""
    refused: dict[int, Refused] = field(default_factory=dict)
    """Why a record was not stored, by its position."""

    def has_changed(self, record: Record) -> bool:
        """Whether a record, or one of its parts, made or changed a row."""
        return any(part.id in self.changed.get(snake(type(part).__name__), ()) for part in record.parts())

    def counts(self) -> dict[str, int]:
        """Number of rows that are new or changed, by noun."""
        return {name: len(ids) for name, ids in self.changed.items()}


async def write_accepted(database: Database, org_id: str, records: Sequence[Record], imports: Sequence[int]) -> Written:
    """Stores the records in one transaction; if some are refused, the others in a few. `imports`: the import of each, by number.

    Raises as `storage.writing.writer.write` does, but for Refused, and ImportUndone if an import takes no more records; then
    transactions before that are stored.
    """
    written = Written()
    await _write_part(database, org_id, records, imports, 0, written)
    return written


async def _write_part(
    database: Database, org_id: str, records: Sequence[Record], imports: Sequence[int], first: int, written: Written
) -> None:
    try:
        async with writing(database, org_id, set(imports)) as writer:
            changed = await writer.write(records, imports)
    except Refused as refused:
        if len(records) == 1:
            written.refused[first] = refused
            return
    else:
        for name, ids in changed.items():
            written.changed.setdefault(name, set()).update(ids)
        return
    middle = len(records) // 2
    await _write_part(database, org_id, records[:middle], imports[:middle], first, written)
    await _write_part(database, org_id, records[middle:], imports[middle:], first + middle, written)
