"""The statements that writing runs, in the two dialects."""

import json
from collections.abc import Iterable, Sequence
from functools import cache

from storage.database.protocol import Transaction

Period = tuple[str, int, int, int]
"""A period of roll-ups: noun, level, start and end."""


class Statements:
    """What SQLite and PostgreSQL say differently: placeholders, lists of ids, the order of a join, locks.

    Reading statements take a list of ids and then the organization, and look each id up by an index: the list leads the
    join whatever the planner believes, since its statistics lag behind a load.
    """

    def list_parameter(self, ids: Iterable[str]) -> object:
        """A list of ids as one parameter."""
        return json.dumps(list(ids))

    def mark(self, place: int) -> str:  # noqa: ARG002 - PostgreSQL's says which
        """The placeholder of a parameter, counted from 1."""
        return "?"

    async def lock(self, transaction: Transaction, org_id: str) -> None:
        """Keeps other writers of the organization away until the transaction ends. SQLite has one writer anyway."""

    def find(self, table: str, columns: Sequence[str], key: str) -> str:
        """Columns of the rows whose key is among the ids."""
        named = ", ".join(f"found.{_quoted(column)}" for column in columns)
        return (
            f"SELECT {named} FROM json_each(?) AS given CROSS JOIN {_quoted(table)} AS found"
            f" WHERE found.org_id = ? AND found.{_quoted(key)} = given.value"
        )

    def figures_of_parts(self, table: str, link: str, times: tuple[str, str], sums: Sequence[str], kind: str | None) -> str:
        """Id, first time, last start, last end, number of parts without an end, sums, and least and greatest value of `kind`, if
        that is given, of each row that has parts.

        `table` holds the parts and `link` is their column with the id; `times` are those of their start and end.
        """
        return (
            f"SELECT given.value, {_figures(times, sums, kind)} FROM json_each(?) AS given CROSS JOIN {_quoted(table)} AS part"
            f" WHERE part.org_id = ? AND part.{_quoted(link)} = given.value GROUP BY given.value"
        )

    def delete(self, table: str) -> str:
        """Deletes rows; takes the organization and a list of ids."""
        return f"DELETE FROM {_quoted(table)} WHERE org_id = ? AND id IN (SELECT value FROM json_each(?))"

    def update_all(self, table: str, column: str) -> str:
        """Overwrites a column of rows with one value; takes the value, the organization and a list of ids."""
        ids = "id IN (SELECT value FROM json_each(?))"
        return f"UPDATE {_quoted(table)} SET {_quoted(column)} = ? WHERE org_id = ? AND {ids}"

    def among(self, place: int) -> str:  # noqa: ARG002 - PostgreSQL's says which
        """What follows a column that is to be one of several numbers."""
        return "IN (SELECT value FROM json_each(?))"

    def numbers(self, numbers: Iterable[int]) -> object:
        """The parameter of `among`."""
        return json.dumps(list(numbers))

    def listed_periods(self) -> str:
        """What selects noun, level, start and end of periods of roll-ups; its parameters come second."""
        columns = ", ".join(f"json_extract(value, '$[{place}]')" for place in range(4))
        return f"{columns} FROM json_each(?)"

    def period_parameters(self, periods: Sequence[Period]) -> list[object]:
        """The parameters of `listed_periods`."""
        return [json.dumps(periods)]

    def delete_some(self, table: str, count: int) -> str:
        """Deletes at most `count` rows of an organization, whichever they are, and returns one row for each; takes its id."""
        some = f"SELECT rowid FROM {_quoted(table)} WHERE org_id = ? LIMIT {count}"
        return f"DELETE FROM {_quoted(table)} WHERE rowid IN ({some}) RETURNING 1"

    def find_organization(self) -> str:
        """Whether an organization is there; takes its id."""
        return f"SELECT 1 FROM organization WHERE org_id = {self.mark(1)}"

    def update(self, table: str, columns: Sequence[str]) -> str:
        """Overwrites columns of a row; takes their values, and then org_id and id."""
        values = ", ".join(f"{_quoted(column)} = {self.mark(place)}" for place, column in enumerate(columns, 1))
        key = f"org_id = {self.mark(len(columns) + 1)} AND id = {self.mark(len(columns) + 2)}"
        return f"UPDATE {_quoted(table)} SET {values} WHERE {key}"


