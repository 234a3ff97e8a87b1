"""The examples of NHI analytics are what a store answers."""

import time
from typing import Any

import pytest

from gateway.rest.governance import examples as examples
from storage.nouns.anomaly import Anomaly
from storage.nouns.guardian_binding import GuardianBinding
from storage.nouns.nhi import Nhi
from storage.nouns.record import Instant, Record
from storage.nouns.risk_assessment import RiskAssessment
from storage.nouns.tool_call import ToolCall
from storage.nouns.verdict import Outcome
from storage.writing.writer import write
from tests.contracts.conftest import Api
from tests.contracts.governance.example_store import anomaly, blob, moment, one_session

pytestmark = pytest.mark.anyio

PATH = "/v1/analytics"
HOUR = 3_600_000_000


async def test_the_risk_of_the_document(api: Api, organization: str) -> None:
    # Its score is not that of its signals: 1 - (1 - 0.35) (1 - 0.12) is 0.428. It is given out as it was assessed.
    row = examples.RISK["data"][0]
    factors = [{"signal": signal, "weight": 0.1, "evidence": {}} for signal in row["risk_signals"]]
    records: list[Record] = [
        Nhi(id=examples.NHI, at=Instant(0), label="ci-runner-prod", tier=2),
        RiskAssessment(
            id="a", nhi_id=examples.NHI, assessed_at=moment("04-30T23:00:00"), score=0.21, factors=blob(factors)
        ),
        ToolCall(id="c", nhi_id=examples.NHI, called_at=moment("05-01T11:42:08"), outcome=Outcome.PASSED),
    ]  # fmt: skip
    await write(api.database, organization, records)
    window = {name: examples.RISK[name] for name in ("from", "to")}
    assert (await api.get(f"{PATH}/nhi-risk", **window)).json() == examples.RISK


async def test_the_posture_of_the_document(api: Api, organization: str) -> None:
    now = time.time_ns() // 1000
    records: list[Record] = [
        Nhi(id=examples.NHI, at=Instant(0), tier_compliance=0.95, federation_status=0.8),
        GuardianBinding(id="b", at=Instant(0), nhi_id=examples.NHI, guardian_id="g"),
        RiskAssessment(id="a", nhi_id=examples.NHI, assessed_at=Instant(now - HOUR), score=0.21),
        *(Anomaly(id=f"{each}", nhi_id=examples.NHI, detected_at=Instant(now - each * HOUR)) for each in (1, 100)),
    ]
    await write(api.database, organization, records)
    assert (await api.get(f"{PATH}/nhi-posture")).json() == examples.POSTURE


async def test_the_anomaly_of_the_document_and_its_acknowledgement(api: Api, organization: str) -> None:
    await write(api.database, organization, [anomaly()])
    assert (await api.get(f"{PATH}/nhi-anomalies")).json() == examples.ANOMALIES
    path = f"{PATH}/nhi-anomalies/{examples.ANOMALY}/ack"
    before = time.time_ns() // 1000
    answer = (await api.post(path, {"note": "Reviewed by SRE — known release event."})).json()
    assert {**answer, "acknowledged_at": "", "acknowledged_by": ""} == {
        **examples.ACKNOWLEDGED, "acknowledged_at": "", "acknowledged_by": ""
    }  # fmt: skip
    assert before <= Instant.parse(answer["acknowledged_at"]) <= time.time_ns() // 1000
    assert answer["acknowledged_by"] == "contract"
    again = await api.post(path, {"note": "Another look."})
    assert (again.status_code, again.json()) == (200, answer)
    assert (await api.get(f"{PATH}/nhi-anomalies")).json() == {"data": [], "page": examples.LAST}


async def test_an_acknowledgement_needs_no_note(api: Api, organization: str) -> None:
    await write(api.database, organization, [anomaly()])
    async with api.client() as client:
        answer = await client.post(f"{PATH}/nhi-anomalies/{examples.ANOMALY}/ack")
    assert (answer.status_code, answer.json()["status"], answer.json()["note"]) == (200, "acknowledged", None)


@pytest.mark.parametrize(
    ("path", "query", "example"),
    [
        ("nhi-observability", examples.DAY, examples.OBSERVABILITY),
        (f"nhi-risk-assessment/{examples.NHI}", {}, examples.ASSESSMENT),
        (f"nhi-risk-assessment/{examples.NHI}/history", {}, examples.HISTORY),
    ],
)
async def test_our_own_examples(api: Api, organization: str, path: str, query: Any, example: Any) -> None:
    await write(api.database, organization, one_session())
    assert (await api.get(f"{PATH}/{path}", **query)).json() == example
