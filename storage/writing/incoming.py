"""From records to the columns of their table: what each record contains, as the database stores it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import repeat
from types import NoneType
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import astuple

from storage.nouns.noun import NOUNS, Field, Noun
from storage.nouns.record import LONGEST_ID, Blob, Instant, Money, Record, Refused
from storage.nouns.spend import SpendSource
from storage.nouns.total import together
from storage.prices.book import Cost, no_cost, spend_of
from storage.storable import DEEPEST_DOCUMENT, REASON, is_storable, is_storable_json, is_too_deep

LONGEST_KEY = 1500
"""UTF-8 bytes of an id; an index entry of PostgreSQL, which may hold a link of 1,024 bytes as well, takes 2704."""

HELD = "held"
"""Key in `clocks`, the last one, of what records report of fields whose columns hold something derived: an instance's times
while they are those of its tasks, a run's total of tokens while it is the sum of input and output, and a spend while it is
computed."""

Column = Sequence[Any]
Rank = Callable[[Any], Any]
"""The key by which values of one field compare when records report them for the same time."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How the record of a noun becomes a row: where its fields are in the record, and how each value is stored."""

    noun: Noun
    fields: tuple[Field, ...]
    positions: tuple[int, ...]
    converters: tuple[Callable[[Any], Any] | None, ...]
    ranks: tuple[Rank, ...]
    columns: tuple[str, ...]
    places: Mapping[str, int]
    """Places of the fields that a record may bring, by name, in the order of the table's columns."""

    def position(self, field: str) -> int:
        """Place of a field among those that a record may bring."""
        return self.places[field]


@cache
def shape_of(name: str) -> Shape:
    """The shape of a noun, by its name."""
    noun = NOUNS[name]
    sent = noun.record.__struct_fields__
    return Shape(
        noun=noun,
        fields=noun.fields,
        positions=tuple(sent.index(field.name) for field in noun.fields),
        converters=tuple(_converter(field.type) for field in noun.fields),
        ranks=tuple(_rank(field.type) for field in noun.fields),
        columns=tuple(noun.table.c.keys()),
        places={field.name: place for place, field in enumerate(noun.fields)},
    )


def _converter(kind: type) -> Callable[[Any], Any] | None:
    """What makes a value one of the types that drivers take fastest; None where it is one already."""
    if kind in (Instant, Money):
        return int
    if kind is Blob or issubclass(kind, Enum):
        return str
    return float if kind is float else None


def _rank(kind: type) -> Rank:
    """Ranks a state by its place in the life of a thing, which is the order in which its values are declared: the end of a run
    wins over its start. Other values rank by themselves: the larger number, the greater text."""
    if not issubclass(kind, Enum):
        return _itself
    places = {member.value: place for place, member in enumerate(kind)}
    return lambda value: places.get(value, -1)


def _itself(value: Any) -> Any:
    return value


@dataclass(frozen=True, slots=True)
class Incoming:
    """What some records of one noun bring, column by column; UNSET where a record does not bring a field."""

    ids: Column
    times: Column
    imports: Column
    """Number of the import that each record belongs to; None: it belongs to none."""
    columns: Sequence[Column]

    def chosen(self, places: Sequence[int]) -> "Incoming":
        """The same for some of the records only."""
        pick = [[column[place] for place in places] for column in (self.ids, self.times, self.imports, *self.columns)]
        return Incoming(pick[0], pick[1], pick[2], pick[3:])


def incoming(shape: Shape, records: Sequence[Record], imports: Column | None = None) -> Incoming:
    """What records bring, as the database holds it; Refused where a value cannot be held by both databases.

    `imports`: the number of each record's import. None: they belong to none.
    """
    ids = [record.id for record in records]
    _refuse_unstorable("id", ids, document=False)
    for row_id in ids:
        if len(row_id) > LONGEST_KEY or (not row_id.isascii() and len(row_id.encode()) > LONGEST_KEY):
            raise Refused(f"an id must have at most {LONGEST_KEY} bytes", field="id", value=row_id)
    sent = list(zip(*map(astuple, records), strict=True))
    columns = [_converted(sent[place], convert) for place, convert in zip(shape.positions, shape.converters, strict=True)]
    for field, column in zip(shape.fields, columns, strict=True):
        if field.name in shape.noun.links:
            _refuse_long(field.name, column)
        if field.type in (str, Blob):
            _refuse_unstorable(field.name, column, document=field.type is Blob)
    try:
        times = [int(record.event_time()) for record in records]
    except ValueError as error:
        raise Refused(str(error), field="at") from error
    return Incoming(ids, times, imports or [None] * len(ids), columns)


