"""Risk and posture of identities in the graph."""

import json
from typing import Any

import pytest

from gateway.graphql.response import respond
from schema.engine.document import EngineSettings
from schema.engine.engine import Engine
from schema.engine.request import Caller, Request
from schema.graph import graph
from storage.database.protocol import Database
from storage.nouns.anomaly import Anomaly, AnomalyStatus
from storage.nouns.guardian_binding import GuardianBinding
from storage.nouns.nhi import Nhi
from storage.nouns.record import Blob, Instant, Record
from storage.nouns.risk_assessment import RiskAssessment
from storage.nouns.tool_call import ToolCall
from storage.nouns.verdict import Outcome, Verdict
from storage.writing.writer import write
from tests.schema.conftest import Ask

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

DAY = 86_400_000_000
NOW = 20_000 * DAY

POSTURE = "{ postureScore posture { score guardianCoverage tierCompliance federationStatus anomalyCount7d } }"


class EngineAtNow(Engine):
    """The engine at a known time."""

    @staticmethod
    def now() -> int:
        """The time of these tests."""
        return NOW


def nhi(**values: Any) -> Record:
    return Nhi(id="n", at=Instant(0), **values)


def assessed(score: float, factors: object = None, at: int = NOW) -> Record:
    return RiskAssessment(id=f"a{at}", nhi_id="n", assessed_at=Instant(at), score=score, factors=Blob.parse(factors))


def bound(guardian: str, released: int | None = None) -> Record:
    return GuardianBinding(
        id=guardian, at=Instant(0), nhi_id="n", guardian_id=guardian, released_at=None if released is None else Instant(released)
    )


def call(name: str, *guardians: str, ago: int = 1) -> list[Record]:
    moment = Instant(NOW - ago)
    said = [
        Verdict(id=f"{name}.{each}", tool_call_id=name, guardian_id=each, outcome=Outcome.PASSED, decided_at=moment)
        for each in guardians
    ]
    return [ToolCall(id=name, nhi_id="n", tool="t", called_at=moment), *said]


async def of_nhi(database: Database, organization: str, selection: str, *records: Record) -> Any:
    await write(database, organization, records)
    caller = Caller(organization, frozenset({"graph:read", "logs:read", "mcp:read", "nhi:read"}))
    engine = EngineAtNow(database, graph._schema, EngineSettings())
    answer = json.loads((await respond(engine, Request(f'{{ nhi(nhiId: "n") {selection} }}'), caller)).body)
    assert "errors" not in answer, answer
    return answer["data"]["nhi"]


