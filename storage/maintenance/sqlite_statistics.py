"""What SQLite takes the tables to hold when it plans: the same for every store, so that every store has the same plans.

Without statistics SQLite takes an organization to have ten rows, and may read all of them. Those that ANALYZE takes from
a store are slow to make, go stale, and are worst where a link is mostly null. Ours are the proportions of a large store.
"""

import sqlalchemy as sa

from storage.nouns.noun import NOUNS, VALUES, Noun
from storage.rollup.subjects import GRAINS, period

ALL = 2_000_000_000
"""Rows of any table over all organizations: more than SQLite believes of a subquery. Where a table seems smaller than what is
looked up in it, SQLite reads all of it into a Bloom filter first, and 3.40 then loses rows where the index is of an expression.
"""

EVENTS, THINGS = 1_000_000, 1_000
"""Rows that an organization has of a noun that has a time, and of one that has none."""

BROAD = frozenset({"model_id", "workflow_id", "guardian_id", "nhi_id", "tool", "name"})
"""Links that many rows share."""

MANY, FEW = 5_000, 10
"""Rows that share one value of a broad link, and of any other."""

OF_STATE = 200_000
"""Rows that share a state: any link tells them apart better."""

CELLS = f"{ALL} 1000000 250000 50 5"
"""Cells in all, of an organization, of a level, of a period, and of a period and the leading dimension."""

PERIODS, DIRTY_PERIODS = f"{ALL} 200000 25000 6000 1", "1000 1000 200 50 1"
"""Periods in all, of an organization, a subject, a level; and the same of the dirty ones."""

DIRTY = "ix_rollup_period_dirty"


def assumed(noun: Noun) -> dict[str, str]:
    """By index: rows in all, then rows that agree on the first column, on the first two, and so on."""
    rows = EVENTS if noun.time else THINGS
    found = {f"sqlite_autoindex_{noun.name}_1": f"{ALL} {rows} 1"}
    for index in noun.table.indexes:
        column = str(index.name).removeprefix(f"ix_{noun.name}_")
        if column in ("end", "latest"):
            found[str(index.name)] = f"{ALL} {rows} 2"
            continue
        if len(index.expressions) == 2:  # the organization, and a column that is not unique
            found[str(index.name)] = f"{ALL} {rows} {min(MANY, rows // 10)}"
            continue
        if VALUES in index.info:
            found[str(index.name)] = f"{ALL} {rows} {rows // index.info[VALUES]} {FEW} 1"
            continue
        shared = (
            [] if column == "time" else [OF_STATE if column == "state" else min(MANY, rows // 10) if column in BROAD else FEW]
        )
        same_time = [2] if noun.time else []
        further = [min(MANY, rows // 10)] * (len(index.expressions) - len(shared) - len(same_time) - 2)  # of several links
        found[str(index.name)] = " ".join(map(str, (ALL, rows, *further, *shared, *same_time, 1)))
    return found


def assumed_of_rollups() -> dict[tuple[str, str], str]:
    """The same by table and index for the cells of roll-ups and their periods, few of which are dirty."""
    found = {(name, str(index.name)): CELLS for name, grain in GRAINS.items() for index in grain.table.indexes}
    return {**found, (period.name, f"sqlite_autoindex_{period.name}_1"): PERIODS, (period.name, DIRTY): DIRTY_PERIODS}


def everything() -> list[tuple[str, str, str]]:
    """Table, index and figures of all that is assumed."""
    nouns = [(noun.name, index, figures) for noun in NOUNS.values() for index, figures in assumed(noun).items()]
    return nouns + [(table, index, figures) for (table, index), figures in assumed_of_rollups().items()]


def assume(connection: sa.Connection) -> None:
    """Tells SQLite; connections that are opened from now on plan by it. PostgreSQL counts for itself."""
    if connection.dialect.name != "sqlite":
        return
    connection.exec_driver_sql("ANALYZE alembic_version")
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    connection.exec_driver_sql("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", everything())