class PostgresStatements(Statements):
    """The same for PostgreSQL; OFFSET 0 keeps its planner from turning the join around."""

    def list_parameter(self, ids: Iterable[str]) -> object:
        """A list of ids as one parameter."""
        return list(ids)

    def mark(self, place: int) -> str:
        """The placeholder of a parameter, counted from 1."""
        return f"${place}"

    async def lock(self, transaction: Transaction, org_id: str) -> None:
        """Advisory, until the transaction ends; two organizations whose hashes are equal only wait for each other."""
        await transaction.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [org_id])

    def delete_some(self, table: str, count: int) -> str:
        """The organization is named twice, so that a cluster asks one node."""
        some = f"SELECT ctid FROM {_quoted(table)} WHERE org_id = $1 LIMIT {count}"
        return f"DELETE FROM {_quoted(table)} WHERE org_id = $1 AND ctid = ANY (ARRAY({some})) RETURNING 1"

    def find(self, table: str, columns: Sequence[str], key: str) -> str:
        """Columns of the rows whose key is among the ids."""
        named = ", ".join(_quoted(column) for column in columns)
        return (
            f"SELECT found.* FROM unnest($1::text[]) AS given(value) CROSS JOIN LATERAL"
            f" (SELECT {named} FROM {_quoted(table)} WHERE org_id = $2 AND {_quoted(key)} = given.value OFFSET 0) AS found"
        )

    def figures_of_parts(self, table: str, link: str, times: tuple[str, str], sums: Sequence[str], kind: str | None) -> str:
        """The same, of rows without parts too."""
        parts = f"{_quoted(table)} AS part WHERE org_id = $2 AND {_quoted(link)} = given.value"
        return (
            "SELECT given.value, figures.* FROM unnest($1::text[]) AS given(value) CROSS JOIN LATERAL"
            f" (SELECT {_figures(times, sums, kind)} FROM {parts}) AS figures"
        )

    def delete(self, table: str) -> str:
        """Deletes rows; takes the organization and a list of ids."""
        return f"DELETE FROM {_quoted(table)} WHERE org_id = $1 AND id = ANY ($2::text[])"

    def update_all(self, table: str, column: str) -> str:
        """Overwrites a column of rows with one value; takes the value, the organization and a list of ids."""
        return f"UPDATE {_quoted(table)} SET {_quoted(column)} = $1 WHERE org_id = $2 AND id = ANY ($3::text[])"

    def among(self, place: int) -> str:
        """What follows a column that is to be one of several numbers."""
        return f"= ANY (${place}::bigint[])"

    def numbers(self, numbers: Iterable[int]) -> object:
        """The parameter of `among`."""
        return list(numbers)

    def listed_periods(self) -> str:
        """What selects noun, level, start and end of periods of roll-ups; its parameters come second."""
        return (
            "given.* FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::bigint[]) AS given(subject, level, start_at, end_at)"
        )

    def period_parameters(self, periods: Sequence[Period]) -> list[object]:
        """The parameters of `listed_periods`."""
        return [*map(list, zip(*periods, strict=True))]


@cache
def statements_for(dialect: str) -> Statements:
    """The statements of a dialect, by its name."""
    return PostgresStatements() if dialect == "postgresql" else Statements()


def _figures(times: tuple[str, str], sums: Sequence[str], kind: str | None) -> str:
    since, until = map(_quoted, times)
    found = [f"min(coalesce({since}, {until}))", f"max({since})", f"max({until})", f"count(*) - count({until})"]
    found += [f"cast(sum({_quoted(field)}) AS bigint)" for field in sums]
    return ", ".join([*found, *([] if kind is None else [f"min({_quoted(kind)})", f"max({_quoted(kind)})"])])


def _quoted(name: str) -> str:
    return f'"{name}"'