def new_rows(
    shape: Shape, org_id: str, brought: Incoming, carried: Sequence[Column], cost: Cost = no_cost
) -> list[tuple[Any, ...]]:
    """Whole rows of records that are the first news of their ids, in the order of the table's columns."""
    columns = [_without_unset(column) for column in brought.columns]
    held = _with_totals(shape, columns)
    sources = _with_spend(shape, columns, brought.times, held, cost)
    clocks = _clocks_of_nulls(shape, brought, held)
    return list(
        zip(repeat(org_id), brought.ids, *columns, *carried, *sources, brought.imports, brought.times, clocks, strict=False)
    )


def clocks_text(times: Mapping[str, Any], held: Mapping[str, Any]) -> str | None:
    """The column `clocks`: event times by field, then what records report of derived fields. None: neither."""
    explicit = {**times, HELD: held} if held else times
    return msgspec.json.encode(explicit).decode() if explicit else None


def _converted(column: Column, convert: Callable[[Any], Any] | None) -> Column:
    if convert is None or set(map(type, column)) <= {UnsetType, NoneType}:
        return column
    return [value if value is UNSET or value is None else convert(value) for value in column]


def _without_unset(column: Column) -> Column:
    if UnsetType not in set(map(type, column)):
        return column
    return [None if value is UNSET else value for value in column]


def _with_totals(shape: Shape, columns: list[Column]) -> dict[str, list[int]]:
    """Puts the totals that no record states into their columns, and returns the rows that have these, by field."""
    rows = {}
    for name, parts in shape.noun.totals.items():
        total = shape.position(name)
        sums = [together(each) for each in zip(*(columns[shape.position(part)] for part in parts), strict=True)]
        rows[name] = [row for row, stated in enumerate(columns[total]) if stated is None and sums[row] is not None]
        columns[total] = [sums[row] if stated is None else stated for row, stated in enumerate(columns[total])]
    return rows


def _with_spend(
    shape: Shape, columns: list[Column], times: Column, held: dict[str, list[int]], cost: Cost
) -> tuple[Sequence[str | None], ...]:
    """Puts the spend that no record states into its column, and its rows into `held`. Returns where spend comes from, if the noun
    has any."""
    priced = shape.noun.priced
    if priced is None:
        return ()
    spend = shape.position(priced.spend)
    stated = columns[spend]
    sources = [None if each is None else SpendSource.REPORTED.value for each in stated]
    counted = [columns[shape.position(name)] for name in priced.counted]
    lacking = [
        row
        for row, (each, *tokens) in enumerate(zip(stated, *counted, strict=True))
        if each is None and tokens.count(None) < len(tokens)
    ]
    if lacking:
        named = {name: columns[shape.position(name)] for name in priced.fields}
        known = list(stated)
        for row in lacking:
            values = {name: column[row] for name, column in named.items()}
            known[row], sources[row] = spend_of(priced, values, times[row], cost)
        columns[spend] = known
        held[priced.spend] = [row for row in lacking if known[row] is not None]
    return (sources,)


def _clocks_of_nulls(shape: Shape, brought: Incoming, derived: Mapping[str, Sequence[int]]) -> list[str | None]:
    """Clocks as JSON. A reported null has its own clock, which distinguishes it from a field that no record contained.
    `derived`: the rows in which a field is derived, by field."""
    nulls: dict[int, dict[str, Any]] = {}
    held: dict[int, dict[str, None]] = {}
    for field, column in zip(shape.fields, brought.columns, strict=True):
        if NoneType in set(map(type, column)):
            for place, value in enumerate(column):
                if value is None:
                    nulls.setdefault(place, {})[field.name] = brought.times[place]
        for place in derived.get(field.name, ()):
            held.setdefault(place, {})[field.name] = None
    clocks: list[str | None] = [None] * len(brought.ids)
    for place in {*nulls, *held}:
        clocks[place] = clocks_text(nulls.get(place, {}), held.get(place, {}))
    return clocks


def _refuse_unstorable(field: str, column: Column, *, document: bool) -> None:
    texts = [value for value in column if value is not UNSET and value is not None]
    holds = is_storable_json if document else is_storable
    if not holds("".join(texts)):
        raise Refused(REASON, field=field, value=next(text for text in texts if not holds(text)))
    if document and any(map(is_too_deep, texts)):
        raise Refused(f"JSON may be nested at most {DEEPEST_DOCUMENT} levels deep", field=field)


def _refuse_long(field: str, column: Column) -> None:
    for value in column:
        if isinstance(value, str) and not value.isascii() and len(value.encode(errors="replace")) > LONGEST_ID:
            raise Refused(f"an id must have at most {LONGEST_ID} bytes", field=field, value=value)
