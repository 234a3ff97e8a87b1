"""Statistics by groups: the figures of the rows that share the values of some fields."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from resolvers.bounds import bounded
from resolvers.rows import Reference
from resolvers.statistics.aggregation import Aggregation
from resolvers.statistics.division import Division, Key
from resolvers.statistics.figures import COUNTED
from resolvers.statistics.row_set import Measure
from storage.errors import BadUserInput
from storage.nouns.noun import INTEGER, TEXT
from storage.sql.json_text import JsonArray, JsonElement, JsonList, JsonObject, JsonQuery
from storage.sql.statement import Later

MOST_KEYS = 3
MOST_GROUPS = 10_000


def listed(aggregation: Aggregation, rows: sa.Select[Any]) -> JsonElement:
    """The list of the column `figures` of a select, in the select's order."""
    page = aggregation.step(rows, "page")
    figures = sa.type_coerce(page.c.figures, JsonElement.type)
    whole = sa.select(JsonArray(figures).label("value")).select_from(page)
    return JsonQuery(aggregation.with_steps(whole), nullable=False)


class Groups:
    """An aggregation by keys, the largest groups first. `each` limits the number of groups that share the first key."""

    def __init__(self, aggregation: Aggregation, first: int | Later, each: int | Later | None = None) -> None:
        self.parent = aggregation
        self.first = first
        self.each = None if each is None else bounded(MOST_GROUPS, each, "each")
        COUNTED(aggregation)

    def finish(self, figures: JsonObject) -> JsonElement:
        """The list of the groups' figures."""
        source = self.parent.computed()
        keys = [source.c[f"key_{index}"] for index in range(len(self.parent.keys))]
        order = [source.c.counted.desc(), *(sa.nulls_last(key.asc()) for key in keys)]
        ranked = sa.select(figures.label("figures")).select_from(source)
        if self.each is not None:
            rank = sa.func.row_number().over(partition_by=keys[0], order_by=order).label("rank")
            within = self.parent.step(ranked.add_columns(rank, source.c.counted, *keys), "ranked")
            ranked = sa.select(within.c.figures).where(within.c.rank <= sa.bindparam(None, self.each, INTEGER))
            order = [within.c.counted.desc(), *(sa.nulls_last(within.c[key.name].asc()) for key in keys)]
        return listed(self.parent, ranked.order_by(*order).limit(sa.bindparam(None, self.first, INTEGER)))


def grouped(
    aggregation: Aggregation,
    keys: Sequence[tuple[str, Measure]],
    first: int | Later,
    each: int | Later | None = None,
    *,
    rolled: bool,
) -> Groups:
    """The same rows by keys: at most `first` groups, at most `each` of those that share the first key. BAD_USER_INPUT unless
    there are one to three keys, and `each` is from 1 to 10,000."""
    if not 1 <= len(keys) <= MOST_KEYS:
        raise BadUserInput(f"by: expected 1 to {MOST_KEYS} keys", field="by")

    def text(expression: Measure) -> Measure:
        return lambda rows: sa.cast(expression(rows), TEXT)

    division = Division([Key(name, text(of)) for name, of in keys])
    return Groups(Aggregation(aggregation.row_set, division, rolled=rolled), first, each)


def first_key(aggregation: Aggregation) -> Reference:
    """The value of the first key, as text."""
    return aggregation.key(0)


def keys(aggregation: Aggregation) -> JsonElement:
    """The values of all keys, as a list of texts."""
    return JsonList([aggregation.key(index) for index in range(len(aggregation.keys))])
