"""The questions in raw SQL, one statement for each group of rows, as good as we could write them by hand for each database."""

import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, closing
from typing import Any

import asyncpg  # type: ignore[import-untyped]

from bench.history_question import TIMES, Grouped, Question, Window

TOOK = "ended_at - started_at"
ORG = "demo"
Figures = dict[tuple[str, ...], dict[str, float]]
"""By place and keys: count, and percentiles in microseconds."""

Run = Callable[[str], Awaitable[Sequence[Sequence[Any]]]]
"""Runs a statement on a connection that is open already."""

SQLITE_PRAGMAS = ("mmap_size = 1073741824", "cache_size = -262144", "temp_store = MEMORY")
POSTGRES_SETTINGS = {"work_mem": "256MB", "default_transaction_read_only": "on"}


def rows_of(grouped: Grouped, window: Window | None) -> str:
    """FROM and WHERE: by the index on time if there is a window, otherwise by the index on the model if one is requested."""
    tests = [f"org_id = '{ORG}'", *(f"{column} = {value!r}" for column, value in grouped.equal)]
    if window:
        start, end = window.micros
        key = f"coalesce({TIMES[grouped.table]}, -1)"
        tests += [f"{key} >= {start}", f"{key} < {end}"]
    return f"FROM {grouped.table} WHERE {' AND '.join(tests)}"


def postgresql(grouped: Grouped, window: Window | None) -> str:
    """PostgreSQL sorts once for all percentiles that come as one array."""
    keys = ", ".join(grouped.keys)
    ranks = ", ".join(str(percent / 100) for percent in grouped.percentiles)
    wanted = [keys, "count(*)", ranks and f"percentile_disc(ARRAY[{ranks}]) WITHIN GROUP (ORDER BY {TOOK})"]
    grouping = f" GROUP BY {keys}" if keys else ""
    return f"SELECT {', '.join(filter(None, wanted))} {rows_of(grouped, window)}{grouping}"


def sqlite(grouped: Grouped, window: Window | None) -> str:
    """SQLite ranks the values of each group, having counted them first: a second window function would take longer."""
    names = [f"key{number}" for number in range(len(grouped.keys))]
    keys = [f"{key} AS {name}" for key, name in zip(grouped.keys, names, strict=True)]
    grouping = f" GROUP BY {', '.join(grouped.keys)}" if keys else ""
    rows = rows_of(grouped, window)
    counts = f"SELECT {', '.join([*keys, 'count(*) AS size', f'count({TOOK}) AS measured'])} {rows}{grouping}"
    if not grouped.percentiles:
        return counts.replace(f", count({TOOK}) AS measured", "")
    apart = f"PARTITION BY {', '.join(grouped.keys)} " if keys else ""
    values = f"SELECT {', '.join([*keys, f'{TOOK} AS took'])}, row_number() OVER ({apart}ORDER BY {TOOK}) AS place {rows}"
    places = [f"(measured * {percent} + 99) / 100" for percent in grouped.percentiles]
    found = [f"max(CASE WHEN place = {place} THEN took END)" for place in places]
    same = " AND ".join([*(f"ranked.{name} IS counted.{name}" for name in names), f"place IN ({', '.join(places)})"])
    return (
        f"WITH counted AS MATERIALIZED ({counts}), ranked AS ({values} AND {TOOK} IS NOT NULL)"
        f" SELECT {', '.join([*(f'counted.{name}' for name in names), 'size', *found])}"
        f" FROM counted LEFT JOIN ranked ON {same} GROUP BY {', '.join([*(f'counted.{name}' for name in names), 'size'])}"
    )


STATEMENTS = {"sqlite": sqlite, "postgresql": postgresql}


async def answer(question: Question, database: str, run: Run) -> tuple[float, Figures]:
    """Run time in seconds of a query's statements, one after another, and their results."""
    seconds, figures = 0.0, Figures()
    for grouped in question.groups:
        began = time.perf_counter()
        rows = await run(STATEMENTS[database](grouped, question.window))
        seconds += time.perf_counter() - began
        for row in rows:
            figures[grouped.place, *map(str, row[: len(grouped.keys)])] = _figures(grouped, row[len(grouped.keys) :])
    return seconds, figures


def _figures(grouped: Grouped, row: Sequence[Any]) -> dict[str, float]:
    count, *values = row
    if values and (values[0] is None or isinstance(values[0], list)):
        values = values[0] or [None] * len(grouped.percentiles) if len(values) == 1 else values
    found = {f"p{percent}": value for percent, value in zip(grouped.percentiles, values, strict=True)}
    return {"count": count} | {name: float(value) for name, value in found.items() if value is not None}


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Run]:
    """A connection with enough memory for its sorts."""
    if url.startswith("sqlite:"):
        with closing(sqlite3.connect(f"file:{url.removeprefix('sqlite:///')}?mode=ro", uri=True)) as connection:
            for pragma in SQLITE_PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")

            async def run(statement: str) -> Sequence[Sequence[Any]]:
                return connection.execute(statement).fetchall()

            yield run
    else:
        server = await asyncpg.connect(url, server_settings=POSTGRES_SETTINGS)
        yield server.fetch
        await server.close()
