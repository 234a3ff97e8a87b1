"""Violations, which are in the JSON of verdicts, counted by their properties."""

from collections.abc import Sequence

import sqlalchemy as sa

from resolvers.bounds import bounded
from resolvers.rows import Derived, Reference
from resolvers.statistics.aggregation import Aggregation
from storage.errors import BadUserInput
from storage.nouns.noun import INTEGER, TEXT
from storage.sql.functions import EachElement, IsObject, TextMember
from storage.sql.json_text import JsonArray, JsonElement, JsonList, JsonObject, JsonQuery
from storage.sql.literal import literal
from storage.sql.names import fresh
from storage.sql.statement import Later

MOST_KINDS = 10_000
COLUMNS = {"GUARDIAN_ID": "guardian_id", "NHI_ID": "nhi_id", "OUTCOME": "outcome"}
"""Keys that are columns of the verdict; the others are members of the violation."""


class Kinds(Derived):
    """Groups of violations: columns `key_0`, ... and `size`."""

    def __init__(self, keys: int) -> None:
        super().__init__()
        self.keys = keys


class Violations:
    """The violations in the verdicts of an aggregation by some of their properties, the most frequent first."""

    def __init__(self, aggregation: Aggregation, by: Sequence[str], first: int | Later) -> None:
        self.by = by
        self.first = first
        self.select, self.rows = aggregation.started_rows()
        self.parent = Kinds(len(by))

    def finish(self, figures: JsonObject) -> JsonElement:
        """The list of the groups."""
        own = [self.rows.c[COLUMNS[key]].label(key) for key in self.by if key in COLUMNS]
        columns = [self.rows.c.violations.label("violations"), *own]
        # OFFSET keeps SQLite from folding this into the groups, whose order it would take from an index instead of the window.
        verdicts = (
            self.select.with_only_columns(*columns, maintain_column_froms=True).offset(literal(0)).subquery(fresh("verdicts"))
        )
        element = EachElement(verdicts.c.violations)
        each = element.table_valued(sa.column("value", TEXT)).render_derived(name=fresh("violations"))
        value, kind = each.c.value, sa.column("type", TEXT)
        kind.table = each  # SQLite's json_each has this column too; PostgreSQL never names it
        keys = [
            verdicts.c[key] if key in COLUMNS else TextMember(value, kind, key.lower()) for key in self.by
        ]  # fmt: skip
        names = [f"key_{index}" for index in range(len(keys))]
        kinds = (
            sa.select(*(key.label(name) for key, name in zip(keys, names, strict=True)))
            .select_from(verdicts, each)
            .where(IsObject(value, kind))
            .subquery(fresh("kinds"))
        )
        size = sa.cast(sa.func.count(), INTEGER)
        columns_of_kind = [kinds.c[name] for name in names]
        self.parent.source = page = (
            sa.select(*columns_of_kind, size.label("size"))
            .select_from(kinds)
            .group_by(*columns_of_kind)
            .order_by(size.desc(), *(sa.nulls_last(column.asc()) for column in columns_of_kind))
            .limit(sa.bindparam(None, self.first, INTEGER))
            .subquery(fresh("page"))
        )
        return JsonQuery(sa.select(JsonArray(figures).label("value")).select_from(page), nullable=False)


def violations(aggregation: Aggregation, by: Sequence[object], first: int | Later) -> Violations:
    """The violations in the verdicts of an aggregation, counted by one to three properties. BAD_USER_INPUT for another number of
    properties, or unless `first` is from 1 to 10,000."""
    names = list(dict.fromkeys(str(getattr(each, "value", each)) for each in by))
    if not 1 <= len(names) <= 3:
        raise BadUserInput("by: expected 1 to 3 keys", field="by")
    return Violations(aggregation, names, bounded(MOST_KINDS, first))


def kind_key(kinds: Kinds) -> Reference:
    """The first key of a group."""
    return Reference(kinds, "key_0", TEXT)


def kind_keys(kinds: Kinds) -> JsonElement:
    """All keys of a group, as a list of texts."""
    return JsonList([Reference(kinds, f"key_{index}", TEXT) for index in range(kinds.keys)])


def kind_count(kinds: Kinds) -> Reference:
    """Number of violations in a group."""
    return Reference(kinds, "size", INTEGER)
