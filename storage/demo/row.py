"""Rows of the demo, noun by noun, in the order of the tables' columns; and the record that each one stands for."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from storage.nouns.noun import NOUNS
from storage.nouns.record import Blob, Instant, Money, Record
from storage.nouns.spend import SpendSource

Row = tuple[Any, ...]

TYPED = (Instant, Money, Blob)

COLUMNS: dict[str, tuple[str, ...]] = {
    name: ("org_id", "id", *(field.name for field in (*noun.fields, *noun.derived)), "event_at") for name, noun in NOUNS.items()
}
"""By noun, the columns that a row of the demo holds: all but `clocks`, which is null where one record made the row."""

_PLACES = {name: {column: place for place, column in enumerate(columns)} for name, columns in COLUMNS.items()}


class Rows(dict[str, list[Row]]):
    """New rows by noun, of one organization. Every row is made by one record, with one event time for all its fields."""

    def __init__(self, org_id: str) -> None:
        super().__init__({name: [] for name in sorted(NOUNS)})
        self.org_id = org_id

    def add(self, noun: str, row_id: str, *, at: int | None = None, **values: object) -> None:
        """Adds a row; its event time is `at`, or else the latest time among the noun's moments. Times are microseconds."""
        places = _PLACES[noun]
        row: list[Any] = [None] * len(places)
        row[0], row[1] = self.org_id, row_id
        for column, value in values.items():
            row[places[column]] = value
        priced = NOUNS[noun].priced
        if priced and row[places[priced.spend]] is not None:
            row[places[priced.source.name]] = SpendSource.REPORTED.value
        if at is None:
            at = max(moment for name in NOUNS[noun].record.moments if (moment := row[places[name]]) is not None)
        row[-1] = at
        self[noun].append(tuple(row))


def records(rows: Rows) -> Iterator[Record]:
    """The records that make these rows when they are written to an empty store."""
    for name, found in rows.items():
        if found:
            yield from _records_of(name, found)


def _records_of(name: str, found: list[Row]) -> Iterator[Record]:
    noun = NOUNS[name]
    fields = tuple(
        (place, field.name, field.type if field.type in TYPED or issubclass(field.type, StrEnum) else None)
        for place, field in enumerate(noun.fields, start=2)
    )
    for row in found:
        values = {
            column: row[place] if kind is None else kind(row[place]) for place, column, kind in fields if row[place] is not None
        }
        yield noun.record(id=row[1], at=Instant(row[-1]), **values)
