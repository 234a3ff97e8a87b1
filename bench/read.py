"""Measures reading: the same three questions put to every contender in turn, and one table of all ratios.

    python -m bench.read [--rounds 5] [--seconds 0.6] [--sqlite-only] [--only NAME] [--json FILE]

Each figure is the median over rounds; in a round every contender is measured once, one after another, so that a slow
moment of the machine falls on all. Before anything is timed, all answers are compared as JSON values.
"""

import argparse
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.client import Job
from bench.contender import CONTENDERS, LIMIT, PENTAGRAPH, Contender, Running, serving
from bench.filling import Sample, fill
from bench.postgres import postgresql

QUESTIONS = {
    "q1": "Q1: 100 instances of a model, newest first, each with 20 tasks, incidents, runs and their NHI",
    "q2": "Q2: one instance with its tasks",
    "q4": "Q4: 10,000 tasks, flat",
}
CLIENTS = (1, 8)
FEWEST, MOST = 8, 3000
"""Requests of one measurement, whatever their speed."""


@dataclass(frozen=True)
class Figure:
    """What one measurement, or the median of several, says: milliseconds of the median answer, answers a second."""

    milliseconds: float
    rate: float


Figures = dict[tuple[str, str, str, int], Figure]
"""By database, question, contender and number of clients."""


class Client:
    """The process that makes the load."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.client"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def measure(self, running: Running, question: str, bodies: list[str], requests: int, clients: int) -> Figure:
        """Sends that many requests over that many connections."""
        job = Job(port=running.port, path=running.path(question), bodies=bodies, requests=requests, clients=clients)
        assert self.process.stdin
        assert self.process.stdout
        print(json.dumps(job), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"{running.contender.name} failed at {question}")
        measured = json.loads(line)
        return Figure(median(measured["seconds"]) * 1000, requests / measured["elapsed"])


def compare(running: Sequence[Running], question: str, sample: Sample) -> None:
    """Stops the benchmark unless all answer the same."""
    for variables in sample.variables(question)[:3]:
        expected: Any = None
        for each in running:
            answer = json.loads(each.ask(question, variables))
            answer.pop("extensions", None)
            if expected is None:
                expected = answer
            if answer != expected or not answer["data"]:
                raise SystemExit(f"{each.contender.name} answers {question} {variables} differently: {str(answer)[:2000]}")


def run_rounds(running: Sequence[Running], database: str, sample: Sample, rounds: int, seconds: float) -> Figures:
    """All questions, all contenders, several rounds; the request counts are fixed after a first, unmeasured go."""
    client = Client()
    measured: dict[tuple[str, str, str, int], list[Figure]] = defaultdict(list)
    for question in QUESTIONS:
        compare(running, question, sample)
        bodies = {each.port: [each.contender.body(question, v) for v in sample.variables(question)] for each in running}
        requests = {}
        for each in running:
            for clients in CLIENTS:
                client.measure(each, question, bodies[each.port], FEWEST, clients)
                warm = client.measure(each, question, bodies[each.port], FEWEST, clients)
                requests[each.port, clients] = max(FEWEST, min(MOST, round(warm.rate * seconds)))
        for number in range(rounds):
            for each in running[number % len(running) :] + running[: number % len(running)]:
                for clients in CLIENTS:
                    figure = client.measure(each, question, bodies[each.port], requests[each.port, clients], clients)
                    measured[database, question, each.contender.name, clients].append(figure)
            print(f"{database} {question} round {number + 1} of {rounds}", file=sys.stderr)
    client.process.stdin.close() if client.process.stdin else None
    return {
        key: Figure(median(f.milliseconds for f in figures), median(f.rate for f in figures)) for key, figures in measured.items()
    }


def table(figures: Figures) -> str:
    """The one table, in Markdown: a ratio above 1 says how many times slower than Pentagraph, or than the limit, it is."""
    lines = [
        "| question | database | contender | 1 client, ms | x limit | x Pentagraph | 8 clients, answers/s | limit / it | Pentagraph / it |",
        "|---|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for database, question, name, clients in figures:
        if clients != 1:
            continue
        one, eight = figures[database, question, name, 1], figures[database, question, name, 8]
        cells = [question.upper(), database, name, f"{one.milliseconds:.2f}"]
        cells += [_ratio(figures, (database, question, other, 1), one.milliseconds, "milliseconds") for other in REFERENCES]
        cells += [f"{eight.rate:,.0f}"]
        cells += [_ratio(figures, (database, question, other, 8), eight.rate, "rate") for other in REFERENCES]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


REFERENCES = (LIMIT.name, PENTAGRAPH.name)


def _ratio(figures: Figures, reference: tuple[str, str, str, int], value: float, field: str) -> str:
    if reference not in figures:
        return ""
    base = getattr(figures[reference], field)
    return f"{value / base:.2f}" if field == "milliseconds" else f"{base / value:.2f}"


def machine() -> str:
    """What it was measured on."""
    cores = os.cpu_count()
    return (
        f"{cores} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {time.strftime('%Y-%m-%d %H:%M')} UTC"
    )


def chosen(arguments: argparse.Namespace, database: str) -> list[Contender]:
    """The contenders that can run here, saying which cannot."""
    picked = [each for each in CONTENDERS if database in each.databases and (not arguments.only or each.name in arguments.only)]
    for each in picked:
        if each.needs and not each.needs.exists():
            print(f"skipped, run `make bench-setup` first: {each.name}", file=sys.stderr)
    return [each for each in picked if not each.needs or each.needs.exists()]


def main() -> None:
    """Fills, serves, measures, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="times that everything is measured")
    parser.add_argument("--seconds", type=float, default=0.6, help="about how long one measurement takes")
    parser.add_argument("--sqlite-only", action="store_true", help="leave PostgreSQL out")
    parser.add_argument("--only", action="append", metavar="NAME", help="measure these contenders only")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    arguments = parser.parse_args()
    figures: Figures = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        urls = {"sqlite": f"sqlite:///{folder}/bench.db"}
        if not arguments.sqlite_only:
            urls["postgresql"] = stack.enter_context(postgresql())
        sample = fill(list(urls.values()))
        for database, url in urls.items():
            with ExitStack() as servers:
                running = [servers.enter_context(serving(each, url)) for each in chosen(arguments, database)]
                figures |= run_rounds(running, database, sample, arguments.rounds, arguments.seconds)
    print(f"{machine()}; {sample.tasks:,} tasks\n\n{table(figures)}")
    if arguments.json:
        rows = [[*key, figure.milliseconds, figure.rate] for key, figure in figures.items()]
        arguments.json.write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
