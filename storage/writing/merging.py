"""Newer records over older ones, field by field: the same rows come out in whatever order records arrive, and however often."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import UNSET

from storage.nouns.total import together
from storage.prices.book import Cost, no_cost, spend_of
from storage.writing.import_sets import ImportSets
from storage.writing.incoming import HELD, Incoming, Rank, Shape, clocks_text

NEVER = -1
"""The clock of a field that no record has contained; before every event time."""


class State:
    """All that is known of one row: each field's value and clock, and the latest event time."""

    __slots__ = ("changed", "clocks", "event_at", "import_number", "is_new", "is_renumbered", "values")

    def __init__(self, size: int, import_number: int | None) -> None:
        self.values: list[Any] = [None] * size
        self.clocks = [NEVER] * size
        self.event_at = NEVER
        self.is_new = True
        self.changed = False
        self.import_number = import_number
        """Number of the import, or set of imports, that sent the row."""
        self.is_renumbered = False
        """Whether that is another number than the row has."""

    @classmethod
    def stored(cls, shape: Shape, row: Sequence[Any]) -> "State":
        """What a row of the table holds, given in the order of the table's columns."""
        size = len(shape.fields)
        state = cls(size, row[-3])
        state.is_new = False
        state.event_at = row[-2]
        explicit: dict[str, Any] = msgspec.json.decode(row[-1]) if row[-1] else {}
        held = explicit.get(HELD, {})
        replaced = _fields_of_parts(shape, row[2 : 2 + size])
        for place, (field, value) in enumerate(zip(shape.fields, row[2 : 2 + size], strict=True)):
            if field.name in replaced or field.name in held:
                state.values[place] = held.get(field.name)
                state.clocks[place] = explicit.get(field.name, NEVER)
            else:
                state.values[place] = bool(value) if field.type is bool and value is not None else value
                state.clocks[place] = explicit.get(field.name, NEVER if value is None else state.event_at)
        return state

    def take(self, shape: Shape, values: Sequence[Any], time: int) -> None:
        """Takes from a record what is newer than what is known. Of two values of the same time the higher rank wins."""
        if time > self.event_at:
            self.event_at = time
            self.changed = True
        for place, value in enumerate(values):
            if value is UNSET or time < self.clocks[place]:
                continue
            if time > self.clocks[place] or _is_above(shape.ranks[place], value, self.values[place]):
                self.values[place] = value
                self.clocks[place] = time
                self.changed = True

    def note_import(self, number: int | None, sets: ImportSets) -> None:
        """Notes that an import sends the row."""
        joined = sets.joined(self.import_number, number)
        if joined != self.import_number:
            self.import_number = joined
            self.is_renumbered = True

    def row(self, shape: Shape, cost: Cost = no_cost) -> tuple[list[Any], tuple[str | None, ...], int, str | None]:
        """Values in the order of the fields, where the spend comes from, if the noun has any, latest event time, and the clocks
        that do not follow from these."""
        values = list(self.values)
        explicit: dict[str, Any] = {}
        held: dict[str, Any] = {}
        replaced = _fields_of_parts(shape, values)
        for place, (field, value, clock) in enumerate(zip(shape.fields, self.values, self.clocks, strict=True)):
            if field.name in replaced:
                values[place] = None
                if clock != NEVER:
                    explicit[field.name] = clock
                    held[field.name] = value
            elif clock != (NEVER if value is None else self.event_at):
                explicit[field.name] = clock
            if value is None and field.name in shape.noun.totals:
                values[place] = together([values[shape.position(part)] for part in shape.noun.totals[field.name]])
                if values[place] is not None:
                    held[field.name] = None
        sources = _with_spend(shape, values, self.event_at, held, cost)
        return values, sources, self.event_at, clocks_text(explicit, held)


def merged(shape: Shape, stored: Mapping[str, Sequence[Any]], news: Incoming, sets: ImportSets) -> dict[str, State]:
    """The state of every id of the records, over the rows that the store has of them. `sets` knows those of these rows."""
    states: dict[str, State] = {}
    for name, time, number, *values in zip(news.ids, news.times, news.imports, *news.columns, strict=True):
        state = states.get(name)
        if state is None:
            state = State.stored(shape, stored[name]) if name in stored else State(len(shape.fields), number)
            states[name] = state
        state.note_import(number, sets)
        state.take(shape, values, time)
    return states


def _with_spend(shape: Shape, values: list[Any], event_at: int, held: dict[str, Any], cost: Cost) -> tuple[str | None, ...]:
    """Puts the spend into its place if no record states it, and then its name into `held`. Returns where it comes from."""
    priced = shape.noun.priced
    if priced is None:
        return ()
    place = shape.position(priced.spend)
    spend, source = spend_of(priced, {name: values[shape.position(name)] for name in priced.fields}, event_at, cost)
    if values[place] is None and spend is not None:
        values[place] = spend
        held[priced.spend] = None
    return (source,)


def _is_above(rank: Rank, value: Any, other: Any) -> bool:
    """Whether one value ranks above another. Null ranks below every value."""
    return value is not None and (other is None or rank(value) > rank(other))


def _fields_of_parts(shape: Shape, values: Sequence[Any]) -> tuple[str, ...]:
    """The fields that a row of these values derives from its parts."""
    parts = shape.noun.from_parts
    return parts.fields if parts and values[shape.position(parts.flag)] else ()
