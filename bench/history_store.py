"""Stores of the benchmark over years: filled by `pentagraph demo`, rolled up, weighed, and kept for the next run if wanted."""

import asyncio
import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]

from bench.history_question import UNTIL
from bench.history_raw import ORG
from storage.database.opening import open_database
from storage.rollup.building import build
from storage.rollup.subjects import GRAINS, SUBJECTS, period

SCALE = 43
"""Scale of the generated company: about 9,150 tasks a day, ten million in three years."""

PENTAGRAPH = str(Path(sys.executable).with_name("pentagraph"))
ROLLUPS = [*GRAINS, period.name]
BY_END = [f"ix_{subject.noun}_end" for subject in SUBJECTS.values() if subject.end]
AGGREGATES = Path(__file__).parent / "peers" / "aggregates.sql"


@dataclass(frozen=True)
class Weight:
    """Size of a store: tasks, seconds to build all roll-ups, and bytes on disk including indexes."""

    tasks: int
    built: float
    rows: int
    rollups: int
    by_end: int
    """Bytes of the indexes by end, which only roll-ups and counts of open rows need; included in `rows`."""


@dataclass(frozen=True)
class Store:
    """A store that is ready for queries."""

    days: int
    url: str
    weight: Weight

    @property
    def database(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.url.partition(":")[0]


def prepared(days: int, url: str, folder: Path) -> Store:
    """The store at a URL with the given number of days; filled unless a file in the folder records that it is."""
    note = folder / f"days_{days}.{url.partition(':')[0]}.json"
    if not note.exists():
        options = ["--days", str(days), "--scale", str(SCALE), "--until", UNTIL.isoformat(), "--org", ORG]
        _progress(f"filling {days} days")
        subprocess.run([PENTAGRAPH, "demo", "--database", url, *options], check=True, stderr=subprocess.DEVNULL)
        note.write_text(json.dumps(asdict(asyncio.run(finished(url)))))
    return Store(days, url, Weight(**json.loads(note.read_text())))


async def finished(url: str) -> Weight:
    """Builds the roll-ups of a store that was filled, and weighs it."""
    await _vacuumed(url)
    _progress("building roll-ups")
    database = await open_database(url)
    began = time.monotonic()
    await build(database, ORG)
    built = time.monotonic() - began
    tasks = int((await database.rows("SELECT count(*) FROM task"))[0][0])
    await database.close()
    await _vacuumed(url)
    _progress("weighing")
    nouns = list(SUBJECTS)
    if url.startswith("sqlite:"):
        sizes = [_sqlite_bytes(url, tables) for tables in (nouns, ROLLUPS)] + [_sqlite_bytes(url, BY_END, "name")]
    else:
        sizes = [await _postgres_bytes(url, relations) for relations in (nouns, ROLLUPS, BY_END)]
    return Weight(tasks, built, *sizes)


async def _vacuumed(url: str) -> None:
    """As autovacuum, which is off in the benchmark, does it."""
    if url.startswith("postgresql:"):
        connection = await asyncpg.connect(url)
        await connection.execute(AGGREGATES.read_text())
        await connection.execute("VACUUM ANALYZE")
        await connection.close()


def _sqlite_bytes(url: str, names: list[str], column: str = "tbl_name") -> int:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        marks = ", ".join("?" * len(names))
        trees = connection.execute(f"SELECT name FROM sqlite_master WHERE {column} IN ({marks}) AND rootpage", names)
        size = "SELECT pgsize FROM dbstat WHERE name = ? AND aggregate = TRUE"
        return sum(int(connection.execute(size, tree).fetchone()[0]) for tree in trees.fetchall())


async def _postgres_bytes(url: str, relations: list[str]) -> int:
    connection = await asyncpg.connect(url)
    found = await connection.fetchval(
        "SELECT sum(pg_total_relation_size(name::regclass)) FROM unnest($1::text[]) AS name", relations
    )
    await connection.close()
    return int(found)


def _progress(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)
