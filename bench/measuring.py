"""Runs the queries against running contenders, in rounds, and records each measurement."""

import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench import processor
from bench.client import Job
from bench.contender import Running
from bench.filling import Sample

QUESTIONS = ("q1", "q2", "q4")
CLIENTS = (1, 8)
FEWEST = {1: 3, 8: 8}
MOST = 3000
"""Requests of one measurement, whatever their speed: fewest by number of clients, and most."""


@dataclass(frozen=True)
class Figure:
    """What one measurement says: milliseconds of the median answer, answers a second, and milliseconds of processor time
    that an answer took of the server and its database."""

    milliseconds: float
    rate: float
    processor: float


Figures = dict[tuple[str, str, str, int], list[Figure]]
"""The figures of every round by database, question, contender and number of clients."""


class Client:
    """The process that makes the load."""

    def __init__(self, database_pid: int | None) -> None:
        self.database_pid = database_pid
        command = [sys.executable, "-m", "bench.client"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def measure(self, running: Running, question: str, bodies: list[str], requests: int, clients: int) -> Figure:
        """Sends that many requests over that many connections."""
        job = Job(port=running.port, path=running.path(question), bodies=bodies, requests=requests, clients=clients)
        pids = [running.pid, *filter(None, [self.database_pid])]
        before = processor.seconds(pids)
        measured = self._drive(job, f"{running.contender.name}, {question}")
        spent = (processor.seconds(pids) - before) * 1000 / requests
        return Figure(median(measured["seconds"]) * 1000, requests / measured["elapsed"], spent)

    def _drive(self, job: Job, place: str) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        print(json.dumps(job), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"the load generator stopped at {place}")
        return dict(json.loads(line))

    def close(self) -> None:
        """Ends the process."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(10)


def compare(running: Sequence[Running], question: str, sample: Sample) -> None:
    """Stops the benchmark unless all answer the same."""
    for variables in sample.variables(question)[:3]:
        expected: Any = None
        for each in running:
            answer = json.loads(each.ask(question, variables))
            expected = expected or answer
            if answer != expected or not all((answer.get("data") or {"": None}).values()):
                raise SystemExit(f"{each.contender.name} answers {question} {variables} differently: {str(answer)[:2000]}")


def run_rounds(
    running: list[Running], database: str, database_pid: int | None, sample: Sample, rounds: int, seconds: float
) -> Figures:
    """All questions, all contenders, several rounds; the request counts are fixed after a first, unmeasured go."""
    client = Client(database_pid)
    figures: Figures = defaultdict(list)
    for question in QUESTIONS:
        compare(running, question, sample)
        bodies = {each.port: [each.contender.body(question, v) for v in sample.variables(question)] for each in running}
        requests = {}
        for each in running:
            for clients in CLIENTS:
                client.measure(each, question, bodies[each.port], FEWEST[clients], clients)
                warm = client.measure(each, question, bodies[each.port], FEWEST[clients], clients)
                requests[each.port, clients] = max(FEWEST[clients], min(MOST, round(warm.rate * seconds)))
        for number in range(rounds):
            for clients in CLIENTS:
                for each in running:
                    figure = client.measure(each, question, bodies[each.port], requests[each.port, clients], clients)
                    figures[database, question, each.contender.name, clients].append(figure)
            print(f"{database} {question} round {number + 1} of {rounds}", file=sys.stderr)
    client.close()
    return figures
