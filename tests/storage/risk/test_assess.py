"""Assessments over real stores: what is stored, when, and that its history is kept."""

import json
from typing import Any

import pytest

from storage.accounts.keys import ensure_organization
from storage.database.protocol import Database
from storage.nouns.anomaly import Anomaly, AnomalyStatus
from storage.nouns.nhi import Nhi
from storage.nouns.record import Blob, Instant
from storage.nouns.risk_assessment import RiskAssessment
from storage.nouns.verdict import Outcome
from storage.risk import assess, detect
from storage.risk.assess import as_of
from storage.writing.writer import write
from tests.storage.risk.conftest import DAY, Tell, at, calls

pytestmark = pytest.mark.anyio


async def history(database: Database) -> list[tuple[Any, ...]]:
    """Identity, hour, score, level and names of the signals."""
    rows = await database.rows(
        "SELECT nhi_id, assessed_at, score, level, factors FROM risk_assessment ORDER BY nhi_id, assessed_at"
    )
    return [
        (nhi, (moment - at(0)) / (at(1) - at(0)), score, level, [each["signal"] for each in json.loads(factors)])
        for nhi, moment, score, level, factors in rows
    ]


async def test_every_identity_is_assessed(database: Database, organization: str, tell: Tell) -> None:
    known = [Nhi(id="quiet", at=Instant(at(0)), tier=3, tier_ceiling=2)]
    await tell(known, calls("busy", 1, 3, outcome=Outcome.BLOCKED), calls("good", 1, 3))
    assert await assess(database, organization, now=at(2)) == {
        "identities": 3, "stored": 3,
        "highest": [
            {"nhi_id": "quiet", "score": 0.3, "level": "MEDIUM"}, {"nhi_id": "busy", "score": 0.12, "level": "LOW"},
        ],
    }  # fmt: skip
    assert await history(database) == [
        ("busy", 2, 0.12, "LOW", ["tool_attempt:denied:3"]),
        ("good", 2, 0.0, "LOW", []),
        ("quiet", 2, 0.3, "MEDIUM", ["tier:3:ceiling:2"]),
    ]


async def test_a_factor_names_signal_weight_and_evidence(database: Database, organization: str, tell: Tell) -> None:
    await tell(calls("n", 1, 2, outcome=Outcome.BLOCKED))
    await assess(database, organization, now=at(2))
    [(factors,)] = await database.rows("SELECT factors FROM risk_assessment")
    assert json.loads(factors) == [
        {
            "signal": "tool_attempt:denied:2",
            "weight": 0.08,
            "evidence": {"denied_by_hour": {"2024-10-04T01:00:00Z": 2}, "open_anomalies": 0, "anomalies": []},
        }
    ]


async def test_assessing_again_stores_nothing(database: Database, organization: str, tell: Tell) -> None:
    await tell(calls("n", 1, 2, outcome=Outcome.BLOCKED))
    first = await assess(database, organization, now=at(2))
    before = await database.rows("SELECT * FROM risk_assessment")
    assert [first["stored"], (await assess(database, organization, now=at(2)))["stored"]] == [1, 0]
    assert await database.rows("SELECT * FROM risk_assessment") == before


async def test_history_is_kept_and_what_is_no_news_is_not_told_twice_a_day(
    database: Database, organization: str, tell: Tell
) -> None:
    await tell(calls("n", 1, 2, outcome=Outcome.BLOCKED))
    for hour in (2, 3, 25, 26, 30, 49.9, 50):
        await assess(database, organization, now=at(hour))
    assert await history(database) == [
        ("n", 2, 0.08, "LOW", ["tool_attempt:denied:2"]),
        ("n", 26, 0.0, "LOW", []),
        ("n", 50, 0.0, "LOW", []),
    ]


async def test_what_happens_after_the_time_asked_for_does_not_count(database: Database, organization: str, tell: Tell) -> None:
    await tell(calls("n", 1, 1, outcome=Outcome.BLOCKED), calls("n", 5, 9, outcome=Outcome.BLOCKED))
    await assess(database, organization, now=at(9))
    await assess(database, organization, now=at(3))
    assert [(hour, score) for _, hour, score, _, _ in await history(database)] == [(3, 0.04), (9, 0.4)]


async def test_an_anomaly_weighs_until_it_is_acknowledged(database: Database, organization: str, tell: Tell) -> None:
    await tell(calls("n", 1, 100))
    await detect(database, organization, at(1), at(2), now=at(2))
    [(anomaly_id,)] = await database.rows("SELECT id FROM anomaly")
    assert (await assess(database, organization, now=at(2)))["highest"] == [{"nhi_id": "n", "score": 0.25, "level": "MEDIUM"}]
    assert (await assess(database, organization, now=at(80)))["highest"]
    await tell([Anomaly(id=anomaly_id, at=Instant(at(81)), status=AnomalyStatus.ACKNOWLEDGED)])
    assert (await assess(database, organization, now=at(81)))["highest"] == []


async def test_what_others_wrote_into_anomalies_and_factors_does_no_harm(
    database: Database, organization: str, tell: Tell
) -> None:
    moment = Instant(at(1))
    odd = ["null", "[]", '"text"', '{"value":-1,"tools":[1,null]}', '{"tools":7}']
    await tell(
        [Anomaly(id=f"a{n}", nhi_id="n", type="denied_tool", status=AnomalyStatus.OPEN, detected_at=moment, evidence=Blob(text))
         for n, text in enumerate(odd)],
        [Anomaly(id=f"b{n}", nhi_id="n", type="new_tool", status=AnomalyStatus.OPEN, detected_at=moment, evidence=Blob(text))
         for n, text in enumerate(odd)],
        [RiskAssessment(id=f"s{n}", nhi_id="n", assessed_at=moment, factors=Blob(text)) for n, text in enumerate(odd)],
        [Nhi(id="n", at=moment)],
    )  # fmt: skip
    result = await assess(database, organization, now=at(1) + 3 * DAY)
    assert result["highest"] == [{"nhi_id": "n", "score": 0.46, "level": "MEDIUM"}]


def test_findings_are_judged_now_or_where_nothing_of_them_weighs_any_more_at_their_end() -> None:
    assert as_of(at(1), at(1)) == at(1)
    assert as_of(at(9), at(1)) == at(1)
    assert as_of(at(1), at(1) + 7 * DAY - 1) == at(1) + 7 * DAY - 1
    assert as_of(at(1), at(1) + 7 * DAY) == at(1)


async def test_organizations_do_not_see_each_other(database: Database, organization: str, tell: Tell) -> None:
    await ensure_organization(database, "other")
    await tell([Nhi(id="n", at=Instant(at(0)))])
    risky = Nhi(id="n", at=Instant(at(0)), tier=9, tier_ceiling=1)
    await write(database, "other", [*calls("n", 1, 9, outcome=Outcome.BLOCKED), risky])
    await detect(database, "other", at(1), at(2), now=at(2))
    assert await assess(database, organization, now=at(2)) == {"identities": 1, "stored": 1, "highest": []}


async def test_progress_goes_up_to_one(database: Database, organization: str, tell: Tell) -> None:
    await tell(calls("a", 1, 1), calls("b", 1, 1))
    told: list[float] = []
    await assess(database, organization, now=at(2), progress=told.append)
    assert told == [0.5, 1.0]
