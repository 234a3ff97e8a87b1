"""The statements that writing runs, in the two dialects."""

import json
from collections.abc import Iterable
from functools import cache

from storage.database import Transaction
from storage.row import Shape


class Statements:
    """What SQLite and PostgreSQL say differently: placeholders, lists of ids, comparison with nulls, locks.

    Every statement takes the organization first, and then a list of ids.
    """

    organization = "?"
    listed = "(SELECT value FROM json_each(?))"
    differs = "IS NOT"

    def list_parameter(self, ids: Iterable[str]) -> object:
        """A list of ids as one parameter."""
        return json.dumps(list(ids))

    def mark(self, place: int) -> str:  # noqa: ARG002 - PostgreSQL's says which
        """The placeholder of a parameter, counted from 1."""
        return "?"

    async def lock(self, transaction: Transaction, org_id: str) -> None:
        """Keeps other writers of the organization away until the transaction ends. SQLite has one writer anyway."""

    @property
    def find_organization(self) -> str:
        """Whether an organization is there; takes its id only."""
        return f"SELECT 1 FROM organization WHERE org_id = {self.organization}"

    @property
    def find_places(self) -> str:
        """Id, model and version of process instances."""
        return f"SELECT id, model_id, version FROM process_instance WHERE org_id = {self.organization} AND id IN {self.listed}"

    @property
    def take_times_from_tasks(self) -> str:
        """Gives process instances that say so the first start and last end of their tasks."""
        tasks = "FROM task WHERE task.org_id = process_instance.org_id AND task.instance_id = process_instance.id"
        return (
            f"UPDATE process_instance SET started_at = (SELECT min(task.started_at) {tasks}),"
            f" ended_at = (SELECT max(task.ended_at) {tasks})"
            f" WHERE org_id = {self.organization} AND id IN {self.listed} AND times_from_tasks"
        )

    def find(self, shape: Shape) -> str:
        """Whole rows of a noun, in the order of the table's columns."""
        columns = ", ".join(_quoted(column) for column in shape.columns)
        return f"SELECT {columns} FROM {_quoted(shape.noun.name)} WHERE org_id = {self.organization} AND id IN {self.listed}"

    def update(self, shape: Shape) -> str:
        """Overwrites a row; takes every column but org_id and id, and then these two."""
        rest = shape.columns[2:]
        values = ", ".join(f"{_quoted(column)} = {self.mark(place)}" for place, column in enumerate(rest, 1))
        key = f"org_id = {self.mark(len(rest) + 1)} AND id = {self.mark(len(rest) + 2)}"
        return f"UPDATE {_quoted(shape.noun.name)} SET {values} WHERE {key}"

    def place(self, noun: str) -> str:
        """Gives the rows of a noun the model and version of their process instances, where these differ."""
        table = _quoted(noun)
        return (
            f"UPDATE {table} SET model_id = i.model_id, version = i.version FROM process_instance AS i"
            f" WHERE i.org_id = {self.organization} AND i.id IN {self.listed}"
            f" AND {table}.org_id = i.org_id AND {table}.instance_id = i.id"
            f" AND ({table}.model_id {self.differs} i.model_id OR {table}.version {self.differs} i.version)"
        )


class PostgresStatements(Statements):
    """The same for PostgreSQL."""

    organization = "$1"
    listed = "(SELECT unnest($2::text[]))"
    differs = "IS DISTINCT FROM"

    def list_parameter(self, ids: Iterable[str]) -> object:
        """A list of ids as one parameter."""
        return list(ids)

    def mark(self, place: int) -> str:
        """The placeholder of a parameter, counted from 1."""
        return f"${place}"

    async def lock(self, transaction: Transaction, org_id: str) -> None:
        """Advisory, until the transaction ends; two organizations whose hashes are equal only wait for each other."""
        await transaction.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [org_id])


@cache
def statements_for(dialect: str) -> Statements:
    """The statements of a dialect, by its name."""
    return PostgresStatements() if dialect == "postgresql" else Statements()


def _quoted(name: str) -> str:
    return f'"{name}"'
