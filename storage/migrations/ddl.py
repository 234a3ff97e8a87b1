"""The statements that create the tables and indexes of `storage.tables`, in each dialect, and a fingerprint of them.

`python -m storage.migrations.ddl sqlite` (or `postgresql`) prints them.
"""

import hashlib
import re
import sys
from collections.abc import Mapping
from functools import cache

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from storage.tables import metadata

DIALECTS: Mapping[str, sa.Dialect] = {"sqlite": sqlite.dialect(), "postgresql": postgresql.dialect()}  # type: ignore[no-untyped-call]


def statements(dialect: str) -> list[str]:
    """CREATE TABLE and CREATE INDEX for an empty database, by name, so that every store has the same schema."""
    created: list[ExecutableDDLElement] = []
    for name in sorted(metadata.tables):
        table = metadata.tables[name]
        created += [CreateTable(table), *(CreateIndex(index) for index in sorted(table.indexes, key=_whole_first))]
    return [str(each.compile(dialect=DIALECTS[dialect])).strip() for each in created]


def _whole_first(index: sa.Index) -> tuple[bool, str]:
    """Partial indexes last. The order is fixed: of two indexes that cost the same, SQLite chooses by when they were created."""
    return index.dialect_options["sqlite"]["where"] is not None, str(index.name)


@cache
def fingerprint() -> str:
    """Twelve hex digits that change when a table, a column or an index does."""
    text = "".join(re.sub(r"\s", "", each) for dialect in DIALECTS for each in statements(dialect))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


if __name__ == "__main__":
    sys.stdout.write("".join(f"{each};\n\n" for each in statements(sys.argv[1])))
