"""Runs the queries over years of data against raw SQL and servers, in rounds, and records the response times."""

import asyncio
import json
import sys
import urllib.request
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from statistics import median

from bench.contender import PENTAGRAPH, POSTGRAPHILE, Contender, Running, serving
from bench.history_answer import differences, figures
from bench.history_question import Question
from bench.history_raw import Figures, Run, answer, connected
from bench.history_store import Store
from bench.measuring import Client
from storage.database.opening import open_database

RAW = "raw SQL"
LONGEST = 1800
"""Seconds that an answer may take."""

SETTINGS = (f"PENTAGRAPH_STATEMENT_TIMEOUT={LONGEST}", "PENTAGRAPH_WORKER=false")
"""Time enough without roll-ups too, and nobody who builds them meanwhile."""

OURS = replace(PENTAGRAPH, command=("env", *SETTINGS, *PENTAGRAPH.command))
WITHOUT = replace(OURS, name="Pentagraph, roll-ups dropped")
AGGREGATES = replace(
    POSTGRAPHILE,
    name="PostGraphile + aggregates",
    command=tuple(part.replace("postgraphile.mjs", "aggregates.mjs") for part in POSTGRAPHILE.command),
    spelling="aggregates",
)
Times = dict[tuple[str, str], list[float]]
"""Milliseconds of each round's median answer by question and contender."""


def measured(store: Store, questions: Sequence[Question], rounds: int, seconds: float) -> Times:
    """Asks everybody everything: first raw SQL, Pentagraph and PostGraphile in turn, then Pentagraph without its roll-ups."""
    return asyncio.run(_measured(store, questions, rounds, seconds))


async def _measured(store: Store, questions: Sequence[Question], rounds: int, seconds: float) -> Times:
    times: Times = defaultdict(list)
    said: dict[str, Figures] = {}
    contenders = [OURS, AGGREGATES] if store.database in AGGREGATES.databases and _there(AGGREGATES) else [OURS]
    async with connected(store.url) as raw:
        with ExitStack() as servers:
            running = [servers.enter_context(serving(each, store.url)) for each in contenders]
            for question in questions:
                said[question.name] = await _raced(store, question, raw, running, rounds, seconds, times)
    async with without_rollups(store):
        with serving(WITHOUT, store.url) as server:
            for question in questions:
                await _raced(store, question, None, [server], max(1, rounds // 2), seconds, times, said[question.name])
    return times


def _there(contender: Contender) -> bool:
    if contender.needs and not contender.needs.exists():
        print(f"left out, as `npm ci` was not run in bench/: {contender.name}", file=sys.stderr)
        return False
    return True


async def _raced(
    store: Store,
    question: Question,
    raw: Run | None,
    running: Sequence[Running],
    rounds: int,
    seconds: float,
    times: Times,
    expected: Figures | None = None,
) -> Figures:
    """The rounds of one query, and the result of raw SQL, which all servers must match before anything is timed."""
    if raw:
        _, expected = await answer(question, store.database, raw)
    assert expected
    for each in running:
        compare(each, question, expected)
    client = Client(None)
    requests: dict[int, int] = {}
    for number in range(rounds):
        if raw:
            times[question.name, RAW].append((await answer(question, store.database, raw))[0] * 1000)
        for each in running:
            bodies = [question.body(each.contender.spelling)]
            if each.port not in requests:
                warm = client.measure(each, question.name, bodies, 1, 1).milliseconds
                requests[each.port] = max(1, min(200, round(seconds * 1000 / warm)))
            figure = client.measure(each, question.name, bodies, requests[each.port], 1)
            times[question.name, each.contender.name].append(figure.milliseconds)
        said = "; ".join(f"{name} {found[-1]:.1f} ms" for (asked, name), found in times.items() if asked == question.name)
        print(f"{store.database} {store.days} days {question.name} round {number + 1} of {rounds}: {said}", file=sys.stderr)
    client.close()
    return expected


def compare(running: Running, question: Question, expected: Figures) -> None:
    """Stops the benchmark unless the server's result matches raw SQL."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{running.port}{running.path(question.name)}",
        question.body(running.contender.spelling).encode(),
        {"Content-Type": "application/json", "Accept": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=LONGEST) as response:  # noqa: S310
        told = json.loads(response.read())
    if told.get("errors"):
        raise SystemExit(f"{running.contender.name} cannot answer {question.name}: {str(told['errors'])[:2000]}")
    if wrong := differences(expected, figures(told)):
        raise SystemExit(f"{running.contender.name} answers {question.name} differently: " + "\n".join(wrong[:20]))


@asynccontextmanager
async def without_rollups(store: Store) -> AsyncIterator[None]:
    """Puts the list of rolled-up periods aside meanwhile: a period that is not on it is read from the rows."""
    database = await open_database(store.url)
    columns = "org_id, subject, level, start_at, end_at, state"
    try:
        async with database.transaction() as transaction:
            await transaction.execute(f"CREATE TABLE bench_period AS SELECT {columns} FROM rollup_period")
            await transaction.execute("DELETE FROM rollup_period")
        yield
    finally:
        async with database.transaction() as transaction:
            await transaction.execute("DELETE FROM rollup_period")
            await transaction.execute(f"INSERT INTO rollup_period ({columns}) SELECT {columns} FROM bench_period")
            await transaction.execute("DROP TABLE bench_period")
        await database.close()


def typical(times: Times, question: str, contender: str) -> float | None:
    """Median of the rounds in milliseconds; None if it was not measured."""
    found = times.get((question, contender))
    return median(found) if found else None
