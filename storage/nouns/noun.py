"""From a record to its table: columns, primary key and indexes, with the organization first in each."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import EnumType
from types import MappingProxyType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

import sqlalchemy as sa
from msgspec import Meta, UnsetType
from sqlalchemy.dialects import postgresql
from sqlalchemy.sql.elements import Grouping
from sqlalchemy.types import TypeEngine

from storage.nouns.record import Blob, Instant, Money, Record, snake
from storage.nouns.spend import TOKEN_KINDS, TOKENS, SpendSource

metadata = sa.MetaData()

TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
INTEGER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REAL: TypeEngine[Any] = sa.Double().with_variant(sa.REAL(), "sqlite")
FLAG = sa.Boolean(create_constraint=False).with_variant(sa.Integer(), "sqlite")
JSON_TEXT = sa.Text().with_variant(postgresql.JSON(), "postgresql")

COLUMN_TYPES: Mapping[type, TypeEngine[Any]] = {
    str: TEXT,
    int: INTEGER,
    Instant: INTEGER,
    Money: INTEGER,
    float: REAL,
    bool: FLAG,
    Blob: JSON_TEXT,
}

VALUES = "values"
"""Key in `info` of an index of two columns and the id: number of values of its first column that plans assume."""

IMPORT = "import_number"
"""Column with the number of the import that sent a row, or of the set of imports that did."""

UNTOLD = -1
"""Stands for an absent time in sort keys: before every time that a record may name."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record as the store and the docs see it: name, Python type without null, description."""

    name: str
    type: type
    description: str

    @property
    def sql_type(self) -> TypeEngine[Any]:
        """The type of its column."""
        return COLUMN_TYPES.get(self.type, TEXT)


@dataclass(frozen=True, slots=True)
class Carried:
    """Fields that the store copies into each row of a noun from the row that a link names, whichever arrives first."""

    link: str
    """Field that holds the id of the other row."""
    noun: str
    """Noun of the other row."""
    fields: tuple[Field, ...]
    """What is copied. The other noun has record fields of the same names."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of these fields."""
        return tuple(field.name for field in self.fields)

    @property
    def nothing(self) -> tuple[None, ...]:
        """Values of these fields while the other row has not arrived."""
        return (None,) * len(self.fields)


class PartFigures(NamedTuple):
    """Times of the parts of one row, in microseconds since 1970, and their sums. None: no part has one."""

    first: int | None = None
    last_start: int | None = None
    last_end: int | None = None
    unfinished: int = 0
    """Number of parts without an end."""
    sums: tuple[int | None, ...] = ()
    """Sums of the declared fields of the parts; empty if there are no parts."""
    source: str | None = None
    """Where the spend of the parts comes from, MIXED if it differs. None: no part has spend or tokens."""

    def course(self, reported: str | None, final: Collection[str], running: str) -> tuple[int | None, int | None, str | None]:
        """Start, end and state of the row from its parts and the state that records report.

        A row with an open part, or with a state that is not final, has no end. With an open part it is not final, but running.
        """
        is_final = reported is None or reported in final
        if self.unfinished:
            return self.first, None, running if reported is not None and is_final else reported
        last = max((time for time in (self.last_start, self.last_end) if time is not None), default=None)
        return self.first, last if is_final else None, reported


@dataclass(frozen=True, slots=True)
class Priced:
    """Fields from which the store computes the spend of a row in whose records it is null."""

    model: str
    """Name of the model. A list of several, separated by commas, has no price."""
    provider: str | None = None
    times: tuple[str, ...] = ("started_at", "ended_at")
    """Times at which prices are looked up: the first that is known, otherwise the event time."""
    tokens: tuple[str, ...] = TOKEN_KINDS
    counted: tuple[str, ...] = TOKENS
    """Those of the tokens without which there is no cost to compute."""
    spend: str = "spend"
    source: Field = Field(
        "spend_source",
        SpendSource,
        "Where the spend comes from: reported, or computed from tokens and prices. Null: neither spend nor tokens are known.",
    )
    """The column that the store adds."""

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the columns from which the spend follows."""
        provider = () if self.provider is None else (self.provider,)
        return (self.model, *provider, *self.times, *self.tokens, self.spend)


@dataclass(frozen=True, slots=True)
class FromParts:
    """Fields that the store derives from the parts of a row, in rows whose flag is true."""

    flag: str
    """Field that states whether a row's fields are derived."""
    fields: tuple[str, ...]
    """What is derived, the noun's time and end among them."""
    part: str
    """Noun of the parts."""
    link: str
    """Field of a part that holds the id of its row."""
    derive: Callable[[PartFigures, Mapping[str, Any]], tuple[Any, ...]]
    """From the figures of the parts, and what records report of `fields`, to the values of `fields`."""
    times: tuple[str, str] = ("started_at", "ended_at")
    """Fields of a part with its start and end."""
    sums: tuple[str, ...] = ()
    """Fields of a part that are summed."""
    spend: str | None = None
    """Field of them with the spend, which rows whose flag is not true take from their parts too if no record states theirs."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A kind of thing: its record, its table, the columns by which it lies in time, and what the store derives of it."""

    name: str
    record: type[Record]
    table: sa.Table
    fields: tuple[Field, ...]
    time: str | None
    end: str | None
    links: tuple[str, ...]
    carried: Carried | None
    from_parts: FromParts | None
    totals: Mapping[str, tuple[str, ...]]
    """Fields that are the sum of others if no record states them, with the fields that are added."""
    is_sent: bool
    """Whether senders send its records; otherwise only the store makes its rows."""
    priced: Priced | None

    @property
    def derived(self) -> tuple[Field, ...]:
        """The columns that no record contains."""
        return (*(self.carried.fields if self.carried else ()), *((self.priced.source,) if self.priced else ()))

    @property
    def type_name(self) -> str:
        """Name of the noun's type in the graph."""
        return self.record.__name__


