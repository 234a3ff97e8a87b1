"""Requests that are short to send and long to prepare: each is refused by a count, or prepared beside the event loop."""

import asyncio
import gc
import json
from dataclasses import replace
from time import thread_time

import pytest

from bench.attack.cases import INTROSPECTION, Body, cases, fragments, generated
from gateway.graphql.response import respond
from schema.engine.document import EngineSettings
from schema.engine.engine import Engine
from schema.engine.request import Caller, Request
from schema.graph import graph_engine
from storage.database.protocol import Database
from tests.schema.conftest import ACME, Ask

pytestmark = pytest.mark.anyio

KNOWN = {"LIMIT_EXCEEDED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT", "RESPONSE_TOO_LARGE", "STATEMENT_TIMEOUT"}
MODEST = replace(EngineSettings(), max_work=300, planning_timeout=1_000, statement_timeout=1_000)
YARDSTICK = 2_000_000
"""Additions that take about 50 milliseconds on a machine that has nothing else to do."""
OTHER = Caller("other", ACME.scopes)


async def codes(engine: Engine, body: Body, caller: Caller = ACME) -> set[str]:
    """The codes of the errors that answer a request."""
    answer = await respond(engine, Request(body["query"], None, body.get("variables")), caller)
    return {error["extensions"]["code"] for error in json.loads(answer.body).get("errors", ())}


class Heartbeat:
    """The longest piece of work of the event loop's thread, in seconds of its processor time: other load does not count."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._since = thread_time()

    async def beat(self) -> None:
        """Beats until it is cancelled."""
        while True:
            now = thread_time()
            self.longest = max(self.longest, now - self._since)
            self._since = now
            await asyncio.sleep(0)


@pytest.fixture
def no_collection() -> None:
    """Keeps the garbage of other tests out of the measurement."""
    gc.collect()
    gc.freeze()


def yardstick() -> float:
    """Seconds of processor time that this machine takes for the additions."""
    started, total = thread_time(), 0
    for each in range(YARDSTICK):
        total += each
    return thread_time() - started


ATTACKS = cases() | dict(generated(9, 20))


@pytest.mark.parametrize("name", ATTACKS)
@pytest.mark.usefixtures("no_collection")
async def test_no_attack_holds_the_event_loop(nasty_database: Database, name: str) -> None:
    engine, heartbeat = graph_engine(nasty_database, MODEST), Heartbeat()
    beating = asyncio.create_task(heartbeat.beat())
    assert await codes(engine, ATTACKS[name]) <= KNOWN
    beating.cancel()
    assert heartbeat.longest < yardstick()


OVER = [
    "fragments that spread each other",
    "fragments of one row",
    "fragments of three links",
    "metadata filter of 15,000 entries",
    "140 aliases of the introspection",
    "30,000 terms in a variable",
    "notIn of 100,000 under 30 aliases",
    "a large filter under many figures",
    "100 ids with large selections",
]


@pytest.mark.parametrize("name", OVER)
async def test_more_work_than_allowed_is_refused_with_the_count(engine: Engine, name: str) -> None:
    body = cases()[name]
    answer = json.loads((await respond(engine, Request(body["query"], None, body.get("variables")), ACME)).body)
    (error,) = answer["errors"]
    assert (error["extensions"]["code"], error["extensions"]["limit"]) == ("LIMIT_EXCEEDED", "work")
    assert error["extensions"]["measured"] > error["extensions"]["allowed"]


async def test_small_requests_of_others_are_answered_while_a_large_one_is_planned(nasty_database: Database) -> None:
    engine = graph_engine(nasty_database, replace(MODEST, max_work=3_000))
    large = asyncio.create_task(codes(engine, {"query": fragments(3, 4)}))
    answered = 0
    while not large.done():
        assert await codes(engine, {"query": f"{{ tasks {{ a{answered}: totalCount }} }}"}, OTHER) == set()
        answered += 1
    assert answered > 1
    assert await large <= KNOWN


async def test_planning_stops_when_its_request_is_cancelled(nasty_database: Database) -> None:
    engine = graph_engine(nasty_database, replace(MODEST, max_work=10**12))
    endless = asyncio.create_task(codes(engine, {"query": fragments(5, 7)}))
    while not engine.planning._shares._used:  # noqa: ASYNC110 - it has no event
        await asyncio.sleep(0)
    endless.cancel()
    with pytest.raises(asyncio.CancelledError):
        await endless
    assert not engine.planning._shares._used
    assert await codes(engine, {"query": "{ tasks { totalCount } }"}) == set()


async def test_fields_that_a_caller_may_not_read_are_not_planned(nasty_database: Database) -> None:
    engine = graph_engine(nasty_database, replace(MODEST, max_work=3_000))
    engine.planning._steps = 5
    assert await codes(engine, {"query": fragments(3, 3)}) == {"LIMIT_EXCEEDED"}
    assert await codes(engine, {"query": fragments(3, 3)}, Caller("acme", frozenset())) == {"FORBIDDEN"}
    assert len(engine.plans) == 0


async def test_equal_fields_beside_each_other_are_planned_once(ask: Ask) -> None:
    answer = await ask("{ tasks(first: 1) { " + "nodes { model { key id } instance { id status } } " * 60 + "} }")
    assert len(answer["data"]["tasks"]["nodes"]) == 1


async def test_the_whole_schema_is_read_in_one_operation(ask: Ask) -> None:
    assert "errors" not in await ask(f"{{ __schema {{ ...S }} }} {INTROSPECTION}")
