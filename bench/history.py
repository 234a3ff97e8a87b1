"""Measures questions over years of data: Pentagraph with its roll-ups, raw SQL on the same store, PostGraphile's aggregates.

    python -m bench.history                                            # a million tasks, four months
    python -m bench.history --days 110 --days 1095 --keep FOLDER       # and ten million, three years: needs 50 GB, hours
    python -m bench.history --keep FOLDER --sqlite-only --only q3a     # once more on stores that are there

The stores come from `pentagraph demo`, as many tasks a day in each, on SQLite and PostgreSQL; then roll-ups are built. Before
anything is timed, counts have to be those of raw SQL, and percentiles within one per cent. In a round every contender is
asked once or for a while, one after another, with one client. At last the same questions go to a store whose roll-ups
are dropped.
"""

import argparse
import asyncio
import signal
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg  # type: ignore[import-untyped]

from bench import history_writing
from bench.history_question import QUESTIONS
from bench.history_rounds import Times, measured
from bench.history_store import Store, prepared
from bench.history_table import answers, weights
from bench.postgres import postgresql
from bench.table import machine


async def made(url: str, name: str) -> str:
    """The URL of the database `name` on the same server; creates the database if it does not exist."""
    connection = await asyncpg.connect(url)
    if not await connection.fetchval("SELECT true FROM pg_database WHERE datname = $1", name):
        await connection.execute(f'CREATE DATABASE "{name}"')
    await connection.close()
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--days", type=int, action="append", help="length of a history; may be given again (110)")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the stores there, and use those that are there")
    parser.add_argument("--rounds", type=int, default=5, help="times that everything is measured")
    parser.add_argument("--seconds", type=float, default=0.5, help="about how long one measurement of a fast server takes")
    parser.add_argument("--sqlite-only", action="store_true", help="leave PostgreSQL out")
    parser.add_argument("--only", action="append", metavar="QUESTION", help="only these questions, such as q3a")
    parser.add_argument("--rows", type=int, default=100_000, help="tasks to write for the price of writing; 0: leave it out")
    return parser.parse_args()


def main() -> None:
    """Prepares, measures, prints."""
    chosen = options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    questions = [each for each in QUESTIONS if not chosen.only or each.name in chosen.only]
    found: list[tuple[Store, Times]] = []
    with ExitStack() as stack:
        folder = chosen.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        folder.mkdir(parents=True, exist_ok=True)
        server = None if chosen.sqlite_only else stack.enter_context(postgresql((folder / "postgresql").resolve()))
        for days in chosen.days or [110]:
            urls = [f"sqlite:///{folder.resolve()}/days_{days}.db"]
            urls += [asyncio.run(made(server.url, f"days_{days}"))] if server else []
            for url in urls:
                store = prepared(days, url, folder)
                found.append((store, measured(store, questions, chosen.rounds, chosen.seconds)))
        found.sort(key=lambda each: (each[0].database != "sqlite", each[0].days))
        print(f"{machine()}; medians of {chosen.rounds} rounds\n\n{answers(found, questions)}")
        print(f"\n{weights([store for store, _ in found])}")
        if chosen.rows:
            print(f"\n{history_writing.table(chosen.rows, chosen.rounds, folder, server.url if server else None)}")


if __name__ == "__main__":
    main()
