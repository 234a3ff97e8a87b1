"""Measures reading: the same three questions put to every contender in turn, and one table of all ratios.

    python -m bench.read [--rounds 7] [--seconds 0.4] [--sqlite-only] [--only NAME] [--json FILE]

Q1: 100 instances of a model, newest first, each with 20 tasks, its incidents, and its runs with their NHI.
Q2: one instance with its tasks. Q4: 10,000 tasks, flat.

In a round every contender is measured once with one client and once with eight, one after another, so that a slow moment of
the machine falls on all. Before anything is timed, all answers are compared as JSON values.
"""

import argparse
import json
import signal
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import astuple
from pathlib import Path

from bench.contender import CONTENDERS, Contender, serving
from bench.filling import fill
from bench.measuring import Figures, run_rounds
from bench.postgres import postgresql
from bench.table import machine, table


def chosen(only: list[str] | None, database: str) -> list[Contender]:
    """The contenders that can run here; says which cannot."""
    picked = [each for each in CONTENDERS if database in each.databases and (not only or any(name in each.name for name in only))]
    for each in picked:
        if each.needs and not each.needs.exists():
            print(f"left out, as `npm ci` was not run in bench/: {each.name}", file=sys.stderr)
    return [each for each in picked if not each.needs or each.needs.exists()]


def main() -> None:
    """Fills, serves, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="times that everything is measured")
    parser.add_argument("--seconds", type=float, default=0.4, help="about how long one measurement takes")
    parser.add_argument("--sqlite-only", action="store_true", help="leave PostgreSQL out")
    parser.add_argument("--only", action="append", metavar="NAME", help="only contenders with this in their name")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures of every round there too")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    figures: Figures = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        databases: dict[str, tuple[str, int | None]] = {"sqlite": (f"sqlite:///{folder}/bench.db", None)}
        if not arguments.sqlite_only:
            server = stack.enter_context(postgresql())
            databases["postgresql"] = server.url, server.pid
        sample = fill([url for url, _ in databases.values()])
        for database, (url, pid) in databases.items():
            with ExitStack() as servers:
                running = [servers.enter_context(serving(each, url)) for each in chosen(arguments.only, database)]
                figures |= run_rounds(running, database, pid, sample, arguments.rounds, arguments.seconds)
    print(f"{machine()}; {sample.tasks:,} tasks; medians of {arguments.rounds} rounds\n\n{table(figures)}")
    if arguments.json:
        rows = [[*key, [astuple(figure) for figure in found]] for key, found in figures.items()]
        arguments.json.write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
