"""Acknowledging an anomaly."""

import asyncio
import json
from typing import Any

import pytest

from gateway.graphql.response import respond
from schema.engine.engine import Engine
from schema.engine.request import Caller, Request
from schema.graph import graph_engine
from storage.accounts.keys import ensure_organization
from storage.database.opening import open_database
from storage.database.protocol import Database
from storage.nouns.anomaly import Anomaly, AnomalyStatus
from storage.nouns.nhi import Nhi
from storage.nouns.record import Instant
from storage.writing.writer import write

pytestmark = pytest.mark.anyio

MAY = frozenset({"nhi:read", "nhi:write"})
QUERY = """mutation($id: ID!, $note: String) { done: acknowledgeAnomaly(anomalyId: $id, note: $note) {
    anomaly { id status acknowledgedBy note ...More nhi { label } } } }
    fragment More on Anomaly { at: acknowledgedAt }"""


@pytest.fixture
async def engine(database: Database, organization: str) -> Engine:
    at = Instant(1_777_636_800_000_000)
    found = Anomaly(id="x", at=at, nhi_id="n", status=AnomalyStatus.OPEN)
    await write(database, organization, [found, Nhi(id="n", at=at, label="Bot")])
    await ensure_organization(database, "other", "Other")
    return graph_engine(database)


async def acknowledge(engine: Engine, caller: Caller, **variables: Any) -> Any:
    answer = await respond(engine, Request(QUERY, None, variables), caller)
    assert answer.executed
    return json.loads(answer.body)


async def test_an_acknowledged_anomaly_is_answered_as_it_is_now(engine: Engine, organization: str) -> None:
    answer = await acknowledge(engine, Caller(organization, MAY, "Ada"), id="x", note="looked")
    anomaly = answer["data"]["done"]["anomaly"]
    assert anomaly.pop("at").endswith("Z")
    assert anomaly == {
        "id": "Anomaly:x",
        "status": "ACKNOWLEDGED",
        "acknowledgedBy": "Ada",
        "note": "looked",
        "nhi": {"label": "Bot"},
    }


async def test_the_first_acknowledgement_stands(engine: Engine, organization: str) -> None:
    await acknowledge(engine, Caller(organization, MAY, "Ada"), id="x", note="first")
    answer = await acknowledge(engine, Caller(organization, MAY, "Bob"), id="x", note="second")
    anomaly = answer["data"]["done"]["anomaly"]
    assert (anomaly["acknowledgedBy"], anomaly["note"]) == ("Ada", "first")


async def test_an_anomaly_of_another_organization_is_not_there(engine: Engine) -> None:
    answer = await acknowledge(engine, Caller("other", MAY), id="x")
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["NOT_FOUND"]


@pytest.mark.parametrize("scopes", [frozenset({"nhi:read"}), frozenset({"graph:read"}), frozenset()])
async def test_acknowledging_needs_its_scope(engine: Engine, organization: str, scopes: frozenset[str]) -> None:
    answer = await acknowledge(engine, Caller(organization, scopes), id="x")
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]


async def test_what_is_answered_needs_its_scope_too(engine: Engine, organization: str) -> None:
    answer = await acknowledge(engine, Caller(organization, frozenset({"nhi:write"})), id="x")
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["FORBIDDEN"]


async def test_a_change_is_not_made_where_it_is_not_allowed(engine: Engine, organization: str) -> None:
    answer = await respond(engine, Request(QUERY, None, {"id": "x"}, allow_mutation=False), Caller(organization, MAY))
    assert answer.is_method_refused
    assert not answer.executed


async def test_variables_fragments_and_directives_reach_the_answer(engine: Engine, organization: str) -> None:
    query = """mutation($id: ID!, $no: Boolean!, $first: Int) { acknowledgeAnomaly(anomalyId: $id) {
        __typename anomaly { __typename id @skip(if: $no) nhi { runs(first: $first) { totalCount nodes { id } } } } } }"""
    request = Request(query, None, {"id": "x", "no": True, "first": 3})
    answer = json.loads((await respond(engine, request, Caller(organization, frozenset({"admin"})))).body)
    anomaly = {"__typename": "Anomaly", "nhi": {"runs": {"totalCount": 0, "nodes": []}}}
    assert answer == {"data": {"acknowledgeAnomaly": {"__typename": "AcknowledgeAnomalyPayload", "anomaly": anomaly}}}


async def test_of_two_who_acknowledge_at_once_one_stands_and_both_are_told_the_same(engine: Engine, organization: str) -> None:
    other = await open_database(engine.database.url, readers=1)
    try:
        callers = [(each, Caller(organization, MAY, f"p{place}")) for place, each in enumerate((engine, graph_engine(other)) * 4)]
        answers = await asyncio.gather(*(acknowledge(each, caller, id="x", note=caller.name) for each, caller in callers))
    finally:
        await other.close()
    anomalies = [answer["data"]["done"]["anomaly"] for answer in answers]
    told = {(anomaly["acknowledgedBy"], anomaly["note"]) for anomaly in anomalies}
    assert len(told) == 1
    assert len(set(told.pop())) == 1


async def test_an_anomaly_whose_sender_is_ahead_of_time_is_acknowledged_too(engine: Engine, organization: str) -> None:
    ahead = Anomaly(id="y", at=Instant(4_000_000_000_000_000), nhi_id="n", status=AnomalyStatus.OPEN)
    await write(engine.database, organization, [ahead])
    answer = await acknowledge(engine, Caller(organization, MAY, "Ada"), id="y")
    assert answer["data"]["done"]["anomaly"]["status"] == "ACKNOWLEDGED"


@pytest.mark.parametrize("given", [{"id": "x\0"}, {"id": "x", "note": "\ud800"}])
async def test_text_that_no_store_can_hold_is_bad_input(engine: Engine, organization: str, given: dict[str, str]) -> None:
    answer = await acknowledge(engine, Caller(organization, MAY), **given)
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_USER_INPUT"]