async def test_the_documented_example_has_a_posture_of_86(database: Database, organization: str) -> None:
    anomalies = [Anomaly(id=f"x{n}", nhi_id="n", detected_at=Instant(NOW - n * 3 * DAY - 1)) for n in range(4)]
    found = await of_nhi(
        database, organization, POSTURE,
        nhi(tier_compliance=0.95, federation_status=0.8), assessed(0.21), bound("g"), *call("c", "g"), *anomalies,
    )  # fmt: skip
    assert found == {
        "postureScore": 0.86,
        "posture": {
            "score": 0.86, "guardianCoverage": 1.0, "tierCompliance": 0.95, "federationStatus": 0.8, "anomalyCount7d": 3,
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("risk", "values", "expected"),
    [
        (0.0, {"tier_compliance": 1.0, "federation_status": 1.0}, 0.9),
        (1.0, {"tier_compliance": 0.0, "federation_status": 0.0}, 0.0),
        (0.5, {}, 0.2),
        (0.5, {"tier_compliance": 1.0}, 0.5),
        (0.4875, {}, 0.2),
        (0.4625, {}, 0.22),
        (0.46249, {}, 0.22),
        (0.45, {"federation_status": 0.025}, 0.22),
        (0.45, {"federation_status": 0.075}, 0.24),
    ],
)
async def test_a_posture_is_rounded_half_to_even(
    database: Database, organization: str, risk: float, values: dict[str, float], expected: float
) -> None:
    found = await of_nhi(database, organization, "{ postureScore }", nhi(**values), assessed(risk))
    assert found["postureScore"] == expected


async def test_who_was_never_assessed_has_no_posture(database: Database, organization: str) -> None:
    found = await of_nhi(database, organization, f"{{ riskSignals {POSTURE[1:]}", nhi(tier_compliance=1.0))
    assert (found["riskSignals"], found["postureScore"], found["posture"]["score"]) == (None, None, None)
    assert found["posture"]["federationStatus"] is None


@pytest.mark.parametrize(
    ("records", "coverage"),
    [
        ([], 0),
        ([bound("g")], 1),
        ([bound("g", NOW)], 0),
        ([bound("g", NOW + 1)], 1),
        (call("c", "g"), 0),
        ([bound("g"), *call("c"), *call("d", "g"), *call("e", "other"), *call("f", "g", "other")], 0.5),
        ([bound("g"), *call("c", "g"), *call("d"), *call("e")], 0.3333),
        ([bound("g"), *call("c", "g"), *call("old", ago=7 * DAY + 1)], 1),
        ([bound("g"), *call("c", "g"), *call("older", ago=7 * DAY)], 0.5),
        ([bound("g"), *call("c", "g"), *call("to come", ago=0)], 1),
    ],
)
async def test_coverage_is_what_bound_guardians_judged_in_a_week(
    database: Database, organization: str, records: list[Record], coverage: float
) -> None:
    found = await of_nhi(database, organization, "{ posture { guardianCoverage } }", nhi(), *records)
    assert found["posture"]["guardianCoverage"] == coverage


async def test_coverage_is_of_the_last_thousand_calls(database: Database, organization: str) -> None:
    judged = [record for n in range(900) for record in call(f"j{n}", "g", ago=n + 1)]
    bare = [record for n in range(300) for record in call(f"b{n}", ago=5000 + n)]
    found = await of_nhi(database, organization, "{ posture { guardianCoverage } }", nhi(), bound("g"), *judged, *bare)
    assert found["posture"]["guardianCoverage"] == 0.9


@pytest.mark.parametrize(
    ("factors", "expected"),
    [
        ([{"signal": "spend_burst:p99"}, {"signal": "tool_attempt:denied:3"}], ["spend_burst:p99", "tool_attempt:denied:3"]),
        ([], []),
        (None, []),
        ({"signal": "x"}, []),
        ({"a": {"signal": "x"}}, []),
        (
            [1, "signal", None, [], {"signal": None}, {"signal": 3}, {"signal": {"signal": "x"}}, {"signal": 'a"b\n\u00e9'}],
            ['a"b\n\u00e9'],
        ),
    ],
)
async def test_signals_are_those_of_the_last_assessment(
    database: Database, organization: str, factors: object, expected: list[str]
) -> None:
    before = assessed(0.9, [{"signal": "older"}], NOW - 1)
    assert (await of_nhi(database, organization, "{ riskSignals }", nhi(), assessed(0.1, factors), before))[
        "riskSignals"
    ] == expected


async def test_open_anomalies_are_counted_whenever_they_were(database: Database, organization: str) -> None:
    told = [
        Anomaly(id=f"{status}{n}", nhi_id=of, detected_at=Instant(n * DAY), status=status)
        for n in range(3)
        for status in (AnomalyStatus.OPEN, AnomalyStatus.ACKNOWLEDGED)
        for of in ("n",)
    ]
    other = Anomaly(id="other", nhi_id="m", detected_at=Instant(1), status=AnomalyStatus.OPEN)
    assert (await of_nhi(database, organization, "{ openAnomalies }", nhi(), *told, other))["openAnomalies"] == 3


@pytest.mark.parametrize("order", ["POSTURE_SCORE_ASC", "OPEN_ANOMALIES_DESC", "FIRST_SEEN_AT_ASC", "RISK_SCORE_DESC"])
async def test_lists_are_ordered_and_filtered_by_them(agree: Ask, order: str) -> None:
    data = await agree(
        """
        query($order: NhiOrder, $filter: NhiFilter) {
            nhis(orderBy: $order, first: 50, filter: $filter) { totalCount nodes {
                nhiId riskSignals postureScore openAnomalies firstSeenAt lastSeenAt
                posture { score guardianCoverage tierCompliance federationStatus anomalyCount7d }
            } }
        }
        """.replace("$order: NhiOrder, ", "").replace("$order", order),
        filter={"or": [{"postureScore": {"lt": 0.7}}, {"openAnomalies": {"gt": 0}}]},
    )
    assert data["nhis"]["nodes"]
