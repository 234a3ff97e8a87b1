"""Which verdict decides a request, what verdicts found, and when the last of something was: against the reference."""

import json
import random
from typing import Any

import pytest

from gateway.graphql.response import respond
from schema.engine.document import EngineSettings
from schema.engine.engine import Engine
from schema.engine.request import Caller, Request
from schema.graph import graph_engine, sdl
from storage.database.protocol import Database
from storage.nouns.environment import Environment
from storage.nouns.guardian import Guardian
from storage.nouns.nhi import Nhi
from storage.nouns.record import HOUR, Blob, Instant, Record
from storage.nouns.risk_assessment import RiskAssessment
from storage.nouns.verdict import Outcome, Verdict
from storage.rollup.building import build
from storage.writing.writer import write
from tests.schema.conftest import assert_agrees
from tests.schema.reference_answers import Reference
from tests.schema.reference_rows import world_of

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

START = 20_000 * 24 * HOUR
FOUND = (
    None, "[]", "{}", '"pii"', "7", '{"type": "pii", "severity": "high"}', '[{"type": "pii", "severity": "high"}]',
    '[{"type": "pii"}, {"type": "leak", "severity": "low"}, {"severity": "low"}, {}]', '[{"type": 7, "severity": null}, "x", 3]',
    '[{"type": "ü\'\\"", "severity": "high"}, {"type": "", "severity": ""}, [{"type": "pii"}], null]',
    '["{\\"type\\": \\"pii\\"}"]',
)  # fmt: skip
QUESTIONS = [
    "{ verdicts(first: 500) { nodes { verdictId decisive decisiveOfGuardian } } }",
    "{ verdicts(filter: {decisive: {eq: true}}) { totalCount stats { groupBy(by: [OUTCOME]) { key count } } } }",
    "{ verdicts(filter: {decisive: {eq: false}, decisiveOfGuardian: {eq: true}}) { totalCount } }",
    "{ guardians { nodes { verdicts(filter: {not: {decisiveOfGuardian: {eq: true}}}, first: 3) { nodes { id } } } } }",
    "query ($window: Window) { verdicts { stats(window: $window) { violations(by: [TYPE], first: 100) { key keys count } } } }",
    "query ($window: Window) { verdicts(filter: {outcome: {ne: BLOCKED}}) { stats(window: $window) {"
    " count violations(by: [SEVERITY, GUARDIAN_ID, TYPE]) { key keys count } } } }",
    "query ($window: Window!) { verdicts { stats(window: $window) { violations(by: [OUTCOME, NHI_ID]) { keys count }"
    " series(bucket: HOUR) { start count latest violations(by: [TYPE, SEVERITY], first: 2) { keys count } } } } }",
    "query ($window: Window) { verdicts { stats(window: $window) { latest"
    " groupBy(by: [GUARDIAN_ID, OUTCOME]) { keys count latest violations(by: [TYPE]) { key count } } } } }",
    "{ guardians { nodes { stats { latest violations(by: [SEVERITY, SEVERITY]) { keys } } } } }",
    "{ nhis(orderBy: ID_ASC) { nodes { assessments(orderBy: ID_ASC) { nodes { id signals } stats { latest } } } } }",
    "{ guardians { stats { latest count } } }",
]


def records() -> list[Record]:
    chance = random.Random(4)
    made: list[Record] = [Guardian(id="g", at=Instant(0)), Guardian(id="h", at=Instant(0)), Nhi(id="a", at=Instant(0))]
    for number in range(160):
        at = chance.choice((None, Instant(START + chance.randrange(4) * HOUR // 2), Instant(START + 30)))
        text = chance.choice(FOUND)
        made.append(
            Verdict(
                id=f"v{number}", at=Instant(0), decided_at=at, guardian_id=chance.choice((None, "g", "h")), latency_us=number,
                tool_call_id=chance.choice((None, *(f"c{each}" for each in range(25)))), violations=Blob(text) if text else None,
                outcome=chance.choice((None, *Outcome)), environment=chance.choice(list(Environment)), nhi_id=chance.choice("ab"),
            )
        )  # fmt: skip
    for number, text in enumerate(('[{"signal": "x:1"}, {"signal": 3}, 7]', '{"signal": "y"}', None, "[]")):
        made.append(RiskAssessment(id=str(number), at=Instant(0), nhi_id="a", factors=Blob(text) if text else None))
    return made


async def ask(engine: Engine, org_id: str, query: str) -> Any:
    variables: dict[str, object] = {"window": {"from": "2024-10-04T00:00:00.000001Z", "to": "2024-10-04T01:30:00Z"}}
    caller = Caller(org_id, frozenset({"logs:read", "nhi:read"}))
    return json.loads((await respond(engine, Request(query, None, variables), caller)).body), variables


@pytest.mark.parametrize("rolled", [False, True], ids=["rows", "rolled"])
async def test_they_are_what_the_reference_says(database: Database, organization: str, rolled: bool) -> None:
    await write(database, organization, records())
    if rolled:
        await build(database, organization)
    reference = Reference(sdl(), await world_of(database, organization, START))
    engine = graph_engine(database, EngineSettings())
    for query in QUESTIONS:
        answer, variables = await ask(engine, organization, query)
        assert "errors" not in answer, (query, answer["errors"])
        assert_agrees(answer["data"], reference, query, {**variables, "window": {**variables["window"]}})


async def test_a_request_is_counted_once_whatever_its_verdicts_are(database: Database, organization: str) -> None:
    await write(database, organization, records())
    told = {each.tool_call_id or each.id for each in records() if isinstance(each, Verdict) and isinstance(each.outcome, Outcome)}
    answer, _ = await ask(graph_engine(database), organization, "{ verdicts(filter: {decisive: {eq: true}}) { totalCount } }")
    assert answer == {"data": {"verdicts": {"totalCount": len(told)}}}


@pytest.mark.parametrize("by", ["[]", "[TYPE, SEVERITY, OUTCOME, NHI_ID]"])
async def test_violations_are_counted_by_one_to_three_properties(database: Database, organization: str, by: str) -> None:
    answer, _ = await ask(
        graph_engine(database), organization, f"{{ verdicts {{ stats {{ violations(by: {by}) {{ count }} }} }} }}"
    )
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("first", [0, -1, 10_001])
async def test_at_most_ten_thousand_kinds_are_given(database: Database, organization: str, first: int) -> None:
    query = f"{{ verdicts {{ stats {{ violations(by: [TYPE], first: {first}) {{ count }} }} }} }}"
    answer, _ = await ask(graph_engine(database), organization, query)
    assert answer["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