NOUNS: dict[str, Noun] = {}
"""Every noun by name, in the order in which they were declared."""


def sent_nouns() -> dict[str, Noun]:
    """The nouns whose records may be sent, by name."""
    return {name: noun for name, noun in NOUNS.items() if noun.is_sent}


def noun(
    record: type[Record],
    *,
    time: str | None = None,
    by: Sequence[str] = (),
    apart: Sequence[str] = (),
    end: str | None = None,
    carried: Carried | None = None,
    from_parts: FromParts | None = None,
    totals: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    is_sent: bool = True,
    priced: Priced | None = None,
) -> sa.Table:
    """Declares the table of a record type.

    `time` orders the rows, and `end` is the time at which a row is over. `by` are the links by which lists are read. `apart`
    are the fields that are stored as records of their own. `carried`, `from_parts`, `totals` and `priced` are what the store
    derives. `is_sent`: whether senders may send such records.
    """
    fields = tuple(f for f in fields_of(record) if f.name not in {"id", "at", *apart})
    name = snake(record.__name__)
    table = sa.Table(
        name,
        metadata,
        sa.Column("org_id", TEXT, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        *(sa.Column(f.name, f.sql_type, comment=f.description) for f in (*fields, *(carried.fields if carried else ()))),
        *((sa.Column(priced.source.name, priced.source.sql_type, comment=priced.source.description),) if priced else ()),
        sa.Column(IMPORT, INTEGER, comment="Number of the import, or set of imports, that sent this row. Null: none, or many."),
        sa.Column("event_at", INTEGER, nullable=False, comment="Latest event time of the records that made this row."),
        sa.Column("clocks", TEXT, comment="Event times by field, as JSON, where they differ from event_at. Null: none does."),
        sa.PrimaryKeyConstraint("org_id", "id", name=f"pk_{name}"),
        comment=record.__doc__,
        sqlite_strict=True,
    )
    if time:
        table.c[time].info["sort_key"] = True
    for column in (None, *by):
        leading = [table.c.org_id] + ([table.c[column]] if column else [])
        if time:
            sa.Index(f"ix_{name}_{column or 'time'}", *leading, sort_key(table.c[time]), table.c.id)
        elif column:
            sa.Index(f"ix_{name}_{column}", *leading, table.c.id)
    if time and end:
        # Partial, or PostgreSQL takes it for the lookup of an id in a small table that it has not counted.
        over = end_key(table.c[time], table.c[end])
        told = over.is_not(None)
        sa.Index(f"ix_{name}_end", table.c.org_id, Grouping(over), sqlite_where=told, postgresql_where=told)
    if is_sent:
        known = table.c[IMPORT].is_not(None)
        sa.Index(f"ix_{name}_import", table.c.org_id, table.c[IMPORT], sqlite_where=known, postgresql_where=known)
    NOUNS[name] = Noun(name, record, table, fields, time, end, tuple(by), carried, from_parts, totals, is_sent, priced)
    return table


def sort_key(time: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    """The never-null value by which a nullable time is ordered and indexed: an absent one is before all others."""
    return sa.func.coalesce(time, sa.literal_column(str(UNTOLD)))


def end_key(time: sa.ColumnElement[Any], end: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    """When a row counts as over: never before it began; null while it is open, and where it did not begin."""
    return sa.case((end < time, time), (time.is_not(None), end))


def elapsed(since: sa.ColumnElement[Any], until: sa.ColumnElement[Any]) -> sa.ColumnElement[int]:
    """Microseconds from one time to a later one; null if one is unknown, or if the second is before the first: the sender's times
    contradict each other, and say nothing about a duration."""
    return sa.case((until >= since, until - since))


def fields_of(record: type[Record]) -> tuple[Field, ...]:
    """The fields of a record type with their descriptions, in the order of declaration."""
    hints = get_type_hints(record, include_extras=True)
    found = []
    for name in record.__struct_fields__:
        hint = hints[name]
        description = ""
        while get_origin(hint) is Annotated:
            base, *notes = get_args(hint)
            description = next((m.description for m in notes if isinstance(m, Meta) and m.description), description)
            hint = base
        found.append(Field(name, _plain(hint), description))
    return tuple(found)


def _plain(hint: Any) -> type:
    """The one type inside a hint that may also allow null and absence."""
    if get_origin(hint) is Annotated:
        return _plain(get_args(hint)[0])
    if get_origin(hint) in (Union, UnionType):
        inner = [arm for arm in get_args(hint) if arm not in (type(None), UnsetType)]
        return _plain(inner[0])
    if get_origin(hint) is not None:
        return get_origin(hint)  # type: ignore[no-any-return]
    assert isinstance(hint, type | EnumType)
    return hint
